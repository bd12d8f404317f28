"""Ranges of tokens behave as the sets of tokens they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.statements.token_ranges import minus, shared, size, tokens, union

ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda t: (t[0], t[0] + t[1])), max_size=8)


def as_set(stretches) -> set[int]:
    return {i for start, end in stretches for i in range(start, end)}


@given(ranges, ranges)
def test_a_union_holds_the_tokens_of_both(one, other):
    joined = union(one, other)
    assert set(tokens(joined)) == as_set(one) | as_set(other)
    assert list(joined) == sorted(joined)
    assert all(a[1] < b[0] for a, b in pairwise(joined))


@given(ranges, ranges)
def test_a_difference_holds_the_tokens_of_the_first_alone(one, other):
    assert set(tokens(minus(union(one), other))) == as_set(one) - as_set(other)


@given(ranges, ranges)
def test_sizes_and_what_is_shared_are_counts_of_tokens(one, other):
    assert size(union(one)) == len(as_set(one))
    assert shared(union(one), union(other)) == len(as_set(one) & as_set(other))
