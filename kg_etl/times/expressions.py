"""A time expression -> the days that it denotes, given the day of publication and the tense."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import MO, relativedelta

from kg_etl.times.calendar import PART, WEEKDAY, WEEKDAYS, Days, Reference, calendar_days, clipped, month_days, third
from kg_etl.times.number_words import NUMBERS

_NUMBER = rf"(?:(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)}|a couple of|couple of|a few|few|several|half a)(?: full)?[ -])"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
_MORE = r"more than|over|at least|well over"
_LESS = r"less than|under|just under|barely|not even|nearly|almost|close to"
_HEDGE = rf"(?:(?P<hedge>{_MORE}|{_LESS}|about|around|some|roughly|approximately|just|only) )"
_AGO = re.compile(rf"{_HEDGE}?{_NUMBER}{_UNIT} ago")
_PAST = re.compile(rf"(?:(?:over|in|during|within|for) )?the (?:past|last) (?:{_HEDGE}?{_NUMBER})?{_UNIT}")
_AHEAD = re.compile(
    r"(?:within (?:the (?:next|coming) )?|(?:(?:over|in|during|for) )?the (?:next|coming) )"
    rf"{_HEDGE}?{_NUMBER}?{_UNIT}"
)
_IN = re.compile(rf"in {_HEDGE}?{_NUMBER}{_UNIT}(?:' time)?")
_FROM_NOW = re.compile(rf"{_HEDGE}?{_NUMBER}{_UNIT} from (?:now|today)")
_NAMED_DAY = re.compile(
    r"(?:(?:early|earlier|late|later) )?(?P<day>today|yesterday|tomorrow|tonight|overnight|last night"
    r"|this (?:morning|afternoon|evening)|the day before yesterday|the day after tomorrow)"
    r"(?: (?:morning|afternoon|evening|night))?"
)
_NAMED_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_WEEKDAY_RULE = re.compile(
    r"(?:(?:early|(?P<side>earlier|later)|late|mid) )?(?:on )?"
    r"(?:the (?:night|morning|afternoon|evening|early hours|small hours) of )?"
    rf"(?:(?P<which>last|this past|past|this|next|coming|this coming) )?(?P<day>{WEEKDAY})"
    r"(?: (?:early |late )?(?:morning|afternoon|evening|night|midday|midnight))?"
    rf"(?:(?: and |-| to | through )(?P<last>{WEEKDAY})(?: morning| afternoon| evening| night)?)?"
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
_CLOCK = re.compile(
    r"(?:(?:shortly|just|soon) (?:after|before) )?(?:(?:at )?(?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)"
    r"|(?:at )?\d{1,2}:\d\d)(?: (?:local time|gmt|utc|et))?,?(?: on)? (?=.)"
)
_LEADING = re.compile(
    r"(?:on|in|at|during|of|around|about|dated|as of|the (?:night|morning|afternoon|evening) of) (?=.)"
)
_LEADING_WEEKDAY = re.compile(rf"{WEEKDAY},? (?=.)")
_SPAN = re.compile(r"(?P<how>between|from) (?P<first>.+?) (?P<and>and|to|until|till|through) (?P<last>.+)")
_YEAR_AT_END = re.compile(r",? (?P<year>(?:1[0-9]|20)\d\d)$")
_MONTH_AT_START = re.compile(r"(?P<month>[a-z]+\.?) \d")


def resolved(expression: str, publication_day: dt.date | None, future: bool | None) -> Days | None:
    """The first and the last day that an expression can denote, inclusive; None where they are not known.

    Weeks run from Monday to Sunday. A first or last day of None is open (`by Friday`, `since 2014`).

    Args:
        expression: the text of the expression, with or without its preposition.
        publication_day: the day of `today`; without it only expressions that name a year are resolved.
        future: whether the event lies in the future (True) or the past (False); None where not known.

    >>> resolved("in October 2019", None, None)
    (datetime.date(2019, 10, 1), datetime.date(2019, 10, 31))
    >>> resolved("Thursday", dt.date(2024, 5, 17), False)
    (datetime.date(2024, 5, 16), datetime.date(2024, 5, 16))
    >>> resolved("in recent years", dt.date(2024, 5, 17), False) is None
    True
    """
    text = _normalised(expression)
    if len(text) > _LONGEST:
        return None
    try:
        days = _days(text, Reference(publication_day, future))
    except (ValueError, OverflowError):
        return None
    return None if days and days[0] and days[1] and days[0] > days[1] else days


_LONGEST = 80
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u2011": "-", "\u00a0": " "})


def names_weekday(expression: str, day: dt.date) -> bool:
    """Whether an expression is only the name of the weekday of a day (`on Wednesday`, `later on Wednesday`).

    >>> names_weekday("later on Wednesday", dt.date(2024, 6, 19))
    True
    >>> names_weekday("last Wednesday", dt.date(2024, 6, 19))
    False
    """
    match = _WEEKDAY_RULE.fullmatch(_normalised(expression).removeprefix("on ").strip())
    if match is None or match["which"] or match["last"]:
        return False
    return WEEKDAYS.index(match["day"]) == day.weekday()


def _normalised(expression: str) -> str:
    """The expression in lower case with straight marks and single spaces, without punctuation at its edges."""
    text = " ".join(expression.lower().translate(_STRAIGHT).replace("mid-", "mid ").split()).strip(" ,.;:'\"")
    return text.removesuffix("'s")


def _days(text: str, reference: Reference) -> Days | None:
    if match := re.fullmatch(r"(?:ever )?since (?P<rest>.+)", text):
        begin = _days(match["rest"], Reference(reference.day, False))
        return (begin[0], None) if begin else None
    if match := re.fullmatch(r"(?:by|no later than) (?P<rest>.+)", text):
        end = _days(match["rest"], reference)
        return (reference.day if reference.future else None, end[1]) if end else None
    for rule in (_span, _ago, _past_period, _ahead, _named_day, _weekday, _period, _calendar):
        if days := rule(text, reference):
            return days
    for leading in (_CLOCK, _LEADING):
        if match := leading.match(text):
            return _days(text[match.end() :], reference)
    return None


def _calendar(text: str, reference: Reference) -> Days | None:
    match = _LEADING_WEEKDAY.match(text)
    return calendar_days(text[match.end() :] if match else text, reference)


def _span(text: str, reference: Reference) -> Days | None:
    """`from A to B`, `between A and B`, where A has the month or year of B, or B the month of A."""
    match = _SPAN.fullmatch(text)
    if not match or (match["how"] == "between") != (match["and"] == "and"):
        return None
    first, last = match["first"], match["last"]
    if last.isdigit() and len(last) <= 2 and (month := _MONTH_AT_START.match(first)):
        last = f"{month['month']} {last}"
    if first.isdigit() and len(first) <= 2:
        return _days(f"{first} to {last}", reference)
    if (year := _YEAR_AT_END.search(last)) and not re.search(r"\d{4}", first):
        first += f" {year['year']}"
    begin, end = _days(first, reference), _days(last, reference)
    if not begin or not end or begin[0] is None or end[1] is None:
        return None
    first_day, last_day = begin[0], end[1]
    if reference.future is False and last_day < first_day and re.fullmatch(WEEKDAY, match["first"]):
        first_day -= dt.timedelta(days=7)
    if reference.future and last_day < first_day and re.fullmatch(WEEKDAY, match["last"]):
        last_day += dt.timedelta(days=7)
    return first_day, last_day


def _ago(text: str, reference: Reference) -> Days | None:
    match = _AGO.fullmatch(text)
    if not match or reference.day is None:
        return None
    least, most = _amount(match)
    return reference.day - most, reference.day - least


def _past_period(text: str, reference: Reference) -> Days | None:
    """`the past three weeks`: the days within them."""
    match = _PAST.fullmatch(text)
    if not match or reference.day is None or (match["number"] is None and text.split()[-1].endswith("s")):
        return None
    _, most = _amount(match, exact=True)
    return reference.day - most, reference.day


def _ahead(text: str, reference: Reference) -> Days | None:
    if reference.day is None:
        return None
    if match := _FROM_NOW.fullmatch(text) or (_IN.fullmatch(text) if reference.future else None):
        least, most = _amount(match)
        return reference.day + least, reference.day + most
    match = _AHEAD.fullmatch(text) if reference.future is not False else None
    if match and (match["number"] or not text.endswith("s")):
        _, most = _amount(match, exact=True)
        return reference.day, reference.day + most
    return None


def _amount(match: re.Match[str], *, exact: bool = False) -> tuple[relativedelta, relativedelta]:
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


def _named_day(text: str, reference: Reference) -> Days | None:
    match = _NAMED_DAY.fullmatch(text)
    if not match or reference.day is None:
        return None
    day = reference.day + dt.timedelta(days=_NAMED_DAYS[match["day"]])
    return day, reference.day if match["day"] == "overnight" else day


def _weekday(text: str, reference: Reference) -> Days | None:
    match = _WEEKDAY_RULE.fullmatch(text)
    if not match or reference.day is None:
        return None
    last = WEEKDAYS.index(match["last"] or match["day"])
    back = (reference.day.weekday() - last) % 7
    which = match["which"]
    if which in {"last", "past", "this past"}:
        back = back or 7
    elif which in {"next", "coming", "this coming"}:
        back = back - 7
    elif match["side"] or reference.future is None:
        # `later on Wednesday` is relative to the day reported on, which may be yesterday
        back = back - 7 if back > 3 else back
    elif reference.future:
        back = back - 7 if back else 0
    end = reference.day - dt.timedelta(days=back)
    return end - dt.timedelta(days=(last - WEEKDAYS.index(match["day"])) % 7), end


def _period(text: str, reference: Reference) -> Days | None:
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
