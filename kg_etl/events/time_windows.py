"""When events can have taken place: windows of days, taken from one or more event mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kg_etl.documents.document import Document
from kg_etl.model import Event
from kg_etl.times import duration_days

Window = tuple[dt.date | None, dt.date | None]
"""First and last day, inclusive; None where unknown."""

LONG_PAST = dt.timedelta(days=60)
"""An event that ended longer than this before publication is no antecedent while there is a newer one."""


def overlap(window: Window, other: Window) -> bool:
    """Whether two windows share a day. An unknown bound excludes nothing."""
    starts = window[0] or dt.date.min, other[0] or dt.date.min
    ends = window[1] or dt.date.max, other[1] or dt.date.max
    return starts[0] <= ends[1] and starts[1] <= ends[0]


def is_long_past(window: Window, document: Document) -> bool:
    """Whether a window ends so long before publication that a mention without a time means something newer."""
    return window[1] is not None and document.report_day is not None and window[1] < document.report_day - LONG_PAST


def narrowest(events: Sequence[Event]) -> Event | None:
    """The event mention with the narrowest time, of equal ones the first; None where none has a time."""
    dated = [event for event in events if event.time is not None]
    return min(dated, key=lambda event: (event.latest or dt.date.max) - (event.earliest or dt.date.min), default=None)


def time_window(events: Sequence[Event], document: Document, anaphoric: Iterable[Event] = ()) -> Window:
    """The days that all mentions of an event allow; where they contradict each other, those of the narrowest.

    A mention with a duration (`two-day`) also extends the windows of those that only say when the event began.

    Args:
        events: The event mentions.
        document: The article.
        anaphoric: Nouns that refer back to the event; only their durations count.
    """
    lengths = [_days(event, document) for event in events]
    length = max(days for days in (*lengths, *(_days(event, document) for event in anaphoric), 1))
    earliest = max((event.earliest for event in events if event.earliest), default=None)
    last_starts = [
        event.latest - dt.timedelta(days=days - 1)
        for event, days in zip(events, lengths, strict=True)
        if event.latest is not None
    ]
    latest = min(last_starts, default=None)
    if earliest and latest and earliest > latest:
        event = narrowest(events)
        return (event.earliest, event.latest) if event else (None, None)
    return earliest, latest and latest + dt.timedelta(days=length - 1)


def _days(event: Event, document: Document) -> int:
    span = document.doc.char_span(event.trigger.start, event.trigger.end)
    return (duration_days(span.root) if span is not None else None) or 1
