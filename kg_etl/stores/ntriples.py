"""N-Triples as every store takes them: checked before a byte is sent, whatever the server would have done with them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg_etl.errors import StoreError
from kg_etl.queries.syntax import hidden_codepoint_escapes, iri_term


def canonical_ntriples(graph: str, ntriples: str) -> str:
    """A graph's triples as canonical N-Triples, in the order given; an empty string for an empty graph.

    Source: RDF 1.1 N-Triples, section 4 (canonical form).

    Raises:
        StoreError: its name is no absolute IRI, or the triples are malformed or hold a blank node.
    """
    try:
        ox.NamedNode(graph)
        quads = list(ox.parse(input=ntriples.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES))
    except (ValueError, SyntaxError) as error:
        raise StoreError(f"malformed graph {graph!r}, left as it was: {error}") from error
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
            raise StoreError(f"graph {graph!r} holds a node without an IRI, left as it was: {quad.triple}")
    return _text(quads, ox.RdfFormat.N_TRIPLES)


def canonical_nquads(quads: Iterable[ox.Quad]) -> list[str]:
    """Each quad as one line of canonical N-Quads without its line end.

    Source: RDF 1.1 N-Quads, section 4 (canonical form).
    """
    # Not str.splitlines: it also splits at U+2028 and the like, which stand raw in literals.
    return _text(quads, ox.RdfFormat.N_QUADS).split("\n")[:-1]


def graph_replacement(graph: str, triples: str) -> str:
    """The one update that puts canonical N-Triples in the place of what a graph held; a drop for an empty string."""
    name = iri_term(graph)
    if not triples:
        return f"DROP SILENT GRAPH {name}"
    return f"DROP SILENT GRAPH {name}; INSERT DATA {{ GRAPH {name} {{\n{hidden_codepoint_escapes(triples)}}} }}"


def _text(quads: Iterable[ox.Quad], form: ox.RdfFormat) -> str:
    written: bytes | None = ox.serialize(quads, format=form)
    return (written or b"").decode("utf-8")
