"""Periods by their place among those of the report: `last week`, `Friday of next week`, `later this month`."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import MO, relativedelta

from kg_etl.times.dates import PART, WEEKDAY, WEEKDAYS, Days, Reference, clipped, month_days, third

_OF_WEEK = re.compile(
    rf"(?:on )?(?P<day>{WEEKDAY})(?: morning| afternoon| evening| night)?,? (?:of )?(?P<which>last|this|next) week"
    rf"|(?P<which2>last|this|next) week,? (?:on )?(?P<day2>{WEEKDAY})(?: morning| afternoon| evening| night)?"
)
_PERIOD = re.compile(
    rf"(?:(?P<side>earlier|later) )?{PART}?(?P<which>last|this|next|this past|this coming) "
    r"(?P<unit>week|weekend|month|year|decade)"
)
_OF_THIS = re.compile(
    r"(?:the )?(?P<part>start|beginning|middle|end) of the (?P<unit>week|month|year)"
    r"|(?P<side>earlier|later) in the (?P<within>week|month|year)"
)
_WEEKEND = re.compile(r"(?:over |at |on )?the weekend")


def weekday_of_week(text: str, reference: Reference) -> Days | None:
    """`Monday last week`, `last week on Monday`, `Friday of next week`."""
    match = _OF_WEEK.fullmatch(text)
    if not match or reference.day is None:
        return None
    week = {"last": -1, "this": 0, "next": 1}[match["which"] or match["which2"]]
    day = _unit("week", week, reference.day)[0] + dt.timedelta(days=WEEKDAYS.index(match["day"] or match["day2"]))
    return day, day


def period_days(text: str, reference: Reference) -> Days | None:
    if reference.day is None:
        return None
    if _WEEKEND.fullmatch(text):
        is_this = bool(reference.future) or reference.day.weekday() >= 5
        return clipped(_unit("weekend", 0 if is_this else -1, reference.day), reference)
    if of_this := _OF_THIS.fullmatch(text):
        first, last = _unit(of_this["unit"] or of_this["within"], 0, reference.day)
        if of_this["side"]:
            return (first, reference.day) if of_this["side"] == "earlier" else (reference.day, last)
        return clipped(third(first, last, of_this["part"]), reference)
    match = _PERIOD.fullmatch(text)
    if not match:
        return None
    number = {"last": -1, "this past": -1, "next": 1}.get(match["which"], 0)
    unit = match["unit"]
    first, last = _unit(unit, number, reference.day)
    if number == 0 and match["side"]:
        return (first, reference.day) if match["side"] == "earlier" else (reference.day, last)
    days = third(first, last, match["part"])
    return clipped(days, reference) if number == 0 else days


def _unit(unit: str, number: int, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the week, month ... that is `number` units after the one of a day."""
    if unit in {"week", "weekend"}:
        monday = day + relativedelta(weekday=MO(-1), days=7 * number)
        return monday + dt.timedelta(days=5 if unit == "weekend" else 0), monday + dt.timedelta(days=6)
    if unit == "month":
        then = day + relativedelta(months=number)
        return month_days(then.year, then.month)
    if unit == "year":
        return dt.date(day.year + number, 1, 1), dt.date(day.year + number, 12, 31)
    begin = (day.year // 10 + number) * 10
    return dt.date(begin, 1, 1), dt.date(begin + 9, 12, 31)
