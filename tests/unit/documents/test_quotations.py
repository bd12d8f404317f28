"""Quotation marks are paired within paragraphs, and quotations continue over paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.documents.document import Document
from kg_etl.documents.layout import paragraphs, straightened
from kg_etl.documents.quotations import quotations, quoted_spans
from kg_etl.documents.tokens import copied
from kg_etl.model import Article

BLANK = spacy.blank("en")
BLANK.max_length = 3_000_000


def document_of(text: str) -> Document:
    parts = paragraphs(text)
    doc = copied(BLANK.make_doc(straightened(text)))
    return Document(Article(id="a", text=text), parts, doc, None, quotations=quoted_spans(text, parts))


def quoted(text: str) -> list[tuple[str, bool]]:
    document = document_of(text)
    result = quotations(document)
    assert all(result.of_token[i] == n for n, q in enumerate(result.items) for i in range(q.start, q.end))
    return [(document.span_evidence(document.doc[q.start : q.end]).quote, q.continues) for q in result.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He called it “a good day” and left.", "a good day"),
        ('He called it "a good day" and left.', "a good day"),
        ("He called it ''a good day'' and left.", "a good day"),
        ("He called it «a good day» and left.", "a good day"),
    ],
)
def test_a_pair_of_marks_of_any_kind_is_a_quotation(text, expected):
    assert [(quote.strip("“”«»\"'"), continues) for quote, continues in quoted(text)] == [(expected, False)]


def test_inches_and_apostrophes_are_not_quotation_marks():
    assert quoted("The model is 12\" long, the ministers' plan isn't.") == []


def test_a_mark_without_a_closing_one_is_ignored():
    assert quoted("He called it “a good day and left.\n\nNothing followed.") == []


def test_a_continued_quotation_opens_each_paragraph():
    result = quoted("“We came in peace. We stay.\n\n“We shall leave in peace,” the envoy said.")
    assert result == [("“We came in peace. We stay.", True), ("“We shall leave in peace,”", False)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,“”\"'\n", max_size=80))
def test_quotations_are_in_order_and_within_paragraphs(text):
    document = document_of(text)
    result = quotations(document)
    assert all(a.end <= b.start for a, b in pairwise(result.items))
    for q in result.items:
        assert len({result.paragraph_of[i] for i in range(q.start, q.end) if not document.doc[i].is_space}) <= 1


def test_ten_thousand_marks_in_one_paragraph_are_read():
    text = "The envoy spoke of “peace” again. " * 5_000
    document = document_of(text)
    result = quotations(document)
    assert len(result.items) == 5_000
