"""The plain copy of a parse has the attributes and values of spaCy's."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import spacy.tokens
from spacy.language import Language

from kg_etl.documents.tokens import Doc, Token, copied

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
WORDS = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_", "is_alpha"),
    *("is_digit", "is_lower", "is_punct", "is_quote", "is_space", "is_title", "is_upper", "like_num"),
)
"""Attributes with plain values."""
ITEM = ("head", "left_edge", "right_edge")
"""Attributes with a token."""
MANY = ("children", "lefts", "rights", "subtree", "ancestors")
"""Attributes with several tokens."""

Pair = tuple[spacy.tokens.Doc, Doc]


@pytest.fixture(scope="module", params=[*SEEDS, "odd", "white", "empty"], ids=lambda item: getattr(item, "stem", item))
def pair(nlp: Language, request: pytest.FixtureRequest) -> Pair:
    odd = "Where?\"  “Here,  he said -- it's 3pm…\n\n\t(A.B.) NAÏVE 21st ½ !!! of the, and — "
    texts = {"odd": odd, "white": " \n\n \t ", "empty": ""}
    doc = nlp(texts[request.param] if isinstance(request.param, str) else request.param.read_text(encoding="utf-8"))
    return doc, copied(doc)


def test_tokens_have_the_values_of_spacy(pair: Pair) -> None:
    theirs, ours = pair
    assert len(theirs) == len(ours)
    assert theirs.text == ours.text
    for their, other in zip(theirs, ours, strict=True):
        assert {name: getattr(their, name) for name in WORDS} == {name: getattr(other, name) for name in WORDS}
        assert (len(their), str(their)) == (len(other), str(other))


def test_tokens_have_the_relations_of_spacy(pair: Pair) -> None:
    for item, other in zip(*pair, strict=True):
        assert {name: getattr(item, name).i for name in ITEM} == {name: getattr(other, name).i for name in ITEM}
        for name in MANY:
            assert [t.i for t in getattr(item, name)] == [t.i for t in getattr(other, name)], name


def test_tokens_are_compared_by_identity(pair: Pair) -> None:
    _, ours = pair
    assert all(token is ours[token.i] for token in ours)
    assert len(set(ours)) == len(ours)
    assert all(token.doc is ours for token in ours)


def test_sentences_and_names_are_those_of_spacy(pair: Pair) -> None:
    theirs, ours = pair
    for name in ("sents", "ents"):
        assert [(s.start, s.end, s.label_) for s in getattr(theirs, name)] == [
            (s.start, s.end, s.label_) for s in getattr(ours, name)
        ]
    for their, other in zip(theirs, ours, strict=True):
        assert (their.sent.start, their.sent.end) == (other.sent.start, other.sent.end)


@pytest.mark.parametrize("length", [1, 2, 3, 7, 40])
def test_spans_have_the_values_of_spacy(pair: Pair, length: int) -> None:
    theirs, ours = pair
    for start in range(len(theirs)):
        item, other = theirs[start : start + length], ours[start : start + length]
        assert (item.start, item.end, len(item), item.text) == (other.start, other.end, len(other), other.text)
        assert (item.start_char, item.end_char) == (other.start_char, other.end_char)
        assert item.root.i == other.root.i
        assert (item.sent.start, item.sent.end) == (other.sent.start, other.sent.end)
        assert [t.i for t in item] == [t.i for t in other]
        assert item[-1].i == other[-1].i


@pytest.mark.parametrize(
    "cut", [slice(1, None), slice(None, -1), slice(-3, None), slice(2, 99), slice(3, 1), slice(99, 120)]
)
def test_spans_are_sliced_as_in_spacy(nlp: Language, cut: slice) -> None:
    doc = nlp("The two ministers met in Oslo on Monday.")
    ours = copied(doc)
    assert (doc[cut].start, doc[cut].end) == (ours[cut].start, ours[cut].end)
    assert (doc[1:6][cut].start, doc[1:6][cut].end) == (ours[1:6][cut].start, ours[1:6][cut].end)
    assert ours[1:6] == ours[0:6][1:]


def test_offsets_find_the_tokens_that_spacy_finds(pair: Pair) -> None:
    theirs, ours = pair
    for start in range(0, len(theirs.text) + 3, 5):
        for length in (1, 2, 9):
            item = theirs.char_span(start, start + length, alignment_mode="expand")
            other = ours.char_span(start, start + length)
            assert (item is None) == (other is None)
            assert item is None or other is None or (item.start, item.end) == (other.start, other.end)


def test_tokens_out_of_range_are_errors(nlp: Language) -> None:
    ours = copied(nlp("Nobody came."))
    assert ours[0].nbor().text == "came"
    assert ours[2].nbor(-2).text == "Nobody"
    for step in (lambda: ours[0].nbor(-1), lambda: ours[2].nbor(), lambda: ours[0:1][1], lambda: ours[1:2][-2]):
        with pytest.raises(IndexError):
            step()


def test_an_unreferenced_document_is_freed(nlp: Language) -> None:
    """A document and its tokens are a reference cycle, which only the garbage collector can free."""

    def live_objects() -> int:
        gc.collect()
        return sum(type(item) in {Doc, Token} for item in gc.get_objects())

    before = live_objects()
    docs = [copied(nlp("Iran and Oman met in Muscat. Nobody spoke.")) for _ in range(3)]
    assert live_objects() == before + sum(1 + len(doc) for doc in docs)
    del docs
    assert live_objects() == before
