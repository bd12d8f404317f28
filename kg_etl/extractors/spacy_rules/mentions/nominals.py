"""What common nouns denote: `the Russian leader`, `his counterpart`, `the ministry`, `the two leaders`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg_etl.extractors.spacy_rules.mentions.chains import Chain, Chains, name_words
from kg_etl.extractors.spacy_rules.mentions.context import Context
from kg_etl.extractors.spacy_rules.mentions.drafts import Draft, Title
from kg_etl.extractors.spacy_rules.mentions.groups import Wanted, pair_before
from kg_etl.extractors.spacy_rules.mentions.roles import Role, roles
from kg_etl.gazetteer import Gazetteer
from kg_etl.model import BODY_TYPES, NAMED_FORMS, EntityType, MentionForm

MANY = 200
"""Persons that are looked at for one phrase: an article names fewer, and what names more is no article."""


class Nominals:
    """Finds the chains of common nouns, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains, gazetteer: Gazetteer) -> None:
        self._context = context
        self._chains = chains
        self._gazetteer = gazetteer
        self._persons = [c for c in chains.all if c.name is not None and c.name.type == EntityType.PERSON]
        self._last: dict[int, int] = {}
        """Number of a person's chain -> token where it last came up, latest last."""
        self._capitals = {
            c.name.entry.acts_for: c
            for c in reversed(chains.all)
            if c.name is not None and c.name.entry is not None and c.name.entry.type == EntityType.CITY
        }
        self._bodies: dict[str, Draft] = {}
        self._facilities: dict[str, Chain] = {}

    def heard(self, draft: Draft) -> None:
        """Note that a chain has come up again."""
        if draft.is_person:
            self._last.pop(draft.chain, None)
            self._last[draft.chain] = draft.head.i
        if draft.type in BODY_TYPES and draft.form != MentionForm.PRONOUN:
            noun = (
                draft.role.noun
                if draft.role and draft.form == MentionForm.NOMINAL
                else name_words(draft)[-1:] and name_words(draft)[-1]
            )
            if noun:
                self._bodies[str(noun)] = draft

    def chain_of(self, draft: Draft) -> Chain:
        """The chain of a common noun: that of what it denotes, or one of its own."""
        if draft.same is not None and draft.same.chain >= 0:
            return self._chains.all[draft.same.chain]
        role = draft.role
        found = None
        if role is None:
            return self._pair(draft) or self._chains.new()
        if draft.plural and role.type != EntityType.ARMED_FORCE:
            return self._pair(draft) or self._chains.new()
        if role.is_person:
            found = self._person(draft, role)
        elif role.group == "country":
            found = self._country(draft, role)
        elif role.type == EntityType.FACILITY:
            found = self._facility(draft, role)
        elif role.group == "place":
            found = self._place(draft, role)
        elif role.type in BODY_TYPES:
            found = self._body(draft, role)
        return found or self._chains.new()

    def nation_of(self, draft: Draft) -> str | None:
        """QID of the country whose a mention is, read from its phrase or from whom its pronoun denotes."""
        if draft.nation is not None and draft.nation.entry is not None:
            return draft.nation.entry.qid
        owner = draft.possessor
        if owner is None or owner.chain < 0:
            return None
        chain = self._chains.all[owner.chain]
        if chain.name is not None and chain.name.type == EntityType.COUNTRY and chain.name.entry:
            return chain.name.entry.qid
        if owner.pronoun in {"m", "f"} or owner.type == EntityType.PERSON:
            return self.nation_of_chain(chain)
        if chain.nation is not None and chain.nation.entry:
            return chain.nation.entry.qid
        entry = chain.name.entry if chain.name is not None else None
        return entry.acts_for if entry is not None else None

    def nation_of_chain(self, chain: Chain) -> str | None:
        """QID of the country that a person of this article serves or comes from."""
        if chain.nation is not None and chain.nation.entry is not None:
            return chain.nation.entry.qid
        if chain.body is not None and chain.body.entry is not None and chain.body.entry.acts_for:
            return chain.body.entry.acts_for
        entry = chain.name.entry if chain.name is not None else None
        if entry is None:
            return None
        return entry.country or (entry.offices[0].of if entry.offices else None)

    def _person(self, draft: Draft, role: Role) -> Chain | None:
        if role.noun == "counterpart":
            return self._counterpart(draft)
        if role.noun in {"guest", "host"}:
            return self._other(draft)
        if not draft.definite:
            return None
        nation = self.nation_of(draft)
        seat = draft.body.entry if draft.body is not None else None
        if (
            seat is not None
            and seat.acts_for
            and seat.type in {EntityType.FACILITY, EntityType.CITY}
            and role.noun in {"chief", "leader", "head", "boss"}
        ):
            draft.body, nation, role = None, seat.acts_for, roles().persons["leader"]
        if draft.nation is None and draft.possessor is not None and draft.possessor.pronoun:
            # `his wife`, `her spokesman`: somebody else, whom the article need not name
            return None
        recent = (chain for chain in self._recent() if self._fits(chain, draft, role, nation))
        if nation is None and draft.body is None:
            return self._of_company(draft, list(recent))
        if found := next(recent, None):
            return found
        if nation and len(self._persons) <= MANY:
            fitting = [c for c in self._persons if self._fits(c, draft, role, nation)]
            return fitting[0] if len(fitting) == 1 else None
        return None

    def _of_company(self, draft: Draft, fitting: list[Chain]) -> Chain | None:
        """Of several presidents the one whose ministers the sentence tells of before, else whom it was told of last."""
        if len(fitting) > 1:
            nations = {
                self.nation_of_chain(chain)
                for _, one in self._context.before(draft, 0)
                if one.is_person and one.chain >= 0 and (chain := self._chains.all[one.chain]) not in fitting
            }
            theirs = [chain for chain in fitting if self.nation_of_chain(chain) in nations - {None}]
            if len(theirs) == 1:
                return theirs[0]
        return next(iter(fitting), None)

    def _recent(self) -> Iterator[Chain]:
        """The persons that came up last, latest first."""
        for number in islice(reversed(self._last), MANY):
            chain = self._chains.all[number]
            if chain.name is not None and chain.name.type == EntityType.PERSON:
                yield chain

    def _fits(self, chain: Chain, draft: Draft, role: Role, nation: str | None) -> bool:
        if draft.gender and chain.gender and draft.gender != chain.gender:
            return False
        if draft.body is not None and (chain.body is None or chain.body.chain != draft.body.chain):
            return False
        theirs = self.nation_of_chain(chain)
        if nation is not None and theirs is not None and theirs != nation:
            return False
        for title in chain.titles:
            if (
                title.past == draft.past
                and _same_office(role, title, bool(nation))
                and (nation is None or theirs == nation)
            ):
                return True
        if draft.past or (nation is None and (role.any or draft.body is not None)):
            return False
        entry = chain.name.entry if chain.name is not None else None
        group = {noun for noun, one in roles().persons.items() if one.group == role.group}
        day = self._context.parsed.reference
        return entry is not None and any(
            nation in {office.of, None}
            and (office.position == role.noun or (role.any and office.position in group))
            and (day is None or office.held_on(day))
            for office in entry.offices
        )

    def _counterpart(self, draft: Draft) -> Chain | None:
        owner = draft.possessor
        if owner is None or owner.chain < 0:
            return None
        theirs = self._chains.all[owner.chain]
        nation = self.nation_of(draft) if draft.nation is not None else None
        groups = {t.role.group for t in theirs.titles}
        found = [
            c
            for c in self._persons[:MANY]
            if c is not theirs
            and (nation is None or self.nation_of_chain(c) == nation)
            and any(t.role.group in groups and not t.past for t in c.titles)
            and self.nation_of_chain(c) != self.nation_of_chain(theirs)
        ]
        return found[0] if len(found) == 1 else None

    def _other(self, draft: Draft) -> Chain | None:
        """The only other person whom `his guest` can mean."""
        owner = draft.possessor
        if owner is None or owner.chain < 0:
            return None
        near = {
            one.chain
            for _, one in self._context.before(draft, 3)
            if one.type == EntityType.PERSON and one.chain >= 0 and one.chain != owner.chain and not one.plural
        }
        named = [number for number in near if self._chains.all[number].name is not None]
        return self._chains.all[named[0]] if len(named) == 1 else None

    def _country(self, draft: Draft, role: Role) -> Chain | None:
        if draft.possessor is not None and draft.possessor.pronoun and role.noun in roles().bare_countries:
            nation = self.nation_of(draft)
            return self._chains.keyed("qid", nation) if nation else None
        if not draft.definite or role.noun not in roles().bare_countries or draft.head.i - draft.start > 1:
            return None
        near: dict[int, Draft] = {}
        for distance, one in self._context.before(draft, 1):
            if one.type == EntityType.COUNTRY and one.form in NAMED_FORMS:
                near.setdefault(one.chain, one)
            if distance == 1 and len(near) > 1:
                break
        if len(near) == 1:
            return self._chains.all[next(iter(near))]
        return None

    def _place(self, draft: Draft, role: Role) -> Chain | None:
        nation = self.nation_of(draft)
        if role.noun == "capital" and nation:
            return self._capitals.get(nation)
        if not draft.definite or nation or draft.head.i - draft.start > 1 or role.noun == "capital":
            return None
        near = {
            one.chain
            for _, one in self._context.before(draft, 1)
            if one.form == MentionForm.NAME and one.type == role.type
        }
        return self._chains.all[near.pop()] if len(near) == 1 else None

    def _facility(self, draft: Draft, role: Role) -> Chain | None:
        """The one that lies at the same place (`Odesa port`, `the port of Odesa`), or was told of last (`the port`)."""
        if draft.site is not None:
            self._facilities[role.noun] = self._chains.keyed("facility", role.noun, str(draft.site.chain))
            return self._facilities[role.noun]
        bare = draft.definite and draft.possessor is None and draft.head.i - draft.start == len(role.noun.split())
        return self._facilities.get(role.noun) if bare else None

    def _body(self, draft: Draft, role: Role) -> Chain | None:
        nation = self.nation_of(draft)
        if nation and role.state:
            return self._chains.keyed("body", role.noun, nation)
        if draft.body is not None or not draft.definite or (draft.plural and role.type != EntityType.ARMED_FORCE):
            return None
        before = self._bodies.get(role.noun)
        if before is None or draft.head.i - draft.start > 1 + len(role.noun.split()):
            return None
        if draft.possessor is not None:
            return None
        draft.nation = draft.nation or before.nation
        return self._chains.all[before.chain]

    def _pair(self, draft: Draft) -> Chain | None:
        lexicon = roles()
        lead = {t.lower_ for t in draft.head.doc[draft.start : draft.end]}
        noun = draft.head.lemma_.lower()
        if not ("both" in lead or ((draft.definite or "the" in lead) and ("two" in lead or noun in {"pair", "duo"}))):
            return None
        if draft.possessor is not None and noun == "two":
            return None
        kinds: list[EntityType] = []
        if noun in lexicon.plural_persons | lexicon.plural_either:
            kinds.append(EntityType.PERSON)
        if noun in lexicon.plural_countries | lexicon.plural_either:
            kinds.append(EntityType.COUNTRY)
        if not kinds:
            return None
        leads = draft.role is not None and draft.role.group == "head"
        wanted = Wanted(tuple(kinds), noun in {"side", "party"}, self._leads if leads else lambda _: True)
        if wanted.only_joined:
            wanted = Wanted((EntityType.COUNTRY, *sorted(BODY_TYPES)), only_joined=True)
        members = pair_before(draft, self._context, wanted)
        if not members:
            return None
        draft.members = members
        return self._chains.keyed("group", *sorted(str(m.chain) for m in members))

    def _leads(self, draft: Draft) -> bool:
        """Is a person the head of a state or government, as far as article or gazetteer say?"""
        if draft.type != EntityType.PERSON or draft.chain < 0:
            return False
        chain = self._chains.all[draft.chain]
        if any(title.role.group == "head" and not title.past for title in chain.titles):
            return True
        entry = chain.name.entry if chain.name is not None else None
        heads = {noun for noun, role in roles().persons.items() if role.group == "head"}
        return entry is not None and any(office.position in heads for office in entry.offices)


def _same_office(role: Role, title: Title, same_nation: bool) -> bool:
    if role.noun == title.role.noun:
        return True
    if role.group != title.role.group or role.group in {"private", "politician", "legislator", "local"}:
        return False
    return same_nation and (role.any or title.role.any)
