"""Wikidata's times -> the days that they may denote."""

from __future__ import annotations

import calendar
import datetime as dt
import re

DAY, MONTH, YEAR = 11, 10, 9
"""Precisions. Source: https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times"""
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T[\d:.]+Z")


def days(time: str, precision: int = DAY) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a time may denote; None if it is coarser than a year or before the common era.

    >>> days("+2017-01-00T00:00:00Z", MONTH)
    (datetime.date(2017, 1, 1), datetime.date(2017, 1, 31))
    >>> days("2019-05-20T00:00:00Z")
    (datetime.date(2019, 5, 20), datetime.date(2019, 5, 20))
    """
    match = _TIME.fullmatch(time)
    if match is None or precision < YEAR:
        return None
    year, month, day = (int(part) for part in match.groups())
    if precision == YEAR or not month:
        first_month, last_month = 1, 12
    else:
        first_month = last_month = month
    exact = precision >= DAY and day
    try:
        last = day if exact else calendar.monthrange(year, last_month)[1]
        return dt.date(year, first_month, day if exact else 1), dt.date(year, last_month, last)
    except ValueError:
        return None
