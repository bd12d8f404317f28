"""Time expressions -> the first and last day on which an event can have been.

words         word lists of the rules
calendar      names of days, months, years, seasons -> days
expressions   any expression, relative ones too -> days
finding       the expressions of a sentence
ownership     the verb or noun that an expression belongs to
tense         before or after publication
durations     `a two-day visit` -> 2 days
attachment    a trigger -> its time
"""

from __future__ import annotations

from kg_etl.times.attachment import Time, time_of
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import resolved

__all__ = ["Time", "duration_days", "resolved", "time_of"]
