"""Date lines and ISO 8601 dates."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.sources.instants import date_line, day_or_time


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 15, 2024 | 8:10 PM", "2024-05-15T20:10:00+00:00"),
        ("16 May 2024", "2024-05-16T12:00:00+00:00"),
        ("2024-05-16 08:10 UTC", "2024-05-16T08:10:00+00:00"),
        ("Thursday, May 16, 2024", "2024-05-16T12:00:00+00:00"),
        ("Thu 16 May 2024 08:10", "2024-05-16T08:10:00+00:00"),
        ("Published: May 16th, 2024 at 8 p.m. EDT", "2024-05-16T20:00:00-04:00"),
        ("Published 8:10 PM EST, January 16, 2024", "2024-01-16T20:10:00-05:00"),
        ("Published on 2024-05-16T08:10:00+03:00", "2024-05-16T08:10:00+03:00"),
        ("Date: Sept. 5, 2024, 10:05 (GMT)", "2024-09-05T10:05:00+00:00"),
        ("May 16, 2024 10:05 ET", "2024-05-16T10:05:00-04:00"),
        ("May 16, 2024 10:05 +05:30", "2024-05-16T10:05:00+05:30"),
        ("2024-05-16T08:10Z", "2024-05-16T08:10:00+00:00"),
    ],
)
def test_a_date_line_gives_a_point_in_time(line: str, expected: str) -> None:
    instant = date_line(line, dt.UTC)
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    "line",
    [
        "05/06/2024",
        "5.6.2024",
        "May 2024",
        "May 16",
        "May 16, 24",
        "February 30, 2024",
        "Monday, May 16, 2024",
        "May 16, 2024 10:05 IST",
        "May 16, 2024 25:05",
        "Updated: May 16, 2024",
        "They met on May 16, 2024",
        "May 16, 2024 was a Thursday",
        "",
    ],
)
def test_what_is_no_date_line_or_can_mean_two_things_is_not_taken(line: str) -> None:
    assert date_line(line, dt.UTC) is None


def test_a_line_without_zone_is_in_the_zone_given_with_the_offset_of_that_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert str(date_line("May 16, 2024 | 8:10 PM", paris)) == "2024-05-16 20:10:00+02:00"
    assert str(date_line("January 16, 2024", paris)) == "2024-01-16 12:00:00+01:00"
    assert str(day_or_time("2024-01-16", paris)) == "2024-01-16 12:00:00+01:00"


def test_a_moment_that_has_no_utc_is_not_taken() -> None:
    assert day_or_time("0001-01-01T00:00:00+14:00", dt.UTC) is None
    assert day_or_time("9999-12-31T23:59:59-14:00", dt.UTC) is None


@given(st.datetimes(), st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York", "Europe/Dublin"]))
def test_what_is_read_survives_json(moment: dt.datetime, zone: str) -> None:
    instant = day_or_time(moment.isoformat(), ZoneInfo(zone))
    if instant is not None:
        encoded = msgspec.json.encode(instant)
        again = msgspec.json.decode(encoded, type=dt.datetime)
        assert again == instant
        assert msgspec.json.encode(again) == encoded


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    date_line(text, dt.UTC)
    day_or_time(text, dt.UTC)
