"""What common nouns denote: `the Russian leader`, `his counterpart`, `the ministry`, `the two leaders`."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains, name_words
from kg_etl.coreference.context import Context
from kg_etl.coreference.groups import Wanted, pair_before
from kg_etl.coreference.nations import Nations
from kg_etl.coreference.office_holders import Holders
from kg_etl.lexicon.word_lists import words
from kg_etl.mentions.candidates import Draft
from kg_etl.mentions.role_nouns import Role, roles
from kg_etl.model import BODY_TYPES, NAMED_FORMS, EntityType, MentionForm

_SHAPES = words("shapes_of_land")


class Nominals:
    """Finds the chains of common nouns, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._holders = Holders(context, chains, nations)
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
            self._holders.heard(draft)
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
            found = self._holders.chain_of(draft, role)
        elif role.group == "country":
            found = self._country(draft, role)
        elif role.type == EntityType.FACILITY:
            found = self._facility(draft, role)
        elif role.group == "place":
            found = self._place(draft, role)
        elif role.type in BODY_TYPES:
            found = self._body(draft, role)
        return found or self._chains.new()

    def _country(self, draft: Draft, role: Role) -> Chain | None:
        if draft.possessor is not None and draft.possessor.pronoun and role.noun in roles().bare_countries:
            nation = self._nations.of(draft)
            return self._chains.keyed("qid", nation) if nation else None
        if not draft.definite or role.noun not in roles().bare_countries or draft.head.i - draft.start > 1:
            return None
        if draft.head.doc[draft.start].lower_ == "this" and self._context.quotation(draft):
            return None  # that of whoever is quoted
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
        nation = self._nations.of(draft)
        if role.noun == "capital" and nation:
            return self._capitals.get(nation)
        if not draft.definite or nation or draft.head.i - draft.start > 1 or role.noun == "capital":
            return None
        if any(child.lower_ == "of" for child in draft.head.children):
            return None  # `the settlement of refugees`
        near = {
            one.chain
            for _, one in self._context.before(draft, 1)
            if one.form == MentionForm.NAME and one.type == role.type and _can_be(role.noun, one)
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
        nation = self._nations.of(draft)
        if nation and role.state:
            return self._chains.keyed("body", role.noun, nation)
        if draft.body is not None or not draft.definite or (draft.plural and role.type != EntityType.ARMED_FORCE):
            return None
        before = self._bodies.get(role.noun)
        between = list(draft.head.doc[draft.start + 1 : draft.head.i + 1 - len(role.noun.split())])
        if before is None or len(between) > 1 or any(token.dep_ == "compound" for token in between):
            return None  # the Justice Department is not the department told of before
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
        return entry is not None and any(roles().group_of(office.position) == "head" for office in entry.offices)


def _can_be(noun: str, name: Draft) -> bool:
    """Can a region be an island, and the like? Only if its name says so; a state or province any of them can be."""
    return noun not in _SHAPES or noun in name_words(name)
