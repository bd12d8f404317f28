"""The statements whose content covers a span of text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kg_etl.model import Event


@dataclass(frozen=True, slots=True)
class QuotedSpans:
    """The contents of all statements by place, so that a stretch is not looked for in each of them."""

    pieces: tuple[tuple[int, int, int], ...]
    """Start, end and number of the statement, in text order."""
    reach: tuple[int, ...]
    """For each piece how far the text is spoken by it and those before it."""

    def around(self, start: int, end: int) -> list[int]:
        """The numbers of the statements that say all between two offsets in one piece, in order."""
        speakers = set()
        at = bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1
        while at >= 0 and self.reach[at] >= end:
            if self.pieces[at][1] >= end:
                speakers.add(self.pieces[at][2])
            at -= 1
        return sorted(speakers)


def quoted_spans(statements: tuple[Event, ...]) -> QuotedSpans:
    """What statements say, their numbers being their places among them."""
    pieces = sorted(
        (piece.start, piece.end, i) for i, statement in enumerate(statements) for piece in statement.content
    )
    return QuotedSpans(tuple(pieces), tuple(accumulate((end for _, end, _ in pieces), max)))
