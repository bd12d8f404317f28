"""Seasons, quarters, halves and weeks of months -> days."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from kg_etl.times.dates import (
    MONTH,
    PART,
    WHICH_YEAR,
    Days,
    Reference,
    clipped,
    month_days,
    month_number,
    named_year,
    third,
    year_of_month,
)

_SEASON = re.compile(
    rf"{PART}?(?:the )?(?:(?P<which>last|this|next|past|coming) )?(?P<season>spring|summer|autumn|fall|winter)"
    rf"{WHICH_YEAR}?"
)
_PART_OF_YEAR = re.compile(
    rf"(?:the )?(?:(?P<ordinal>first|second|third|fourth) (?P<unit>quarter|half)|q(?P<quarter>[1-4])){WHICH_YEAR}"
)
_WEEK_OF_MONTH = re.compile(
    rf"(?:the )?(?P<ordinal>first|second|third|fourth|last) (?P<unit>week|weekend|days|half) (?:of|in) "
    rf"(?P<month>{MONTH}){WHICH_YEAR}?"
)
_SEASONS = {
    "spring": ((3, 1), (6, 20)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 20)), "winter": ((12, 1), (3, 20))
}  # fmt: skip
"""First and last day of the seasons of the north: the meteorological and the astronomical season together."""
_OPPOSITE = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer"}


def season_days(text: str, reference: Reference) -> Days | None:
    """The days of a season of a year, or of the last, this or the next one."""
    match = _SEASON.fullmatch(text)
    if not match or not (match["which"] or match["year"]):
        return None
    season = match["season"].replace("fall", "autumn")
    begin, end = _SEASONS[_OPPOSITE[season] if reference.is_southern else season]
    year = named_year(match["year"], reference)
    if year is not None:
        # the winter of a year can be the one of its first or of its last months
        first = dt.date(year, 1, 1) if end < begin else dt.date(year, *begin)
        return clipped(third(first, dt.date(year + (end < begin), *end), match["part"]), reference)
    if reference.day is None or match["year"]:
        return None
    seasons = [
        (dt.date(year, *begin), dt.date(year + (end < begin), *end))
        for year in range(reference.day.year - 2, reference.day.year + 3)
    ]
    first, last = _nearest_season(seasons, match["which"], reference.day)
    return clipped(third(first, last, match["part"]), reference)


def _nearest_season(seasons: list[tuple[dt.date, dt.date]], which: str, day: dt.date) -> tuple[dt.date, dt.date]:
    if which == "this":
        return min(seasons, key=lambda season: (abs((season[0] - day).days), season))
    if which in {"next", "coming"}:
        return min(season for season in seasons if season[0] > day)
    return max(season for season in seasons if season[1] < day)


def days_of_part_of_year(text: str, reference: Reference) -> Days | None:
    """The days of a quarter or half of a year."""
    match = _PART_OF_YEAR.fullmatch(text)
    year = named_year(match["year"], reference) if match else None
    if not match or year is None:
        return None
    months = 6 if match["unit"] == "half" else 3
    number = (
        int(match["quarter"])
        if match["quarter"]
        else 1 + ["first", "second", "third", "fourth"].index(match["ordinal"])
    )
    if number * months > 12:
        return None
    first = dt.date(year, 1 + (number - 1) * months, 1)
    return clipped((first, first + relativedelta(months=months, days=-1)), reference)


def days_of_part_of_month(text: str, reference: Reference) -> Days | None:
    """`the first week of October`: days 1 to 7; a half is of fifteen days, and `the first days` are five."""
    match = _WEEK_OF_MONTH.fullmatch(text)
    if not match:
        return None
    number = month_number(match["month"])
    year = named_year(match["year"], reference) if match["year"] else year_of_month(number, None, reference)
    if year is None:
        return None
    first, last = month_days(year, number)
    length = {"week": 7, "weekend": 7, "days": 5, "half": 15}[match["unit"]]
    if match["ordinal"] == "last":
        return last - dt.timedelta(days=length - 1), last
    place = ["first", "second", "third", "fourth"].index(match["ordinal"])
    begin = first + dt.timedelta(days=place * length)
    end = last if match["unit"] == "half" and place == 1 else begin + dt.timedelta(days=length - 1)
    return (begin, end) if begin <= last and end <= last else None
