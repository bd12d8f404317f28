"""Quotations: spans between quotation marks, and whether they continue in the next paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE

_MARK = re.compile(r"[“”„«»\"]|(?<!')'{2,3}(?!')|(?<!`)``?(?!`)")
_OPENING = frozenset({"“", "„", "«", "``", "`"})
_CLOSING = frozenset({"”", "»"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks and the text between them, as half-open token indexes, including the marks."""

    start: int
    end: int
    paragraph: int
    """Index into `Document.paragraphs`."""
    continues: bool
    """Whether it has no closing mark because the next paragraph continues it with an opening mark."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of an article in text order."""

    items: tuple[Quotation, ...]
    of_token: tuple[int, ...]
    """The index of the quotation of each token, -1 for none."""
    paragraph_of: tuple[int, ...]
    """The index of the paragraph of each token."""

    def overlapping(self, start: int, end: int) -> list[int]:
        """The indexes of the quotations that overlap the tokens, in text order."""
        return sorted(set(self.of_token[start:end]) - {-1})


def quotations(document: Document) -> Quotations:
    """The quotations in body and headline, in one pass over the text.

    A mark closes an open quotation; a straight mark opens one only before a word. A quotation without a closing mark
    counts if the next paragraph opens with a mark, as in long quotations, or if it fills its paragraph; otherwise its
    mark is ignored.
    """
    text = document.article.text
    starts = [token.idx for token in document.doc]
    paragraph_of = _paragraph_of(document, starts)
    items: list[Quotation] = []
    parts = document.paragraphs
    for number, part in enumerate(parts):
        if part.kind not in PROSE:
            continue
        pairs, left_open = _pairs(text, part.start, part.end)
        spans = [(start, end, False) for start, end in pairs]
        is_continued = number + 1 < len(parts) and _MARK.match(text, parts[number + 1].start) is not None
        if left_open is not None and (left_open == part.start or is_continued):
            spans.append((left_open, part.end, is_continued))
        for start, end, continues in spans:
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                items.append(Quotation(first, last, number, continues))
    of_token = [-1] * len(starts)
    for index, item in enumerate(items):
        for i in range(item.start, item.end):
            of_token[i] = index
    return Quotations(tuple(items), tuple(of_token), paragraph_of)


def _paragraph_of(document: Document, starts: list[int]) -> tuple[int, ...]:
    indexes, index = [], 0
    for start in starts:
        while index + 1 < len(document.paragraphs) and document.paragraphs[index + 1].start <= start:
            index += 1
        indexes.append(index)
    return tuple(indexes)


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """The offsets of the closed quotations of a paragraph, and of the mark without a closing one, if any."""
    pairs: list[tuple[int, int]] = []
    open_at: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, before, after = match.group(), match.start(), match.end()
        if open_at is None:
            opens = mark in _OPENING or (
                mark not in _CLOSING
                and after < end
                and not text[after].isspace()
                and (before == start or not text[before - 1].isalnum())
            )
            if opens:
                open_at = before
        elif mark not in _OPENING or (after < end and text[after].isspace() and not text[before - 1].isspace()):
            pairs.append((open_at, after))
            open_at = None
    return pairs, open_at
