"""Whom pronouns denote. Precision first: a pronoun with two equal readings denotes nobody."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.extractors.spacy_rules.mentions.chains import Chain, Chains
from kg_etl.extractors.spacy_rules.mentions.context import Context
from kg_etl.extractors.spacy_rules.mentions.drafts import Draft
from kg_etl.extractors.spacy_rules.mentions.groups import company_of, group_at
from kg_etl.extractors.spacy_rules.mentions.nominals import Nominals
from kg_etl.extractors.spacy_rules.words import words
from kg_etl.model import BODY_TYPES, PLACE_TYPES, EntityType, MentionForm

_JOURNEYS = words("journeys")
_SAYING = words("saying")
_WITH_CLAUSE = words("with_clause_for_it")
_BODIES = BODY_TYPES | {EntityType.COUNTRY}


class Pronouns:
    """Finds the chains of pronouns, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains, nominals: Nominals) -> None:
        self._context = context
        self._chains = chains
        self._nominals = nominals
        self._latest: dict[tuple[str, bool], int] = {}

    def chain_of(self, draft: Draft) -> Chain:
        """The chain of a pronoun: that of its antecedent, or one of its own."""
        found = None
        if draft.pronoun in {"m", "f"}:
            found = self._person(draft)
            if found is not None:
                self._latest[self._voice(draft)] = found.number
                found.gender = found.gender or draft.pronoun
        elif draft.pronoun == "n":
            found = self._thing(draft)
        elif draft.pronoun == "p":
            found = self._group(draft)
        return found or self._chains.new()

    def _person(self, draft: Draft) -> Chain | None:
        quotation = self._context.quotation(draft)
        speakers = self._speakers(draft) if quotation else frozenset()
        for step in self._context.governors(draft):
            one = step.draft
            if not self._may_be(one, draft) or (step.of_own_clause and _is_object(draft) and one.head.dep_ != "poss"):
                continue
            same_marks = quotation == self._context.quotation(one) or step.of_own_clause
            if not same_marks and (quotation is None or one.chain in speakers or step.is_subject):
                continue
            if (one.chain not in speakers or step.of_own_clause) and not self._goes_home(draft, one):
                return self._chains.all[one.chain]
        scores: dict[int, float] = {}
        for distance, one in self._context.before(draft, 4):
            if not self._may_be(one, draft) or one.chain in speakers or self._goes_home(draft, one):
                continue
            if _is_object(draft) and one.head.head == draft.head.head:
                continue
            score = self._context.rank(one) + 0.5 - 1.1 * distance
            if (self._context.quotation(one) is None) != (quotation is None):
                score -= 1.5 if quotation else 3
            if self._context.is_headline(one):
                score -= 3
            if self._latest.get(self._voice(draft)) == one.chain:
                score += 0.5
            if distance == 1 and quotation is None and _says(draft) and _says(one):
                score += 0.5
            score += min(0.6, 0.1 * self._chains.all[one.chain].mentions)
            scores[one.chain] = max(score, scores.get(one.chain, -9.0))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < (-1.5 if quotation is None else -0.5):
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < (0.15 if quotation is None else 0.6):
            return None
        return self._chains.all[ranked[0][0]]

    def _voice(self, draft: Draft) -> tuple[str, bool]:
        """The pronoun, and whether the article or somebody quoted says it: `he` of the one is not `he` of the other."""
        return draft.pronoun, self._context.quotation(draft) is not None

    def _may_be(self, one: Draft, draft: Draft) -> bool:
        if one.chain < 0:
            return False
        chain = self._chains.all[one.chain]
        person = one.is_person and (one.form != MentionForm.PRONOUN or one.pronoun in {"m", "f"})
        return person and (not chain.gender or chain.gender == draft.pronoun)

    def _speakers(self, draft: Draft) -> frozenset[int]:
        """Who speaks, by the sentence's look: the subjects outside the marks, and the last one before the paragraph."""
        found = set()
        here = self._context.sentence(draft)
        nearest: int | None = None
        for distance, one in self._context.before(draft, 3):
            if not one.is_person or self._context.quotation(one) is not None or self._context.rank(one) < 2.4:
                continue
            if distance == 0:
                found.add(one.chain)
            elif nearest is None:
                nearest = one.chain
        for token in draft.head.doc[draft.head.i : draft.head.i + 60]:
            after = self._context.by_head.get(token.i)
            if after is not None and self._context.sentence(after) != here:
                break
            if after is not None and after.is_person and self._context.quotation(after) is None and after.chain >= 0:
                found.add(after.chain)
        if not found and nearest is not None:
            found.add(nearest)
        return frozenset(found)

    def _goes_home(self, draft: Draft, one: Draft) -> bool:
        """Would the reading send a person on a visit to the country that is the person's own?"""
        nation = self._nominals.nation_of_chain(self._chains.all[one.chain])
        if nation is None:
            return False
        top = draft.head.head
        for token in top.subtree if top.pos_ in {"VERB", "NOUN"} and draft.head.dep_ in {"nsubj", "poss"} else ():
            place = self._context.by_head.get(token.i)
            if place is None or place.entry is None or place.head.i <= draft.head.i:
                continue
            if nation not in {place.entry.qid, place.entry.acts_for}:
                continue
            governor = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"to", "in"} else token.head
            if token.dep_ in {"pobj", "dobj"} and governor.lemma_.lower() in _JOURNEYS:
                return True
        return False

    def _thing(self, draft: Draft) -> Chain | None:
        if _stands_for_clause(draft):
            return None
        quotation = self._context.quotation(draft)
        for step in self._context.governors(draft):
            one = step.draft
            if not step.is_subject or (step.of_own_clause and _is_object(draft)) or one.chain < 0:
                continue
            if (
                (quotation != self._context.quotation(one) and not step.of_own_clause)
                or one.plural
                or one.type == EntityType.PERSON
                or one.pronoun in {"1", "2"}
            ):
                continue
            if one.demonym and one.head.tag_ == "JJ":
                continue
            if one.pronoun == "n" and not _is_body(one, self._chains):
                continue
            return self._chains.all[one.chain]
        return self._subject_before(draft)

    def _subject_before(self, draft: Draft) -> Chain | None:
        """The subject of the sentence before, where it is a country or body and nothing else can be meant."""
        if self._context.rank(draft) < 2:
            return None
        quotation = self._context.quotation(draft)
        if quotation is None and draft.head.dep_ == "nsubj" and draft.head.head.lemma_.lower() in _SAYING:
            return self._only_body_before(draft)
        for distance, one in self._context.before(draft, 1, 0):
            if (
                distance == 1
                and self._context.rank(one) >= 3
                and one.head.dep_ != "conj"
                and self._context.paragraph(one) == self._context.paragraph(draft)
            ):
                if (
                    (self._context.quotation(one) is None) == (quotation is None)
                    and not one.plural
                    and _is_body(one, self._chains)
                ):
                    return self._chains.all[one.chain]
                return None
        return None

    def _only_body_before(self, draft: Draft) -> Chain | None:
        """What says something: the body that is subject of the sentence before, else the only body in it."""
        bodies: dict[int, float] = {}
        for distance, one in self._context.before(draft, 1, 0):
            if (
                distance
                and self._context.quotation(one) is None
                and not one.plural
                and one.head.tag_ != "JJ"
                and _is_body(one, self._chains)
            ):
                bodies[one.chain] = max(self._context.rank(one), bodies.get(one.chain, 0.0))
        ranked = sorted(bodies.items(), key=lambda item: -item[1])
        speaking = [
            n for n, _ in ranked if (name := self._chains.all[n].name) is None or name.type != EntityType.COUNTRY
        ]
        if ranked and ranked[0][1] >= 2.4:
            return self._chains.all[ranked[0][0]]
        return self._chains.all[speaking[0]] if len(speaking) == 1 else None

    def _group(self, draft: Draft) -> Chain | None:
        quotation = self._context.quotation(draft)
        for step in self._context.governors(draft):
            one = step.draft
            if step.of_own_clause and _is_object(draft):
                continue
            if quotation == self._context.quotation(one) and (step.is_subject or one.plural):
                if found := self._many(draft, one):
                    return found
                if step.is_subject and len(group := company_of(one, self._context)) > 1:
                    return self._of_members(draft, group)
        best: tuple[float, Draft] | None = None
        for distance, one in self._context.before(draft, 2):
            if (self._context.quotation(one) is None) != (quotation is None) or self._context.is_headline(one):
                continue
            joined = bool(group_at(one, self._context))
            if (one.plural or joined) and not _is_where(one):
                score = self._context.rank(one) - 1.2 * distance - (0 if joined or _may_act(one) else 2)
                if score > 0 and (best is None or score > best[0]):
                    best = score, one
        if best is not None:
            return self._many(draft, best[1])
        for _, one in self._context.before(draft, 1, 0):
            if len(group := company_of(one, self._context)) > 1:
                return self._of_members(draft, group)
        return None

    def _many(self, draft: Draft, one: Draft) -> Chain | None:
        if one.chain < 0:
            return None
        group = group_at(one, self._context)
        if _is_where(one):
            return None
        if len(group) > 1 and all(m.chain >= 0 for m in group):
            return self._of_members(draft, group)
        if one.plural and one.pronoun not in {"1", "2"} and _may_act(one):
            return self._chains.all[one.chain]
        return None

    def _of_members(self, draft: Draft, group: tuple[Draft, ...]) -> Chain:
        draft.members = tuple(_distinct(group))
        return self._chains.keyed("group", *sorted(str(m.chain) for m in draft.members))


