"""Stretches of tokens as sorted, disjoint, half-open ranges of token indexes: what a content is made of.

They keep a content of many sentences as small as one of three words, so that no rule costs more than its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Stretch = tuple[int, int]
Stretches = tuple[Stretch, ...]


def union(*parts: Iterable[Stretch]) -> Stretches:
    """All tokens of all parts, neighbours joined.

    >>> union([(0, 3), (8, 9)], [(3, 5)])
    ((0, 5), (8, 9))
    """
    found: list[Stretch] = []
    for start, end in sorted(one for part in parts for one in part if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def minus(whole: Stretches, *parts: Iterable[Stretch]) -> Stretches:
    """The tokens of the whole that stand in none of the parts.

    >>> minus(((0, 10),), [(2, 4)], [(9, 12)])
    ((0, 2), (4, 9))
    """
    left = list(whole)
    for cut_start, cut_end in union(*parts):
        kept: list[Stretch] = []
        for start, end in left:
            kept.extend(one for one in ((start, min(end, cut_start)), (max(start, cut_end), end)) if one[0] < one[1])
        left = kept
    return tuple(left)


def size(stretches: Stretches) -> int:
    """How many tokens there are.

    >>> size(((0, 2), (4, 9)))
    7
    """
    return sum(end - start for start, end in stretches)


def shared(one: Stretches, other: Stretches) -> int:
    """How many tokens stand in both.

    >>> shared(((0, 5), (8, 10)), ((3, 9),))
    3
    """
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def tokens(stretches: Stretches) -> Iterator[int]:
    """Every token index, in order."""
    for start, end in stretches:
        yield from range(start, end)
