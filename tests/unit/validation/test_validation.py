"""Validation reports. tests/shapes/ tests each shape."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef

from kg_etl.errors import ValidationError
from kg_etl.mapping import article_graph
from kg_etl.model import Article, ArticleGraph, Extraction, Links, Violation
from kg_etl.validation import Shapes, ValidationReport, in_words, validate
from kg_etl.vocabulary import DIP, packaged

ARTICLE = Article(id="a", text="Nothing happened.")
GRAPH = article_graph(
    ARTICLE, Extraction(article_id="a"), Links(article_id="a"), "https://w3id.org/kg-etl/id/", {"software": "0"}
)
HOUSE_RULE = """
@prefix dip: <https://w3id.org/kg-etl/diplomacy#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/house#Publisher> a sh:PropertyShape ;
    sh:targetClass dip:Article ;
    sh:path dip:publisher ;
    sh:minCount 1 ;
    sh:message "Here every article has a publisher." .
"""


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


@pytest.fixture
def house_rules(tmp_path: Path) -> Path:
    (tmp_path / "house.ttl").write_text(HOUSE_RULE)
    return tmp_path


def test_a_graph_that_is_merely_odd_conforms(shapes: Shapes) -> None:
    report = validate(GRAPH, ARTICLE.text, shapes)
    assert report.conforms
    assert report.violations == ()
    assert [result.severity for result in report.warnings] == ["Warning", "Warning"]


def test_without_the_text_no_graph_conforms(shapes: Shapes) -> None:
    report = validate(GRAPH, None, shapes)
    assert [(result.focus_node, result.path) for result in report.violations] == [(GRAPH.iri, str(DIP.text))]


def test_another_text_is_found_out(shapes: Shapes) -> None:
    (result,) = validate(GRAPH, "Something else happened.", shapes).violations
    assert result.value == "24"


def test_house_rules_are_added_to_the_shapes(shapes: Shapes, house_rules: Path) -> None:
    stricter = Shapes.load(packaged("shapes"), house_rules)
    assert stricter.version != shapes.version
    report = validate(GRAPH, ARTICLE.text, stricter)
    assert [result.message for result in report.violations] == ["Here every article has a publisher."]


def test_equal_shapes_have_equal_versions(shapes: Shapes) -> None:
    assert Shapes.load().version == shapes.version == Shapes.load(packaged("shapes")).version


def test_a_query_is_prepared_once_for_all_graphs() -> None:
    fresh = Shapes.load()
    validate(GRAPH, ARTICLE.text, fresh)
    prepared = dict(fresh.prepared)
    validate(GRAPH, ARTICLE.text, fresh)
    assert prepared
    assert all(fresh.prepared[text] is query for text, query in prepared.items())


def test_validating_leaves_no_trace_in_the_shapes(shapes: Shapes) -> None:
    before = len(shapes.graph)
    validate(GRAPH, ARTICLE.text, shapes)
    assert len(shapes.graph) == before


def test_the_shapes_conform_to_the_shapes_of_shapes(shapes: Shapes) -> None:
    """pySHACL raises if they do not."""
    data = Graph().parse(data=GRAPH.triples, format="nt")
    data.add((URIRef(GRAPH.iri), DIP.text, Literal(ARTICLE.text)))
    _, _, words = pyshacl.validate(data, shacl_graph=shapes.graph, meta_shacl=True)
    assert "Severity: sh:Violation" not in words


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("this is no Turtle", "bad.ttl cannot be parsed"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:s> a sh:PropertyShape ; sh:targetClass <a:c> .",
            "cannot be used",
        ),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:s> a sh:NodeShape ; sh:targetNode <a:n> ; "
            'sh:sparql [ sh:select "SELECT nothing" ] .',
            "not SPARQL: .*nothing",
        ),
    ],
    ids=["not Turtle", "not SHACL", "not SPARQL"],
)
def test_shapes_that_cannot_be_used_are_an_error(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "bad.ttl").write_text(content)
    with pytest.raises(ValidationError, match=says):
        Shapes.load(tmp_path)


def test_a_folder_without_shapes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no shapes in"):
        Shapes.load(tmp_path / "nowhere")


def test_a_graph_that_is_not_ntriples_is_an_error(shapes: Shapes) -> None:
    broken = ArticleGraph(article_id="b", iri=GRAPH.iri, content_hash="", triples="<a> <b> .", provenance="")
    with pytest.raises(ValidationError, match="the graph of b cannot be parsed"):
        validate(broken, "", shapes)


def test_a_result_in_words_says_what_is_wrong_where_and_with_which_value() -> None:
    violation = Violation(
        message="An event has exactly one status.",
        severity="Violation",
        focus_node="https://example.org/a#visit=1,2",
        path=f"{DIP.status} / {DIP.evidence}",
        value="x" * 500,
    )
    words = in_words(violation)
    assert words.startswith(
        "Violation: An event has exactly one status. At <https://example.org/a#visit=1,2>, dip:status"
    )
    assert " / dip:evidence: " in words
    assert len(words) < 300


def test_only_violations_keep_a_graph_out() -> None:
    result = Violation(message="m", severity="Warning", focus_node="n")
    assert ValidationReport(warnings=(result,)).conforms
    assert not ValidationReport(violations=(result,)).conforms
