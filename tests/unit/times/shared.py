"""The day of the articles of these tests, and days as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.times import InferredTime, Time
from kg_etl.times.moments import Moment

WEDNESDAY = dt.date(2024, 5, 15)

Place = Callable[..., tuple[Token, Document]]


def shown(days: Time | InferredTime | Moment | None) -> str | None:
    """Days as `first..last`, or `first` where they are the same."""
    if days is None:
        return None
    first, last = (str(day) if day else "" for day in (days.earliest, days.latest))
    return first if first == last else f"{first}..{last}"
