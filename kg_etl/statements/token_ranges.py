"""Token ranges: sorted, disjoint, half-open ranges of token indexes, of which contents are made.

They keep a content of many sentences as small as one of three words, so that no rule costs more than its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TokenRange = tuple[int, int]
TokenRanges = tuple[TokenRange, ...]


def union(*parts: Iterable[TokenRange]) -> TokenRanges:
    """All tokens of all parts, neighbours joined.

    >>> union([(0, 3), (8, 9)], [(3, 5)])
    ((0, 5), (8, 9))
    """
    merged: list[TokenRange] = []
    for start, end in sorted(piece for part in parts for piece in part if piece[0] < piece[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def minus(ranges: TokenRanges, *parts: Iterable[TokenRange]) -> TokenRanges:
    """The tokens of the whole that stand in none of the parts.

    >>> minus(((0, 10),), [(2, 4)], [(9, 12)])
    ((0, 2), (4, 9))
    """
    left = list(ranges)
    for cut_start, cut_end in union(*parts):
        kept: list[TokenRange] = []
        for start, end in left:
            kept.extend(
                piece for piece in ((start, min(end, cut_start)), (max(start, cut_end), end)) if piece[0] < piece[1]
            )
        left = kept
    return tuple(left)


def size(ranges: TokenRanges) -> int:
    """How many tokens there are.

    >>> size(((0, 2), (4, 9)))
    7
    """
    return sum(end - start for start, end in ranges)


def shared(ranges: TokenRanges, other: TokenRanges) -> int:
    """How many tokens stand in both.

    >>> shared(((0, 5), (8, 10)), ((3, 9),))
    3
    """
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ranges for b in other)


def tokens(ranges: TokenRanges) -> Iterator[int]:
    """Every token index, in order."""
    for start, end in ranges:
        yield from range(start, end)
