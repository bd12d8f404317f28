"""An endpoint is queried page by page; time-outs, refusals and incomplete responses are told apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import QueryTimeoutError, WikidataError
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client
from kg_etl.wikidata.sparql import SparqlEndpoint, bound, item_term

WD = "http://www.wikidata.org/entity/"
QUERY = "SELECT ?item ?x WHERE { VALUES ?item { wd:Q1 } ?item ?p ?x }"


def results(*rows: dict[str, tuple[str, str]]) -> bytes:
    bindings = [{name: {"type": kind, "value": value} for name, (kind, value) in row.items()} for row in rows]
    return json.dumps({"head": {"vars": ["item", "x"]}, "results": {"bindings": bindings}}).encode()


def endpoint(loopback: Any, clock: Any, page: int = 2) -> SparqlEndpoint:
    client = Client("ops@example.org", rate=1000.0, clock=clock, sleep=clock.sleep)
    return SparqlEndpoint(loopback.url, client, page)


def items_asked(request: Any) -> list[str]:
    return re.findall(r"Q\d+", request.parameters["query"])


def test_items_are_qids_and_unknown_values_are_left_out(loopback: Any, reply: Any, clock: Any) -> None:
    row = {"item": ("uri", WD + "Q7"), "x": ("literal", "seven")}
    nobody = {"item": ("uri", WD + "Q8"), "x": ("bnode", "t1")}
    skolem = {"item": ("uri", WD + "Q9"), "x": ("uri", "http://www.wikidata.org/.well-known/genid/abc")}
    loopback.answers(reply(results(row, nobody, skolem)))

    assert endpoint(loopback, clock).select(QUERY) == [{"item": "Q7", "x": "seven"}, {"item": "Q8"}, {"item": "Q9"}]
    assert loopback.requests[0].parameters == {"query": QUERY}
    assert loopback.requests[0].headers["Accept"] == "application/sparql-results+json"


def test_each_item_is_requested_once_in_pages(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(results()))
    list(endpoint(loopback, clock).about(QUERY, "item", ["Q1", "Q2", "Q1", "Q3"]))
    list(endpoint(loopback, clock).about(QUERY, "item", ["Q4", "Q5"], page=1))

    assert [items_asked(request) for request in loopback.requests] == [["Q1", "Q2"], ["Q3"], ["Q4"], ["Q5"]]


def test_no_items_are_no_request(loopback: Any, clock: Any) -> None:
    assert list(endpoint(loopback, clock).about(QUERY, "item", [])) == []
    assert loopback.requests == []


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"java.util.concurrent.TimeoutException\n\tat com.bigdata"),
        (200, results()[:-9] + b"SPARQL-QUERY: queryStr=... java.util.concurrent.TimeoutException"),
        (400, b'{"exception": "Operation timed out.", "query": "...", "status": "ERROR"}'),
        (200, b'{"exception": "Query timeout", "status": "ERROR"}'),
        (413, b"too large"),
    ],
)
def test_a_page_that_times_out_is_split_in_halves(
    loopback: Any, reply: Any, clock: Any, status: int, body: bytes
) -> None:
    def answer(request: Any) -> Any:
        qids = items_asked(request)
        if len(qids) > 1:
            return reply(body, status)
        return reply(results(*({"item": ("uri", WD + qid)} for qid in qids)))

    loopback.answer = answer
    rows = list(endpoint(loopback, clock, page=4).about(QUERY, "item", ["Q1", "Q2", "Q3", "Q4"]))

    assert [row["item"] for row in rows] == ["Q1", "Q2", "Q3", "Q4"]
    assert len(loopback.requests) == 7


def test_a_single_item_that_times_out_is_an_error(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"java.util.concurrent.TimeoutException", 500))

    with pytest.raises(QueryTimeoutError, match="TimeoutException"):
        list(endpoint(loopback, clock).about(QUERY, "item", ["Q1"]))
    assert len(loopback.requests) == 1


@pytest.mark.parametrize("body", [results()[:-4], b"<html>timeout</html>", b"", b'{"head": {}}'])
def test_an_incomplete_response_is_requested_again(loopback: Any, reply: Any, clock: Any, body: bytes) -> None:
    loopback.answers(reply(body), reply(results({"item": ("uri", WD + "Q1")})))

    assert endpoint(loopback, clock).select(QUERY) == [{"item": "Q1"}]
    assert len(loopback.requests) == 2


@pytest.mark.parametrize(
    ("status", "body"), [(400, b"MalformedQueryException"), (200, b'{"exception": "Parse error", "status": "ERROR"}')]
)
def test_a_refused_query_is_not_retried(loopback: Any, reply: Any, clock: Any, status: int, body: bytes) -> None:
    loopback.answers(reply(body, status))

    with pytest.raises(WikidataError, match="refuses the query"):
        endpoint(loopback, clock).select(QUERY)
    assert len(loopback.requests) == 1


def test_after_an_interruption_only_missing_pages_are_requested(
    loopback: Any, reply: Any, clock: Any, tmp_path: Path
) -> None:
    def run() -> list[dict[str, str]]:
        client = Client("ops@example.org", rate=1000.0, clock=clock, sleep=clock.sleep)
        answers = Cache(tmp_path / "answers", 1, clock)
        return list(SparqlEndpoint(loopback.url, client, 1, answers).about(QUERY, "item", ["Q1", "Q2", "Q3"]))

    loopback.answer = lambda request: reply(b"", 403) if items_asked(request) == ["Q2"] else healthy(request)

    def healthy(request: Any) -> Any:
        return reply(results(*({"item": ("uri", WD + qid)} for qid in items_asked(request))))

    with pytest.raises(WikidataError):
        run()
    loopback.answer = healthy

    assert [row["item"] for row in run()] == ["Q1", "Q2", "Q3"]
    assert [items_asked(request) for request in loopback.requests] == [["Q1"], ["Q2"], ["Q2"], ["Q3"]]
    clock.now += 2 * 86_400
    run()
    assert len(loopback.requests) == 7


def test_only_items_enter_a_query() -> None:
    for text in ("Q1> } #", "P31", "Q01", "", "Q1\n"):
        with pytest.raises(ValueError, match="not a QID"):
            item_term(text)


def test_a_query_without_the_block_is_an_error() -> None:
    with pytest.raises(ValueError, match="found 0"):
        bound("SELECT * { ?item ?p ?o }", "item", [])
