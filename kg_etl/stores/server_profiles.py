"""Profiles of servers: their addresses, how a graph is deleted, which terms they cannot keep."""

from __future__ import annotations

from typing import Literal

from kg_etl.errors import StoreError
from kg_etl.model import Value

Authentication = Literal["none", "basic", "digest", "bearer"]


class ServerProfile(Value, frozen=True):
    """A kind of server. The three addresses are what is put behind `[store] location`; None where there is none."""

    name: str
    query: str | None = None
    update: str | None = None
    graph_store: str | None = None
    authentication: Authentication = "basic"
    erase: str = "DROP SILENT GRAPH {graph}"
    """The update operation after which a graph holds nothing, as part of the transaction of its request."""
    triples_an_insert: int = 1_000_000
    """Most triples of one INSERT DATA; a request may hold several."""
    graphs_a_request: int = 1_000_000
    """Most graphs that one request replaces."""
    longest_iri: int = 1_000_000
    """In characters."""
    resolves_dots: bool = False
    """Whether `/./` and `/../` in an IRI are resolved, so that another one comes back."""
    folded: tuple[str, ...] = ()
    """Regular expressions over canonical N-Triples literals that come back changed from it, beside those that come
    back changed from every server."""
    system_graphs: tuple[str, ...] = ()
    """Graphs of the server's own, which are no data."""


OXIGRAPH = ServerProfile(name="oxigraph", query="/query", update="/update", graph_store="/store")
FUSEKI = ServerProfile(name="fuseki", query="/query", update="/update", graph_store="/data", resolves_dots=True)
VIRTUOSO = ServerProfile(
    name="virtuoso",
    query="/sparql",
    update="/sparql-auth",
    authentication="digest",
    # DROP GRAPH and the Graph Store Protocol's PUT are not part of a transaction there: killed in the middle, they
    # leave the graph empty or half. DELETE WHERE and INSERT DATA of one request were old or new in 15 kills of 15.
    erase="DELETE WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}",
    triples_an_insert=1_000,
    # 150 were taken, 400 refused: "Query too large, variables in state over the limit".
    graphs_a_request=50,
    longest_iri=1_870,
    folded=(r'"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>$', r'\.\d+(?:Z|[+-]\d\d:\d\d)?"\^\^<[^>]*#dateTime>$'),
    system_graphs=(
        "http://www.openlinksw.com/schemas/virtrdf#",
        "http://www.w3.org/ns/ldp#",
        "http://www.w3.org/2002/07/owl#",
        "http://localuriqaserver/sparql",
        "urn:core:services:sparql",
        "urn:activitystreams-owl:map",
    ),
)
GRAPHDB = ServerProfile(name="graphdb", query="", update="/statements", graph_store="/rdf-graphs/service")
QLEVER = ServerProfile(name="qlever", query="", authentication="bearer")
OTHER = ServerProfile(name="other")
"""A SPARQL 1.1 server whose addresses are all given."""

PROFILES = {kind.name: kind for kind in (OXIGRAPH, FUSEKI, VIRTUOSO, GRAPHDB, QLEVER, OTHER)}


def profile_named(name: str) -> ServerProfile:
    """The kind of server of a name.

    Raises:
        StoreError: there is none; the message lists what there is.
    """
    if name not in PROFILES:
        raise StoreError(f"there is no kind of server {name!r}; there is: {', '.join(PROFILES)}")
    return PROFILES[name]
