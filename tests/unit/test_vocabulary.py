"""The vocabulary is closed, and its files are found."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg_etl import vocabulary
from kg_etl.vocabulary import DIP, ITSRDF, OA, PREFIXES, packaged


@pytest.mark.parametrize("namespace", [DIP, OA, ITSRDF], ids=["dip", "oa", "itsrdf"])
def test_a_mistyped_term_fails_where_it_is_written(namespace: type[DIP]) -> None:
    with pytest.raises(AttributeError):
        _ = namespace.visitorr
    with pytest.raises(AttributeError):
        _ = namespace["no such term"]


def test_a_term_is_an_iri_of_the_namespace() -> None:
    assert rdflib.URIRef("https://w3id.org/kg-etl/diplomacy#visitor") == DIP.visitor
    assert DIP["visitor"] == DIP.visitor


def test_every_prefix_is_that_of_the_ontology_file() -> None:
    graph = rdflib.Graph(bind_namespaces="none").parse(packaged("ontology") / "diplomacy.ttl")
    declared = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    assert {prefix: declared[prefix] for prefix in PREFIXES.keys() & declared.keys()} == {
        prefix: PREFIXES[prefix] for prefix in PREFIXES.keys() & declared.keys()
    }


@pytest.mark.parametrize(("folder", "file"), [("ontology", "diplomacy.ttl"), ("shapes", "visit.ttl")])
def test_ontology_and_shapes_are_found_from_a_checkout(folder: str, file: str) -> None:
    assert (packaged(folder) / file).is_file()


def test_ontology_and_shapes_are_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "kg_etl"
    (package / "_data" / "shapes").mkdir(parents=True)
    (package / "_data" / "shapes" / "visit.ttl").touch()
    foreign = tmp_path / "site-packages" / "shapes"
    foreign.mkdir()
    (foreign / "other.ttl").touch()
    monkeypatch.setattr(vocabulary, "__file__", str(package / "vocabulary.py"))
    assert packaged("shapes") == package / "_data" / "shapes"


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no \.ttl files in .*weather"):
        packaged("weather")
