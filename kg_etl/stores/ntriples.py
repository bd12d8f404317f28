"""Canonical N-Triples, checked before anything is sent, and the SPARQL updates that write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg_etl.errors import StoreError
from kg_etl.queries.syntax import hidden_codepoint_escapes, iri_term
from kg_etl.stores.faithful import unfaithful
from kg_etl.stores.server_profiles import OTHER, ServerProfile


def canonical_ntriples(graph: str, ntriples: str, kind: ServerProfile = OTHER) -> str:
    """The triples of a graph as canonical N-Triples, in the order given; an empty string for an empty graph.

    Source: RDF 1.1 N-Triples, section 4 (canonical form).

    Raises:
        StoreError: the name is not an absolute IRI, the triples are malformed or contain a blank node, or this kind of
            server would not return them unchanged.
    """
    try:
        ox.NamedNode(graph)
        text = _text(_parser(ntriples), ox.RdfFormat.N_TRIPLES)
        unnamed = next(filter(_unnamed, _parser(text)), None) if "_:" in text or "<<" in text else None
    except (ValueError, SyntaxError) as error:
        raise StoreError(f"malformed graph {graph!r}, not written: {error}") from error
    if unnamed:
        raise StoreError(f"graph {graph!r} contains a node without an IRI, not written: {unnamed.triple}")
    if changed := unfaithful(text, kind):
        raise StoreError(f"graph {graph!r} cannot be stored unchanged, not written: {changed}")
    return text


def nquads_of(graph: str, triples: str) -> str:
    """Canonical N-Triples as the N-Quads of a named graph."""
    # No term of the canonical form contains a line end.
    return triples.replace(" .\n", f" {iri_term(graph)} .\n")


def canonical_nquads(quads: Iterable[ox.Quad]) -> list[str]:
    """Each quad as one line of canonical N-Quads without its line end.

    Source: RDF 1.1 N-Quads, section 4 (canonical form).
    """
    return lines_of(_text(quads, ox.RdfFormat.N_QUADS))


def sorted_ntriples(triples: Iterable[ox.Triple]) -> str:
    """Triples as canonical N-Triples, lines sorted by code point: the form that digests are computed from."""
    return sorted_lines(_text(triples, ox.RdfFormat.N_TRIPLES))


def sorted_lines(text: str) -> str:
    """The same N-Triples with its lines sorted by code point."""
    return "".join(f"{line}\n" for line in sorted(lines_of(text)))


def lines_of(text: str) -> list[str]:
    """The lines of N-Triples or N-Quads, without line ends."""
    # Not str.splitlines: it also splits at U+2028 and the like, which literals may contain.
    return text.split("\n")[:-1]


def graph_replacement(graph: str, triples: str, kind: ServerProfile = OTHER) -> str:
    """The SPARQL update that replaces a graph's content by canonical N-Triples; an empty string only erases it.

    Several can be joined by semicolons into a single update.
    """
    name = iri_term(graph)
    operations = [kind.erase.format(graph=name)]
    lines = lines_of(hidden_codepoint_escapes(triples))
    for start in range(0, len(lines), kind.triples_an_insert):
        block = "\n".join(lines[start : start + kind.triples_an_insert])
        operations.append(f"INSERT DATA {{ GRAPH {name} {{\n{block}\n}} }}")
    return " ;\n".join(operations)


def batches(graphs: Mapping[str, str], triples: int, size: int, most: int) -> Iterator[dict[str, str]]:
    """The graphs in their order, in batches of at most `triples` triples, `size` bytes and `most` graphs.

    A graph that exceeds a limit is a batch by itself.
    """
    batch: dict[str, str] = {}
    lines = length = 0
    for graph, text in graphs.items():
        graph_lines, graph_length = text.count("\n") + 1, len(text.encode()) + 3 * len(graph) + 80
        if batch and (lines + graph_lines > triples or length + graph_length > size or len(batch) == most):
            yield batch
            batch, lines, length = {}, 0, 0
        batch[graph] = text
        lines, length = lines + graph_lines, length + graph_length
    if batch:
        yield batch


def _text(quads: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> str:
    written: bytes | None = ox.serialize(quads, format=form)
    return (written or b"").decode("utf-8")


def _parser(ntriples: str) -> ox.QuadParser:
    return ox.parse(input=ntriples.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES)


def _unnamed(quad: ox.Quad) -> bool:
    return not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal)
