"""The ontology is what it says it is, and vocabulary, model, shapes and queries use it and nothing else."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import kg_etl
from kg_etl.model import (
    CLASS_ROLES,
    EVENT_TYPES,
    Background,
    EntityType,
    EventClass,
    QuotationKind,
    RoleName,
    Status,
    TimeBasis,
)
from kg_etl.vocabulary import DIP, WD, packaged

NAMESPACE = str(DIP._NS)
ONTOLOGY = Graph(bind_namespaces="none").parse(packaged("ontology") / "diplomacy.ttl")
TERMS = sorted({str(term) for term in ONTOLOGY.subjects() if str(term).startswith(NAMESPACE)})
VOCABULARY = {NAMESPACE + name for name in (*DIP.__annotations__, *DIP._extras) if not name.startswith("_")}
PACKAGE = Path(kg_etl.__file__).parent


def test_the_vocabulary_is_the_ontology() -> None:
    assert set(TERMS) == VOCABULARY


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(NAMESPACE))
def test_a_term_is_explained(term: str) -> None:
    node = URIRef(term)
    for annotation in (RDFS.label, RDFS.comment, SKOS.example):
        (value,) = ONTOLOGY.objects(node, annotation)
        assert isinstance(value, Literal)
        assert value.language == "en"
        assert str(value).strip()
    assert list(ONTOLOGY.objects(node, RDFS.isDefinedBy)) == [URIRef(NAMESPACE.removesuffix("#"))]
    assert ONTOLOGY.value(node, RDF.type) is not None


def test_nothing_in_the_ontology_is_outside_the_rl_profile() -> None:
    """Source: OWL 2 Web Ontology Language Profiles, section 4.2 (what OWL 2 RL leaves out, and what we do not need)."""
    unused = {
        OWL.unionOf, OWL.oneOf, OWL.someValuesFrom, OWL.complementOf, OWL.minCardinality, OWL.maxCardinality,
        OWL.cardinality, OWL.hasSelf, OWL.disjointUnionOf, OWL.ReflexiveProperty, OWL.equivalentClass,
    }  # fmt: skip
    used = {term for triple in ONTOLOGY for term in triple}
    assert used & unused == set()


def test_every_class_and_property_that_the_ontology_names_is_declared_in_it() -> None:
    declared = set(ONTOLOGY.subjects(RDF.type, None))
    named = {
        other
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
        for other in ONTOLOGY.objects(None, relation)
        if "XMLSchema" not in str(other)
    }
    assert named - declared == set()


def test_no_event_is_of_two_classes() -> None:
    said = {frozenset(pair) for pair in ONTOLOGY.subject_objects(OWL.disjointWith)}
    assert said == {frozenset(pair) for pair in combinations((DIP[cls.value] for cls in EventClass), 2)}


@pytest.mark.parametrize("cls", EventClass)
def test_the_kinds_of_an_event_are_its_subclasses(cls: EventClass) -> None:
    subclasses = {str(kind).removeprefix(NAMESPACE) for kind in ONTOLOGY.subjects(RDFS.subClassOf, DIP[cls.value])}
    assert subclasses == EVENT_TYPES[cls] - {cls.value}
    assert (DIP[cls.value], RDFS.subClassOf, DIP.Event) in ONTOLOGY


@pytest.mark.parametrize("role", RoleName)
def test_a_role_belongs_to_its_class_and_has_its_mention(role: RoleName) -> None:
    (cls,) = (cls for cls, roles in CLASS_ROLES.items() if role in roles)
    assert ONTOLOGY.value(DIP[role.value], RDFS.domain) == DIP[cls.value]
    assert ONTOLOGY.value(DIP[role.value], RDFS.subPropertyOf) in {DIP.participant, DIP.place}
    assert ONTOLOGY.value(DIP[f"{role.value}Mention"], RDFS.subPropertyOf) == DIP.mention


def test_every_word_of_the_model_is_a_term() -> None:
    words = {*EntityType, *Status, *TimeBasis, *Background, *QuotationKind, *EventClass, *RoleName}
    assert {NAMESPACE + word.value for word in words} <= set(TERMS)


def test_wikidata_classes_are_only_those_that_were_checked() -> None:
    """Q1072326 is the summit, Q131569 the treaty, Q2001676 the military offensive: look an item up before adding it."""
    named = {term for triple in ONTOLOGY for term in triple if isinstance(term, URIRef) and term.startswith(str(WD))}
    assert named == {WD.Q1072326, WD.Q131569, WD.Q2001676}


def files(folder: Path, *suffixes: str) -> list[Path]:
    return sorted(file for suffix in suffixes for file in folder.rglob(f"*{suffix}") if "_data" not in file.parts)


@pytest.mark.parametrize(
    "file", [*files(packaged("shapes"), ".ttl"), *files(PACKAGE, ".rq")], ids=lambda file: file.name
)
def test_shapes_and_queries_use_no_unknown_term(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    used = {NAMESPACE + name for name in re.findall(r"(?<![\w:-])dip:(\w+)", text)}
    assert used - set(TERMS) == set()


@pytest.mark.parametrize("cls", [*EventClass, *EntityType])
def test_every_class_has_a_file_of_shapes_with_its_name(cls: EventClass | EntityType) -> None:
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.value).lower()
    text = (packaged("shapes") / f"{stem}.ttl").read_text(encoding="utf-8")
    assert f"sh:targetClass dip:{cls.value}" in text


def test_every_term_that_shapes_can_check_is_in_the_shapes() -> None:
    """All but super-properties and classes that no triple has, and what stands in provenance graphs."""
    text = "".join(file.read_text(encoding="utf-8") for file in files(packaged("shapes"), ".ttl"))
    used = {NAMESPACE + name for name in re.findall(r"dip:(\w+)", text)}
    abstract = {"Event", "Status", "TimeBasis", "Background", "QuotationKind", "participant", "place"}
    provenance = {"graphDigest", "tripleCount", "eventCount", "edition"} | {
        term.removeprefix(NAMESPACE) for term in TERMS if term.endswith("Version")
    }
    assert {term.removeprefix(NAMESPACE) for term in set(TERMS) - used} == abstract | provenance
