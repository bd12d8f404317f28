"""Events say why an article only recalls them, and plans of a past life are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.documents.parsing import documents_of
from kg_etl.events import frames
from kg_etl.extractors.rules import extraction
from kg_etl.model import Article, Event

Read = Callable[[str], list[Event]]
OBITUARY = "Shimon Peres has died at 93. "


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """The events of an article of 15 May 2024."""
    facts, lexicon = gazetteer.load(), frames.load()

    def events_of(text: str) -> list[Event]:
        article = Article(id="a", text=text, published=dt.datetime(2024, 5, 15, 15, tzinfo=dt.UTC))
        (document,) = documents_of(nlp, [article], facts)
        return list(extraction(document, facts, lexicon).events)

    return events_of


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Russia attacked Kharkiv on Tuesday.", None),
        ("Russia attacked Kharkiv in June 2023.", None),
        ("Russia attacked Kharkiv in 2022.", "history"),
        ("1939: Germany invades Poland.", "anniversary"),
        (OBITUARY + "Peres visited Cairo in secret.", "obituary"),
        (OBITUARY + "Peres visited Cairo in 1976.", "obituary"),
        (OBITUARY + "Joe Biden visited Tel Aviv on Tuesday.", None),
    ],
)
def test_what_is_only_recalled_says_why(read: Read, text: str, reason: str | None) -> None:
    (event,) = read(text)
    assert event.background == reason


def test_a_statement_is_history_but_no_part_of_an_obituary(read: Read) -> None:
    now, then = read(OBITUARY + "Joe Biden said that peace was near. Joe Biden said in 2010 that peace was near.")
    assert (now.background, then.background) == (None, "history")


def test_a_plan_of_a_past_life_is_no_event(read: Read) -> None:
    assert [event.status for event in read(OBITUARY + "Peres flew to Cairo to meet Anwar Sadat.")] == ["happened"]
    assert "planned" in [event.status for event in read("Joe Biden flew to Cairo to meet Abdel Fattah el-Sisi.")]
