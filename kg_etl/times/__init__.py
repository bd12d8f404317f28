"""Time expressions -> the first and last day on which an event may have taken place.

number_words   number words -> numbers
dates          days, and the year of a date without one
calendar       dates, months, seasons, years, decades, centuries -> days
amounts        numbers of units of time -> lengths
parts          seasons, quarters, the first week of a month -> days
hemispheres    which time zones have their summer in December
periods        `last week`, `later this month` -> days
counted        `the next day`, `a week later` -> days
expressions    any expression, relative ones included -> days
finding        the time expressions of a sentence
governors      the verb or noun that an expression modifies
tense          whether an event lies before or after publication
durations      `a two-day visit` -> 2 days
moments        times, and the days that expressions are counted from
resolution     an expression of a sentence -> days
attachment     a trigger -> its time by the expressions of its sentence
narrative      the days that are carried from sentence to sentence
background     what is only recalled, and the year that an anniversary gives it
rescheduling   a plan that was moved -> its new days
consistency    times that cannot be
trigger_times  a trigger -> the time that its sentence states
inference      the text around, or the day of the report -> a time

The word lists are in `lexicon/words/times.toml`.
"""

from __future__ import annotations

from kg_etl.times.background import background_of
from kg_etl.times.consistency import CONTRADICTED, has_wrong_weekday, is_past_tense, is_possible
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import resolved
from kg_etl.times.inference import InferredTime, bounds, inferred_event_time, inferred_statement_time
from kg_etl.times.moments import Time
from kg_etl.times.narrative import LONGEST, sentence_time
from kg_etl.times.rescheduling import Rescheduling, rescheduling_of
from kg_etl.times.trigger_times import time_of

__all__ = [
    "CONTRADICTED",
    "LONGEST",
    "InferredTime",
    "Rescheduling",
    "Time",
    "background_of",
    "bounds",
    "duration_days",
    "has_wrong_weekday",
    "inferred_event_time",
    "inferred_statement_time",
    "is_past_tense",
    "is_possible",
    "rescheduling_of",
    "resolved",
    "sentence_time",
    "time_of",
]
