"""Stores of named graphs.

A new one is a module here with a class that implements `Store` and passes tests/contracts/test_store.py.

    oxigraph.py           the embedded store: Oxigraph in a folder
    sparql.py             a SPARQL 1.1 server over HTTP
    endpoint.py           addresses and options of a server, and credentials
    server_profiles.py    what differs between kinds of servers
    connection.py         HTTP requests to a server, with retries and error messages
    ntriples.py           canonical N-Triples, and the updates that write them
    faithful.py           refuses literals and IRIs that a store would return changed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

from kg_etl.queries import Answer


class Store(Protocol):
    """A set of named graphs. Every write replaces whole graphs, each atomically.

    A store is a context manager: leaving it closes connections and releases locks.
    """

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """Replace the content of each graph (IRI -> N-Triples without blank nodes).

        After any interruption each graph has its old or its new content, never a mixture. Graphs are written in the
        order given. An empty string deletes a graph.

        Raises:
            StoreError: a graph is not N-Triples or would not be returned unchanged (then nothing was written), or the
                store refused or is unavailable (then graphs not yet written keep their old content).
        """
        ...

    def refusal(self, triples: str) -> str | None:
        """Why the store would not return these N-Triples unchanged, in one line; None if it would."""
        ...

    def query(self, sparql: str) -> Answer:
        """The answer to a SELECT or ASK query.

        Raises:
            QueryError: the query is not valid SPARQL.
            StoreError: the store refused or is unavailable.
        """
        ...

    def sizes(self) -> Mapping[str, int]:
        """IRI of each named graph that is not empty -> its number of triples.

        Raises:
            StoreError: the store refused or is unavailable.
        """
        ...

    def graphs(self, names: Sequence[str]) -> Mapping[str, str]:
        """IRI -> canonical N-Triples, lines sorted by code point, for each of these graphs that is not empty.

        Raises:
            StoreError: the store refused, is unavailable, or returns fewer triples than it counts.
        """
        ...

    def nquads(self) -> Iterator[str]:
        """Every quad as a line of canonical N-Quads without its line end, in no particular order.

        Raises:
            StoreError: the store refused or is unavailable.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
