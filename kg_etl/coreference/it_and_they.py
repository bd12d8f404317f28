"""What `it` and `they` denote. Precision first: a pronoun with two equal readings denotes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.coreference.context import Context, is_object
from kg_etl.coreference.groups import company_of, group_at
from kg_etl.lexicon.word_lists import words
from kg_etl.mentions.candidates import Draft
from kg_etl.model import BODY_TYPES, PLACE_TYPES, EntityType, MentionForm

_SAYING = words("saying")
_WITH_CLAUSE = words("with_clause_for_it")
_BODIES = BODY_TYPES | {EntityType.COUNTRY}


class Neuters:
    """Finds the chains of `it`, `they` and their like, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains) -> None:
        self._context = context
        self._chains = chains

    def thing(self, draft: Draft) -> Chain | None:
        """The chain of the country or body that `it` stands for."""
        if _stands_for_clause(draft):
            return None
        quotation = self._context.quotation(draft)
        for step in self._context.governors(draft):
            one = step.draft
            if not step.is_subject or (step.of_own_clause and is_object(draft)) or one.chain < 0:
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
            if self._is_between(one, draft):
                return None
            return self._chains.all[one.chain]
        return self._subject_before(draft)

    def _is_between(self, one: Draft, draft: Draft) -> bool:
        """Is there another to whom a relative clause may belong (`sold China jets that help its army`)?"""
        clause = next((token for token in draft.head.ancestors if token.dep_ in {"relcl", "acl"}), None)
        if clause is None or clause.i < one.head.i:
            return False
        return any(
            one.end <= other.start < clause.i
            and other.chain != one.chain
            and other.form == MentionForm.NAME
            and _is_body(other, self._chains)
            for _, other in self._context.before(draft, 0)
        )

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

    def group(self, draft: Draft) -> Chain | None:
        """The chain of those that `they` stands for, which the pronoun then has as members."""
        quotation = self._context.quotation(draft)
        for step in self._context.governors(draft):
            one = step.draft
            if step.of_own_clause and is_object(draft):
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
