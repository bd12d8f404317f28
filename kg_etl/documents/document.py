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


class QuotedSpan(NamedTuple):
    """A span of text inside quotation marks within one paragraph, the marks included."""

    start: int
    end: int
    continues: bool
    """Whether no mark closes it, and the next paragraph continues it with a mark of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article, its paragraphs, and its parse.

    Sentences never cross a paragraph. `doc.text` is the parser's copy of the text: as long as the article's, but with
    straight marks and with spaces for line breaks inside paragraphs; quote from `article.text` only.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    doc: Doc
    report_day: dt.date | None
    """The day of the report at the place of its dateline; None if unknown."""
    datelines: tuple[Dateline, ...] = ()
    """Place and agency of the report: usually one, several if an agency joins reports."""
    quotations: tuple[QuotedSpan, ...] = ()
    """The spans in quotation marks in body and headlines, in text order; none overlap."""
    day_written: tuple[int, int] | None = None
    """Offsets of the day of the report in the text, where the metadata say another day or none."""
    zone: str | None = None
    """IANA name of the time zone at the dateline's place; None if unknown."""

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph at a code point; the previous one for the space between two.

        A text without any paragraph counts as a separator.
        """
        if not self.paragraphs:
            return Paragraph(0, len(self.article.text), ParagraphKind.SEPARATOR)
        return self.paragraphs[max(0, bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1)]

    def kind_of(self, token: Token) -> ParagraphKind:
        """The kind of paragraph that a token is in."""
        return self.paragraph_at(token.idx).kind

    def quotation_at(self, offset: int) -> QuotedSpan | None:
        """The quotation at a code point; None outside of all."""
        at = bisect_right(self.quotations, offset, key=lambda q: q.start) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at].end else None

    def evidence(self, start: int, end: int) -> Evidence:
        """The span of the article's text between two offsets."""
        return Evidence(start=start, end=end, quote=self.article.text[start:end])

    def span_evidence(self, span: Span) -> Evidence:
        """The text of a span, without white space at its ends."""
        start, end = span.start_char, span.end_char
        quote = self.article.text[start:end]
        return self.evidence(start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip()))

    def tokens_evidence(self, tokens: Iterable[Token]) -> Evidence:
        """The text from the first to the last of some tokens."""
        ordered = sorted(tokens, key=lambda t: t.i)
        return self.evidence(ordered[0].idx, ordered[-1].idx + len(ordered[-1]))
