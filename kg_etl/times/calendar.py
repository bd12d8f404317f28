"""Dates, months, years, decades and centuries, with or without a year -> days."""

from __future__ import annotations

import datetime as dt
import re

from kg_etl.times.dates import (
    DAY,
    MONTH,
    PART,
    THIRDS,
    TO,
    WHICH_YEAR,
    YEAR,
    Days,
    Reference,
    clipped,
    month_days,
    month_number,
    named_year,
    nearest_year,
    third,
    year_of_month,
)
from kg_etl.times.parts import days_of_part_of_month, days_of_part_of_year, season_days

_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH}) (?P<day>{DAY})(?:{TO}(?:(?P<month2>{MONTH}) )?(?P<day2>{DAY}))?{WHICH_YEAR}?"
)
_DAY_FIRST = re.compile(
    rf"(?:the )?(?P<day>{DAY})(?: (?:of )?(?P<month>{MONTH}))?"
    rf"(?:{TO}(?P<day2>{DAY}) (?:of )?(?P<month2>{MONTH}))?{WHICH_YEAR}?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_OF_MONTH = re.compile(
    rf"{PART}?(?:(?P<which>last|this|next|past|this past|coming) )?(?P<month>{MONTH})"
    rf"(?:{TO}(?P<month2>{MONTH}))?{WHICH_YEAR}?"
)
_OF_YEAR = re.compile(rf"{PART}?(?:the )?(?:year )?(?P<year>{YEAR})")
_THIS_DAY = re.compile(rf"this (?:day|date) in (?P<year>{YEAR})")
_YEARS = re.compile(rf"(?P<first>{YEAR}) ?(?:-|to|through|until) ?(?P<last>{YEAR}|\d\d)")
_DECADE = re.compile(rf"(?:the )?{PART}?(?:the )?(?P<decade>1\d\d0|20\d0)'?s")
_CENTURY = re.compile(rf"(?:the )?{PART}?(?:the )?(?P<century>1\d|20|21)(?:th|st) century")


def calendar_days(text: str, reference: Reference) -> Days | None:
    """The days of a calendar expression, or None for any other text.

    Args:
        text: lower case, with single spaces and straight quotation marks, without a leading preposition.
        reference: decides on the year where the text has none.

    Raises:
        ValueError: there is no such day.
    """
    rules = (_days_of_month, _iso, days_of_part_of_month, _months, _year, _this_day, _years, _decade, _century)
    for rule in (*rules, season_days, days_of_part_of_year):
        if days := rule(text, reference):
            return days
    return None


def _days_of_month(text: str, reference: Reference) -> Days | None:
    match = _MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if not match:
        return None
    if not (match["month"] or match["month2"]):
        return None
    first_month = month_number(match["month"] or match["month2"])
    last_month = month_number(match["month2"] or match["month"])
    first_day = int(re.sub(r"\D", "", match["day"]))
    last_day = int(re.sub(r"\D", "", match["day2"] or match["day"]))
    year = named_year(match["year"], reference) if match["year"] else nearest_year((first_month, first_day), reference)
    if year is None:
        return None
    last_year = year
    if match["year"] and match["month2"] and last_month < first_month:
        year -= 1
    elif last_month < first_month:
        last_year += 1
    first, last = dt.date(year, first_month, first_day), dt.date(last_year, last_month, last_day)
    return (first, last) if first <= last else None


def _iso(text: str, reference: Reference) -> Days | None:  # noqa: ARG001
    match = _ISO.fullmatch(text)
    if not match:
        return None
    day = dt.date(*map(int, match.groups()))
    return day, day


def _months(text: str, reference: Reference) -> Days | None:
    match = _OF_MONTH.fullmatch(text)
    if not match or (match["which"] and match["year"]):
        return None
    number, number2 = month_number(match["month"]), month_number(match["month2"] or match["month"])
    year = named_year(match["year"], reference)
    if year is None and match["year"] is None:
        year = year_of_month(number, match["which"], reference)
    if year is None:
        return None
    first, last = month_days(year, number)[0], month_days(year + (number2 < number), number2)[1]
    return clipped(third(first, last, match["part"]), reference)


def _this_day(text: str, reference: Reference) -> Days | None:
    """`this day in 1990`: the day of the report in that year, or the year where that day is not known."""
    match = _THIS_DAY.fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    if reference.day is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    day = reference.day.replace(year=year)
    return day, day


def _year(text: str, reference: Reference) -> Days | None:
    match = _OF_YEAR.fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    return clipped(third(dt.date(year, 1, 1), dt.date(year, 12, 31), match["part"]), reference)


def _years(text: str, reference: Reference) -> Days | None:  # noqa: ARG001
    match = _YEARS.fullmatch(text)
    if not match:
        return None
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last else None


def _decade(text: str, reference: Reference) -> Days | None:  # noqa: ARG001
    match = _DECADE.fullmatch(text)
    if not match:
        return None
    begin = int(match["decade"])
    years = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[THIRDS[match["part"]] if match["part"] else None]
    return dt.date(begin + years[0], 1, 1), dt.date(begin + years[1], 12, 31)


def _century(text: str, reference: Reference) -> Days | None:  # noqa: ARG001
    match = _CENTURY.fullmatch(text)
    if not match:
        return None
    begin = (int(match["century"]) - 1) * 100 + 1
    years = {None: (0, 99), 0: (0, 33), 1: (34, 66), 2: (67, 99)}[THIRDS[match["part"]] if match["part"] else None]
    return dt.date(begin + years[0], 1, 1), dt.date(begin + years[1], 12, 31)
