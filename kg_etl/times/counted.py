"""Expressions counted from the days that the text told of before: `the same day`, `the next day`, `a week later`."""

from __future__ import annotations

import datetime as dt
import re

from kg_etl.times.amounts import HEDGE, NUMBER, UNIT, amount
from kg_etl.times.dates import Days, Reference

_SAME_DAY = re.compile(
    r"(?:early |earlier |late |later )?(?:on |in |at )?(?:that|the same) (?:day|morning|afternoon|evening|night)"
)
_IN_THE_DAY = re.compile(r"(?:earlier|later) (?:on |in )?the day")
_NEXT_DAY = re.compile(r"(?:on |in )?the (?P<side>next|following|previous) (?:day|morning|afternoon|evening|night)")
_COUNTED = re.compile(rf"{HEDGE}?{NUMBER}{UNIT} (?P<side>later|earlier)")
_THE_DAY = re.compile(r"(?:on )?the day (?P<side>after|before)")
_AMOUNT = re.compile(rf"{HEDGE}?{NUMBER}{UNIT}")


def counted_days(text: str, reference: Reference) -> Days | None:
    """`the same day`, `the next day`, `three days later`: from the days told of before."""
    if _IN_THE_DAY.fullmatch(text) and reference.narrated is None and reference.day is not None:
        return reference.day, reference.day
    if reference.narrated is None:
        return None
    if _SAME_DAY.fullmatch(text) or _IN_THE_DAY.fullmatch(text):
        return reference.narrated
    first, last = reference.narrated
    if match := _NEXT_DAY.fullmatch(text):
        away = dt.timedelta(days=-1 if match["side"] == "previous" else 1)
        return (first + away, last + away) if first == last else None
    if match := _THE_DAY.fullmatch(text):
        away = dt.timedelta(days=-1 if match["side"] == "before" else 1)
        return first + away, last + away
    match = _COUNTED.fullmatch(text)
    if match is None:
        return None
    least, most = amount(match)
    if match["side"] == "later":
        return first + least, last + most
    return first - most, last - least


def days_away(text: str, day: dt.date, *, before: bool) -> tuple[dt.date, dt.date] | None:
    """The days that lie a length of time (`a week`) before or after a day; None for any other text.

    >>> days_away("two days", dt.date(2016, 12, 17), before=True)
    (datetime.date(2016, 12, 15), datetime.date(2016, 12, 15))
    """
    match = _AMOUNT.fullmatch(text.lower())
    if match is None:
        return None
    least, most = amount(match)
    return (day - most, day - least) if before else (day + least, day + most)
