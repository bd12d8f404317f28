"""Days are counted from those that the text told of before."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.times import resolved

THIRD = dt.date(2022, 3, 3)


@pytest.mark.parametrize(
    ("expression", "first", "last"),
    [
        ("the same day", 3, 3),
        ("later that evening", 3, 3),
        ("the next day", 4, 4),
        ("the following morning", 4, 4),
        ("the previous day", 2, 2),
        ("the day after", 4, 4),
        ("the day before", 2, 2),
        ("three days later", 6, 6),
        ("two days earlier", 1, 1),
        ("later in the day", 3, 3),
    ],
)
def test_a_day_is_counted_from_the_one_told_of(expression: str, first: int, last: int) -> None:
    expected = THIRD.replace(day=first), THIRD.replace(day=last)
    assert resolved(expression, None, future=False, narrated=(THIRD, THIRD)) == expected


@pytest.mark.parametrize("expression", ["the same day", "the next day", "three days later"])
def test_without_a_day_told_of_nothing_is_counted(expression: str) -> None:
    assert resolved(expression, THIRD, future=False) is None


def test_the_next_day_after_a_period_is_not_known() -> None:
    period = THIRD, THIRD.replace(day=9)
    assert resolved("the next day", None, future=False, narrated=period) is None
    assert resolved("a day later", None, future=False, narrated=period) == (THIRD.replace(day=4), THIRD.replace(day=10))


def test_earlier_in_the_day_is_of_the_report_if_nothing_was_told_of() -> None:
    assert resolved("earlier in the day", THIRD, future=False) == (THIRD, THIRD)
