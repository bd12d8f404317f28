"""Shards: no article in two, none too large, and one article more leaves the others where they were."""

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.runs.sharding import shard_key, shard_number

IDS = st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=120)


def shards(ids, size):
    keys = sorted(map(shard_key, ids))
    return {item: shard_number(shard_key(item), keys, size) for item in ids}


@given(IDS, st.integers(1, 9))
def test_no_shard_holds_more_than_its_size(ids, size):
    numbers = list(shards(ids, size).values())
    assert all(numbers.count(number) <= size for number in numbers)


@given(IDS, st.text(min_size=7, max_size=9), st.integers(1, 9))
def test_an_article_more_moves_none_but_those_of_its_own_shard(ids, new, size):
    before, after = shards(ids, size), shards(ids | {new}, size)
    moved = {before[item] for item in ids if before[item] != after[item]}
    assert len(moved) <= 1
    assert not moved or all(before[item] in moved for item in ids if after[item] == after[new])


def test_few_articles_are_one_shard():
    assert set(shards({"a", "b", "c"}, 200).values()) == {0}


def test_ten_thousand_articles_fill_shards_of_two_hundred_by_half_at_least():
    numbers = set(shards({f"agency:{number}" for number in range(10_000)}, 200).values())
    assert 50 <= len(numbers) <= 100
