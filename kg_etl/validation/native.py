"""The native engine: a fast SHACL engine in Rust that only decides whether a graph conforms.

Graphs that it accepts are not checked again, so it must never accept one that the reference rejects. The reference
handles graphs that it rejects and shapes for which the two engines were not compared, and writes every report.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import shacl
from msgspec.structs import replace

from kg_etl.model import ArticleGraph
from kg_etl.validation.terms import article_quads, text_triples
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
"""The SHACL terms on which both engines agree in any shape. Missing are those that involve another language (regular
expressions, SPARQL) and those that invert a nested result (`sh:not`, `sh:xone`): the engine is used for them in the
shapes of this project, on which tests compare the engines, but not in house rules."""


class NativeEngine:
    """A compiled shapes graph."""

    def __init__(self, shapes: Iterable[ox.Quad]) -> None:
        """Compile the shapes.

        Raises:
            ValueError: the engine does not support the shapes.
        """
        self._shapes = shacl.Shapes.from_text(_ntriples(shapes), format="nt")

    def conforms(self, graph: ArticleGraph, text: str | None) -> bool:
        """Whether a graph has no result of severity `Violation`; False also where the engine cannot decide.

        Raises:
            ValidationError: the graph is not N-Triples.
        """
        # Each line is a triple: only those with the offsets of evidence need to be parsed here.
        offsets = "\n".join(line for line in graph.triples.split("\n") if _START in line or _END in line)
        added = text_triples(graph.iri, article_quads(replace(graph, triples=offsets)), text)
        content = graph.triples + "".join(f"{triple} .\n" for triple in added)
        try:
            return bool(self._shapes.validate_text(content, format="nt", allow_warnings=True).conforms)
        except ValueError:
            return False
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # for a number beyond its types, as in year 10^20
                raise
            return False


def is_comparable(shapes: Iterable[ox.Quad]) -> bool:
    """Whether shapes use only SHACL terms on which the engines were compared."""
    named = (term.value for quad in shapes for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode))
    return all(iri in COMPARED for iri in named if iri.startswith(str(SH)))


def _ntriples(statements: Iterable[ox.Quad]) -> str:
    triples = (ox.Triple(statement.subject, statement.predicate, statement.object) for statement in statements)
    return "".join(f"{triple} .\n" for triple in triples)
