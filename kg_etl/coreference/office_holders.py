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
MANY = 200
"""Persons that are looked at for one phrase: an article names fewer, and what names more is no article."""


class OfficeHolders:
    """Finds the persons whom role nouns denote, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._persons = [c for c in chains.all if c.name is not None and c.name.type == EntityType.PERSON]
        self._last: dict[int, None] = {}
        """Numbers of the chains of persons, in the order in which they last came up."""

    def heard(self, candidate: MentionCandidate) -> None:
        """Note that a person has come up again."""
        self._last.pop(candidate.chain, None)
        self._last[candidate.chain] = None

    def chain_of(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        """The chain of the person who is meant; None where nobody is or it is not clear who."""
        if role.noun == "counterpart":
            return self._counterpart(candidate)
        if role.noun in {"guest", "host"}:
            return self._other(candidate)
        if not candidate.definite or candidate.head.dep_ == "attr":
            return None  # who `should be the president` need not be
        lead = {token.lower_ for token in candidate.head.doc[candidate.start : candidate.head.i]}
        if lead & _NOT_YET or (role.noun in _RELATIVES and candidate.possessor is None):
            return None
        nation = self._nations.of(candidate)
        seat = candidate.body.entry if candidate.body is not None else None
        if (
            seat is not None
            and seat.acts_for
            and seat.type in {EntityType.FACILITY, EntityType.CITY}
            and role.noun in {"chief", "leader", "head", "boss"}
        ):
            candidate.body, nation, role = None, seat.acts_for, roles().persons["leader"]
        if candidate.nation is None and candidate.possessor is not None and candidate.possessor.pronoun:
            # `his wife`, `her spokesman`: somebody else, whom the article need not name
            return None
        recent = (chain for chain in self._recent() if self._fits(chain, candidate, role, nation))
        if nation is None and candidate.body is None:
            return self._of_company(candidate, list(recent))
        if holder := next(recent, None):
            return holder
        if nation and len(self._persons) <= MANY:
            fitting = [c for c in self._persons if self._fits(c, candidate, role, nation)]
            return fitting[0] if len(fitting) == 1 else None
        return None

    def _of_company(self, candidate: MentionCandidate, fitting: list[Chain]) -> Chain | None:
        """Of several presidents the one whose ministers the sentence tells of, else who acts in it or before it."""
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
        """The persons that came up last, latest first."""
        for number in islice(reversed(self._last), MANY):
            chain = self._chains.all[number]
            if chain.name is not None and chain.name.type == EntityType.PERSON:
                yield chain

    def _fits(self, chain: Chain, candidate: MentionCandidate, role: RoleNoun, nation: str | None) -> bool:
        if candidate.gender and chain.gender and candidate.gender != chain.gender:
            return False
        if candidate.body is not None and (chain.body is None or chain.body.chain != candidate.body.chain):
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
            return False  # `the Irish leader` is not whom the article calls the former Irish leader
        if candidate.past or (nation is None and (role.any or candidate.body is not None)):
            return False
        entry = chain.name.entry if chain.name is not None else None
        day = self._context.document.publication_day
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
        """The only other person whom `his guest` can mean."""
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


def _same_office(role: RoleNoun, title: Title, same_nation: bool) -> bool:
    if role.noun == title.role.noun:
        return True
    if role.group != title.role.group or role.group in {"private", "politician", "legislator", "local"}:
        return False
    return same_nation and (role.any or title.role.any)
