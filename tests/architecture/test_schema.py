"""The lists of classes, roles and attributes in queries and shapes are those of schema.toml.

Each message names the file to edit when the schema has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg_etl import queries
from kg_etl.model import PLACE_TYPES
from kg_etl.schema import ATTRIBUTES, CLASSES, OPPOSED, ROLES, SCHEMA
from kg_etl.vocabulary import DIP, RDF, SH, packaged

SHAPE = "https://w3id.org/kg-etl/shapes#"
QUERIES = sorted(Path(queries.__file__).parent.rglob("*.rq"))
EVENT_FILE = packaged("shapes") / "event.ttl"
EVIDENCE_FILE = packaged("shapes") / "evidence.ttl"

EVERY_CLASS = pytest.mark.parametrize("cls", CLASSES)
EVERY_FILE_OF_A_QUERY = pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)


def file_of(cls: str) -> Path:
    return packaged("shapes") / f"{re.sub(r'(?<=[a-z])(?=[A-Z])', '_', cls).lower()}.ttl"


def graph_in(file: Path) -> Graph:
    return Graph(bind_namespaces="none").parse(file)


def terms(names: Iterable[str]) -> set[Node]:
    return {DIP[name] for name in names}


def listed(graph: Graph, head: Node | None) -> set[Node]:
    assert head is not None
    return set(Collection(graph, head))


def must_be(file: Path, place: str, actual: Iterable[Node], expected: Iterable[Node]) -> None:
    actual, expected = set(actual), set(expected)
    missing, surplus = (
        sorted(str(term).split("#")[-1] for term in rest) for rest in (expected - actual, actual - expected)
    )
    assert actual == expected, f"edit {file}: {place}: missing {missing}, not in schema.toml {surplus}"


def shape(name: str) -> URIRef:
    return URIRef(SHAPE + name)


def class_terms(cls: str) -> set[str]:
    """The properties of the attributes that this class has and not every class."""
    return {
        name
        for attribute in ATTRIBUTES.values()
        if attribute.classes is not None and cls in attribute.classes
        for name in (attribute.term, attribute.evidence)
        if name is not None
    }


@EVERY_CLASS
def test_the_shapes_of_a_class_target_the_class_and_its_subclasses(cls: str) -> None:
    file, kinds = file_of(cls), {cls, *SCHEMA.classes[cls].types}
    graph = graph_in(file)
    for name in (cls, f"{cls.lower()}Types"):
        must_be(file, f"targetClass of shape:{name}", graph.objects(shape(name), SH.targetClass), terms(kinds))
    types = listed(graph, graph.value(shape(f"{cls.lower()}Types"), SH["in"]))
    must_be(file, f"sh:in of shape:{cls.lower()}Types", types, terms(kinds))
    assert DIP[cls] in set(graph.objects(shape("Event"), SH.targetClass)), (
        f"edit {file}: shape:Event must target dip:{cls}"
    )


@EVERY_CLASS
def test_the_closed_shape_of_a_class_allows_its_roles_and_attributes(cls: str) -> None:
    file = file_of(cls)
    graph = graph_in(file)
    roles = SCHEMA.classes[cls].roles
    mentions = [f"{role}Mention" for role in roles]
    inverse = {attribute.inverse for attribute in ATTRIBUTES.values() if attribute.inverse and cls == "Statement"}
    properties = graph.objects(shape(f"{cls}Only"), SH.property)
    paths = {graph.value(each, SH.path) for each in properties}
    must_be(
        file,
        f"shape:{cls}Only",
        [path for path in paths if path],
        terms({*roles, *mentions, *class_terms(cls), *inverse}),
    )
    path = graph.value(shape(f"{cls.lower()}Mentions"), SH.path)
    assert path is not None
    alternatives = listed(graph, graph.value(path, SH.alternativePath))
    must_be(file, f"shape:{cls.lower()}Mentions", alternatives, terms(mentions))


@EVERY_CLASS
def test_the_shapes_of_roles_check_who_may_fill_them(cls: str) -> None:
    file = file_of(cls)
    graph = graph_in(file)
    for role, filler in SCHEMA.classes[cls].roles.items():
        has_actors = (shape(role), SH["or"], None) in graph
        place_types = graph.value(shape(role), SH["in"])
        assert has_actors == (filler == "actor"), (
            f"edit {file}: shape:{role} must have sh:or exactly if it takes actors"
        )
        if filler == "place":
            must_be(
                file, f"sh:in of shape:{role}", listed(graph, place_types), terms(kind.value for kind in PLACE_TYPES)
            )
        else:
            assert place_types is None, f"edit {file}: shape:{role} must not have sh:in, it does not take places only"
        target = set(graph.objects(shape(f"{role}Mention"), SH.targetSubjectsOf))
        must_be(file, f"targetSubjectsOf of shape:{role}Mention", target, terms([role, f"{role}Mention"]))
        disjoint = {str(term).split("#")[-1] for term in graph.objects(shape(role), SH.disjoint)}
        opposite = {second for second, first in OPPOSED.items() if first == role}
        assert disjoint == opposite, f"edit {file}: sh:disjoint of shape:{role} must be {sorted(opposite)}"


def test_the_shapes_of_all_events_name_the_attributes_of_all_classes() -> None:
    graph = graph_in(EVENT_FILE)
    general = {
        name
        for attribute in ATTRIBUTES.values()
        if attribute.classes is None
        for name in (attribute.term, attribute.evidence)
        if name is not None
    }
    listed_terms = listed(graph, shape("eventProperties"))
    must_be(EVENT_FILE, "shape:eventProperties", listed_terms, {RDF.type, *terms({*general, "mention", "roleWords"})})


def test_the_shapes_of_evidence_target_every_property_that_points_at_it() -> None:
    graph = graph_in(EVIDENCE_FILE)
    properties = {attribute.evidence for attribute in ATTRIBUTES.values() if attribute.evidence}
    others = {"mention", "roleWords", "reportDayEvidence"}
    target = graph.objects(shape("evidenceType"), SH.targetObjectsOf)
    must_be(EVIDENCE_FILE, "targetObjectsOf of shape:evidenceType", target, terms(properties | others))


@EVERY_FILE_OF_A_QUERY
def test_a_query_lists_all_classes_or_roles_by_a_placeholder(file: Path) -> None:
    text = file.read_text("utf-8")
    lists = [set(re.findall(r"dip:(\w+)", part)) for part in re.findall(r"\{[^{}]*\}|\([^()]*\)", text)]
    for members, placeholder in ((CLASSES, "<kg-etl:classes>"), (ROLES, "<kg-etl:roles> or <kg-etl:role-path>")):
        assert not any(names >= set(members) for names in lists), (
            f"edit {file}: write {placeholder} instead of the list"
        )


@EVERY_FILE_OF_A_QUERY
def test_a_query_names_classes_with_roles_of_theirs(file: Path) -> None:
    """Rows such as `(dip:Visit dip:visitor dip:host)`."""
    rows = re.findall(r"\(dip:([A-Z]\w+) dip:([a-z]\w+) dip:([a-z]\w+)\)", file.read_text("utf-8"))
    for cls, *roles in rows:
        assert set(roles) <= set(SCHEMA.classes[cls].roles), f"edit {file}: {cls} does not have the roles {roles}"
