"""pySHACL, the reference engine: judges what the native engine does not pass, and writes the reports."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg_etl.model import ArticleGraph, Violation
from kg_etl.validation.report import ValidationReport
from kg_etl.validation.shapes import Shapes
from kg_etl.validation.terms import graph_parsed, text_facts
from kg_etl.vocabulary import RDF, SH


def validate(graph: ArticleGraph, text: str | None, shapes: Shapes) -> ValidationReport:
    """What the shapes say about a graph.

    Args:
        graph: The named graph of an article.
        text: The article's text, which its evidence is compared with; without it no graph conforms.
        shapes: The shapes to hold it to.

    Raises:
        ValidationError: the shapes cannot be used, or the graph is not N-Triples.
    """
    statements = graph_parsed(graph)
    try:
        report = shapes.reported([*statements, *text_facts(graph.iri, statements, text)])
    except (TypeError, ArithmeticError) as error:
        return ValidationReport(violations=(_incomparable(graph, error),))
    violations = sorted(
        (_violation(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)), key=_order
    )
    return ValidationReport(
        violations=tuple(violation for violation in violations if violation.severity == "Violation"),
        warnings=tuple(violation for violation in violations if violation.severity != "Violation"),
    )


def _incomparable(graph: ArticleGraph, error: Exception) -> Violation:
    return Violation(
        message=f"A value is not of its datatype, so that others cannot be compared with it ({error}).",
        severity=_severity(str(SH.Violation)),
        focus_node=graph.iri,
    )


def _severity(iri: str) -> str:
    return iri.removeprefix(str(SH._NS))


def _violation(report: Graph, node: Node) -> Violation:
    def said(term: URIRef) -> str | None:
        values = sorted(str(value) for value in report.objects(node, term))
        return values[0] if values else None

    path = next(iter(report.objects(node, SH.resultPath)), None)
    messages = sorted(str(value) for value in report.objects(node, SH.resultMessage))
    severity = said(SH.resultSeverity) or str(SH.Violation)
    component = said(SH.sourceConstraintComponent)
    return Violation(
        message=" ".join(messages),
        severity=_severity(severity),
        focus_node=said(SH.focusNode) or "",
        path=None if path is None else _path(report, path),
        value=said(SH.value),
        shape=said(SH.sourceShape),
        component=None if component is None else component.removeprefix(str(SH._NS)),
    )


_PATHS = {SH.inversePath: "^", SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def _path(graph: Graph, path: Node) -> str:
    """A SHACL path as SPARQL writes it; an IRI as it is."""
    if isinstance(path, URIRef):
        return str(path)
    if graph.value(path, RDF.first) is not None:
        return " / ".join(_path(graph, step) for step in Collection(graph, path))
    several = graph.value(path, SH.alternativePath)
    if several is not None:
        return " | ".join(_path(graph, step) for step in Collection(graph, several))
    for term, sign in _PATHS.items():
        step = graph.value(path, term)
        if step is not None:
            return f"^{_path(graph, step)}" if sign == "^" else f"({_path(graph, step)}){sign}"
    return "?"


def _order(violation: Violation) -> tuple[str, ...]:
    result = violation
    return (
        result.focus_node,
        result.path or "",
        result.message,
        result.value or "",
        result.shape or "",
        result.component or "",
    )
