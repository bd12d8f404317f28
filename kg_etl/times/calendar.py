"""Dates, months, seasons, years, decades and centuries, with or without a year -> days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

Days = tuple[dt.date | None, dt.date | None]
"""First and last day, inclusive; None where open."""


class Reference(NamedTuple):
    """The day of publication, and whether the event lies in the future (True) or the past (False); None: not known."""

    day: dt.date | None
    future: bool | None


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
PART = r"(?:(?:the )?(?P<part>early|mid|late|beginning|start|middle|end)(?:[- ]| of | in )?(?:the )?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WHICH_YEAR = rf"(?:,? (?:of |in )?(?P<year>{YEAR}|(?:last|this|next) year))"
_TO = r" ?(?:-|to|and|through|until|till) ?(?:the )?"

_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH}) (?P<day>{_DAY})(?:{_TO}(?:(?P<month2>{MONTH}) )?(?P<day2>{_DAY}))?{_WHICH_YEAR}?"
)
_DAY_FIRST = re.compile(
    rf"(?:the )?(?P<day>{_DAY})(?: (?:of )?(?P<month>{MONTH}))?"
    rf"(?:{_TO}(?P<day2>{_DAY}) (?:of )?(?P<month2>{MONTH}))?{_WHICH_YEAR}?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_OF_MONTH = re.compile(
    rf"{PART}?(?:(?P<which>last|this|next|past|this past|coming) )?(?P<month>{MONTH})"
    rf"(?:{_TO}(?P<month2>{MONTH}))?{_WHICH_YEAR}?"
)
_OF_YEAR = re.compile(rf"{PART}?(?:the )?(?:year )?(?P<year>{YEAR})")
_YEARS = re.compile(rf"(?P<first>{YEAR}) ?(?:-|to|through|until) ?(?P<last>{YEAR}|\d\d)")
_DECADE = re.compile(rf"(?:the )?{PART}?(?:the )?(?P<decade>1\d\d0|20\d0)'?s")
_CENTURY = re.compile(rf"(?:the )?{PART}?(?:the )?(?P<century>1\d|20|21)(?:th|st) century")
_SEASON = re.compile(
    rf"{PART}?(?:the )?(?:(?P<which>last|this|next|past|coming) )?(?P<season>spring|summer|autumn|fall|winter)"
    rf"{_WHICH_YEAR}?"
)
_PART_OF_YEAR = re.compile(
    rf"(?:the )?(?:(?P<ordinal>first|second|third|fourth) (?P<unit>quarter|half)|q(?P<quarter>[1-4])){_WHICH_YEAR}"
)
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_SEASONS = {
    "spring": ((3, 1), (6, 20)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 20)), "winter": ((12, 1), (3, 20))
}  # fmt: skip
"""First and last day of the seasons of the north: the meteorological and the astronomical season together."""


def calendar_days(text: str, reference: Reference) -> Days | None:
    """The days of a calendar expression, or None for any other text.

    Args:
        text: lower case, with single spaces and straight quotation marks, without a leading preposition.
        reference: decides on the year where the text has none.

    Raises:
        ValueError: there is no such day.
    """
    for rule in (_days_of_month, _iso, _months, _year, _years, _decade, _century, _season, _part_of_year):
        if days := rule(text, reference):
            return days
    return None


def clipped(days: Days, reference: Reference) -> Days:
    """The days that lie in the past or the future, as the reference says, or all of them where none does."""
    first, last = days
    if reference.day is None or first is None or last is None or not first <= reference.day <= last:
        return days
    if reference.future is None:
        return days
    return (reference.day, last) if reference.future else (first, reference.day)


def third(first: dt.date, last: dt.date, part: str | None) -> Days:
    """The early, middle or late third of the days; all of them where the part is None."""
    if part is None:
        return first, last
    if (first.day, first.month) == (1, 1) and (last.month, last.day) == (12, 31) and first.year == last.year:
        start = dt.date(first.year, 1 + 4 * _THIRDS[part], 1)
        return start, start + relativedelta(months=4, days=-1)
    length = (last - first).days + 1
    number = _THIRDS[part]
    begin = first + dt.timedelta(days=round(length * number / 3))
    return begin, last if number == 2 else first + dt.timedelta(days=round(length * (number + 1) / 3) - 1)


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _month_number(month: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))


def _named_year(text: str | None, reference: Reference) -> int | None:
    if text is None or text.isdigit():
        return int(text) if text else None
    if reference.day is None:
        return None
    return reference.day.year + {"last": -1, "this": 0, "next": 1}[text.split()[0]]


def _nearest_year(first: tuple[int, int], reference: Reference) -> int | None:
    """The year of a date without one: the nearest in the past or the future, as the reference says.

    None where that is most of a year away and the same date lies close on the other side: then the tense is probably
    wrong. A tolerance of one day covers the difference between two time zones.
    """
    if reference.day is None:
        return None
    years = (reference.day.year - 1, reference.day.year, reference.day.year + 1)
    away = {year: (dt.date(year, *first) - reference.day).days for year in years if _exists(year, *first)}
    nearest = min(away, key=lambda year: (abs(away[year]), year), default=None)
    if reference.future is None or nearest is None:
        return nearest
    right = [year for year, days in away.items() if (days >= -1 if reference.future else days <= 1)]
    chosen = min(right, key=lambda year: abs(away[year]), default=None)
    if chosen is None or (chosen != nearest and abs(away[chosen]) > 300):
        return None
    return chosen


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _days_of_month(text: str, reference: Reference) -> Days | None:
    match = _MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if not match:
        return None
    if not (match["month"] or match["month2"]):
        return None
    first_month = _month_number(match["month"] or match["month2"])
    last_month = _month_number(match["month2"] or match["month"])
    first_day = int(re.sub(r"\D", "", match["day"]))
    last_day = int(re.sub(r"\D", "", match["day2"] or match["day"]))
    year = (
        _named_year(match["year"], reference) if match["year"] else _nearest_year((first_month, first_day), reference)
    )
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
    number, number2 = _month_number(match["month"]), _month_number(match["month2"] or match["month"])
    year = _named_year(match["year"], reference)
    if year is None:
        if reference.day is None or match["year"]:
            return None
        year = _year_of_month(number, match["which"], reference.day, future=reference.future)
    first, last = month_days(year, number)[0], month_days(year + (number2 < number), number2)[1]
    return clipped(third(first, last, match["part"]), reference)


def _year_of_month(number: int, which: str | None, day: dt.date, *, future: bool | None) -> int:
    if which == "this":
        return day.year
    if which in {"next", "coming"}:
        return day.year + (number <= day.month)
    if which:
        return day.year - (number >= day.month)
    if future:
        return day.year + (number < day.month)
    return day.year - (number > day.month)


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
    years = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[_THIRDS[match["part"]] if match["part"] else None]
    return dt.date(begin + years[0], 1, 1), dt.date(begin + years[1], 12, 31)


def _century(text: str, reference: Reference) -> Days | None:  # noqa: ARG001
    match = _CENTURY.fullmatch(text)
    if not match:
        return None
    begin = (int(match["century"]) - 1) * 100 + 1
    years = {None: (0, 99), 0: (0, 33), 1: (34, 66), 2: (67, 99)}[_THIRDS[match["part"]] if match["part"] else None]
    return dt.date(begin + years[0], 1, 1), dt.date(begin + years[1], 12, 31)


def _season(text: str, reference: Reference) -> Days | None:
    match = _SEASON.fullmatch(text)
    if not match or not (match["which"] or match["year"]):
        return None
    begin, end = _SEASONS[match["season"].replace("fall", "autumn")]
    year = _named_year(match["year"], reference)
    if year is not None:
        # the winter of a year can be the one of its first or of its last months
        first = dt.date(year, 1, 1) if match["season"] == "winter" else dt.date(year, *begin)
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


def _part_of_year(text: str, reference: Reference) -> Days | None:
    match = _PART_OF_YEAR.fullmatch(text)
    year = _named_year(match["year"], reference) if match else None
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
