"""The duration of an event, from the modifiers of its noun."""

from __future__ import annotations

import re
from functools import lru_cache

from kg_etl.documents.syntax import noun_phrase
from kg_etl.documents.tokens import Token
from kg_etl.times.number_words import NUMBERS

_DURATION = re.compile(r"\b(?P<number>\w+)[- ](?P<unit>day|week)(?:s|-long)?\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def duration_days(noun: Token) -> int | None:
    """The duration in days that the modifiers of a noun give (`a two-day visit`: 2), or None."""
    words = noun_phrase(noun).text.lower()
    if match := _DURATION.search(words):
        number = match["number"]
        count = int(number) if number.isdigit() and len(number) < 4 else NUMBERS.get(number, 0)
        return count * (7 if match["unit"] == "week" else 1) or None
    if re.search(r"\bweek-?long\b", words):
        return 7
    return 1 if re.search(r"\b(?:day-?long|one-day)\b", words) else None
