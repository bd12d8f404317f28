"""The time expressions of a sentence are found without words of other phrases."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg_etl.documents.tokens import copied
from kg_etl.times.finding import expressions_in


def expression_texts(nlp: Language, text: str) -> list[str]:
    return [span.text for sentence in copied(nlp(text)).sents for span in expressions_in(sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army attacked the town in 2022.", ["2022"]),
        ("The premier will arrive in two weeks.", ["in two weeks"]),
        ("The army has attacked the town since 2014.", ["since 2014"]),
        ("On Monday, he condemned the 2014 invasion.", ["Monday", "2014"]),
        ("They met between May 30 and June 2, 2021.", ["between May 30 and June 2, 2021"]),
    ],
)
def test_expressions_are_as_long_as_possible_without_needless_prepositions(
    nlp: Language, text: str, expected: list[str]
) -> None:
    assert expression_texts(nlp, text) == expected


@pytest.mark.parametrize(
    "text", ["Prime Minister Theresa May visited the port.", "The army lost 2019 men.", "The ministers met."]
)
def test_counts_and_names_are_not_expressions(nlp: Language, text: str) -> None:
    assert expression_texts(nlp, text) == []


# fmt: off
WORDS = st.sampled_from([
    "early", "last", "since", "between", "from", "to", "and", "by", "in", "the", "of", "a", "two", "16", "2024", "May",
    "Monday", "week", "year", "days", "ago", "visit", ".", ",", "-", "'s", "today", "the king", "\n\n",
])
# fmt: on


@given(st.lists(WORDS, max_size=15))
def test_expressions_do_not_overlap(nlp: Language, words: list[str]) -> None:
    for sentence in copied(nlp(" ".join(words))).sents:
        spans = expressions_in(sentence)
        assert all(a.end <= b.start for a, b in pairwise(spans))
