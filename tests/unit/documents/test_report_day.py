"""The day of a report is that of its own date line, else that of the source at the place of the dateline."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.documents.document import Document
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article

NOON = "2024-05-15T12:00:00+00:00"
EVENING = "2024-05-15T20:10:00+00:00"


def read(nlp: Language, text: str, published: str | None) -> Document:
    at = dt.datetime.fromisoformat(published) if published else None
    (document,) = documents_of(nlp, [Article(id="a", text=text, published=at)], gazetteer.load())
    return document


def evidence(document: Document) -> str | None:
    return document.article.text[slice(*document.day_written)] if document.day_written else None


@pytest.mark.parametrize(
    ("text", "published", "day", "words"),
    [
        ("Troops attacked the port.", EVENING, "2024-05-15", None),
        ("Troops attacked the port.", None, "None", None),
        ("OSLO, May 13 (XYZ) — Troops attacked the port.", EVENING, "2024-05-13", "May 13"),
        ("Ministers meet\n\nMarch 2, 2015\n\nTroops attacked the port.", EVENING, "2015-03-02", "March 2, 2015"),
        ("Ministers meet\n\nMarch 2, 2015\n\nTroops attacked the port.", None, "2015-03-02", "March 2, 2015"),
        ("Ministers meet\n\nMay 15, 2024\n\nTroops attacked the port.", EVENING, "2024-05-15", None),
        ("Ministers meet\n\nUpdated May 14, 2024\n\nTroops attacked the port.", EVENING, "2024-05-15", None),
        ("OSLO, May 13 (XYZ) — Troops attacked the port.", None, "None", None),
    ],
)
def test_the_date_line_of_the_text_comes_before_the_source(
    nlp: Language, text: str, published: str | None, day: str, words: str | None
) -> None:
    document = read(nlp, text, published)
    assert (str(document.report_day), evidence(document)) == (day, words)


@pytest.mark.parametrize(
    ("dateline", "published", "day"),
    [
        ("BEIJING (XYZ) — ", EVENING, "2024-05-16"),
        ("LONDON (XYZ) — ", EVENING, "2024-05-15"),
        ("", EVENING, "2024-05-15"),
        ("HONOLULU (XYZ) — ", "2024-05-15T03:00:00+00:00", "2024-05-14"),
        ("BEIJING (XYZ) — ", NOON, "2024-05-15"),
        ("WELLINGTON (XYZ) — ", NOON, "2024-05-15"),
    ],
)
def test_a_time_is_a_day_at_the_place_of_the_dateline_and_a_bare_day_is_itself(
    nlp: Language, dateline: str, published: str, day: str
) -> None:
    assert str(read(nlp, f"{dateline}Troops attacked the port.", published).report_day) == day


@pytest.mark.parametrize(
    "lead",
    [
        "Troops attacked the port on Thursday.",
        "Troops attacked the port Thursday.",
        "The army said Thursday that it rained.",
    ],
)
def test_a_bare_day_moves_to_the_next_if_the_lead_tells_of_its_weekday_as_past(nlp: Language, lead: str) -> None:
    document = read(nlp, lead, NOON)
    assert (str(document.report_day), evidence(document)) == ("2024-05-16", "Thursday")
    assert str(read(nlp, lead, "2024-05-15T13:00:00+00:00").report_day) == "2024-05-15"


@pytest.mark.parametrize(
    "lead",
    [
        "Troops attacked the port on Wednesday.",
        "Troops attacked the port on Tuesday.",
        "Troops attacked the port last Thursday.",
        "Troops attacked the port on Thursday last week.",
        "Troops will attack the port on Thursday.",
        "Troops are to leave on Thursday.",
        "The army left before a Thursday deadline.",
        "It rained. It snowed. It hailed. Troops attacked the port on Thursday.",
    ],
)
def test_other_weekdays_leave_a_bare_day_as_it_is(nlp: Language, lead: str) -> None:
    document = read(nlp, lead, NOON)
    assert (str(document.report_day), evidence(document)) == ("2024-05-15", None)
