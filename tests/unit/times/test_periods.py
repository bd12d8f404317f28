"""Periods are found by their place among those of the report."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.times import resolved

THURSDAY = dt.date(2024, 5, 16)


@pytest.mark.parametrize(
    ("expression", "future", "expected"),
    [
        ("Monday last week", False, "2024-05-06..2024-05-06"),
        ("Tuesday of last week", False, "2024-05-07..2024-05-07"),
        ("last week on Friday", False, "2024-05-10..2024-05-10"),
        ("Friday next week", True, "2024-05-24..2024-05-24"),
        ("Tuesday this week", None, "2024-05-14..2024-05-14"),
        ("last week", False, "2024-05-06..2024-05-12"),
        ("next month", True, "2024-06-01..2024-06-30"),
        ("earlier this month", False, "2024-05-01..2024-05-16"),
        ("later this month", True, "2024-05-16..2024-05-31"),
        ("the end of the month", True, "2024-05-22..2024-05-31"),
        ("earlier in the year", False, "2024-01-01..2024-05-16"),
        ("over the weekend", False, "2024-05-11..2024-05-12"),
        ("at the weekend", True, "2024-05-18..2024-05-19"),
        ("late last year", False, "2023-09-01..2023-12-31"),
        ("this decade", False, "2020-01-01..2024-05-16"),
        ("a year ago today", False, "2023-05-16..2023-05-16"),
        ("two years ago this month", False, "2022-05-01..2022-05-16"),
        ("a week ago Monday", False, "2024-05-06..2024-05-06"),
        ("three months ago today", False, "2024-02-16..2024-02-16"),
    ],
)
def test_a_period_is_counted_from_that_of_the_report(expression: str, future: bool | None, expected: str) -> None:
    days = resolved(expression, THURSDAY, future)
    assert days is not None
    assert f"{days[0]}..{days[1]}" == expected
    assert resolved(expression, None, future) is None