def _distinct(group: tuple[Draft, ...]) -> Iterator[Draft]:
    seen = set()
    for one in group:
        if one.chain not in seen:
            seen.add(one.chain)
            yield one


def _is_where(one: Draft) -> bool:
    """Is a country or place named only as where something is?"""
    head = one.head
    return (
        one.type in PLACE_TYPES
        and head.dep_ == "pobj"
        and head.head.lower_ in {"in", "at", "near", "from", "across", "to"}
    )


def _may_act(one: Draft) -> bool:
    """Is a mention of several of persons or bodies, not of things?"""
    return (
        one.form != MentionForm.NOMINAL
        or one.role is not None
        or bool(one.members)
        or one.head.lower_ in {"people", "others"}
    )


def _says(one: Draft) -> bool:
    """Is it the subject of a main verb of saying? Who spoke last is who goes on speaking."""
    verb = one.head.head
    return one.head.dep_ == "nsubj" and verb.dep_ == "ROOT" and verb.lemma_.lower() in _SAYING


def _is_object(draft: Draft) -> bool:
    return draft.head.dep_ in {"dobj", "dative", "pobj"} and draft.head.lower_ in {"him", "her", "them", "it"}


def _stands_for_clause(draft: Draft) -> bool:
    """Is it the `it` of `it is expected that` and `it seems that`?"""
    verb = draft.head.head
    return (
        draft.head.dep_ in {"nsubj", "nsubjpass"}
        and verb.lemma_ in _WITH_CLAUSE
        and any(c.dep_ in {"ccomp", "csubj", "acomp", "xcomp"} for c in verb.children)
    )


def _is_body(one: Draft, chains: Chains) -> bool:
    name = chains.all[one.chain].name if one.chain >= 0 else None
    if one.type in _BODIES or (name is not None and name.type in _BODIES):
        return True
    return one.entry is not None and one.entry.acts_for is not None
