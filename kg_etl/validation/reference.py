"""Validation by pySHACL, the reference: it has the last word on every graph that the native engine rejects."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg_etl.model import ArticleGraph, Violation
from kg_etl.validation.report import ValidationReport
from kg_etl.validation.shapes import Shapes
from kg_etl.validation.terms import article_quads, text_triples
from kg_etl.vocabulary import RDF, SH


def validate(graph: ArticleGraph, text: str | None, shapes: Shapes) -> ValidationReport:
    """The validation report for a graph.

    Args:
        graph: The named graph of an article.
        text: The article's text, which the evidence is compared with; without it no graph conforms.
        shapes: The shapes graph.

    Raises:
        ValidationError: the shapes are invalid, or the graph is not N-Triples.
    """
    quads = article_quads(graph)
    try:
        report = shapes.report_graph([*quads, *text_triples(graph.iri, quads, text)])
    except (TypeError, ArithmeticError) as error:
        return ValidationReport(violations=(_incomparable(graph, error),))
    results = sorted((_violation(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)), key=_order)
    return ValidationReport(
        violations=tuple(result for result in results if result.severity == "Violation"),
        warnings=tuple(result for result in results if result.severity != "Violation"),
    )


def _incomparable(graph: ArticleGraph, error: Exception) -> Violation:
    return Violation(
        message=f"A value does not have a valid form of its datatype and cannot be compared ({error}).",
        severity=_severity(str(SH.Violation)),
        focus_node=graph.iri,
    )


def _severity(iri: str) -> str:
    return iri.removeprefix(str(SH._NS))


def _violation(report: Graph, node: Node) -> Violation:
    def first(term: URIRef) -> str | None:
        values = sorted(str(value) for value in report.objects(node, term))
        return values[0] if values else None

    path = next(iter(report.objects(node, SH.resultPath)), None)
    messages = sorted(str(value) for value in report.objects(node, SH.resultMessage))
    severity = first(SH.resultSeverity) or str(SH.Violation)
    component = first(SH.sourceConstraintComponent)
    return Violation(
        message=" ".join(messages),
        severity=_severity(severity),
        focus_node=first(SH.focusNode) or "",
        path=None if path is None else _path(report, path),
        value=first(SH.value),
        shape=first(SH.sourceShape),
        component=None if component is None else component.removeprefix(str(SH._NS)),
    )


_PATHS = {SH.inversePath: "^", SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def _path(graph: Graph, path: Node) -> str:
    """A SHACL path in the syntax of SPARQL; a predicate path is the IRI without angle brackets."""
    if isinstance(path, URIRef):
        return str(path)
    if graph.value(path, RDF.first) is not None:
        return " / ".join(_path(graph, step) for step in Collection(graph, path))
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is not None:
        return " | ".join(_path(graph, step) for step in Collection(graph, alternatives))
    for term, sign in _PATHS.items():
        step = graph.value(path, term)
        if step is not None:
            return f"^{_path(graph, step)}" if sign == "^" else f"({_path(graph, step)}){sign}"
    return "?"


def _order(result: Violation) -> tuple[str, ...]:
    optional = (result.value, result.shape, result.component)
    return (result.focus_node, result.path or "", result.message, *(value or "" for value in optional))
