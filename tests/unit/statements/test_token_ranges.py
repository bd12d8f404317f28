"""Ranges of tokens behave as the sets of tokens they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.statements.token_ranges import difference, overlap, token_count, token_indexes, union

ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda t: (t[0], t[0] + t[1])), max_size=8)


def as_set(token_ranges) -> set[int]:
    return {i for start, end in token_ranges for i in range(start, end)}


@given(ranges, ranges)
def test_a_union_holds_the_tokens_of_both(first, second):
    merged = union(first, second)
    assert set(token_indexes(merged)) == as_set(first) | as_set(second)
    assert list(merged) == sorted(merged)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


@given(ranges, ranges)
def test_a_difference_holds_the_tokens_of_the_first_alone(first, second):
    assert set(token_indexes(difference(union(first), second))) == as_set(first) - as_set(second)


@given(ranges, ranges)
def test_sizes_and_what_is_shared_are_counts_of_tokens(first, second):
    assert token_count(union(first)) == len(as_set(first))
    assert overlap(union(first), union(second)) == len(as_set(first) & as_set(second))
