"""Expressions are resolved to the days that they denote."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.times.expressions import resolved

THURSDAY = dt.date(2024, 5, 16)
PAST, FUTURE, UNKNOWN = False, True, None


def shown(expression: str, future: bool | None, report_day: dt.date | None = THURSDAY) -> str | None:
    """The days as `first..last`, or one day where both are the same."""
    days = resolved(expression, report_day, future)
    if days is None:
        return None
    first, last = (str(day) if day else "" for day in days)
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("Thursday", PAST, "2024-05-16"),
        ("on Tuesday", PAST, "2024-05-14"),
        ("Friday", PAST, "2024-05-10"),
        ("Friday", FUTURE, "2024-05-17"),
        ("Thursday", FUTURE, "2024-05-16"),
        ("Wednesday", FUTURE, "2024-05-22"),
        ("last Thursday", PAST, "2024-05-09"),
        ("next Thursday", FUTURE, "2024-05-23"),
        ("last Monday", PAST, "2024-05-13"),
        ("next Friday", FUTURE, "2024-05-17"),
        ("Tuesday", UNKNOWN, "2024-05-14"),
        ("Saturday", UNKNOWN, "2024-05-18"),
        ("late Wednesday night", PAST, "2024-05-15"),
        ("the early hours of Friday", PAST, "2024-05-10"),
        ("5 a.m. on Wednesday", PAST, "2024-05-15"),
        ("Monday and Tuesday", PAST, "2024-05-13..2024-05-14"),
        ("from Monday to Wednesday", PAST, "2024-05-13..2024-05-15"),
        ("between Monday and Wednesday", FUTURE, "2024-05-20..2024-05-22"),
        ("from Thursday to Sunday", FUTURE, "2024-05-16..2024-05-19"),
        ("from Friday to Monday", PAST, "2024-05-10..2024-05-13"),
    ],
)
def test_a_weekday_is_the_nearest_in_the_past_or_the_future(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("today", PAST, "2024-05-16"),
        ("this morning", PAST, "2024-05-16"),
        ("tonight", FUTURE, "2024-05-16"),
        ("yesterday evening", PAST, "2024-05-15"),
        ("tomorrow", FUTURE, "2024-05-17"),
        ("the day after tomorrow", FUTURE, "2024-05-18"),
        ("overnight", PAST, "2024-05-15..2024-05-16"),
        ("last week", PAST, "2024-05-06..2024-05-12"),
        ("this week", PAST, "2024-05-13..2024-05-16"),
        ("this week", FUTURE, "2024-05-16..2024-05-19"),
        ("this week", UNKNOWN, "2024-05-13..2024-05-19"),
        ("next week", FUTURE, "2024-05-20..2024-05-26"),
        ("earlier this week", PAST, "2024-05-13..2024-05-16"),
        ("later this week", FUTURE, "2024-05-16..2024-05-19"),
        ("earlier in the month", PAST, "2024-05-01..2024-05-16"),
        ("over the weekend", PAST, "2024-05-11..2024-05-12"),
        ("the weekend", FUTURE, "2024-05-18..2024-05-19"),
        ("last month", PAST, "2024-04-01..2024-04-30"),
        ("earlier this month", PAST, "2024-05-01..2024-05-16"),
        ("next month", FUTURE, "2024-06-01..2024-06-30"),
        ("last year", PAST, "2023-01-01..2023-12-31"),
        ("late last year", PAST, "2023-09-01..2023-12-31"),
        ("later this year", FUTURE, "2024-05-16..2024-12-31"),
        ("the start of the year", PAST, "2024-01-01..2024-04-30"),
    ],
)
def test_named_periods_are_relative_to_the_day_of_publication(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("two days ago", PAST, "2024-05-14"),
        ("a week ago", PAST, "2024-05-06..2024-05-12"),
        ("five hours ago", PAST, "2024-05-15..2024-05-16"),
        ("a few days ago", PAST, "2024-05-10..2024-05-14"),
        ("more than two years ago", PAST, "2021-11-15..2022-05-17"),
        ("nearly a decade ago", PAST, "2014-05-17..2016-11-15"),
        ("less than a year ago", PAST, "2023-05-17..2024-05-16"),
        ("the past three weeks", PAST, "2024-04-25..2024-05-16"),
        ("over the last two months", PAST, "2024-03-16..2024-05-16"),
        ("in two weeks", FUTURE, "2024-05-27..2024-06-02"),
        ("within five days", FUTURE, "2024-05-16..2024-05-21"),
        ("the next three days", FUTURE, "2024-05-16..2024-05-19"),
        ("a month from now", FUTURE, "2024-05-31..2024-06-30"),
    ],
)
def test_amounts_of_time_include_their_rounding(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("in October 2019", "2019-10-01..2019-10-31"),
        ("in 2022", "2022-01-01..2022-12-31"),
        ("May 3, 2021", "2021-05-03"),
        ("Monday, May 3, 2021", "2021-05-03"),
        ("the 3rd of May, 2021", "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("Feb. 29, 2020", "2020-02-29"),
        ("2021-05-03", "2021-05-03"),
        ("May 3-5, 2021", "2021-05-03..2021-05-05"),
        ("3 to 5 May 2021", "2021-05-03..2021-05-05"),
        ("from May 30 to June 2, 2021", "2021-05-30..2021-06-02"),
        ("between May 30 and June 2, 2021", "2021-05-30..2021-06-02"),
        ("December 30 to January 2, 2021", "2020-12-30..2021-01-02"),
        ("from March to June 2020", "2020-03-01..2020-06-30"),
        ("between 2014 and 2016", "2014-01-01..2016-12-31"),
        ("2014-16", "2014-01-01..2016-12-31"),
        ("since 2014", "2014-01-01.."),
        ("early 2022", "2022-01-01..2022-04-30"),
        ("mid-2022", "2022-05-01..2022-08-31"),
        ("the end of March 2022", "2022-03-22..2022-03-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("the early 1990s", "1990-01-01..1993-12-31"),
        ("the 19th century", "1801-01-01..1900-12-31"),
        ("the spring of 2022", "2022-03-01..2022-06-20"),
        ("winter 2022", "2022-01-01..2023-03-20"),
        ("the second quarter of 2022", "2022-04-01..2022-06-30"),
        ("the first half of 2022", "2022-01-01..2022-06-30"),
    ],
)
def test_an_expression_with_a_year_needs_no_reference(expression: str, days: str) -> None:
    assert shown(expression, PAST, None) == days
    assert shown(expression, PAST) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("May 16", PAST, "2024-05-16"),
        ("on Dec. 28", PAST, "2023-12-28"),
        ("June 3", FUTURE, "2024-06-03"),
        ("Jan. 5", FUTURE, "2025-01-05"),
        ("May 17", PAST, "2024-05-17"),
        ("May 16-17", FUTURE, "2024-05-16..2024-05-17"),
        ("October", PAST, "2023-10-01..2023-10-31"),
        ("October", FUTURE, "2024-10-01..2024-10-31"),
        ("early May", PAST, "2024-05-01..2024-05-10"),
        ("last October", PAST, "2023-10-01..2023-10-31"),
        ("October 7 last year", PAST, "2023-10-07"),
        ("2024", PAST, "2024-01-01..2024-05-16"),
        ("2024", FUTURE, "2024-05-16..2024-12-31"),
        ("last summer", PAST, "2023-06-01..2023-09-22"),
        ("next spring", FUTURE, "2025-03-01..2025-06-20"),
        ("by Friday", FUTURE, "2024-05-16..2024-05-17"),
    ],
)
def test_a_date_without_year_is_the_nearest_in_the_past_or_the_future(
    expression: str, future: bool | None, days: str
) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    "expression",
    [
        "in recent years",
        "the coming weeks",
        "8:10 PM",
        "two-day",
        "for two years",
        "the eve of the visit",
        "three days later",
        "the same day",
        "daily",
        "February 30",
        "2021-13-01",
        "the fifth quarter of 2022",
        "May 5 to 3, 2021",
        "999 centuries ago",
        "",
        "x" * 5_000,
    ],
)
def test_an_expression_without_known_days_is_not_resolved(expression: str) -> None:
    assert resolved(expression, THURSDAY, PAST) is None


def test_a_date_close_only_on_the_other_side_of_publication_is_not_resolved() -> None:
    assert resolved("June 3", THURSDAY, PAST) is None
    assert resolved("April 20", THURSDAY, FUTURE) is None


def test_relative_expressions_are_not_resolved_without_a_reference() -> None:
    for expression in ("Thursday", "last week", "two days ago", "May 16", "October", "last summer", "within two days"):
        assert resolved(expression, None, PAST) is None


# fmt: off
WORDS = st.sampled_from([
    "early", "late", "last", "next", "this", "since", "between", "from", "to", "and", "by", "in", "on", "the",
    "of", "a", "two", "three", "5", "16", "30", "31", "1999", "2024", "May", "February", "Monday", "Sunday",
    "week", "weekend", "month", "year", "years", "decade", "century", "days", "ago", "past", "coming", "spring",
    "winter", "quarter", "first", "end", "more", "than", "nearly", ",", "-", "'s", "today", "overnight", "1990s",
    "20th", "half",
])
# fmt: on
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
DAYS = st.none() | st.dates()


@given(TEXTS, DAYS, st.sampled_from([PAST, FUTURE, UNKNOWN]))
def test_any_text_is_resolved_to_ordered_days_or_none(
    text: str, report_day: dt.date | None, future: bool | None
) -> None:
    days = resolved(text, report_day, future)
    if days is not None:
        first, last = days
        assert first is not None or last is not None
        assert first is None or last is None or first <= last
