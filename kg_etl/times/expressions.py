"""A time expression -> the days that it denotes, given the day of publication and the tense."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from kg_etl.times.amounts import HEDGE, NUMBER, UNIT, amount
from kg_etl.times.calendar import calendar_days
from kg_etl.times.counted import counted_days
from kg_etl.times.dates import MONTH, WEEKDAY, WEEKDAYS, Days, Reference
from kg_etl.times.number_words import NUMBERS
from kg_etl.times.periods import period_days, weekday_of_week

_AGO = re.compile(rf"{HEDGE}?{NUMBER}{UNIT} ago")
_AGO_DAY = re.compile(
    rf"(?:exactly )?{NUMBER}{UNIT} ago,? (?:on )?(?P<then>today|this (?:week|month)|(?:this |last )?{WEEKDAY})"
)
_PAST = re.compile(rf"(?:(?:over|in|during|within|for) )?the (?:past|last) (?:{HEDGE}?{NUMBER})?{UNIT}")
_AHEAD = re.compile(
    r"(?:within (?:the (?:next|coming) )?|(?:(?:over|in|during|for) )?the (?:next|coming) )"
    rf"{HEDGE}?{NUMBER}?{UNIT}"
)
_IN = re.compile(rf"in {HEDGE}?{NUMBER}{UNIT}(?:' time)?")
_FROM_NOW = re.compile(rf"{HEDGE}?{NUMBER}{UNIT} from (?:now|today)")
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


def resolved(
    expression: str,
    report_day: dt.date | None,
    future: bool | None,
    narrated: tuple[dt.date, dt.date] | None = None,
    *,
    is_southern: bool = False,
) -> Days | None:
    """The first and the last day that an expression can denote, inclusive; None where they are not known.

    Weeks run from Monday to Sunday. A first or last day of None is open (`by Friday`, `since 2014`).

    Args:
        expression: the text of the expression, with or without its preposition.
        report_day: the day of `today`; without it only expressions that name a year are resolved.
        future: whether the event lies in the future (True) or the past (False); None where not known.
        narrated: the first and last day that the text before told of: `the next day` is counted from them, and in a
            text about another year `May 3` is of that year.
        is_southern: whether seasons are those of the southern hemisphere.

    >>> resolved("in October 2019", None, None)
    (datetime.date(2019, 10, 1), datetime.date(2019, 10, 31))
    >>> resolved("Thursday", dt.date(2024, 5, 17), False)
    (datetime.date(2024, 5, 16), datetime.date(2024, 5, 16))
    >>> resolved("two days later", None, False, (dt.date(2022, 3, 13), dt.date(2022, 3, 13)))
    (datetime.date(2022, 3, 15), datetime.date(2022, 3, 15))
    >>> resolved("in recent years", dt.date(2024, 5, 17), False) is None
    True
    """
    text = _normalised(expression)
    if len(text) > _LONGEST:
        return None
    try:
        days = _days(text, Reference(report_day, future, narrated, is_southern))
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


def names_other_weekday(expression: str, days: Days) -> bool:
    """Whether an expression has a date, and before it the name of a weekday that is not that of the date.

    >>> may_14 = dt.date(2024, 5, 14)
    >>> names_other_weekday("Monday, May 14, 2024", (may_14, may_14))
    True
    >>> names_other_weekday("Tuesday, May 14", (may_14, may_14))
    False
    """
    text = _normalised(expression).removeprefix("on ")
    match = _LEADING_WEEKDAY.match(text)
    if match is None or days[0] is None or days[0] != days[1] or not re.search(MONTH, text[match.end() :]):
        return False
    return WEEKDAYS.index(match.group().strip(" ,")) != days[0].weekday()


def _normalised(expression: str) -> str:
    """The expression in lower case with straight marks and single spaces, without punctuation at its edges."""
    text = " ".join(expression.lower().translate(_STRAIGHT).replace("mid-", "mid ").split()).strip(" ,.;:'\"")
    return text.removesuffix("'s")


def _days(text: str, reference: Reference) -> Days | None:
    if match := re.fullmatch(r"(?:ever )?since (?P<rest>.+)", text):
        begin = _days(match["rest"], reference._replace(future=False))
        return (begin[0], None) if begin else None
    if match := re.fullmatch(r"(?:by|no later than) (?P<rest>.+)", text):
        end = _days(match["rest"], reference)
        return (reference.day if reference.future else None, end[1]) if end else None
    for rule in (
        _span,
        counted_days,
        _ago,
        _ago_day,
        _past_period,
        _ahead,
        _named_day,
        weekday_of_week,
        _weekday,
        period_days,
        _calendar,
    ):
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
    least, most = amount(match)
    return reference.day - most, reference.day - least


def _ago_day(text: str, reference: Reference) -> Days | None:
    """`a year ago today`, `a week ago Monday`: the day so named, as long before."""
    match = _AGO_DAY.fullmatch(text)
    if not match or reference.day is None:
        return None
    number = NUMBERS.get(match["number"].strip()) or (int(match["number"]) if match["number"].isdigit() else None)
    unit = {"day": "days", "week": "weeks", "month": "months", "year": "years"}.get(match["unit"])
    then = _days(match["then"], reference._replace(future=False))
    if number is None or unit is None or then is None or then[0] is None or then[1] is None:
        return None
    away = relativedelta(**{unit: number})  # type: ignore[arg-type]  # names of whole units
    first = then[0] - away
    return first, first + (then[1] - then[0])


def _past_period(text: str, reference: Reference) -> Days | None:
    """`the past three weeks`: the days within them."""
    match = _PAST.fullmatch(text)
    if not match or reference.day is None or (match["number"] is None and text.split()[-1].endswith("s")):
        return None
    _, most = amount(match, exact=True)
    return reference.day - most, reference.day


def _ahead(text: str, reference: Reference) -> Days | None:
    if reference.day is None:
        return None
    if match := _FROM_NOW.fullmatch(text) or (_IN.fullmatch(text) if reference.future else None):
        least, most = amount(match)
        return reference.day + least, reference.day + most
    match = _AHEAD.fullmatch(text) if reference.future is not False else None
    if match and (match["number"] or not text.endswith("s")):
        _, most = amount(match, exact=True)
        return reference.day, reference.day + most
    return None


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
