"""Graph + shapes -> ValidationReport, by pySHACL, which is the reference for every other engine.

One article graph at a time, without inference: merged graphs hide a missing type, and inference costs eight times the
validation itself. The article's text is added to the graph for the length of the validation, so that evidence can be
compared with it; it is never stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg_etl.errors import ValidationError
from kg_etl.identifiers import evidence_iri
from kg_etl.model import ArticleGraph, Value, Violation
from kg_etl.vocabulary import DIP, OA, PREFIXES, RDF, SH, XSD, packaged

_MOST_SHOWN = 120


class ValidationReport(Value, frozen=True):
    """What the shapes say about one graph."""

    violations: tuple[Violation, ...] = ()
    """Why the graph may not be loaded; sorted by focus node, path and message."""
    warnings: tuple[Violation, ...] = ()
    """What is merely odd (severity `Warning` or `Info`); sorted likewise."""

    @property
    def conforms(self) -> bool:
        """Whether there is no result of severity `Violation`."""
        return not self.violations


class Shapes:
    """Parsed shapes, with the queries in them prepared once; made by `Shapes.load`."""

    def __init__(self, graph: Graph, version: str) -> None:
        self.graph = graph
        self.version = version
        """Short hash of the files."""
        self.prepared: dict[str, Query] = {}

    @property
    def count(self) -> int:
        """Node shapes and property shapes that have a name."""
        named = {*self.graph.subjects(RDF.type, SH.NodeShape), *self.graph.subjects(RDF.type, SH.PropertyShape)}
        return sum(isinstance(shape, URIRef) for shape in named)

    @classmethod
    def load(cls, *folders: Path | str) -> Self:
        """The shapes of all .ttl files in some folders, those of this project if none is given.

        Raises:
            ValidationError: a folder holds no shapes, a file is not Turtle, or SHACL does not allow the shapes.
        """
        graph = Graph(bind_namespaces="none")
        digest = hashlib.sha256()
        for folder in folders or (packaged("shapes"),):
            files = sorted(Path(folder).glob("*.ttl"))
            if not files:
                raise ValidationError(f"no shapes in {folder}: expected .ttl files")
            for file in files:
                content = _read(file)
                digest.update(content)
                _add(graph, content, ox.RdfFormat.TURTLE, str(file))
        _check_queries(graph)
        shapes = cls(graph, digest.hexdigest()[:12])
        _results(_Data(shapes.prepared), shapes)
        return shapes


class _Data(Graph):
    """A data graph that parses each SPARQL constraint once: rdflib would parse it anew for every focus node."""

    def __init__(self, prepared: dict[str, Query]) -> None:
        super().__init__(bind_namespaces="none")
        self._prepared = prepared

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = _prepared(query_object, {})
            query_object = self._prepared[query_object]
        return super().query(query_object, *arguments, **named)


def validate(graph: ArticleGraph, text: str | None, shapes: Shapes) -> ValidationReport:
    """What the shapes say about a graph.

    Args:
        graph: The named graph of an article.
        text: The article's text, which its evidence is compared with; without it no graph conforms.
        shapes: The shapes to hold it to.

    Raises:
        ValidationError: the shapes cannot be used, or the graph is not N-Triples.
    """
    data = _Data(shapes.prepared)
    _add(data, graph.triples.encode("utf-8"), ox.RdfFormat.N_TRIPLES, f"the graph of {graph.article_id}")
    if text is not None:
        _add_text(data, URIRef(graph.iri), text)
    found = sorted(_results(data, shapes), key=_order)
    return ValidationReport(
        violations=tuple(one for one in found if one.severity == "Violation"),
        warnings=tuple(one for one in found if one.severity != "Violation"),
    )


def _add_text(data: Graph, article: URIRef, text: str) -> None:
    """Add the text, and for each piece of evidence what stands at its place and the IRI that this place has."""
    data.add((article, DIP.text, Literal(text, datatype=XSD.string)))
    for evidence, start in list(data.subject_objects(OA.start)):
        for end in list(data.objects(evidence, OA.end)):
            first, last = (one.toPython() if isinstance(one, Literal) else None for one in (start, end))
            if isinstance(first, int) and isinstance(last, int) and 0 <= first <= last:
                data.add((evidence, DIP.textThere, Literal(text[first:last], datatype=XSD.string)))
                data.add((evidence, DIP.placeThere, URIRef(evidence_iri(article, first, last))))


def in_words(violation: Violation) -> str:
    """One result as a line for people: how bad it is, what is wrong, and where.

    >>> in_words(Violation(message="No event without evidence.", severity="Violation", focus_node="https://a/b#visit=1,2"))
    'Violation: No event without evidence. At <https://a/b#visit=1,2>.'
    """
    line = f"{violation.severity}: {violation.message} At <{violation.focus_node}>"
    if violation.path is not None:
        line += f", {_short(violation.path)}"
    if violation.value is not None and violation.value != violation.focus_node:
        line += f": {_cut(_short(violation.value))}"
    return line if line.endswith(".") else line + "."


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ValidationError(f"cannot read the shapes {file}: {error}") from error


def _prepared(sparql: str, prefixes: Mapping[str, str]) -> Query:
    try:
        return prepareQuery(sparql, initNs=prefixes)
    except Exception as error:  # rdflib raises bare Exception for an unknown prefix
        raise ValidationError(f"a query in the shapes is not SPARQL: {error}\n{sparql}") from error


def _check_queries(shapes: Graph) -> None:
    """Parse every query now: pySHACL would do so only when a graph has a node for it."""
    for constraint, sparql in shapes.subject_objects(SH.select):
        declared = {
            str(shapes.value(one, SH.prefix)): str(shapes.value(one, SH.namespace))
            for source in shapes.objects(constraint, SH.prefixes)
            for one in shapes.objects(source, SH.declare)
        }
        _prepared(str(sparql), declared)


def _add(graph: Graph, content: bytes, form: ox.RdfFormat, where: str) -> None:
    # pyoxigraph parses twenty times faster than rdflib.
    try:
        for quad in ox.parse(content, format=form):
            graph.add((_term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)))
    except SyntaxError as error:
        raise ValidationError(f"{where} cannot be parsed: {error}") from error


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    return BNode(str(term))


def _results(data: Graph, shapes: Shapes) -> Iterator[Violation]:
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none", advanced=False, inplace=True)
    except (ReportableRuntimeError, RuntimeError, ValueError, SyntaxError) as error:
        raise ValidationError(f"the shapes cannot be used: {error}") from error
    if not isinstance(report, Graph):
        raise ValidationError(f"the shapes cannot be used: {report!r}")
    return (_violation(report, node) for node in report.subjects(RDF.type, SH.ValidationResult))


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
        severity=severity.removeprefix(str(SH._NS)),
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
    one = violation
    return (one.focus_node, one.path or "", one.message, one.value or "", one.shape or "", one.component or "")


def _short(text: str) -> str:
    for prefix, namespace in PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
