"""Articles -> documents: one Doc an article, whose token offsets are offsets into `Article.text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import spacy.tokens
from spacy import attrs
from spacy.language import Language

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE, Paragraph, datelines, paragraphs, straightened
from kg_etl.documents.quotations import quoted_spans
from kg_etl.documents.report_day import report_day
from kg_etl.documents.tokens import copied
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.model import Article

LONGEST_SENTENCE = 200
"""Tokens: what goes on longer without a full stop is cut, because the rules' time grows with the square of it."""
_STOPS = frozenset({".", "!", "?"})

PIECE = 50_000
"""Code points that the parser gets at once, about: its memory grows with them, and spaCy refuses a million."""


def documents_of(
    nlp: Language, articles: Iterable[Article], gazetteer: Gazetteer | None = None, batch_size: int = 16
) -> Iterator[Document]:
    """Each article parsed, in order. A text of any length is: long ones go through the parser in pieces.

    Args:
        nlp: spaCy's pipeline.
        articles: read one batch ahead.
        gazetteer: gives the time zone of the dateline’s place, and so `report_day`; without it that day is in the
            source’s zone.
        batch_size: pieces that are parsed together.
    """
    docs: list[spacy.tokens.Doc] = []
    for doc, context in nlp.pipe(_pieces(nlp, articles), as_tuples=True, batch_size=batch_size):
        docs.append(doc)
        if context is None:
            continue
        article, parts = context
        merged = docs[0] if len(docs) == 1 else spacy.tokens.Doc.from_docs(docs, ensure_whitespace=False)
        docs = []
        if merged is None:
            merged = doc
        filed = datelines(article.text, parts)
        tokens = copied(merged)
        report = report_day(article, parts, tokens, filed, gazetteer)
        yield Document(
            article,
            parts,
            tokens,
            report.day,
            filed,
            quoted_spans(article.text, parts),
            report.written,
            report.zone,
        )


def _pieces(
    nlp: Language, articles: Iterable[Article]
) -> Iterator[tuple[spacy.tokens.Doc, tuple[Article, tuple[Paragraph, ...]] | None]]:
    """Tokenised pieces of the articles; with the last one of each article, the article and its paragraphs."""
    for article in articles:
        parts = paragraphs(article.text, article.title)
        copy = _copy(article.text, parts)
        cuts = _cuts(copy, parts)
        for start, end in pairwise(cuts):
            inside = [(p.start - start, p.kind in PROSE) for p in parts if start <= p.start < end or len(cuts) == 2]
            doc = nlp.make_doc(copy[start:end])
            _divide_compounds(doc)
            _mark_sentences(doc, inside)
            yield doc, (article, parts) if end == len(copy) else None


_DOTTED_COMPOUND = re.compile(r"((?:[A-Z]\.){2,})(-)(\w+)")


def _divide_compounds(doc: spacy.tokens.Doc) -> None:
    """Part `U.S.-led` as the tokenizer itself parts `Turkish-led`: the abbreviation names somebody."""
    if not _DOTTED_COMPOUND.search(doc.text):
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            if match := _DOTTED_COMPOUND.fullmatch(token.text):
                retokenizer.split(token, list(match.groups()), heads=[(token, part) for part in range(3)])


def _copy(text: str, parts: tuple[Paragraph, ...]) -> str:
    """The parser's copy: straight marks, no line breaks inside a paragraph, spaces for long runs of marks."""
    straight = _RUN_OF_MARKS.sub(lambda run: " " * len(run.group()), straightened(text))
    if not any("\n" in straight[p.start : p.end] or "\r" in straight[p.start : p.end] for p in parts):
        return straight
    made, last = [], 0
    for part in parts:
        inner = re.sub(r"[\r\n\v\f\x85\u2028\u2029]", " ", straight[part.start : part.end])
        made += [straight[last : part.start], inner]
        last = part.end
    return "".join([*made, straight[last:]])


_RUN_OF_MARKS = re.compile(r"[^\w\s]{200,}")
"""What no prose holds, and what the tokenizer's time grows with the square of."""


def _cuts(copy: str, parts: tuple[Paragraph, ...]) -> list[int]:
    """Where to cut a text for the parser, its start and end included: between paragraphs, else between sentences."""
    cuts = [0]
    if len(copy) > PIECE:
        for part in parts:
            if part.start > cuts[-1] and part.end - cuts[-1] > PIECE:
                cuts.append(part.start)
            while part.end - cuts[-1] > 2 * PIECE:
                window = copy[cuts[-1] + PIECE : cuts[-1] + PIECE + PIECE // 2]
                gap = re.search(r"(?<=[a-z\"')][.!?])\s+(?=\S)|(?<=[.!?][\"')])\s+(?=\S)", window) or re.search(
                    r"\s+(?=\S)", window
                )
                cuts.append(cuts[-1] + PIECE + (gap.end() if gap else len(window)))
    return [*cuts, len(copy)]


_NEVER_LAST = words("never_last")
_LOWER_NAMES = words("sentence_lower_names")


def _mark_sentences(doc: spacy.tokens.Doc, parts: list[tuple[int, bool]]) -> None:
    """Sets where a sentence must start and where none can; the parser decides the rest.

    Args:
        doc: tokens only.
        parts: where each paragraph starts, and whether it is prose; what is not is one sentence.
    """
    words = [token.text for token in doc]
    spaced = [token.whitespace_ != "" for token in doc]
    marks: Any = np.zeros(len(doc), dtype=np.int64)
    last, at, length = -1, -1, 0
    before: int | None = None
    for i, token in enumerate(doc):
        while at + 1 < len(parts) and parts[at + 1][0] <= token.idx:
            at += 1
        length = 0 if before is not None and words[before] in _STOPS else length + 1
        opens: bool | None = None
        white = words[i].isspace()
        if at != last or length > LONGEST_SENTENCE:
            opens = True
            last, length = at, 0
        elif at >= 0 and not parts[at][1]:
            opens = False
        elif before is not None and not white:
            opens = _starts_sentence(words, spaced, before, i)
        if opens is not None:
            marks[i] = 1 if opens else -1
        if not white:
            before = i
    # set one by one, each would scan the whole document
    doc.from_array([attrs.SENT_START], marks.astype(np.uint64))


def _starts_sentence(words: list[str], spaced: list[bool], before: int, at: int) -> bool | None:
    """Whether a sentence starts at a word, given the word before; None if the parser must decide."""
    word, previous = words[at], words[before]
    first = word[0]
    if first in "\"')]" and not spaced[before] and previous not in {"(", "["}:
        return False
    if previous in _NEVER_LAST or (previous == "." and before and f"{words[before - 1]}." in _NEVER_LAST):
        return False
    if first.islower():
        return None if word in _LOWER_NAMES or not word.isascii() else False
    if first in ",;:%)]":
        return False
    opening = first in "\"(['" and not spaced[at] and spaced[before]
    if not (opening or first.isupper()) or not spaced[before]:
        return None
    if previous == "." and before and len(words[before - 1]) > 1:
        return True
    if previous in {'"', "'"} and before > 1 and words[before - 1] == "." and first.isupper():
        return True
    return None
