"""Times that cannot be are found."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.model import Status
from kg_etl.times import has_wrong_weekday, is_past_tense, is_possible, time_of
from tests.unit.times.shared import Place, shown

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@given(report=DAYS, first=DAYS, last=DAYS)
def test_what_happened_begins_by_the_report_and_a_plan_ends_from_it(
    report: dt.date, first: dt.date, last: dt.date
) -> None:
    days = min(first, last), max(first, last)
    assert is_possible(Status.HAPPENED, days, report) == (days[0] <= report)
    assert is_possible(Status.PLANNED, days, report) == (days[1] >= report)
    assert is_possible(Status.HAPPENED, days, report) or is_possible(Status.PLANNED, days, report)


@given(status=st.sampled_from(Status), first=st.none() | DAYS, last=st.none() | DAYS)
def test_without_a_day_of_the_report_everything_is_possible(
    status: Status, first: dt.date | None, last: dt.date | None
) -> None:
    assert is_possible(status, (first, last), None)


@given(status=st.sampled_from([Status.CLAIMED, Status.DENIED]), first=DAYS, last=DAYS, report=DAYS)
def test_what_is_claimed_or_denied_may_be_of_any_day(
    status: Status, first: dt.date, last: dt.date, report: dt.date
) -> None:
    assert is_possible(status, (first, last), report)


@pytest.mark.parametrize(
    ("text", "word", "is_past"),
    [
        ("The king visited Rome.", "visited", True),
        ("The king has visited Rome.", "visited", True),
        ("The king had visited Rome.", "visited", True),
        ("The king visits Rome.", "visits", False),
        ("The king will visit Rome.", "visit", False),
        ("The visit of the king ended.", "visit", True),
        ("The visit of the king comes soon.", "visit", False),
    ],
)
def test_a_past_tense_says_that_it_is_over(place: Place, text: str, word: str, is_past: bool) -> None:
    assert is_past_tense(place(text, word)[0]) is is_past


@pytest.mark.parametrize(
    ("when", "is_wrong"),
    [
        ("Monday, May 14, 2024", True),
        ("Tuesday, May 14, 2024", False),
        ("Monday, May 14", True),
        ("Tuesday, May 14", False),
        ("Tuesday", False),
        ("May 14", False),
        ("Monday in May", False),
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_is_found(place: Place, when: str, is_wrong: bool) -> None:
    token, document = place(f"The king visited Rome on {when}.", "visited")
    assert has_wrong_weekday(token.sent, document) is is_wrong


def test_a_date_with_a_wrong_weekday_gives_no_time(place: Place) -> None:
    assert time_of(*place("The king visited Rome on Monday, May 14, 2024.", "visited")) is None
    assert shown(time_of(*place("The king visited Rome on Tuesday, May 14, 2024.", "visited"))) == "2024-05-14"
