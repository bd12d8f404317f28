"""Documents give paragraphs, quotations and evidence by offset."""

from __future__ import annotations

import pytest
import spacy

from kg_etl.documents.document import Document, QuotedSpan
from kg_etl.documents.layout import ParagraphKind, paragraphs
from kg_etl.documents.tokens import copied
from kg_etl.model import Article

TEXT = "The talks “opened”.\n\nNobody spoke."


@pytest.fixture(scope="module")
def document() -> Document:
    doc = copied(spacy.blank("en").make_doc(TEXT))
    return Document(
        Article(id="a", text=TEXT), paragraphs(TEXT), doc, None, quotations=(QuotedSpan(10, 18, continues=False),)
    )


def test_an_offset_between_paragraphs_belongs_to_the_one_before(document: Document) -> None:
    assert document.paragraph_at(20) == document.paragraphs[0]
    assert document.paragraph_at(21) == document.paragraphs[1]


def test_a_text_without_paragraphs_is_a_separator() -> None:
    empty = Document(Article(id="a", text=""), (), copied(spacy.blank("en").make_doc("")), None)
    assert empty.paragraph_at(0).kind == ParagraphKind.SEPARATOR


def test_a_quotation_contains_its_marks(document: Document) -> None:
    assert [document.quotation_at(offset) is not None for offset in (9, 10, 17, 18)] == [False, True, True, False]


def test_evidence_is_quoted_from_the_article(document: Document) -> None:
    assert document.evidence(21, 27).quote == "Nobody"
    assert document.span_evidence(document.doc[0:2]).quote == "The talks"
    assert document.tokens_evidence([document.doc[3], document.doc[1]]).quote == "talks “opened"
