"""Seasons, quarters and weeks of months are resolved to days."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.times import resolved

THURSDAY = dt.date(2024, 5, 16)


def days(expression: str, *, future: bool = False, is_southern: bool = False) -> str | None:
    resolved_days = resolved(expression, THURSDAY, future, is_southern=is_southern)
    return f"{resolved_days[0]}..{resolved_days[1]}" if resolved_days else None


@pytest.mark.parametrize(
    ("expression", "north", "south"),
    [
        ("this spring", "2024-03-01..2024-05-16", "2023-09-01..2023-12-20"),
        ("last summer", "2023-06-01..2023-09-22", "2023-12-01..2024-03-20"),
        ("the autumn of 2022", "2022-09-01..2022-12-20", "2022-03-01..2022-06-20"),
        ("last winter", "2023-12-01..2024-03-20", "2023-06-01..2023-09-22"),
        ("fall 2022", "2022-09-01..2022-12-20", "2022-03-01..2022-06-20"),
    ],
)
def test_a_season_has_the_months_of_its_hemisphere(expression: str, north: str, south: str) -> None:
    assert days(expression) == north
    if expression != "this spring":
        assert days(expression, is_southern=True) == south


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("the first week of October 2023", "2023-10-01..2023-10-07"),
        ("the second week of March", "2024-03-08..2024-03-14"),
        ("the last week of October 2023", "2023-10-25..2023-10-31"),
        ("the first days of April", "2024-04-01..2024-04-05"),
        ("the second half of February 2023", "2023-02-16..2023-02-28"),
        ("the first half of 2023", "2023-01-01..2023-06-30"),
        ("the third quarter of 2023", "2023-07-01..2023-09-30"),
        ("Q4 2023", "2023-10-01..2023-12-31"),
        ("the first week of May last year", "2023-05-01..2023-05-07"),
    ],
)
def test_a_part_of_a_period_is_a_part_of_its_days(expression: str, expected: str) -> None:
    assert days(expression) == expected


@pytest.mark.parametrize("expression", ["the third half of 2023", "the fifth week of May", "the spring", "Q5 2023"])
def test_what_names_no_part_has_no_days(expression: str) -> None:
    assert days(expression) is None
