"""Antecedents of `it` and `they`. Precision first: a pronoun with two equal antecedents gets none."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.coreference.context import Context, is_object
from kg_etl.coreference.groups import company_of, group_at
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL_SUBJECTS
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.model import BODY_TYPES, PLACE_TYPES, EntityType, MentionForm

_SAYING = words("saying")
_WITH_CLAUSE = words("with_clause_for_it")
_BODIES = BODY_TYPES | {EntityType.COUNTRY}


class ItAndThey:
    """Finds the antecedents of `it`, `they` and the like. Mentions must come in text order."""

    def __init__(self, context: Context, chains: Chains) -> None:
        self._context = context
        self._chains = chains

    def thing(self, candidate: MentionCandidate) -> Chain | None:
        """The chain of the antecedent of `it`, a country or body; None if there is none."""
        if _stands_for_clause(candidate):
            return None
        quotation = self._context.quotation(candidate)
        for step in self._context.governors(candidate):
            other = step.candidate
            if not step.is_subject or (step.of_same_clause and is_object(candidate)) or other.chain < 0:
                continue
            if (
                (quotation != self._context.quotation(other) and not step.of_same_clause)
                or other.plural
                or other.type == EntityType.PERSON
                or other.pronoun in {"1", "2"}
            ):
                continue
            if other.demonym and other.head.tag_ == "JJ":
                continue
            if other.pronoun == "n" and not _is_body(other, self._chains):
                continue
            if self._is_between(other, candidate):
                return None
            return self._chains.all[other.chain]
        return self._subject_before(candidate)

    def _is_between(self, candidate: MentionCandidate, pronoun: MentionCandidate) -> bool:
        """Whether a relative clause may belong to another noun (`sold China jets that help its army`)."""
        clause = next((token for token in pronoun.head.ancestors if token.dep_ in ADNOMINAL_CLAUSES), None)
        if clause is None or clause.i < candidate.head.i:
            return False
        return any(
            candidate.end <= other.start < clause.i
            and other.chain != candidate.chain
            and other.form == MentionForm.NAME
            and _is_body(other, self._chains)
            for _, other in self._context.before(pronoun, 0)
        )

    def _subject_before(self, candidate: MentionCandidate) -> Chain | None:
        """The subject of the previous sentence if it is a country or body and the only possible antecedent."""
        if self._context.rank(candidate) < 2:
            return None
        quotation = self._context.quotation(candidate)
        if quotation is None and candidate.head.dep_ == "nsubj" and candidate.head.head.lemma_.lower() in _SAYING:
            return self._only_body_before(candidate)
        for distance, other in self._context.before(candidate, 1, 0):
            if (
                distance == 1
                and self._context.rank(other) >= 3
                and other.head.dep_ != "conj"
                and self._context.paragraph(other) == self._context.paragraph(candidate)
            ):
                if (
                    (self._context.quotation(other) is None) == (quotation is None)
                    and not other.plural
                    and _is_body(other, self._chains)
                ):
                    return self._chains.all[other.chain]
                return None
        return None

    def _only_body_before(self, candidate: MentionCandidate) -> Chain | None:
        """The antecedent of a speaker: the body that is subject of the previous sentence, else its only body."""
        bodies: dict[int, float] = {}
        for distance, other in self._context.before(candidate, 1, 0):
            if (
                distance
                and self._context.quotation(other) is None
                and not other.plural
                and other.head.tag_ != "JJ"
                and _is_body(other, self._chains)
            ):
                bodies[other.chain] = max(self._context.rank(other), bodies.get(other.chain, 0.0))
        ranked = sorted(bodies.items(), key=lambda item: -item[1])
        speaking = [
            n for n, _ in ranked if (name := self._chains.all[n].name) is None or name.type != EntityType.COUNTRY
        ]
        if ranked and ranked[0][1] >= 2.4:
            return self._chains.all[ranked[0][0]]
        return self._chains.all[speaking[0]] if len(speaking) == 1 else None

    def group(self, candidate: MentionCandidate) -> Chain | None:
        """The chain of the antecedents of `they`, which become the members of the pronoun."""
        quotation = self._context.quotation(candidate)
        for step in self._context.governors(candidate):
            other = step.candidate
            if step.of_same_clause and is_object(candidate):
                continue
            if quotation == self._context.quotation(other) and (step.is_subject or other.plural):
                if chain := self._many(candidate, other):
                    return chain
                if step.is_subject and len(group := company_of(other, self._context)) > 1:
                    return self._of_members(candidate, group)
        best: tuple[float, MentionCandidate] | None = None
        for distance, other in self._context.before(candidate, 2):
            if (self._context.quotation(other) is None) != (quotation is None) or self._context.is_headline(other):
                continue
            is_group = bool(group_at(other, self._context))
            if (other.plural or is_group) and not _is_where(other):
                score = self._context.rank(other) - 1.2 * distance - (0 if is_group or _may_act(other) else 2)
                if score > 0 and (best is None or score > best[0]):
                    best = score, other
        if best is not None:
            return self._many(candidate, best[1])
        for _, other in self._context.before(candidate, 1, 0):
            if len(group := company_of(other, self._context)) > 1:
                return self._of_members(candidate, group)
        return None

    def _many(self, candidate: MentionCandidate, other: MentionCandidate) -> Chain | None:
        if other.chain < 0:
            return None
        group = group_at(other, self._context)
        if _is_where(other):
            return None
        if len(group) > 1 and all(m.chain >= 0 for m in group):
            return self._of_members(candidate, group)
        if other.plural and other.pronoun not in {"1", "2"} and _may_act(other):
            return self._chains.all[other.chain]
        return None

    def _of_members(self, candidate: MentionCandidate, candidates: tuple[MentionCandidate, ...]) -> Chain:
        candidate.members = tuple(_distinct(candidates))
        return self._chains.keyed("group", *sorted(str(m.chain) for m in candidate.members))


def _distinct(candidates: tuple[MentionCandidate, ...]) -> Iterator[MentionCandidate]:
    seen = set()
    for member in candidates:
        if member.chain not in seen:
            seen.add(member.chain)
            yield member


def _is_where(candidate: MentionCandidate) -> bool:
    """Whether a country or place is mentioned only as a location."""
    head = candidate.head
    return (
        candidate.type in PLACE_TYPES
        and head.dep_ == "pobj"
        and head.head.lower_ in {"in", "at", "near", "from", "across", "to"}
    )


def _may_act(candidate: MentionCandidate) -> bool:
    """Whether a plural mention denotes persons or bodies, not things."""
    return (
        candidate.form != MentionForm.NOMINAL
        or candidate.role is not None
        or bool(candidate.members)
        or candidate.head.lower_ in {"people", "others"}
    )


def _stands_for_clause(candidate: MentionCandidate) -> bool:
    """Whether it is expletive (`it is expected that`, `it seems that`)."""
    verb = candidate.head.head
    return (
        candidate.head.dep_ in NOMINAL_SUBJECTS
        and verb.lemma_ in _WITH_CLAUSE
        and any(c.dep_ in {"ccomp", "csubj", "acomp", "xcomp"} for c in verb.children)
    )


def _is_body(candidate: MentionCandidate, chains: Chains) -> bool:
    name = chains.all[candidate.chain].name if candidate.chain >= 0 else None
    if candidate.type in _BODIES or (name is not None and name.type in _BODIES):
        return True
    return candidate.entry is not None and candidate.entry.acts_for is not None
