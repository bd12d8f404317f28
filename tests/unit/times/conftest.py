"""Articles of Wednesday 15 May 2024, parsed, and the tokens in them."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.documents.document import Document
from kg_etl.documents.parsing import documents_of
from kg_etl.documents.tokens import Token
from kg_etl.model import Article
from tests.unit.times.shared import WEDNESDAY, Place


@pytest.fixture(scope="session")
def place(nlp: Language) -> Place:
    """A function: the n-th token that is a word, in the document of a text, which None as its day leaves undated."""
    facts = gazetteer.load()

    def token_of(text: str, word: str, day: dt.date | None = WEDNESDAY, nth: int = 0) -> tuple[Token, Document]:
        published = dt.datetime.combine(day, dt.time(15), dt.UTC) if day else None
        (document,) = documents_of(nlp, [Article(id="a", text=text, published=published)], facts)
        return [token for token in document.doc if token.text == word][nth], document

    return token_of
