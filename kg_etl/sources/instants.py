"""Written dates and times -> datetimes with a time zone.

Nothing is guessed: an ambiguous date or time zone gives None.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from dateutil import parser, tz

_HOURS_EAST = {
    "UTC": 0, "GMT": 0, "Z": 0,
    "EST": -5, "EDT": -4, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
}  # fmt: skip
"""Abbreviations that are unambiguous among news agencies -> hours east of UTC; not `CST`, `IST` and `BST`."""

_ZONES: dict[str, dt.tzinfo] = {
    **{name: tz.tzoffset(name, hours * 3600) if hours else dt.UTC for name, hours in _HOURS_EAST.items()},
    "ET": ZoneInfo("America/New_York"),
}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH}\s+{_ORDINAL},?\s+\d{{4}}|{_ORDINAL}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
_CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_ZONE = r"(?:Z|[A-Z]{2,4}|(?:UTC|GMT)?[+-]\d\d:?\d\d)"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?"
_LONGEST = 100
"""Maximum length of a date line, in characters."""
_LABEL = re.compile(r"(?:first\s+)?(?:published|posted|issued|dated?)\b(?:\s+on\b|\s+at\b)?\s*:?\s*", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"(?:(?P<early_clock>{_CLOCK})\s*(?P<early_zone>{_ZONE})?\s*(?:,|\||on)\s*)?"
    rf"(?:(?P<weekday>{_WEEKDAY})\s*)?"
    rf"(?P<day>{_DAY})"
    rf"(?:\s*(?:[|,•·–—-]|at|T)?\s*(?P<clock>{_CLOCK})\s*\(?(?P<zone>{_ZONE})?\)?)?\s*\.?",
    re.IGNORECASE,
)


def day_or_time(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """The instant in an ISO 8601 text, None if it is none. A day without a time is noon; the default zone is `zone`.

    >>> str(day_or_time("2024-05-16T08:10:00Z", dt.UTC))
    '2024-05-16 08:10:00+00:00'
    >>> str(day_or_time("2024-05-16", dt.UTC))
    '2024-05-16 12:00:00+00:00'
    >>> day_or_time("05/06/2024", dt.UTC) is None
    True
    """
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if _is_bare_day(text):
        instant = instant.replace(hour=12)
    return _zoned(instant, zone)


def date_line(line: str, zone: dt.tzinfo) -> dt.datetime | None:
    """The instant in a date line; None for any other line and for ambiguous dates.

    >>> str(date_line("May 15, 2024 | 8:10 PM", dt.UTC))
    '2024-05-15 20:10:00+00:00'
    >>> str(date_line("Published: Thursday, 16 May 2024", dt.UTC))
    '2024-05-16 12:00:00+00:00'
    >>> date_line("05/06/2024", dt.UTC) is None
    True
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    label = _LABEL.match(line)
    line = line[label.end() :] if label else line
    if exact := day_or_time(line, zone):
        return exact
    match = _DATE_LINE.fullmatch(line)
    if not match:
        return None
    clock = match["clock"] or match["early_clock"]
    named = match["zone"] or match["early_zone"]
    try:
        instant = parser.parse(f"{match['day']} {clock or '12:00'}", default=dt.datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    if match["weekday"] and instant.strftime("%a").lower() != match["weekday"][:3].lower():
        return None
    if named:
        offset = _zone(named)
        return None if offset is None else _zoned(instant, offset)
    return _zoned(instant, zone)


def _zone(name: str) -> dt.tzinfo | None:
    if name.upper() in _ZONES:
        return _ZONES[name.upper()]
    match = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d\d):?(\d\d)", name, re.IGNORECASE)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return dt.timezone(dt.timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 24 * 60 else None


def _zoned(instant: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    aware = instant if instant.tzinfo else instant.replace(tzinfo=zone)
    offset = aware.utcoffset() or dt.timedelta()
    try:
        utc = aware.astimezone(dt.UTC)
        # A fixed offset in whole minutes survives a round trip through JSON.
        return utc if offset.total_seconds() % 60 else utc.astimezone(dt.timezone(offset))
    except OverflowError:
        return None


def _is_bare_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
