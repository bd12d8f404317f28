"""RDF for the two engines: pyoxigraph parses it, twenty times faster than rdflib, which pySHACL needs."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg_etl.errors import ValidationError
from kg_etl.identifiers import evidence_iri
from kg_etl.model import ArticleGraph
from kg_etl.vocabulary import DIP, OA

Statement = ox.Triple | ox.Quad

_START, _END = str(OA.start), str(OA.end)
_TEXT, _TEXT_THERE, _PLACE_THERE = (ox.NamedNode(str(term)) for term in (DIP.text, DIP.textThere, DIP.placeThere))


def quads_of(content: bytes, form: ox.RdfFormat, where: str) -> list[ox.Quad]:
    """The quads in a document.

    Raises:
        ValidationError: it cannot be parsed; the message begins with `where`.
    """
    try:
        return list(ox.parse(content, format=form))
    except SyntaxError as error:
        raise ValidationError(f"{where} cannot be parsed: {error}") from error


def article_quads(graph: ArticleGraph) -> list[ox.Quad]:
    """The quads of an article graph, in its default graph.

    Raises:
        ValidationError: the graph is not N-Triples.
    """
    return quads_of(graph.triples.encode("utf-8"), ox.RdfFormat.N_TRIPLES, f"the graph of {graph.article_id}")


def text_triples(iri: str, statements: Iterable[ox.Quad], text: str | None) -> list[ox.Triple]:
    """The triples added for validation: the article's text and, for each evidence, text and IRI of its offsets.

    Args:
        iri: IRI of the article.
        statements: The article's graph.
        text: The article's text; without it the list is empty.
    """
    if text is None:
        return []
    triples = [ox.Triple(ox.NamedNode(iri), _TEXT, ox.Literal(text))]
    starts: list[tuple[ox.NamedNode | ox.BlankNode, int]] = []
    ends: dict[ox.NamedNode | ox.BlankNode, list[int]] = {}
    for quad in statements:
        if quad.predicate.value in {_START, _END} and isinstance(quad.object, ox.Literal):
            offset = _integer(quad.object.value)
            if offset is not None and not isinstance(quad.subject, ox.Triple):
                if quad.predicate.value == _START:
                    starts.append((quad.subject, offset))
                else:
                    ends.setdefault(quad.subject, []).append(offset)
    for evidence, first in starts:
        for last in ends.get(evidence, ()):
            if 0 <= first <= last:
                place = ox.NamedNode(evidence_iri(iri, first, last))
                triples.append(ox.Triple(evidence, _TEXT_THERE, ox.Literal(text[first:last])))
                triples.append(ox.Triple(evidence, _PLACE_THERE, place))
    return triples


def _integer(lexical: str) -> int | None:
    try:
        return int(lexical)
    except ValueError:
        return None


def add(graph: Graph, statements: Iterable[Statement]) -> None:
    """Add statements to an rdflib graph."""
    for statement in statements:
        graph.add((term(statement.subject), URIRef(statement.predicate.value), term(statement.object)))


def term(of: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """The same term in rdflib."""
    if isinstance(of, ox.NamedNode):
        return URIRef(of.value)
    if isinstance(of, ox.Literal):
        if of.language is not None:
            return Literal(of.value, lang=of.language)
        return Literal(of.value, datatype=URIRef(of.datatype.value))
    return BNode(str(of))
