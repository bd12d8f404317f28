"""Stores keep named graphs. A new one is a file here with a class that keeps to `Store`.

oxigraph          the embedded store
sparql            a SPARQL 1.1 server
endpoint          its addresses, authentication and limits
server_profiles   what differs between servers
connection        requests with retries
ntriples          triples in batches, checked
faithful          refuses literals that would come back changed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

from kg_etl.queries import Answer


class Store(Protocol):
    """A set of named graphs. Every write is of whole graphs, and each graph is replaced atomically.

    A store is a context manager: leaving it closes connections and releases locks.
    """

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """Put each graph (IRI -> N-Triples, without blank nodes) in the place of what stood under its name.

        Each graph is old or new, never half, whatever happens; graphs are written in the order given. An empty graph
        is a deleted one.

        Raises:
            StoreError: a graph is not N-Triples, or would not come back as it is, and nothing was written; or the store
                refused or is not there, and graphs not yet written keep their old content.
        """
        ...

    def refusal(self, triples: str) -> str | None:
        """Why these N-Triples would not all come back as they are, in one line; None if they would."""
        ...

    def query(self, sparql: str) -> Answer:
        """The answer to a SELECT or ASK query.

        Raises:
            QueryError: the query is not SPARQL.
            StoreError: the store refused or is not there.
        """
        ...

    def sizes(self) -> Mapping[str, int]:
        """How many triples each named graph holds that holds any, by its IRI.

        Raises:
            StoreError: the store refused or is not there.
        """
        ...

    def graphs(self, names: Sequence[str]) -> Mapping[str, str]:
        """The canonical N-Triples of each of these graphs that holds any, its lines sorted by code point.

        Raises:
            StoreError: the store refused, is not there, or gives less than it says it holds.
        """
        ...

    def nquads(self) -> Iterator[str]:
        """Every quad as one canonical N-Quads line without its line end, in no set order.

        Raises:
            StoreError: the store refused or is not there.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
