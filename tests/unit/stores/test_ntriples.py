"""Batches of graphs that are written by a single update."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.stores.ntriples import batches, graph_replacement

GRAPH = "https://example.org/g"
TRIPLE = '<https://example.org/s> <https://example.org/p> "x" .\n'


@given(st.lists(st.integers(0, 30), max_size=20), st.integers(1, 40), st.integers(100, 4000), st.integers(1, 9))
def test_no_request_is_larger_than_allowed_unless_for_a_single_graph(
    sizes: list[int], triples: int, length: int, most: int
) -> None:
    graphs = {f"{GRAPH}{number}": TRIPLE * size for number, size in enumerate(sizes)}
    groups = list(batches(graphs, triples, length, most))
    assert [pair for batch in groups for pair in batch.items()] == list(graphs.items())
    assert all(len(batch) <= most for batch in groups)
    for batch in groups:
        text = " ;\n".join(graph_replacement(*pair) for pair in batch.items())
        assert len(batch) == 1 or (sum(text.count("\n") for text in batch.values()) <= triples and len(text) <= length)
