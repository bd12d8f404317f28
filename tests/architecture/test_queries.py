"""The shipped queries use the vocabulary, portable SPARQL 1.1 and headers of the same form."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from kg_etl import queries, vocabulary
from kg_etl.queries.questions import Question

PACKAGE = Path(queries.__file__).parent
SHIPPED = [pytest.param(question, id=question.name) for question in queries.shipped()]
INTERNAL = [
    pytest.param(Question(name=file.name, title="", sparql=file.read_text("utf-8")), id=f"internal/{file.name}")
    for file in sorted(files("kg_etl.queries").joinpath("internal").iterdir(), key=lambda file: file.name)
    if file.name.endswith(".rq")
]
EVERY_QUERY = pytest.mark.parametrize("question", SHIPPED + INTERNAL)
EVERY_QUESTION = pytest.mark.parametrize("question", SHIPPED)

PROMISED = {
    "who-visited-whom", "what-was-said", "agreements-by-pair", "offensives-by-place-and-month", "timeline",
    "events-with-several-sources", "planned-and-happened", "statements-by-speaker", "claimed-and-denied", "least-sure",
    "evidence", "entities", "unlinked", "summary", "articles",
}  # fmt: skip


def test_the_promised_questions_are_there() -> None:
    assert {question.name for question in queries.shipped()} >= PROMISED


@EVERY_QUERY
def test_two_parsers_take_the_query_as_it_stands(question: Question) -> None:
    prepareQuery(question.sparql)
    ox.Store().query(question.sparql)


@EVERY_QUERY
def test_every_prefix_is_used_and_is_the_projects(question: Question) -> None:
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]*)>", question.sparql, re.MULTILINE))
    assert declared == {name: vocabulary.PREFIXES[name] for name in declared}
    body = re.sub(r"^(PREFIX|#).*", "", question.sparql, flags=re.MULTILINE)
    assert set(re.findall(r"(?<![\w?])([a-z]+):(?=\w)", body)) == set(declared)


@EVERY_QUERY
def test_every_term_is_in_the_vocabulary(question: Question) -> None:
    vocabularies = {"dip": vocabulary.DIP, "oa": vocabulary.OA, "itsrdf": vocabulary.ITSRDF}
    for prefix, name in re.findall(r"\b(dip|oa|itsrdf):(\w+)", question.sparql):
        assert vocabularies[prefix][name]


@EVERY_QUERY
def test_triples_are_asked_of_named_graphs(question: Question) -> None:
    """A server's default graph may be empty, the union of all graphs, or something else: no query depends on it."""
    outside = re.sub(r"^(PREFIX|#).*", "", question.sparql, flags=re.MULTILINE)
    while (shorter := re.sub(r"(GRAPH \?\w+|VALUES [^{}]*) \{[^{}]*\}", "", outside)) != outside or (
        shorter := re.sub(r"OPTIONAL \{[^{}]*\}", "", outside)
    ) != outside:
        outside = shorter
    assert "dip:" not in outside.replace("dip:Offensive)", "")


@EVERY_QUERY
def test_only_portable_sparql_is_used(question: Question) -> None:
    assert not re.search(r"\b(SERVICE|LATERAL|NOW|RAND|UUID|STRUUID|BNODE|MINUS)\b", question.sparql)
    assert not re.search(r"<(?!http)[^>\s]*>", re.sub(r"[<>]=?\s", " ", question.sparql))


@pytest.mark.parametrize("question", queries.federated(), ids=lambda question: question.name)
def test_a_question_that_joins_with_wikidata_says_so_and_names_a_single_address(question: Question) -> None:
    prepareQuery(question.sparql)
    assert question.joins_wikidata
    assert len(queries.services(question.sparql)) == 1
    assert question.title != question.name
    for name in re.findall(r"\b(?:dip):(\w+)", question.sparql):
        assert vocabulary.DIP[name]


@EVERY_QUESTION
def test_no_other_question_asks_another_server(question: Question) -> None:
    assert not question.joins_wikidata
    assert queries.services(question.sparql) == ()


@EVERY_QUESTION
def test_every_question_has_a_title_and_parameters_that_say_what_they_are(question: Question) -> None:
    assert question.title != question.name
    assert question.sparql.startswith("# title: ")
    for parameter in question.parameters:
        assert len(parameter.help) > 10
    assert len({parameter.name for parameter in question.parameters}) == len(question.parameters)


@EVERY_QUESTION
def test_every_open_block_is_a_parameter(question: Question) -> None:
    assert set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.sparql)) <= {
        parameter.name for parameter in question.parameters
    }


@EVERY_QUESTION
def test_rows_come_in_a_set_order(question: Question) -> None:
    assert "\nORDER BY " in question.sparql


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.rq")), ids=lambda file: file.stem)
def test_lines_are_short_enough_to_read(file: Path) -> None:
    assert max(map(len, file.read_text("utf-8").splitlines())) <= 160
