"""Numbers of units of time (`more than two years`, `several days`) -> the shortest and longest time they denote."""

from __future__ import annotations

import re

from dateutil.relativedelta import relativedelta

from kg_etl.times.number_words import NUMBERS

NUMBER = rf"(?:(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)}|a couple of|couple of|a few|few|several|half a)(?: full)?[ -])"
UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
_MORE = r"more than|over|at least|well over"
_LESS = r"less than|under|just under|barely|not even|nearly|almost|close to"
HEDGE = rf"(?:(?P<hedge>{_MORE}|{_LESS}|about|around|some|roughly|approximately|just|only) )"


def amount(match: re.Match[str], *, exact: bool = False) -> tuple[relativedelta, relativedelta]:
    """The shortest and the longest time that a number of units denotes: larger units are rounded more.

    With `exact` the number is not taken as rounded, as for periods that begin or end on the day of publication.
    """
    unit = match["unit"].replace("centurie", "century")
    number = (match["number"] or "one").strip()
    low, high = {"a couple of": (2, 3), "couple of": (2, 3), "a few": (2, 6), "few": (2, 6), "several": (3, 10)}.get(
        number, (0, 0)
    )
    days = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365.25, "decade": 3652.5}
    length = days.get(unit, 36525)
    if number == "half a":
        low_days = high_days = length / 2
    elif high:
        low_days, high_days = low * length, high * length
    else:
        count = int(number) if number.isdigit() else NUMBERS[number]
        if exact or unit in {"day", "hour", "minute"}:
            slack = 0.0
        else:
            slack = {"week": 3, "month": 15, "year": 92 if count == 1 else 183, "decade": 731}.get(unit, 3653)
        low_days, high_days = count * length - slack, count * length + slack
    hedge = match["hedge"]
    if hedge and not exact and re.fullmatch(_MORE, hedge):
        count_days = (low_days + high_days) / 2
        low_days, high_days = (
            count_days,
            count_days + (length / 2 if unit == "year" and count_days > length else length),
        )
    elif hedge and not exact and re.fullmatch(_LESS, hedge):
        count_days = (low_days + high_days) / 2
        low_days, high_days = (
            count_days * (0.75 if hedge in {"nearly", "almost", "close to", "just under"} else 0),
            count_days,
        )
    return relativedelta(days=max(0, _rounded(low_days, up=False))), relativedelta(days=_rounded(high_days, up=True))


def _rounded(days: float, *, up: bool) -> int:
    # hours and minutes can cross midnight; a month and a year are no whole number of days
    return -int(-days // 1) if up and days < 1 else int(days // 1) if days < 1 else round(days)
