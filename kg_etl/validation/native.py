"""The native SHACL engine: whether a graph conforms, restricted to what the tests compare with pySHACL.

It answers for the graphs that conform, and so it must never be wrong about one. Whatever it refuses, and all that it
might understand otherwise than the reference does, goes to the reference, which also writes every report.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import shacl
from msgspec.structs import replace

from kg_etl.model import ArticleGraph
from kg_etl.validation.terms import graph_parsed, text_facts
from kg_etl.vocabulary import OA, SH

_START, _END = f"<{OA.start}>", f"<{OA.end}>"

COMPARED = frozenset(
    str(SH[name])
    for name in (
        "NodeShape", "PropertyShape", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf",
        "property", "path", "inversePath", "alternativePath", "minCount", "maxCount", "class", "datatype", "nodeKind",
        "IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral", "in", "hasValue",
        "minLength", "maxLength", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "equals", "disjoint",
        "lessThan", "lessThanOrEquals", "message", "severity", "Violation", "Warning", "Info", "name", "description",
        "order",
    )
)  # fmt: skip
"""The terms of SHACL in which both engines agree, wherever they stand. Left out are those that depend on a second
language (regular expressions, SPARQL) or that turn a mistake about the inside into its opposite (`sh:not`, `sh:xone`):
they are trusted in the project's own shapes, which the tests compare, and not in house rules."""


class NativeEngine:
    """Compiled shapes."""

    def __init__(self, shapes: Iterable[ox.Quad]) -> None:
        """Compile.

        Raises:
            ValueError: the engine does not understand the shapes.
        """
        self._shapes = shacl.Shapes.from_text(_ntriples(shapes), format="nt")

    def conforms(self, graph: ArticleGraph, text: str | None) -> bool:
        """Whether a graph surely has no result of severity `Violation`.

        Raises:
            ValidationError: the graph is not N-Triples.
        """
        # A line is a triple: only those that say where evidence stands need to be parsed here.
        places = "\n".join(line for line in graph.triples.split("\n") if _START in line or _END in line)
        facts = text_facts(graph.iri, graph_parsed(replace(graph, triples=places)), text)
        content = graph.triples + "".join(f"{fact} .\n" for fact in facts)
        try:
            return bool(self._shapes.validate_text(content, format="nt", allow_warnings=True).conforms)
        except ValueError:
            return False
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of a number that its types cannot hold, as in year 10^20
                raise
            return False


def comparable(shapes: Iterable[ox.Quad]) -> bool:
    """Whether shapes use only what was compared."""
    named = (
        term.value for triple in shapes for term in (triple.predicate, triple.object) if isinstance(term, ox.NamedNode)
    )
    return all(iri in COMPARED for iri in named if iri.startswith(str(SH)))


def _ntriples(statements: Iterable[ox.Quad]) -> str:
    triples = (ox.Triple(triple.subject, triple.predicate, triple.object) for triple in statements)
    return "".join(f"{triple} .\n" for triple in triples)
