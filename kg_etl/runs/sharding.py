"""Assigns articles to shards: the leaves of a binary tree of hashes.

A shard that holds more articles than one task should is split in two by the next bit of their hashes, and so on. So the
shard of an article follows from its own id and from how full that part of the tree is: an article more can split its
own shard, and leaves every other one as it was.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence

BITS = 32


def shard_key(article_id: str) -> int:
    """A stable hash of an article's id, of `BITS` bits."""
    return int(hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[: BITS // 4], 16)


def shard_number(key: int, keys: Sequence[int], size: int) -> int:
    """The shard of an article: the number of a node in the tree, 0 for the root, 2n + 1 and 2n + 2 below n.

    Args:
        key: The article's.
        keys: Those of all articles that are there, sorted.
        size: Most articles in a shard.

    >>> [shard_number(key, [0, 1, 2**31], 2) for key in (0, 1, 2**31)]
    [1, 1, 2]
    """
    number, low, width = 0, 0, 1 << BITS
    while width > 1 and bisect_left(keys, low + width) - bisect_left(keys, low) > size:
        width //= 2
        upper = key >= low + width
        low += width * upper
        number = 2 * number + 1 + upper
    return number
