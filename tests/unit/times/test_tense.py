"""The tense shows whether an event lies in the future or the past."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg_etl.documents.tokens import copied
from kg_etl.times.tense import is_future


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The premier will visit Oslo.", "visit", True),
        ("The premier is going to visit Oslo.", "visit", True),
        ("The premier is expected to visit Oslo.", "visit", True),
        ("The upcoming visit was discussed.", "visit", True),
        ("The premier visited Oslo.", "visited", False),
        ("The premier would have visited Oslo.", "visited", False),
        ("The premier opened the visit.", "visit", False),
        ("The premier visits Oslo.", "visits", None),
    ],
)
def test_future_and_past_are_read_from_verbs_and_their_auxiliaries(
    nlp: Language, text: str, word: str, expected: bool | None
) -> None:
    assert is_future(next(token for token in copied(nlp(text)) if token.text == word)) is expected
