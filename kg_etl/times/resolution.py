"""A time expression of a sentence -> the days that it gives to what its governor dates."""

from __future__ import annotations

import datetime as dt

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import PRESENT_TAGS, VERBAL, auxiliaries
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.times.dates import Days
from kg_etl.times.expressions import names_other_weekday, names_weekday, resolved
from kg_etl.times.hemispheres import is_southern
from kg_etl.times.moments import Moment, ReferenceDays
from kg_etl.times.tense import is_future

END_VERBS = words("time_end_verbs")
EVENT_VERBS = END_VERBS.union(*map(words, ("time_begin_verbs", "time_travel_verbs", "time_occurrence_verbs")))
"""Verbs whose time is that of the event that their subject or object names (`signed the deal on Monday`)."""


def resolved_span(
    span: Span,
    governor: Token,
    trigger: Token,
    document: Document,
    reference: ReferenceDays,
    *,
    is_checked: bool = True,
) -> Days | None:
    """The days that an expression gives to the trigger that its governor dates.

    None for a date with the name of another weekday, unless it is not to be checked.
    """
    if span[0].lower_ == "since" and (trigger.pos_ not in VERBAL or not _is_perfect(trigger)):
        # `the first visit since 2019` dates the previous visit
        return None
    tensed = governor if governor.pos_ in VERBAL else trigger
    for day in reference.reports:
        # near midnight the day at the desk differs from the day at the place of the dateline: reports name either
        if names_weekday(span.text, day):
            return day, day
    future = is_future(tensed)
    if future is None and tensed.tag_ in PRESENT_TAGS and tensed.lemma_.lower() in EVENT_VERBS:
        # `they meet on Wednesday` is a plan, but headlines use the present for the news of the day
        future = True if document.kind_of(tensed) == ParagraphKind.BODY else None
    narrated = _narrated(span, reference.moment)
    days = resolved(span.text, reference.day, future, narrated, is_southern=is_southern(document.zone))
    return None if is_checked and days is not None and names_other_weekday(span.text, days) else days


def _narrated(span: Span, moment: Moment | None) -> tuple[dt.date, dt.date] | None:
    """The days told of before an expression; the morning after a night is on the next day."""
    if moment is None:
        return None
    away = dt.timedelta(days="night" in moment.expression.quote and any(t.lower_ == "morning" for t in span))
    return moment.earliest + away, moment.latest + away


def _is_perfect(verb: Token) -> bool:
    return any(auxiliary.lemma_.lower() == "have" for auxiliary in auxiliaries(verb)) and not any(
        child.dep_ == "neg" for child in verb.children
    )
