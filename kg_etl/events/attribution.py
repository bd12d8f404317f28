"""Which event mentions are only reported by a statement of the article."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.model import Event, EventClass, QuotationKind

_PRESUPPOSING = words("presupposing_conjunctions")


@dataclass(frozen=True, slots=True)
class ContentSpans:
    """The content spans of all statements in text order, so that a look-up need not scan all of them."""

    spans: tuple[tuple[int, int, int], ...]
    """Start, end and index of the statement, in text order."""
    reach: tuple[int, ...]
    """For each span the greatest end of it and those before it."""

    def around(self, start: int, end: int) -> list[int]:
        """The indexes of the statements of which a single content span covers the given offsets, in order."""
        indexes = set()
        at = bisect_right(self.spans, start, key=lambda span: span[0]) - 1
        while at >= 0 and self.reach[at] >= end:
            if self.spans[at][1] >= end:
                indexes.add(self.spans[at][2])
            at -= 1
        return sorted(indexes)


def content_spans(statements: tuple[Event, ...]) -> ContentSpans:
    """The content spans of statements, each with the index of its statement."""
    spans = sorted((span.start, span.end, i) for i, statement in enumerate(statements) for span in statement.content)
    return ContentSpans(tuple(spans), tuple(accumulate((end for _, end, _ in spans), max)))


def reporting_statement(
    event: Event, statements: tuple[Event, ...], contents: ContentSpans, document: Document
) -> int | None:
    """The index of the statement that reports an event mention.

    None where there is none, or an indirect one presupposes the event: then the article itself asserts it.
    """
    for index in contents.around(event.trigger.start, event.trigger.end):
        statement = statements[index]
        if event.cls == EventClass.AGREEMENT and statement.cue and statement.cue.quote.lower().startswith("agree"):
            continue
        direct = statement.quotation_kind == QuotationKind.DIRECT
        quoted = direct or document.quotation_at(event.trigger.start) is not None
        return index if quoted or not _is_presupposed(event, document) else None
    return None


def _is_presupposed(event: Event, document: Document) -> bool:
    """Whether it is in a relative or temporal clause, which presuppose their content (`the pact they signed`)."""
    span = document.doc.char_span(event.trigger.start, event.trigger.end)
    if span is None:
        return False
    token = span.root
    if any(child.dep_ == "relcl" for child in token.children):
        return True
    for ancestor in (token, *token.ancestors):
        if ancestor.dep_ == "relcl" or (
            ancestor.dep_ in {"advcl", "pcomp"} and _has_presupposing_conjunction(ancestor)
        ):
            return True
        if ancestor.dep_ == "ccomp":
            return False
    return False


def _has_presupposing_conjunction(clause: Token) -> bool:
    if any(child.lower_ in _PRESUPPOSING for child in clause.children if child.dep_ in {"mark", "advmod"}):
        return True
    return clause.dep_ == "pcomp" and clause.head.lower_ in _PRESUPPOSING
