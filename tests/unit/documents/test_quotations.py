"""Quotation marks are paired within paragraphs; long quotations continue over several paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.documents.document import Document
from kg_etl.documents.layout import paragraphs, straightened
from kg_etl.documents.quotations import quotations, quoted_spans
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
def test_a_pair_of_marks_of_any_kind_is_a_quotation(text: str, expected: str) -> None:
    assert [(quote.strip("“”«»\"'"), goes_on) for quote, goes_on in quotes(text)] == [(expected, False)]


def test_inches_and_apostrophes_open_no_quotation() -> None:
    assert quotes("The model is 12\" long, the ministers' plan isn't.") == []


def test_a_mark_that_is_never_closed_is_ignored() -> None:
    assert quotes("He called it “a good day and left.\n\nNothing followed.") == []


def test_a_quotation_of_several_paragraphs_has_an_opening_mark_in_each() -> None:
    result = of("“We came in peace. We stay.\n\n“We shall leave in peace,” the envoy said.")
    assert result == [("“We came in peace. We stay.", True), ("“We shall leave in peace,”", False)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,“”\"'\n", max_size=80))
def test_quotations_are_in_order_and_within_a_paragraph(text: str) -> None:
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


def test_a_paragraph_can_have_ten_thousand_marks() -> None:
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
