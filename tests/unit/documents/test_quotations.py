"""Quotation marks are paired within paragraphs, and long quotations followed over them."""

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


def of(text: str) -> list[tuple[str, bool]]:
    parts = paragraphs(text)
    document = Document(
        Article(id="a", text=text),
        parts,
        copied(BLANK.make_doc(straightened(text))),
        None,
        quotations=quoted_spans(text, parts),
    )
    result = quotations(document)
    assert all(result.of_token[i] == n for n, q in enumerate(result.items) for i in range(q.start, q.end))
    return [(document.span_evidence(document.doc[q.start : q.end]).quote, q.goes_on) for q in result.items]


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
    assert [(quote.strip("“”«»\"'"), goes_on) for quote, goes_on in of(text)] == [(expected, False)]


def test_inches_and_apostrophes_open_nothing():
    assert of("The model is 12\" long, the ministers' plan isn't.") == []


def test_a_mark_that_is_never_closed_is_passed_over():
    assert of("He called it “a good day and left.\n\nNothing followed.") == []


def test_a_quotation_that_runs_on_opens_each_paragraph_anew():
    result = of("“We came in peace. We stay.\n\n“We shall leave in peace,” the envoy said.")
    assert result == [("“We came in peace. We stay.", True), ("“We shall leave in peace,”", False)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,“”\"'\n", max_size=80))
def test_quotations_stand_in_order_within_their_paragraphs(text):
    parts = paragraphs(text)
    document = Document(
        Article(id="a", text=text),
        parts,
        copied(BLANK.make_doc(straightened(text))),
        None,
        quotations=quoted_spans(text, parts),
    )
    result = quotations(document)
    assert all(a.end <= b.start for a, b in pairwise(result.items))
    for q in result.items:
        assert len({result.paragraph_of[i] for i in range(q.start, q.end) if not document.doc[i].is_space}) <= 1


def test_ten_thousand_marks_in_one_paragraph_are_read():
    text = "The envoy spoke of “peace” again. " * 5_000
    parts = paragraphs(text)
    document = Document(
        Article(id="a", text=text),
        parts,
        copied(BLANK.make_doc(straightened(text))),
        None,
        quotations=quoted_spans(text, parts),
    )
    result = quotations(document)
    assert len(result.items) == 5_000
