"""The persons that descriptions denote: `the Russian leader`, `his counterpart`, `the president`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.coreference.context import Context
from kg_etl.coreference.nations import Nations
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate, Title
from kg_etl.mentions.role_nouns import RoleNoun, roles
from kg_etl.model import EntityType

_RELATIVES = words("relatives")
_NOT_YET = words("not_yet")
_LEADERS = frozenset({"chief", "leader", "head", "boss"})
MANY = 200
"""Persons that are compared with one phrase: articles name fewer, and only lists of names have more."""


class OfficeHolders:
    """Finds the persons that role nouns denote. Mentions must come in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._persons = [c for c in chains.all if c.name is not None and c.name.type == EntityType.PERSON]
        self._last: dict[int, None] = {}
        """Numbers of the chains of persons, in the order of their latest mentions."""

    def heard(self, candidate: MentionCandidate) -> None:
        """Records a mention of a person."""
        self._last.pop(candidate.chain, None)
        self._last[candidate.chain] = None

    def chain_of(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        """The chain of the person that a candidate denotes; None where there is none, or it is not clear which."""
        if role.noun == "counterpart":
            return self._counterpart(candidate)
        if role.noun in {"guest", "host"}:
            return self._other(candidate)
        if not _is_specific(candidate, role):
            return None
        nation, body = self._nations.of(candidate), candidate.body
        if country := seat_country(candidate, role):
            nation, body, role = country, None, roles().persons["leader"]
        if candidate.nation is None and candidate.possessor is not None and candidate.possessor.pronoun:
            # `his wife`, `her spokesman`: another person, whom the article need not name
            return None
        recent = (chain for chain in self._recent() if self._fits(chain, candidate, role, nation, body))
        if nation is None and body is None:
            return self._of_company(candidate, list(recent))
        if holder := next(recent, None):
            return holder
        if nation and len(self._persons) <= MANY:
            fitting = [c for c in self._persons if self._fits(c, candidate, role, nation, body)]
            return fitting[0] if len(fitting) == 1 else None
        return None

    def _of_company(self, candidate: MentionCandidate, fitting: list[Chain]) -> Chain | None:
        """Of several presidents the one whose ministers the sentence mentions, else the most salient one near by."""
        if len(fitting) > 1:
            nations = {
                self._nations.of_chain(chain)
                for _, other in self._context.before(candidate, 0)
                if other.is_person and other.chain >= 0 and (chain := self._chains.all[other.chain]) not in fitting
            }
            theirs = [chain for chain in fitting if self._nations.of_chain(chain) in nations - {None}]
            if len(theirs) == 1:
                return theirs[0]
            near = [
                (-distance, self._context.rank(other), other.head.i, other.chain)
                for distance, other in self._context.before(candidate, 1)
                if other.chain >= 0 and self._chains.all[other.chain] in fitting
            ]
            if near:
                return self._chains.all[max(near)[-1]]
        return next(iter(fitting), None)

    def _recent(self) -> Iterator[Chain]:
        """The persons that were mentioned last, latest first."""
        for number in islice(reversed(self._last), MANY):
            chain = self._chains.all[number]
            if chain.name is not None and chain.name.type == EntityType.PERSON:
                yield chain

    def _fits(
        self,
        chain: Chain,
        candidate: MentionCandidate,
        role: RoleNoun,
        nation: str | None,
        body: MentionCandidate | None,
    ) -> bool:
        if candidate.gender and chain.gender and candidate.gender != chain.gender:
            return False
        if body is not None and (chain.body is None or chain.body.chain != body.chain):
            return False
        theirs = self._nations.of_chain(chain)
        if nation is not None and theirs is not None and theirs != nation:
            return False
        said = {
            title.past
            for title in chain.titles
            if _same_office(role, title, bool(nation)) and (nation is None or theirs == nation)
        }
        if candidate.past in said:
            return True
        if said and nation is not None:
            return False  # `the Irish leader` is not the person that the article calls the former Irish leader
        if candidate.past or (nation is None and (role.any or body is not None)):
            return False
        entry = chain.name.entry if chain.name is not None else None
        day = self._context.document.report_day
        return entry is not None and any(
            nation in {office.of, None}
            and (office.position == role.noun or (role.any and roles().group_of(office.position) == role.group))
            and (day is None or office.held_on(day))
            for office in entry.offices
        )

    def _counterpart(self, candidate: MentionCandidate) -> Chain | None:
        owner = candidate.possessor
        if owner is None or owner.chain < 0:
            return None
        theirs = self._chains.all[owner.chain]
        nation = self._nations.of(candidate) if candidate.nation is not None else None
        groups = {t.role.group for t in theirs.titles}
        holders_there = [
            c
            for c in self._persons[:MANY]
            if c is not theirs
            and (nation is None or self._nations.of_chain(c) == nation)
            and any(t.role.group in groups and not t.past for t in c.titles)
            and self._nations.of_chain(c) != self._nations.of_chain(theirs)
        ]
        return holders_there[0] if len(holders_there) == 1 else None

    def _other(self, candidate: MentionCandidate) -> Chain | None:
        """The only other person that `his guest` can denote."""
        owner = candidate.possessor
        if owner is None or owner.chain < 0:
            return None
        near = {
            other.chain
            for _, other in self._context.before(candidate, 3)
            if other.type == EntityType.PERSON and other.chain >= 0 and other.chain != owner.chain and not other.plural
        }
        named = [number for number in near if self._chains.all[number].name is not None]
        return self._chains.all[named[0]] if len(named) == 1 else None


def seat_country(candidate: MentionCandidate, role: RoleNoun) -> str | None:
    """The country that a phrase names by the seat of its government (`the Kremlin chief`); None for other phrases."""
    seat = candidate.body.entry if candidate.body is not None else None
    if seat is None or seat.type not in {EntityType.FACILITY, EntityType.CITY} or role.noun not in _LEADERS:
        return None
    return (seat.acts_for or None) if _is_specific(candidate, role) else None


def _is_specific(candidate: MentionCandidate, role: RoleNoun) -> bool:
    """Whether a phrase can denote a certain person; not so in `should be the president`, `the next leader`."""
    if not candidate.definite or candidate.head.dep_ == "attr":
        return False
    lead = {token.lower_ for token in candidate.head.doc[candidate.start : candidate.head.i]}
    return not lead & _NOT_YET and (role.noun not in _RELATIVES or candidate.possessor is not None)


def _same_office(role: RoleNoun, title: Title, same_nation: bool) -> bool:
    if role.noun == title.role.noun:
        return True
    if role.group != title.role.group or role.group in {"private", "politician", "legislator", "local"}:
        return False
    return same_nation and (role.any or title.role.any)
