"""The address of another server is inserted as an IRI, and only allowed addresses are queried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl import queries
from kg_etl.errors import QueryError
from kg_etl.queries.syntax import services
from kg_etl.stores.oxigraph import OxigraphStore

EVENTS = queries.question("events-of-members")
ADDRESS = "http://127.0.0.1:1234/sparql"


def test_the_configured_address_replaces_the_public_address() -> None:
    sparql = queries.bound(EVENTS, {}, wikidata=ADDRESS)

    assert services(EVENTS.sparql) == ("https://query.wikidata.org/sparql",)
    assert services(sparql) == (ADDRESS,)
    assert sparql.replace(ADDRESS, services(EVENTS.sparql)[0] or "") == queries.bound(EVENTS, {})


@pytest.mark.parametrize("address", ["not an IRI", "http://a/> { } #", "http://a/ b", "relative/path", "http://a/{x}"])
def test_what_is_no_iri_is_refused(address: str) -> None:
    with pytest.raises(QueryError, match="not an absolute IRI"):
        queries.bound(EVENTS, {}, wikidata=address)


def test_other_questions_are_left_as_they_are() -> None:
    question = queries.question("timeline")
    assert queries.bound(question, {}, wikidata=ADDRESS) == queries.bound(question, {})


def test_a_users_question_joins_if_its_header_says_so(tmp_path: Path) -> None:
    (tmp_path / "joining.rq").write_text("# service: wikidata\nASK { SERVICE SILENT <http://a/> { ?s ?p ?o } }")
    (tmp_path / "other.rq").write_text("ASK { SERVICE <http://a/> { ?s ?p ?o } }")

    joining, other = (queries.question_in(tmp_path / name) for name in ("joining.rq", "other.rq"))
    assert (
        queries.bound(joining, {}, ADDRESS)
        == f"# service: wikidata\nASK {{ SERVICE SILENT <{ADDRESS}> {{ ?s ?p ?o }} }}"
    )
    assert services(queries.bound(other, {}, ADDRESS)) == ("http://a/",)


@pytest.mark.parametrize("value", ["Q7184", "wd:Q7184", "http://www.wikidata.org/entity/Q7184"])
def test_an_item_is_an_id_or_an_iri(value: str) -> None:
    sparql = queries.bound(EVENTS, {"organization": value})

    assert "VALUES ?organization { <http://www.wikidata.org/entity/Q7184> }" in sparql


@pytest.mark.parametrize("value", ["NATO", "", "Q7184 } #"])
def test_a_name_is_no_item(value: str) -> None:
    with pytest.raises(QueryError, match="must be a Wikidata id"):
        queries.bound(EVENTS, {"organization": value})


@pytest.mark.parametrize(
    ("sparql", "addresses"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * { service<http://a/>{ ?s ?p ?o } }", ("http://a/",)),
        ("SELECT * { SERVICE # where\n <http://a/> { ?s ?p ?o } }", ("http://a/",)),
        ("SELECT * { SERVICE silent <http://a/> {} SERVICE <http://b/> {} }", ("http://a/", "http://b/")),
        ("SELECT * { SERVICE ?where { ?s ?p ?o } }", (None,)),
        ("PREFIX a: <http://a/> SELECT * { SERVICE a:b { ?s ?p ?o } }", (None,)),
        (r"SELECT * { SERVICE <http://a\u002F> { ?s ?p ?o } }", (None,)),
        ("SELECT ?service { ?service <http://a/SERVICE> 'SERVICE <http://b/>' } # SERVICE <http://c/>", ()),
        ("PREFIX service: <http://a/> SELECT * { ?s service:x $service }", ()),
        (r"""SELECT ('\'' AS ?x) { SERVICE <http://a/> { ?s ?p "\"" } }""", ("http://a/",)),
    ],
)
def test_the_servers_that_a_query_asks_are_known(sparql: str, addresses: tuple[str | None, ...]) -> None:
    assert services(sparql) == addresses


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    with OxigraphStore(
        tmp_path_factory.mktemp("federated") / "store", services=["http://127.0.0.1:1/allowed"]
    ) as opened:
        yield opened


@settings(deadline=None)
@given(st.text(alphabet="<>#'\"\\ {}?aS:/\n", max_size=12), st.sampled_from(["SERVICE", "service", "Service"]))
def test_no_text_before_it_hides_a_server_from_the_store(store: OxigraphStore, before: str, word: str) -> None:
    # A server that is asked is not there: a StoreError.
    with suppress(QueryError):
        store.query(f"SELECT * {{ {before} {word} <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}")


def test_the_store_asks_none_but_the_servers_allowed(store: OxigraphStore, loopback: Any) -> None:
    for target in (f"<{loopback.url}>", "?where"):
        with pytest.raises(
            QueryError, match=r"is not allowed in the embedded store; allowed: http://127\.0\.0\.1:1/allowed"
        ):
            store.query(f"SELECT * {{ VALUES ?where {{ <{loopback.url}> }} SERVICE {target} {{ ?s ?p ?o }} }}")
    assert loopback.requests == []
