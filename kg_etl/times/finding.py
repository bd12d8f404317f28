"""Finds the time expressions of a sentence: the longest token sequences that can be resolved."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import groupby

from kg_etl.documents.syntax import NOMINAL
from kg_etl.documents.tokens import Span
from kg_etl.lexicon.tables import words
from kg_etl.times.dates import MONTH, WEEKDAYS
from kg_etl.times.expressions import resolved
from kg_etl.times.number_words import NUMBERS

_LONGEST = 12
"""Length of the longest expression, in tokens."""
_ANCHORS = words("time_anchors")
_EXPRESSION_WORDS = words("time_expression_words").union(NUMBERS)
_ANCHOR_SHAPES = re.compile(
    rf"{MONTH}|1[0-9]\d\d|20\d\d|\d{{4}}-\d\d-\d\d|(?:1\d\d0|20\d0)'?s|(?:1[0-9]\d\d|20\d\d)-\d{{2,4}}"
)
_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?|\d{1,2}[:.]\d\d|\d{1,2}-\d{1,2}|\d{1,2}(?:[ap]\.?m\.?)?")
_EDGES = words("time_expression_edges")
_OF_ACCOUNTS = words("years_of_accounts")
_BEFORE_YEARS = words("words_before_years")
_ANY_DAY = dt.date(2000, 6, 15)


@lru_cache(maxsize=256)
def expressions_in(sentence: Span) -> tuple[Span, ...]:
    """The time expressions of a sentence in text order, as long as possible, without needless prepositions."""
    spans: list[Span] = []
    at = 0
    for temporal, run in groupby(sentence, key=lambda token: _is_temporal(token.lower_)):
        length = sum(1 for _ in run)
        if temporal:
            spans.extend(_expressions_of_run(sentence[at : at + length]))
        at += length
    return tuple(spans)


def _expressions_of_run(run: Span) -> list[Span]:
    if not any(_is_anchor(token.lower_) for token in run):
        return []
    spans: list[Span] = []
    i = 0
    while i < len(run):
        span = next((run[i:j] for j in range(min(len(run), i + _LONGEST), i, -1) if _is_expression(run[i:j])), None)
        if span is None:
            i += 1
            continue
        i = span.end - run.start
        spans.append(_without_edges(span))
    return spans


def _without_edges(span: Span) -> Span:
    """The expression without words at its edges that do not change its meaning (`in 2022` without `in`)."""
    meaning = _meaning(span.text)
    while len(span) > 1 and span[0].lower_ in _EDGES and _meaning(span[1:].text) == meaning:
        span = span[1:]
    while len(span) > 1 and span[-1].lower_ in _EDGES and _meaning(span[:-1].text) == meaning:
        span = span[:-1]
    return span


@lru_cache(maxsize=4096)
def _meaning(text: str) -> tuple[object, object]:
    narrated = _ANY_DAY, _ANY_DAY
    return resolved(text, _ANY_DAY, True, narrated), resolved(text, _ANY_DAY, False, narrated)


def _is_expression(span: Span) -> bool:
    if not any(_is_anchor(token.lower_) for token in span) or not any(_meaning(span.text)):
        return False
    if _is_of_accounts(span):
        return False
    if span[0].lower_ in {"by", "since"} and span[-1].head.i >= span.end and span[-1].head.pos_ in NOMINAL:
        # `by the 2014 rebels`, `since the 2014 invasion`: the preposition governs the noun, not the year
        return False
    bare = [token for token in span if token.lower_ not in _EDGES]
    if len(bare) != 1:
        return True
    token = bare[0]
    if token.lower_.isdigit() or re.fullmatch(MONTH, token.lower_):
        # 2019 can be a count, and May a person
        before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
        return token.ent_type_ == "DATE" or (before in _BEFORE_YEARS and (token.is_digit or token.is_title))
    if token.lower_ in WEEKDAYS:
        return token.is_title and not (token.dep_ == "compound" and token.head.pos_ == "PROPN")
    return True


def _is_of_accounts(span: Span) -> bool:
    """Whether the words beside it make it a fiscal year, whose days each country sets (`the 2022 fiscal year`)."""
    near = span.doc[max(span.sent.start, span.start - 1) : min(span.sent.end, span.end + 1)]
    return any(token.lower_ in _OF_ACCOUNTS for token in near)


@lru_cache(maxsize=16384)
def _is_anchor(word: str) -> bool:
    return word in _ANCHORS or bool(_ANCHOR_SHAPES.fullmatch(word))


@lru_cache(maxsize=16384)
def _is_temporal(word: str) -> bool:
    return word in _EXPRESSION_WORDS or _is_anchor(word) or bool(_NUMBER.fullmatch(word))
