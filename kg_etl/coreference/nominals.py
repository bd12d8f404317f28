"""Antecedents of common nouns: `the Russian leader`, `his counterpart`, `the ministry`, `the two leaders`."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains, name_words
from kg_etl.coreference.context import Context
from kg_etl.coreference.groups import Wanted, pair_before
from kg_etl.coreference.nations import Nations
from kg_etl.coreference.office_holders import OfficeHolders, seat_country
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.mentions.role_nouns import RoleNoun, roles
from kg_etl.model import BODY_TYPES, NAMED_FORMS, EntityType, MentionForm

_SHAPES = words("shapes_of_land")


class Nominals:
    """Finds the antecedents of common nouns. Mentions must come in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._office_holders = OfficeHolders(context, chains, nations)
        self._capitals = {
            c.name.entry.acts_for: c
            for c in reversed(chains.all)
            if c.name is not None and c.name.entry is not None and c.name.entry.type == EntityType.CITY
        }
        self._bodies: dict[str, MentionCandidate] = {}
        self._facilities: dict[str, Chain] = {}

    def heard(self, candidate: MentionCandidate) -> None:
        """Records a mention, so that later nouns can refer back to it."""
        if candidate.is_person:
            self._office_holders.heard(candidate)
        if candidate.type in BODY_TYPES and candidate.form != MentionForm.PRONOUN:
            noun = (
                candidate.role.noun
                if candidate.role and candidate.form == MentionForm.NOMINAL
                else name_words(candidate)[-1:] and name_words(candidate)[-1]
            )
            if noun:
                self._bodies[str(noun)] = candidate

    def resolve(self, candidate: MentionCandidate) -> Chain:
        """The chain of a common noun: that of its antecedent, or a new one.

        Completes the candidate: the members of a pair, the nation of a body mentioned before, and no body for the
        chief of a seat of power, who leads the country.
        """
        if candidate.same is not None and candidate.same.chain >= 0:
            return self._chains.all[candidate.same.chain]
        role = candidate.role
        antecedent = None
        if role is None:
            return self._pair(candidate) or self._chains.new()
        if candidate.plural and role.type != EntityType.ARMED_FORCE:
            return self._pair(candidate) or self._chains.new()
        if role.is_person:
            antecedent = self._office_holders.chain_of(candidate, role)
            if seat_country(candidate, role):
                candidate.body = None  # the chief of the Kremlin leads the country; no body is meant
        elif role.group == "country":
            antecedent = self._country(candidate, role)
        elif role.type == EntityType.FACILITY:
            antecedent = self._facility(candidate, role)
        elif role.group == "place":
            antecedent = self._place(candidate, role)
        elif role.type in BODY_TYPES:
            antecedent = self._body(candidate, role)
        return antecedent or self._chains.new()

    def _country(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        if candidate.possessor is not None and candidate.possessor.pronoun and role.noun in roles().bare_countries:
            nation = self._nations.of(candidate)
            return self._chains.keyed("qid", nation) if nation else None
        if not candidate.definite or role.noun not in roles().bare_countries or candidate.head.i - candidate.start > 1:
            return None
        if candidate.head.doc[candidate.start].lower_ == "this" and self._context.quotation(candidate):
            return None  # the speaker's country
        near: dict[int, MentionCandidate] = {}
        for distance, other in self._context.before(candidate, 1):
            if other.type == EntityType.COUNTRY and other.form in NAMED_FORMS:
                near.setdefault(other.chain, other)
            if distance == 1 and len(near) > 1:
                break
        if len(near) == 1:
            return self._chains.all[next(iter(near))]
        return None

    def _place(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        nation = self._nations.of(candidate)
        if role.noun == "capital" and nation:
            return self._capitals.get(nation)
        if not candidate.definite or nation or candidate.head.i - candidate.start > 1 or role.noun == "capital":
            return None
        if any(child.lower_ == "of" for child in candidate.head.children):
            return None  # `the settlement of refugees`
        near = {
            other.chain
            for _, other in self._context.before(candidate, 1)
            if other.form == MentionForm.NAME and other.type == role.type and _can_be(role.noun, other)
        }
        return self._chains.all[near.pop()] if len(near) == 1 else None

    def _facility(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        """The facility at the same place (`Odesa port`, `the port of Odesa`), or the latest one (`the port`)."""
        if candidate.site is not None:
            self._facilities[role.noun] = self._chains.keyed("facility", role.noun, str(candidate.site.chain))
            return self._facilities[role.noun]
        bare = (
            candidate.definite
            and candidate.possessor is None
            and candidate.head.i - candidate.start == len(role.noun.split())
        )
        return self._facilities.get(role.noun) if bare else None

    def _body(self, candidate: MentionCandidate, role: RoleNoun) -> Chain | None:
        nation = self._nations.of(candidate)
        if nation and role.state:
            return self._chains.keyed("body", role.noun, nation)
        if (
            candidate.body is not None
            or not candidate.definite
            or (candidate.plural and role.type != EntityType.ARMED_FORCE)
        ):
            return None
        before = self._bodies.get(role.noun)
        between = list(candidate.head.doc[candidate.start + 1 : candidate.head.i + 1 - len(role.noun.split())])
        if before is None or len(between) > 1 or any(token.dep_ == "compound" for token in between):
            return None  # the Justice Department is not a department mentioned before
        if candidate.possessor is not None:
            return None
        candidate.nation = candidate.nation or before.nation
        return self._chains.all[before.chain]

    def _pair(self, candidate: MentionCandidate) -> Chain | None:
        lexicon = roles()
        lead = {t.lower_ for t in candidate.head.doc[candidate.start : candidate.end]}
        noun = candidate.head.lemma_.lower()
        if not (
            "both" in lead or ((candidate.definite or "the" in lead) and ("two" in lead or noun in {"pair", "duo"}))
        ):
            return None
        if candidate.possessor is not None and noun == "two":
            return None
        kinds: list[EntityType] = []
        if noun in lexicon.plural_persons | lexicon.plural_either:
            kinds.append(EntityType.PERSON)
        if noun in lexicon.plural_countries | lexicon.plural_either:
            kinds.append(EntityType.COUNTRY)
        if not kinds:
            return None
        leads = candidate.role is not None and candidate.role.group == "head"
        wanted = Wanted(tuple(kinds), noun in {"side", "party"}, self._leads if leads else lambda _: True)
        if wanted.only_joined:
            wanted = Wanted((EntityType.COUNTRY, *sorted(BODY_TYPES)), only_joined=True)
        members = pair_before(candidate, self._context, wanted)
        if not members:
            return None
        candidate.members = members
        return self._chains.keyed("group", *sorted(str(m.chain) for m in members))

    def _leads(self, candidate: MentionCandidate) -> bool:
        """Whether article or gazetteer say that a person is the head of a state or government."""
        if candidate.type != EntityType.PERSON or candidate.chain < 0:
            return False
        chain = self._chains.all[candidate.chain]
        if any(title.role.group == "head" and not title.past for title in chain.titles):
            return True
        entry = chain.name.entry if chain.name is not None else None
        return entry is not None and any(roles().group_of(office.position) == "head" for office in entry.offices)


def _can_be(noun: str, candidate: MentionCandidate) -> bool:
    """Whether a region can be an island and the like: only if its name says so; any can be a state or province."""
    return noun not in _SHAPES or noun in name_words(candidate)
