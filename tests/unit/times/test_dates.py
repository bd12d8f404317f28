"""The year of a date without one: that of the text before, or the nearest to the report."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.times import resolved

REPORT = dt.date(2022, 11, 2)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


def period(first: str, last: str) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


NOVEMBER_2020 = period("2020-11-01", "2020-11-30")
MARCH_2014 = period("2014-03-01", "2014-03-31")
DECEMBER_2013 = period("2013-12-01", "2013-12-31")


@pytest.mark.parametrize(
    ("expression", "narrated", "first"),
    [
        ("August", MARCH_2014, "2014-08-01"),
        ("March 20", MARCH_2014, "2014-03-20"),
        ("January", DECEMBER_2013, "2014-01-01"),
        ("March", NOVEMBER_2020, "2022-03-01"),
        ("August", NOVEMBER_2020, "2022-08-01"),
        ("August 2021", NOVEMBER_2020, "2021-08-01"),
        ("August", period("2022-02-01", "2022-02-28"), "2022-08-01"),
        ("last August", MARCH_2014, "2022-08-01"),
    ],
)
def test_a_report_carries_the_year_of_an_earlier_date_on(
    expression: str, narrated: tuple[dt.date, dt.date], first: str
) -> None:
    days = resolved(expression, REPORT, future=False, narrated=narrated)
    assert days is not None
    assert str(days[0]) == first


@pytest.mark.parametrize(
    ("expression", "first"), [("March", "2014-03-01"), ("January 5", "2014-01-05"), ("November", "2013-11-01")]
)
def test_in_a_history_a_date_is_the_nearest_to_what_was_told(expression: str, first: str) -> None:
    days = resolved(expression, None, future=False, narrated=DECEMBER_2013)
    assert days is not None
    assert str(days[0]) == first


@given(day=DAYS, report=DAYS)
def test_a_date_in_the_past_is_within_a_year_before_the_report(day: dt.date, report: dt.date) -> None:
    days = resolved(f"{day:%B} {day.day}", report, future=False)
    if days is not None and days[0] is not None:
        assert -1 <= (report - days[0]).days <= 366
