"""Time expressions -> the first and last day on which an event can have been.

calendar.py      expressions that name days, months, years, seasons -> days
expressions.py   any expression, relative ones too -> days
finding.py       a sentence of the parse -> the expressions in it
ownership.py     an expression -> the verb or noun whose time it is
attachment.py    a trigger -> its time
"""

from __future__ import annotations

from kg_etl.times.attachment import Time, duration_days, time_of
from kg_etl.times.expressions import resolved

__all__ = ["Time", "duration_days", "resolved", "time_of"]
