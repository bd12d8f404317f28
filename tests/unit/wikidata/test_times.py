"""The days that a time of Wikidata may denote."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.wikidata.times import DAY, MONTH, YEAR, days


@pytest.mark.parametrize(
    ("time", "precision", "first", "last"),
    [
        ("2019-05-20T00:00:00Z", DAY, "2019-05-20", "2019-05-20"),
        ("+2019-05-00T00:00:00Z", MONTH, "2019-05-01", "2019-05-31"),
        ("+2019-05-20T00:00:00Z", MONTH, "2019-05-01", "2019-05-31"),
        ("+2019-00-00T00:00:00Z", YEAR, "2019-01-01", "2019-12-31"),
        ("2019-01-01T00:00:00Z", YEAR, "2019-01-01", "2019-12-31"),
        ("2020-02-00T00:00:00Z", DAY, "2020-02-01", "2020-02-29"),
        ("2019-05-20T12:30:00Z", 14, "2019-05-20", "2019-05-20"),
    ],
)
def test_a_time_denotes_the_days_of_its_precision(time: str, precision: int, first: str, last: str) -> None:
    assert days(time, precision) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("time", "precision"),
    [("-0044-03-15T00:00:00Z", DAY), ("+1990-00-00T00:00:00Z", 8), ("2019-02-30T00:00:00Z", DAY), ("soon", DAY)],
)
def test_a_coarse_or_invalid_time_gives_none(time: str, precision: int) -> None:
    assert days(time, precision) is None


@settings(deadline=None)
@given(st.dates(), st.sampled_from([YEAR, MONTH, DAY]))
def test_a_day_lies_within_its_time(day: dt.date, precision: int) -> None:
    span = days(f"+{day.isoformat()}T00:00:00Z", precision)
    assert span is not None
    assert span[0] <= day <= span[1]
