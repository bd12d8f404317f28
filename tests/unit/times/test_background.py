"""What an article only recalls: its reason and its year."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.model import Background
from kg_etl.times import background_of, resolved
from kg_etl.times.background import background_time
from tests.unit.times.shared import WEDNESDAY, Place, shown

CALENDAR = (
    "Today in history\n\n1990 - Iraq invades Kuwait.\n1972: The president visits Beijing.\n"
    "• 1979 — Troops entered Kabul."
)
OBITUARY = (
    "Ana Lopez, who signed the accord, has died. She was 91. She visited Cairo in secret. "
    "Her successor will visit Madrid for the funeral."
)


@pytest.mark.parametrize(
    ("word", "year"),
    [
        ("invades", 1990),
        ("visits", 1972),
        ("entered", 1979),
    ],
)
def test_a_line_of_a_calendar_has_its_year(place: Place, word: str, year: int) -> None:
    assert background_of(*place(CALENDAR, word)) == Background.ANNIVERSARY
    for day in (WEDNESDAY, None):
        assert shown(background_time(*place(CALENDAR, word, day))) == f"{year}-01-01..{year}-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "2024: Iraq invades Kuwait.",
        "2031 - Iraq invades Kuwait.",
        "In 1990, Iraq invades Kuwait.",
        "1990s: Iraq invades Kuwait.",
    ],
)
def test_other_lines_are_no_calendar(place: Place, text: str) -> None:
    assert background_of(*place(text, "invades")) is None


@pytest.mark.parametrize(
    ("text", "word", "year"),
    [
        ("They marked the 80th anniversary of the landing, when troops attacked the coast.", "attacked", 1944),
        ("They marked the 80th anniversary of the landing, when troops attacked the coast.", "landing", 1944),
        ("It was the tenth anniversary of the treaty.", "treaty", 2014),
        ("They marked the centenary of the siege.", "siege", 1924),
    ],
)
def test_an_anniversary_counts_back_to_the_year(place: Place, text: str, word: str, year: int) -> None:
    assert background_of(*place(text, word)) == Background.ANNIVERSARY
    assert shown(background_time(*place(text, word))) == f"{year}-01-01..{year}-12-31"


def test_an_anniversary_without_a_number_or_a_day_of_the_report_gives_no_year(place: Place) -> None:
    assert background_time(*place("They marked the anniversary of the siege.", "siege")) is None
    assert background_time(*place("They marked the tenth anniversary of the siege.", "siege", None)) is None
    assert background_of(*place("They marked the anniversary of the siege.", "siege")) == Background.ANNIVERSARY


def test_what_is_done_on_an_anniversary_is_news(place: Place) -> None:
    assert background_of(*place("On the tenth anniversary of the siege the king visited Oran.", "visited")) is None


def test_on_this_day_recalls_another_year(place: Place) -> None:
    assert background_of(*place("On this day in 1990, the king visited Oran.", "visited")) == Background.ANNIVERSARY


@pytest.mark.parametrize("word", ["signed", "visited"])
def test_an_obituary_tells_of_a_past_life(place: Place, word: str) -> None:
    assert background_of(*place(OBITUARY, word)) == Background.OBITUARY


def test_what_follows_a_death_is_news(place: Place) -> None:
    assert background_of(*place(OBITUARY, "visit")) is None
    assert background_of(*place(OBITUARY, "died")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ten people died in the strike. Troops attacked the port.",
        "The minister has not died at 91. Troops attacked the port.",
        "The ceasefire died at 91 hours. Troops attacked the port.",
        "Ana Lopez has died. Troops attacked the port.",
    ],
)
def test_other_deaths_make_no_obituary(place: Place, text: str) -> None:
    assert background_of(*place(text, "attacked")) is None


def test_the_day_of_the_calendar_is_that_of_the_report() -> None:

    assert resolved("this day in 1990", dt.date(2024, 5, 15), future=False) == (
        dt.date(1990, 5, 15),
        dt.date(1990, 5, 15),
    )
    assert resolved("this day in 1990", None, future=False) == (dt.date(1990, 1, 1), dt.date(1990, 12, 31))
    assert resolved("this day in 1990", dt.date(2024, 2, 29), future=False) is None
