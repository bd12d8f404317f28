"""A trigger -> the time that its sentence states."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import VERBAL
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.times.attachment import attached_time, governed_expressions
from kg_etl.times.background import background_time
from kg_etl.times.counted import days_away
from kg_etl.times.moments import ReferenceDays, Time
from kg_etl.times.narrative import reference_days
from kg_etl.times.resolution import resolved_span
from kg_etl.times.tense import Tense, tense_of

_NEARNESS = words("nearness_adverbs")
_SOON = dt.timedelta(days=31)
"""The longest time between two events of which one came just before the other."""


@lru_cache(maxsize=256)
def time_of(trigger: Token, document: Document) -> Time | None:
    """The time that a trigger's sentence states, or None where no expression that dates it can be resolved.

    The day of publication is only the reference of `Thursday`: without an expression it is not the time. An event
    with a duration (`a two-day visit`) lasts from the day it begins, or until the day it ends.
    """
    reference = reference_days(trigger.sent, document)
    return (
        attached_time(trigger, document, reference)
        or background_time(trigger, document)
        or _time_of_neighbour(trigger, document, reference)
        or _time_away(trigger, document, reference)
    )


def _time_away(trigger: Token, document: Document, reference: ReferenceDays) -> Time | None:
    """The time by its distance from the event that the main clause reports (`it comes a week after 44 were killed`)."""
    mark = _mark_of(trigger)
    if mark is None or mark.i - trigger.sent.start < 2:
        return None
    for length in (4, 3, 2):
        span = mark.doc[max(trigger.sent.start, mark.i - length) : mark.i]
        main = mark.head.head if mark.dep_ == "mark" else mark.head
        day = _day_of_main_clause(main, document, reference)
        if day is not None and (days := days_away(span.text, day, before=mark.lower_ == "after")):
            return Time(*days, document.span_evidence(span))
    return None


def _mark_of(trigger: Token) -> Token | None:
    """The `after` or `before` that joins the trigger's clause or noun to the clause that it belongs to."""
    joins = [child for child in trigger.children if child.dep_ == "mark"]
    if trigger.dep_ == "pobj":
        joins.append(trigger.head)
    return next((word for word in joins if word.lower_ in {"after", "before"}), None)


def _day_of_main_clause(main: Token, document: Document, reference: ReferenceDays) -> dt.date | None:
    time = attached_time(main, document, reference) if main.pos_ in VERBAL else None
    if time is not None:
        return time.earliest if time.earliest == time.latest else None
    return reference.day if tense_of(main) in {Tense.PRESENT, Tense.PAST, Tense.PERFECT} else None


def _time_of_neighbour(trigger: Token, document: Document, reference: ReferenceDays) -> Time | None:
    """The time by a dated event just before or after the trigger's (`signed in 2022, just before they invaded`)."""
    mark = next(
        (child for child in trigger.children if child.dep_ == "mark" and child.lower_ in {"before", "after"}), None
    )
    if mark is None or trigger.dep_ != "advcl" or not mark.i or mark.nbor(-1).lower_ not in _NEARNESS:
        return None
    other = _dated_before(mark.nbor(-1), document, reference) or (
        attached_time(trigger.head, document, reference) if trigger.head.pos_ in VERBAL else None
    )
    if other is None or other.earliest is None or other.latest is None:
        return None
    if mark.lower_ == "before":
        return Time(other.earliest, other.latest + _SOON, other.expression)
    return Time(other.earliest - _SOON, other.latest, other.expression)


def _dated_before(word: Token, document: Document, reference: ReferenceDays) -> Time | None:
    """The time by an expression directly before a word: the parser may attach the clause to another verb."""
    end = word.i - 1 if word.i and word.nbor(-1).text == "," else word.i
    for span, governor in governed_expressions(word.sent):
        if span.end == end:
            days = resolved_span(span, governor, governor, document, reference)
            if days is not None:
                return Time(*days, document.span_evidence(span))
    return None
