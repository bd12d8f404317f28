"""Quotations: the spans between quotation marks, also across paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg_etl.documents.document import Document, QuotedSpan
from kg_etl.documents.layout import PROSE, Paragraph

_MARK = re.compile(r"[“”„«»\"]|(?<!')'{2,3}(?!')|(?<!`)``?(?!`)")
_OPENING = frozenset({"“", "„", "«", "``", "`"})
_CLOSING = frozenset({"”", "»"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as a half-open range of token indexes, marks included."""

    start: int
    end: int
    paragraph: int
    """Index into `Document.paragraphs`."""
    continues: bool
    """Whether no mark closes it in its paragraph, and the next one continues it with a mark of its own."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of an article in text order."""

    items: tuple[Quotation, ...]
    of_token: tuple[int, ...]
    """For each token the quotation that it stands in, -1 for none."""
    paragraph_of: tuple[int, ...]
    """For each token the paragraph that it stands in."""

    def overlapping(self, start: int, end: int) -> list[int]:
        """The numbers of the quotations that some of these tokens stand in, in text order."""
        return sorted(set(self.of_token[start:end]) - {-1})


def quoted_spans(text: str, paragraphs: Sequence[Paragraph]) -> tuple[QuotedSpan, ...]:
    """The quotations in body and headlines, in text order.

    A mark closes an open quotation; a straight mark opens one only before a word. A quotation without a closing mark
    counts if the next paragraph opens with a mark, as in long quotations, or if it opens its paragraph; else its mark
    is ignored.
    """
    spans: list[QuotedSpan] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind not in PROSE:
            continue
        pairs, left_open = _pairs(text, paragraph.start, paragraph.end)
        spans += [QuotedSpan(start, end, continues=False) for start, end in pairs]
        if left_open is not None:
            continues = number + 1 < len(paragraphs) and _MARK.match(text, paragraphs[number + 1].start) is not None
            if continues or left_open == paragraph.start:
                spans.append(QuotedSpan(left_open, paragraph.end, continues))
    return tuple(spans)


def quotations(document: Document) -> Quotations:
    """The quotations of a document as ranges of tokens."""
    starts = [token.idx for token in document.doc]
    paragraph_of = _paragraph_of(document, starts)
    numbers = [paragraph.start for paragraph in document.paragraphs]
    items: list[Quotation] = []
    for span in document.quotations:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first < last:
            items.append(Quotation(first, last, bisect_right(numbers, span.start) - 1, span.continues))
    of_token = [-1] * len(starts)
    for index, item in enumerate(items):
        for i in range(item.start, item.end):
            of_token[i] = index
    return Quotations(tuple(items), tuple(of_token), paragraph_of)


def _paragraph_of(document: Document, starts: list[int]) -> tuple[int, ...]:
    pairs, at = [], 0
    for start in starts:
        while at + 1 < len(document.paragraphs) and document.paragraphs[at + 1].start <= start:
            at += 1
        pairs.append(at)
    return tuple(pairs)


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """Offsets of the closed quotations of a paragraph, and where one is open at its end."""
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
