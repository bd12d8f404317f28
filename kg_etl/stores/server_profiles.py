"""What differs between kinds of SPARQL servers: paths, how to erase a graph, limits."""

from __future__ import annotations

from typing import Literal

from kg_etl.errors import StoreError
from kg_etl.model import Value

Authentication = Literal["none", "basic", "digest", "bearer"]


class ServerProfile(Value, frozen=True):
    """A kind of server. The three paths are appended to `[store] location`; None if there is no such address."""

    name: str
    query: str | None = None
    update: str | None = None
    graph_store: str | None = None
    authentication: Authentication = "basic"
    erase: str = "DROP SILENT GRAPH {graph}"
    """The update operation that empties a graph within the transaction of its request."""
    triples_an_insert: int = 1_000_000
    """Maximum number of triples in an INSERT DATA; a request can contain several."""
    graphs_a_request: int = 1_000_000
    """Maximum number of graphs that a request replaces."""
    longest_iri: int = 1_000_000
    """Length in characters from which on IRIs are truncated."""
    resolves_dots: bool = False
    """Whether `/./` and `/../` in an IRI are resolved, which changes the IRI."""
    folded: tuple[str, ...] = ()
    """Regular expressions for canonical N-Triples literals that this server returns changed, in addition to those that
    every server does."""
    system_graphs: tuple[str, ...] = ()
    """Graphs that belong to the server itself."""


OXIGRAPH = ServerProfile(name="oxigraph", query="/query", update="/update", graph_store="/store")
FUSEKI = ServerProfile(name="fuseki", query="/query", update="/update", graph_store="/data", resolves_dots=True)
VIRTUOSO = ServerProfile(
    name="virtuoso",
    query="/sparql",
    update="/sparql-auth",
    authentication="digest",
    # DROP GRAPH and the Graph Store Protocol's PUT are not transactional there: killed in the middle, they leave the
    # graph empty or incomplete. DELETE WHERE and INSERT DATA in one request were atomic in 15 kills of 15.
    erase="DELETE WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}",
    triples_an_insert=1_000,
    # 150 were accepted, 400 refused: "Query too large, variables in state over the limit".
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
"""Any other SPARQL 1.1 server; all its addresses must be given."""

PROFILES = {kind.name: kind for kind in (OXIGRAPH, FUSEKI, VIRTUOSO, GRAPHDB, QLEVER, OTHER)}


def profile_named(name: str) -> ServerProfile:
    """The kind of server with this name.

    Raises:
        StoreError: there is none; the message lists the available ones.
    """
    if name not in PROFILES:
        raise StoreError(f"there is no kind of server {name!r}; available: {', '.join(PROFILES)}")
    return PROFILES[name]
