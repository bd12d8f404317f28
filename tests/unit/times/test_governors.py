"""Expressions modify the verb or noun that they date."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg_etl.documents.tokens import copied
from kg_etl.times.finding import expressions_in
from kg_etl.times.governors import governor_of


@pytest.mark.parametrize(
    ("text", "governor"),
    [
        ("The army shelled the town on Monday.", "shelled"),
        ("On Monday, the army shelled the town.", "shelled"),
        ("The 2014 invasion was condemned.", "invasion"),
        ("The king's visit to Paris next month will be short.", "visit"),
        ("Troops left the town after Monday.", None),
    ],
)
def test_an_expression_has_the_governor_that_it_dates(nlp: Language, text: str, governor: str | None) -> None:
    (sentence,) = copied(nlp(text)).sents
    (expression,) = expressions_in(sentence)
    result = governor_of(expression)
    assert (result and result.text) == governor
