"""A plan that was moved has its new day, and nothing of it happened."""

from __future__ import annotations

import pytest

from kg_etl.times import rescheduling_of
from tests.unit.times.shared import Place, shown


@pytest.mark.parametrize(
    ("text", "noun", "days"),
    [
        ("The talks between Chad and Niger, due on Friday, were moved to May 27.", "talks", "2024-05-27"),
        (
            "The visit of the king to Rome, planned for Friday, was put off to next month.",
            "visit",
            "2024-06-01..2024-06-30",
        ),
        ("The premier delayed his trip to Lima until Thursday.", "trip", "2024-05-16"),
        ("The premier postponed her visit to Lima to May 26.", "visit", "2024-05-26"),
        ("The summit was rescheduled for Friday.", "summit", "2024-05-17"),
        ("The summit has been pushed back to mid-July.", "summit", "2024-07-11..2024-07-21"),
        ("They brought the talks forward from Saturday to Friday.", "talks", "2024-05-17"),
        ("The king cancelled his trip to Rome on Monday and will go on Thursday instead.", "trip", "2024-05-16"),
    ],
)
def test_the_new_day_is_that_of_the_plan(place: Place, text: str, noun: str, days: str) -> None:
    moved = rescheduling_of(*place(text, noun))
    assert moved is not None
    assert (shown(moved.time), moved.is_open) == (days, True)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The visit of the king to Rome, planned for Friday, was postponed.", "visit"),
        ("The visit of the king to Rome, planned for Friday, may be moved to May 27.", "visit"),
        ("The talks were put off because of the storm.", "talks"),
    ],
)
def test_a_plan_without_a_new_day_that_holds_has_no_day(place: Place, text: str, noun: str) -> None:
    moved = rescheduling_of(*place(text, noun))
    assert moved is not None
    assert (moved.time, moved.is_open) == (None, True)


def test_the_noun_that_a_moved_one_complements_is_moved_with_it(place: Place) -> None:
    text = "The signing of the pact, brought forward from Thursday to Friday, will go ahead."
    moved = rescheduling_of(*place(text, "pact"))
    assert moved is not None
    assert shown(moved.time) == "2024-05-17"
    assert not moved.is_open  # the main clause says what becomes of it


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The summit was not postponed.", "summit"),
        ("The army moved the guns to the border during the offensive.", "offensive"),
        ("The summit was moved to Geneva.", "summit"),
        ("The talks in Geneva were held on Monday.", "talks"),
        ("The king cancelled his trip to Rome.", "trip"),
    ],
)
def test_what_was_not_moved_in_time_is_not_rescheduled(place: Place, text: str, word: str) -> None:
    assert rescheduling_of(*place(text, word)) is None


def test_a_verb_is_never_rescheduled(place: Place) -> None:
    assert rescheduling_of(*place("The king delayed visiting Rome until Friday.", "visiting")) is None
