"""Plans that were moved to another day: `due on Monday, was moved to May 27`, `delayed his trip until Thursday`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL, VERBAL, auxiliaries, conjuncts, is_negated
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.times.attachment import attached_time
from kg_etl.times.expressions import resolved
from kg_etl.times.finding import expressions_in
from kg_etl.times.hemispheres import is_southern
from kg_etl.times.moments import ReferenceDays, Time
from kg_etl.times.tense import is_future

_VERBS = words("rescheduling_verbs")
_PARTICLES = frozenset(tuple(pair.split("+")) for pair in words("rescheduling_particle_verbs"))
_MOVING = words("moving_verbs")
_CANCELLING = words("cancelling_verbs")
_TO_NEW_DAY = words("prepositions_to_new_days")
_POSSIBILITY = words("possibility_auxiliaries")


class Rescheduling(NamedTuple):
    """What is told of a plan that was moved."""

    time: Time | None
    """The new days; None where they are not told, and for a plan that was only put off."""
    is_open: bool
    """Whether the move is all that is told of the plan (`was moved to May 27`), so that nothing of it happened."""


@lru_cache(maxsize=256)
def rescheduling_of(trigger: Token, document: Document) -> Rescheduling | None:
    """How the plan that a noun names was moved to other days; None where it was not."""
    if trigger.pos_ not in NOMINAL:
        return None
    reference = ReferenceDays.of(document, None)
    for noun in _phrase(trigger):
        for verb in _verbs_of(noun):
            if is_negated(verb):
                continue
            is_open = verb.dep_ not in ADNOMINAL_CLAUSES or noun.dep_ == "ROOT"
            if _moves(verb):
                new = _new_days(verb, document, reference)
                is_possible = any(helper.lower_ in _POSSIBILITY for helper in auxiliaries(verb))
                if new is not None or _is_clear(verb):
                    return Rescheduling(None if is_possible else new, is_open)
            elif verb.lemma_.lower() in _CANCELLING and (instead := _instead(verb)) is not None:
                return Rescheduling(attached_time(instead, document, reference), True)
    return None


def _phrase(noun: Token) -> Iterator[Token]:
    """The noun, and the nouns that it complements (`signing` of `the signing of the deal`)."""
    yield noun
    while noun.dep_ in {"pobj", "compound", "conj"}:
        above = noun.head if noun.dep_ != "pobj" else noun.head.head
        if above.pos_ not in NOMINAL or (noun.dep_ == "pobj" and noun.head.lower_ != "of"):
            return
        noun = above
        yield noun


def _verbs_of(noun: Token) -> Iterator[Token]:
    """The verbs whose object or passive subject a noun is, its participles included."""
    if noun.dep_ in {"nsubjpass", "dobj"} and noun.head.pos_ in VERBAL:
        yield noun.head
    for child in noun.children:
        if child.dep_ in ADNOMINAL_CLAUSES and child.pos_ in VERBAL:
            yield child


def _moves(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _VERBS or lemma in _MOVING or _has_particle(verb)


def _is_clear(verb: Token) -> bool:
    """Whether the verb means a later or earlier day even without one (`was postponed`)."""
    return verb.lemma_.lower() in _VERBS or _has_particle(verb)


def _has_particle(verb: Token) -> bool:
    return any((verb.lemma_.lower(), child.lower_) in _PARTICLES for child in verb.children if child.i > verb.i)


def _new_days(verb: Token, document: Document, reference: ReferenceDays) -> Time | None:
    """The days after `to` or `until` in the clause of the verb."""
    for preposition in verb.subtree:
        if preposition.dep_ != "prep" or preposition.lower_ not in _TO_NEW_DAY or preposition.i < verb.i:
            continue
        for noun in preposition.children:
            if noun.dep_ not in {"pobj", "pcomp"}:
                continue
            spans = (span for span in expressions_in(verb.sent) if span.start <= noun.i < span.end)
            expression: Span = next(spans, verb.doc[noun.left_edge.i : noun.right_edge.i + 1])
            span = verb.doc[max(expression.start, preposition.i + 1) : expression.end]
            days = resolved(span.text, reference.day, future=True, is_southern=is_southern(document.zone))
            if days is not None:
                return Time(*days, document.span_evidence(span))
    return None


def _instead(verb: Token) -> Token | None:
    """The verb of the plan that replaces a cancelled one (`and will go on Thursday instead`)."""
    return next(
        (
            other
            for other in conjuncts(verb)
            if other.i > verb.i and is_future(other) and any(child.lower_ == "instead" for child in other.children)
        ),
        None,
    )
