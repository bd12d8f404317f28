"""The shapes graph, parsed once: as an rdflib graph for the reference, compiled for the native engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from kg_etl.errors import ValidationError
from kg_etl.validation.native import NativeEngine, is_comparable
from kg_etl.validation.terms import Statement, add, quads_of
from kg_etl.vocabulary import RDF, SH, packaged


class Engine(StrEnum):
    """Which engine validates."""

    NATIVE = "native"
    """The native engine, and the reference for graphs that it rejects and shapes that it may not decide about."""
    PYSHACL = "pyshacl"
    """The reference only."""


class Shapes:
    """A parsed shapes graph, with its SPARQL constraints prepared once; created by `Shapes.load`."""

    def __init__(self, graph: Graph, version: str, native: NativeEngine | None = None) -> None:
        self.graph = graph
        self.version = version
        """Short hash of the files."""
        self.native = native
        """None if only the reference may decide."""
        self.prepared: dict[str, Query] = {}

    @property
    def count(self) -> int:
        """Number of node shapes and property shapes with an IRI."""
        named = {*self.graph.subjects(RDF.type, SH.NodeShape), *self.graph.subjects(RDF.type, SH.PropertyShape)}
        return sum(isinstance(shape, URIRef) for shape in named)

    @classmethod
    def load(cls, *folders: Path | str, engine: Engine = Engine.NATIVE) -> Self:
        """The shapes in all .ttl files of these folders; without folders, the shapes of this project.

        Raises:
            ValidationError: a folder has no .ttl files, a file is not Turtle, or the shapes are not valid SHACL.
        """
        statements: list[ox.Quad] = []
        digest = hashlib.sha256()
        shipped = {file.read_bytes() for file in Path(packaged("shapes")).glob("*.ttl")}
        trusted = engine is Engine.NATIVE
        for folder in folders or (packaged("shapes"),):
            files = sorted(Path(folder).glob("*.ttl"))
            if not files:
                raise ValidationError(f"no shapes in {folder}: expected .ttl files")
            for file in files:
                content = _read(file)
                digest.update(content)
                quads = quads_of(content, ox.RdfFormat.TURTLE, str(file))
                trusted = trusted and (content in shipped or is_comparable(quads))
                statements += quads
        graph = Graph(bind_namespaces="none")
        add(graph, statements)
        _check_queries(graph)
        shapes = cls(graph, digest.hexdigest()[:12], _native(statements) if trusted else None)
        shapes.report_graph([])
        return shapes

    def report_graph(self, statements: Iterable[Statement]) -> Graph:
        """pySHACL's validation report for these statements.

        Raises:
            ValidationError: the shapes are not valid SHACL.
            TypeError, ArithmeticError: pySHACL compared a value that does not have a valid form of its datatype.
        """
        import pyshacl  # takes half a second, which a run without new articles need not spend
        from pyshacl.errors import ReportableRuntimeError

        data = _Data(self.prepared)
        add(data, statements)
        try:
            _, report, _ = pyshacl.validate(
                data, shacl_graph=self.graph, inference="none", advanced=False, inplace=True
            )
        except (ReportableRuntimeError, RuntimeError, ValueError, SyntaxError) as error:
            raise ValidationError(f"the shapes cannot be used: {error}") from error
        if not isinstance(report, Graph):
            raise ValidationError(f"the shapes cannot be used: {report!r}")
        return report


class _Data(Graph):
    """A data graph that parses each SPARQL constraint once; rdflib would parse it again for every focus node."""

    def __init__(self, prepared: dict[str, Query]) -> None:
        super().__init__(bind_namespaces="none")
        self._prepared = prepared

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = _prepared(query_object, {})
            query_object = self._prepared[query_object]
        return super().query(query_object, *arguments, **named)


def _prepared(sparql: str, prefixes: Mapping[str, str]) -> Query:
    try:
        return prepareQuery(sparql, initNs=prefixes)
    except Exception as error:  # rdflib raises bare Exception for an unknown prefix
        raise ValidationError(f"a query in the shapes is not SPARQL: {error}\n{sparql}") from error


def _native(statements: list[ox.Quad]) -> NativeEngine | None:
    try:
        return NativeEngine(statements)
    except ValueError:
        return None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ValidationError(f"cannot read the shapes {file}: {error}") from error


def _check_queries(shapes: Graph) -> None:
    """Parse every SPARQL constraint now: pySHACL does so only when there is a focus node for it."""
    for constraint, sparql in shapes.subject_objects(SH.select):
        declared = {
            str(shapes.value(declaration, SH.prefix)): str(shapes.value(declaration, SH.namespace))
            for source in shapes.objects(constraint, SH.prefixes)
            for declaration in shapes.objects(source, SH.declare)
        }
        _prepared(str(sparql), declared)
