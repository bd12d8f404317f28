"""Sorted, disjoint, half-open ranges of token indexes, of which contents consist.

A content of many sentences takes no more space than a content of three words, so that no rule costs more than its
result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TokenRange = tuple[int, int]
TokenRanges = tuple[TokenRange, ...]


def union(*parts: Iterable[TokenRange]) -> TokenRanges:
    """The tokens of all parts; adjacent ranges are merged.

    >>> union([(0, 3), (8, 9)], [(3, 5)])
    ((0, 5), (8, 9))
    """
    merged: list[TokenRange] = []
    for start, end in sorted(token_range for part in parts for token_range in part if token_range[0] < token_range[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def difference(ranges: TokenRanges, *parts: Iterable[TokenRange]) -> TokenRanges:
    """The tokens of the ranges that are in none of the parts.

    >>> difference(((0, 10),), [(2, 4)], [(9, 12)])
    ((0, 2), (4, 9))
    """
    left = list(ranges)
    for cut_start, cut_end in union(*parts):
        kept: list[TokenRange] = []
        for start, end in left:
            kept.extend(
                token_range
                for token_range in ((start, min(end, cut_start)), (max(start, cut_end), end))
                if token_range[0] < token_range[1]
            )
        left = kept
    return tuple(left)


def token_count(ranges: TokenRanges) -> int:
    """The number of tokens in the ranges.

    >>> token_count(((0, 2), (4, 9)))
    7
    """
    return sum(end - start for start, end in ranges)


def overlap(first: TokenRanges, second: TokenRanges) -> int:
    """The number of tokens in both.

    >>> overlap(((0, 5), (8, 10)), ((3, 9),))
    3
    """
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)


def token_indexes(ranges: TokenRanges) -> Iterator[int]:
    """Every token index, in ascending order."""
    for start, end in ranges:
        yield from range(start, end)
