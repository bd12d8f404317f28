"""Calendar expressions are resolved to days, and days divided into parts."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from kg_etl.times.calendar import calendar_days
from kg_etl.times.dates import Reference, clipped, third

THURSDAY = dt.date(2024, 5, 16)
MAY = (dt.date(2024, 5, 1), dt.date(2024, 5, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("may 3-5", dt.date(2024, 5, 3), dt.date(2024, 5, 5)),
        ("october", dt.date(2023, 10, 1), dt.date(2023, 10, 31)),
        ("the 1990s", dt.date(1990, 1, 1), dt.date(1999, 12, 31)),
        ("the 20th century", dt.date(1901, 1, 1), dt.date(2000, 12, 31)),
    ],
)
def test_calendar_expressions_have_days(text: str, first: dt.date, last: dt.date) -> None:
    assert calendar_days(text, Reference(THURSDAY, False)) == (first, last)


def test_other_expressions_have_none() -> None:
    assert calendar_days("two days ago", Reference(THURSDAY, False)) is None


def test_a_day_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="day"):
        calendar_days("2021-02-30", Reference(THURSDAY, False))


def test_days_are_clipped_at_the_day_of_publication() -> None:
    assert clipped(MAY, Reference(THURSDAY, False)) == (MAY[0], THURSDAY)
    assert clipped(MAY, Reference(THURSDAY, True)) == (THURSDAY, MAY[1])
    assert clipped(MAY, Reference(THURSDAY, None)) == MAY
    assert clipped(MAY, Reference(None, True)) == MAY


def test_thirds_cover_all_days_once() -> None:
    parts = [third(*MAY, part) for part in ("early", "mid", "late")]
    assert parts[0][0] == MAY[0]
    assert parts[2][1] == MAY[1]
    for (_, last), (first, _) in pairwise(parts):
        assert last is not None
        assert first == last + dt.timedelta(days=1)
    assert third(*MAY, None) == MAY
