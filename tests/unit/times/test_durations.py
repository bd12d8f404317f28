"""The duration of an event is read from the phrase of its noun."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg_etl.documents.tokens import copied
from kg_etl.times.durations import duration_days


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("a two-day visit", 2),
        ("a 10-day tour", 10),
        ("a weeklong visit", 7),
        ("a two-week tour", 14),
        ("a visit", None),
    ],
)
def test_the_length_of_an_event_is_read_from_its_noun_phrase(nlp: Language, phrase: str, days: int | None) -> None:
    doc = copied(nlp(f"The king began {phrase} to Rome."))
    assert duration_days(next(token for token in doc if token.text in {"visit", "tour"})) == days
