"""Document: a parsed article."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg_etl.documents.layout import Dateline, Paragraph, ParagraphKind
from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.model import Article, Evidence


class Quotation(NamedTuple):
    """Text between quotation marks within one paragraph, including the marks."""

    start: int
    end: int
    closed: bool
    """Whether it has a closing mark; if not, it continues in the next paragraph if that opens with a mark."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article, its paragraphs, and its parse.

    Sentences never cross paragraphs. `doc.text` is the parser's copy of the text: as long as the article's, but with
    straight quotation marks and with spaces for line breaks inside paragraphs; quote from `article.text` only.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    doc: Doc
    publication_day: dt.date | None
    """The day that `today` denotes: the day of publication at the place of the dateline; None where not known."""
    datelines: tuple[Dateline, ...] = ()
    """Usually one; several where an agency joins reports."""
    quotations: tuple[Quotation, ...] = ()
    """The quotations in double quotation marks, in text order, without overlaps."""

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that contains an offset; between two paragraphs the first of them.

        A text without paragraphs counts as a separator.
        """
        if not self.paragraphs:
            return Paragraph(0, len(self.article.text), ParagraphKind.SEPARATOR)
        return self.paragraphs[max(0, bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1)]

    def kind_of(self, token: Token) -> ParagraphKind:
        """The kind of the paragraph of a token."""
        return self.paragraph_at(token.idx).kind

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that contains an offset, or None."""
        index = bisect_right(self.quotations, offset, key=lambda q: q.start) - 1
        return self.quotations[index] if index >= 0 and offset < self.quotations[index].end else None

    def evidence(self, start: int, end: int) -> Evidence:
        """The article's text between two offsets."""
        return Evidence(start=start, end=end, quote=self.article.text[start:end])

    def span_evidence(self, span: Span) -> Evidence:
        """The article's text of a span, without white space at its edges."""
        start, end = span.start_char, span.end_char
        quote = self.article.text[start:end]
        return self.evidence(start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip()))

    def tokens_evidence(self, tokens: Iterable[Token]) -> Evidence:
        """The article's text from the first to the last of the tokens."""
        ordered = sorted(tokens, key=lambda t: t.i)
        return self.evidence(ordered[0].idx, ordered[-1].idx + len(ordered[-1]))
