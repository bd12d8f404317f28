"""Marks what an article only recalls, so that timelines of its day can leave it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from kg_etl.documents.document import Document
from kg_etl.model import Background, Event, EventClass, TimeBasis
from kg_etl.times import LONGEST, background_of

HISTORY = dt.timedelta(days=365)
"""What ended longer ago than this before the day of the report is history."""


def with_background(events: Sequence[Event], document: Document) -> tuple[Event, ...]:
    """The events, those that are only recalled with the reason."""
    return tuple(
        msgspec.structs.replace(event, background=reason) if (reason := _reason(event, document)) else event
        for event in events
    )


def _reason(event: Event, document: Document) -> Background | None:
    if (background := _background_in_text(event, document)) is not None:
        return background
    day = document.report_day
    is_long_ago = day is not None and event.latest is not None and event.latest < day - HISTORY
    return Background.HISTORY if is_long_ago else None


def _background_in_text(event: Event, document: Document) -> Background | None:
    if event.cls == EventClass.STATEMENT:
        return None  # an obituary quotes the mourners
    span = document.doc.char_span(event.trigger.start, event.trigger.end)
    background = background_of(span.root, document) if span is not None else None
    return None if background == Background.OBITUARY and _is_recent(event, document) else background


def _is_recent(event: Event, document: Document) -> bool:
    """Whether words date it near the day of the report."""
    day = document.report_day
    if event.time_basis != TimeBasis.STATED or day is None:
        return False
    return event.latest is None or event.latest >= day - LONGEST
