"""A page with every term of the ontology, each under an anchor that is its local name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

NAMESPACE = "https://w3id.org/kg-etl/diplomacy#"
FILE = Path(__file__).parents[2] / "ontology" / "diplomacy.ttl"

_GROUPS = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Datatype properties", OWL.DatatypeProperty),
    ("Individuals", OWL.NamedIndividual),
)
_RELATIONS = (
    ("sub-class of", RDFS.subClassOf),
    ("sub-property of", RDFS.subPropertyOf),
    ("domain", RDFS.domain),
    ("range", RDFS.range),
    ("inverse of", OWL.inverseOf),
    ("equivalent to", OWL.equivalentClass),
    ("close to", SKOS.closeMatch),
    ("wider than", SKOS.narrowMatch),
)


def page() -> str:
    """Markdown: each class, property and individual with its definition, example and place among the others."""
    graph = Graph().parse(FILE)
    return "\n".join(chain(_head(), *(_group(graph, title, kind) for title, kind in _GROUPS)))


def _head() -> Iterator[str]:
    yield "# Terms of the ontology\n"
    yield f"Namespace `{NAMESPACE}`, prefix `dip:`. [How the terms are used](ontology.md).\n"


def _group(graph: Graph, title: str, kind: Node) -> Iterator[str]:
    terms = sorted(
        term for term in set(graph.subjects(RDF.type, kind)) if isinstance(term, URIRef) and term.startswith(NAMESPACE)
    )
    if terms:
        yield f"\n## {title}\n"
    for term in terms:
        yield from _term(graph, term)


def _term(graph: Graph, term: URIRef) -> Iterator[str]:
    name = term.removeprefix(NAMESPACE)
    yield f"### dip:{name} {{ #{name} }}\n"
    if (term, OWL.deprecated, None) in graph:
        yield "**Deprecated.**\n"
    yield f"{graph.value(term, RDFS.comment)}\n"
    if example := graph.value(term, SKOS.example):
        yield f"Example: *{example}*\n"
    for label, predicate in _RELATIONS:
        others = sorted(other for other in graph.objects(term, predicate) if isinstance(other, URIRef))
        if others:
            yield f"- {label}: {', '.join(_reference(graph, other) for other in others)}"
    yield ""


def _reference(graph: Graph, term: URIRef) -> str:
    if term.startswith(NAMESPACE):
        name = term.removeprefix(NAMESPACE)
        return f"[dip:{name}](#{name})"
    return f"`{graph.namespace_manager.normalizeUri(term)}`"
