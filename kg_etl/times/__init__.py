"""Time expressions -> the first and last day on which an event may have taken place.

number_words   number words -> numbers
calendar       dates, months, seasons, years, decades, centuries -> days
expressions    any expression, relative ones included -> days
finding        the time expressions of a sentence
governors      the verb or noun that an expression modifies
tense          whether an event lies before or after publication
durations      `a two-day visit` -> 2 days
attachment     a trigger -> its time

The word lists are in `lexicon/words/times.toml`.
"""

from __future__ import annotations

from kg_etl.times.attachment import Time, time_of
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import resolved

__all__ = ["Time", "duration_days", "resolved", "time_of"]
