"""Ranges of tokens behave as the sets of tokens they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.statements.token_ranges import minus, shared, size, tokens, union

ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda t: (t[0], t[0] + t[1])), max_size=8)


def as_set(ranges) -> set[int]:
    return {i for start, end in ranges for i in range(start, end)}


@given(ranges, ranges)
def test_a_union_holds_the_tokens_of_both(first, other):
    merged = union(first, other)
    assert set(tokens(merged)) == as_set(first) | as_set(other)
    assert list(merged) == sorted(merged)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


@given(ranges, ranges)
def test_a_difference_holds_the_tokens_of_the_first_alone(first, other):
    assert set(tokens(minus(union(first), other))) == as_set(first) - as_set(other)


@given(ranges, ranges)
def test_sizes_and_what_is_shared_are_counts_of_tokens(first, other):
    assert size(union(first)) == len(as_set(first))
    assert shared(union(first), union(other)) == len(as_set(first) & as_set(other))
