"""Times that no expression of their own states: by the text around, by the day of the report, or by logic."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.model import Status
from kg_etl.times import bounds, inferred_event_time, inferred_statement_time
from tests.unit.times.shared import Place, shown

NEWS = "2024-05-14..2024-05-15"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister said the talks went well.", "said"),
        ("The talks went well, the minister told reporters.", "told"),
        ("The minister says the talks went well.", "says"),
        ("The talks went well, according to the minister.", "according"),
        ("In 2014, troops took the port. We will not forget it, the minister said.", "said"),
    ],
)
def test_a_statement_is_of_the_news_of_the_day(place: Place, text: str, cue: str) -> None:
    assert shown(inferred_statement_time(*place(text, cue))) == NEWS


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister has said the talks went well.", "said"),
        ("The minister had said the talks went well.", "said"),
        ("The minister will say that the talks went well.", "say"),
        ("The minister repeatedly said the talks went well.", "said"),
        ("The minister once said the talks went well.", "said"),
        ("In 2014, he went to Minsk. He said the talks went well.", "said"),
    ],
)
def test_a_statement_of_another_time_has_none(place: Place, text: str, cue: str) -> None:
    assert inferred_statement_time(*place(text, cue)) is None


def test_a_paragraph_goes_on_with_the_day_of_an_earlier_statement(place: Place) -> None:
    text = "In March 2015, the minister said that the war was over. He added that peace had come."
    assert shown(inferred_statement_time(*place(text, "added"))) == "2015-03-01..2015-03-31"


def test_a_statement_of_a_history_is_not_before_what_it_is_about(place: Place) -> None:
    text = "On 3 March 2015 troops took the port. The minister said that it would be taken back."
    assert shown(inferred_statement_time(*place(text, "said", None))) == "2015-03-03.."
    assert inferred_statement_time(*place("The minister said that all was well.", "said", None)) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Troops attacked the port.", "attacked"),
        ("The king visited Rome and met the pope.", "met"),
        ("The king is on a visit to Rome.", "visit"),
        ("Troops are besieging the port.", "besieging"),
        ("Troops attack port\n\nThe town is in ruins.", "attack"),
    ],
)
def test_headline_and_lead_tell_the_news_of_the_day(place: Place, text: str, word: str) -> None:
    assert shown(inferred_event_time(*as_happened(place(text, word)))) == NEWS


def as_happened(at: tuple[Token, Document]) -> tuple[Token, Status, Document]:
    return at[0], Status.HAPPENED, at[1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Troops have attacked the port.", "attacked"),
        ("Troops had attacked the port.", "attacked"),
        ("The envoys met for the first time since troops seized the port.", "seized"),
        ("They fled after an attack that killed two.", "killed"),
        ("The king invited her to visit Rome.", "visit"),
        ("The king previously visited Rome.", "visited"),
        ("The king visited Rome over Easter weekend.", "visited"),
        ("The truce failed before Monday, and troops attacked the port in 2014, when they seized it.", "failed"),
    ],
)
def test_what_is_told_as_of_another_time_is_not_news_of_the_day(place: Place, text: str, word: str) -> None:
    assert inferred_event_time(*as_happened(place(text, word))) is None


def test_the_narrative_dates_the_sentences_after_a_date(place: Place) -> None:
    text = "The king arrived in Rome on Monday. He met the pope and signed a treaty."
    assert shown(inferred_event_time(*as_happened(place(text, "met")))) == "2024-05-13"
    history = "On 3 March 2015 troops took the port. They attacked the town."
    assert shown(inferred_event_time(*as_happened(place(history, "attacked", None)))) == "2015-03-03"


def test_after_a_change_to_other_days_nothing_is_news_of_the_day(place: Place) -> None:
    text = "Troops left. It rained. The sun shone. In 2014, the king died.\n\nTroops attacked the port."
    assert inferred_event_time(*as_happened(place(text, "attacked"))) is None


def test_a_claim_of_today_about_the_past_does_not_take_its_days(place: Place) -> None:
    token, document = place("In 2014, troops took the port. They shelled the town as well, he said.", "shelled")
    assert inferred_event_time(token, Status.CLAIMED, document) is None


@pytest.mark.parametrize(
    ("text", "word", "status", "days"),
    [
        ("Troops have attacked the port.", "attacked", Status.HAPPENED, "..2024-05-15"),
        ("The king will visit Rome.", "visit", Status.PLANNED, "2024-05-15.."),
        ("Troops attacked the port, he claims.", "attacked", Status.CLAIMED, "..2024-05-15"),
        ("Troops will attack the port, he claims.", "attack", Status.CLAIMED, "2024-05-15.."),
        ("Troops attack the port daily, he claims.", "attack", Status.CLAIMED, ""),
        ("The minister would not say so.", "say", Status.DENIED, "..2024-05-15"),
        ("The king was due to visit Rome.", "visit", Status.PLANNED, ""),
        ("The king left on Monday to visit Rome.", "visit", Status.PLANNED, "2024-05-13.."),
    ],
)
def test_logic_bounds_what_happened_and_what_is_planned(
    place: Place, text: str, word: str, status: Status, days: str
) -> None:
    token, document = place(text, word)
    first, last = bounds(status, token, document)
    assert (f"{first or ''}..{last or ''}" if first or last else "") == days


def test_without_a_day_of_the_report_there_are_no_bounds(place: Place) -> None:
    token, document = place("Troops have attacked the port.", "attacked", None)
    assert bounds(Status.HAPPENED, token, document) == (None, None)


def test_the_news_of_a_day_is_of_that_day_and_the_day_before(place: Place) -> None:
    token, document = place("Troops attacked the port.", "attacked", dt.date(2024, 3, 1))
    assert shown(inferred_event_time(token, Status.HAPPENED, document)) == "2024-02-29..2024-03-01"
