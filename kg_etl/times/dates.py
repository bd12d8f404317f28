"""Days, the reference from which expressions are counted, and the year of a date that names none."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

Days = tuple[dt.date | None, dt.date | None]
"""First and last day, inclusive; None where open."""


class Reference(NamedTuple):
    """The day of publication, and whether the event lies in the future (True) or the past (False); None: not known."""

    day: dt.date | None
    future: bool | None
    narrated: tuple[dt.date, dt.date] | None = None
    """The first and last day that the text before told of."""
    is_southern: bool = False
    """Whether seasons are those of the southern hemisphere."""


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
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
WHICH_YEAR = rf"(?:,? (?:of |in )?(?P<year>{YEAR}|(?:last|this|next) year))"
TO = r" ?(?:-|to|and|through|until|till) ?(?:the )?"

THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


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
        start = dt.date(first.year, 1 + 4 * THIRDS[part], 1)
        return start, start + relativedelta(months=4, days=-1)
    length = (last - first).days + 1
    number = THIRDS[part]
    begin = first + dt.timedelta(days=round(length * number / 3))
    return begin, last if number == 2 else first + dt.timedelta(days=round(length * (number + 1) / 3) - 1)


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def month_number(month: str) -> int:
    """1 for any spelling of January, and so on."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))


def named_year(text: str | None, reference: Reference) -> int | None:
    """The year of `2019` or `last year`; None for None, or where the day of the report is not known."""
    if text is None or text.isdigit():
        return int(text) if text else None
    if reference.day is None:
        return None
    return reference.day.year + {"last": -1, "this": 0, "next": 1}[text.split()[0]]


def nearest_year(first: tuple[int, int], reference: Reference) -> int | None:
    """The year of a date without one: the nearest in the past or the future, as the reference says.

    None where that is most of a year away and the same date lies close on the other side: then the tense is probably
    wrong. A tolerance of one day covers the difference between two time zones.
    """
    if (carried := _carried_year(first, reference)) is not None or reference.day is None:
        return carried
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


def _carried_year(first: tuple[int, int], reference: Reference) -> int | None:
    """The year of a date without one by what the text told before; None where the report gives it.

    In a history that is the year in which it is nearest to what was told. In a report the year of an earlier date is
    carried on: within that year, and into the next one for a season (`in December 2013 ... in January`). A month before
    the one told of is of the months before the report.
    """
    if reference.narrated is None:
        return None
    begin, end = reference.narrated
    if reference.day is None:
        years = [year for year in range(begin.year - 1, end.year + 2) if _exists(year, *first)]
        middle = begin + (end - begin) / 2
        return min(years, key=lambda year: (abs((dt.date(year, *first) - middle).days), year), default=None)
    if end.year >= reference.day.year:
        return None
    for year in range(begin.year, end.year + 2):
        if _exists(year, *first) and begin.replace(day=1) <= dt.date(year, *first) <= end + _SEASON:
            return year
        if _exists(year, *first) and year == begin.year == end.year and dt.date(year, *first) >= begin.replace(day=1):
            return year
    return None


_SEASON = dt.timedelta(days=92)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def year_of_month(number: int, which: str | None, reference: Reference) -> int | None:
    """The year of a month without one, or of `last`, `this` or `next` such month."""
    carried = _carried_year((number, 15), reference) if which is None else None
    if carried is not None:
        return carried
    if (day := reference.day) is None:
        return None
    if which == "this":
        return day.year
    if which in {"next", "coming"}:
        return day.year + (number <= day.month)
    if which:
        return day.year - (number >= day.month)
    if reference.future:
        return day.year + (number < day.month)
    return day.year - (number > day.month)
