"""What the articles say and what Wikidata knows in one answer, from a store here or from a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner

from kg_etl import queries
from kg_etl.cli import cli
from kg_etl.errors import KgEtlError, QueryError
from kg_etl.runs import process
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.sparql import SparqlStore

WD = "http://www.wikidata.org/entity/"
DIP = "https://w3id.org/kg-etl/diplomacy#"
ARTICLE = "https://example.org/article/1"
EVENTS = queries.question("events-of-members")


def triples() -> str:
    """Two visits: one by Norland, which Wikidata calls a member of the League (Q20), one by Sudland, which is none."""
    lines = []
    for number, (name, day) in {1: ("Norland", "2023-03-05"), 3: ("Sudland", "2023-03-07")}.items():
        event, quote = f"{ARTICLE}#visit={number},9", f"{ARTICLE}#char={number},9"
        lines += [
            f"<{event}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DIP}Visit> .",
            f"<{event}> <{DIP}status> <{DIP}happened> .",
            f"<{event}> <{DIP}visitor> <{WD}Q{number}> .",
            f'<{event}> <{DIP}earliest> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .',
            f"<{event}> <{DIP}evidence> <{quote}> .",
            f'<{quote}> <http://www.w3.org/ns/oa#exact> "{name} came." .',
            f'<{WD}Q{number}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}" .',
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def endpoint(sparql_server: Any) -> str:
    """An endpoint that knows, as Wikidata would, who is a member of the League."""
    member = "<http://www.wikidata.org/prop/direct/P463>"
    answer = requests.put(
        f"{sparql_server.url}/store?default",
        data=f"<{WD}Q1> {member} <{WD}Q20> . <{WD}Q2> {member} <{WD}Q20> . <{WD}Q3> {member} <{WD}Q21> .",
        headers={"Content-Type": "text/turtle"},
        timeout=20,
    )
    assert answer.ok
    return f"{sparql_server.url}/query"


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, endpoint: str, tmp_path: Path) -> Iterator[Store]:
    """A store that holds the article; the server is itself the endpoint that it asks."""
    opened: Store
    if request.param == "embedded":
        opened = OxigraphStore(tmp_path / "store", services=[endpoint])
    else:
        opened = SparqlStore.at(endpoint.removesuffix("/query"))
    with opened:
        opened.replace_graphs({ARTICLE: triples()})
        yield opened


def test_events_of_members_are_joined_with_what_wikidata_knows(store: Store, endpoint: str) -> None:
    answer = store.query(queries.bound(EVENTS, {"organization": "Q20"}, wikidata=endpoint))

    (row,) = answer.as_dicts()
    assert row == {
        "earliest": "2023-03-05",
        "event_class": "Visit",
        "members": "Norland",
        "state": "happened",
        "quote": "Norland came.",
    }


def test_another_organization_has_other_members(store: Store, endpoint: str) -> None:
    answer = store.query(queries.bound(EVENTS, {"organization": "Q21"}, wikidata=endpoint))

    assert [row["members"] for row in answer.as_dicts()] == ["Sudland"]


@pytest.fixture
def run(
    fresh_luigi_configuration: None, endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Runs kg-etl in a folder whose luigi.cfg names the endpoint, on an embedded store that holds the article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "luigi.cfg").write_text(f"[wikidata]\nsparql = {endpoint}\n[store]\nlocation = store\n")
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({ARTICLE: triples()})

    def run(*arguments: str) -> Any:
        process.forget_plans()
        answer = CliRunner().invoke(cli, ["--config", "luigi.cfg", *arguments], standalone_mode=False)
        process.forget_plans()
        return answer

    return run


def test_the_command_asks_the_endpoint_of_luigi_cfg(run: Callable[..., Any]) -> None:
    answer = run("query", "events-of-members", "-p", "organization=Q20", "--format", "csv")

    assert answer.exception is None
    assert "Norland came." in answer.output
    assert "Sudland" not in answer.output


def test_the_list_of_questions_names_it(run: Callable[..., Any]) -> None:
    assert "events-of-members" in run("query").output


def test_offline_no_server_is_asked(run: Callable[..., Any]) -> None:
    error = run("--offline", "query", "events-of-members").exception

    assert isinstance(error, QueryError)
    assert "unless offline" in str(error)


def test_a_server_that_luigi_cfg_does_not_name_is_not_asked(
    run: Callable[..., Any], tmp_path: Path, loopback: Any
) -> None:
    (tmp_path / "own.rq").write_text(f"SELECT * {{ SERVICE <{loopback.url}> {{ ?s ?p ?o }} }}")

    assert isinstance(run("query", "own.rq").exception, KgEtlError)
    assert loopback.requests == []
