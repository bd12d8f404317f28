"""What times cannot be: after the report for what happened, before it for a plan, on a weekday that is not the date's.

A date that fails is dropped, not mended: either the text, the parse or the day of the report is wrong, and nothing here
says which.
"""

from __future__ import annotations

import datetime as dt

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import VERBAL
from kg_etl.documents.tokens import Span, Token
from kg_etl.model import Status
from kg_etl.times.attachment import governed_expressions, governing_verb
from kg_etl.times.dates import Days
from kg_etl.times.expressions import names_other_weekday
from kg_etl.times.narrative import reference_days
from kg_etl.times.resolution import resolved_span
from kg_etl.times.tense import Tense, tense_of

CONTRADICTED = -0.1
"""Added to the confidence of an event whose words give it an impossible time."""
_PAST_TENSES = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT})


def is_possible(status: Status, days: Days, report_day: dt.date | None) -> bool:
    """Whether an event of a status can have a time: what happened began by the day of the report, a plan ends after it.

    >>> is_possible(Status.HAPPENED, (dt.date(2024, 5, 20), dt.date(2024, 5, 20)), dt.date(2024, 5, 15))
    False
    >>> is_possible(Status.PLANNED, (dt.date(2024, 5, 10), None), dt.date(2024, 5, 15))
    True
    """
    earliest, latest = days
    if report_day is None:
        return True
    if status == Status.HAPPENED:
        return earliest is None or earliest <= report_day
    return status != Status.PLANNED or latest is None or latest >= report_day


def is_past_tense(trigger: Token) -> bool:
    """Whether the clause of a trigger says that the event is over."""
    verb = trigger if trigger.pos_ in VERBAL else governing_verb(trigger)
    return verb is not None and tense_of(verb) in _PAST_TENSES


def has_wrong_weekday(sentence: Span, document: Document) -> bool:
    """Whether a date of the sentence stands with the name of another weekday (`Monday, May 14, 2024`, a Tuesday)."""
    reference = reference_days(sentence, document)
    return any(
        names_other_weekday(span.text, days)
        for span, governor in governed_expressions(sentence)
        if (days := resolved_span(span, governor, governor, document, reference, is_checked=False)) is not None
    )
