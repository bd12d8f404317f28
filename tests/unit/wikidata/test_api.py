"""Searches and items of the API, with as few requests as possible; failures are not cached."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import WikidataError
from kg_etl.wikidata.api import Item, PositionHeld, WikidataApi
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client

TODAY = dt.date(1970, 1, 12)
"""The day on which the tests' clock begins."""


@pytest.fixture
def api(wikidata: Any, clock: Any, tmp_path: Path) -> WikidataApi:
    return opened(wikidata, clock, tmp_path)


def opened(server: Any, clock: Any, folder: Path, *, online: bool = True, days: int | None = 30) -> WikidataApi:
    client = Client("ops@example.org", rate=1.0, timeout=2, clock=clock, sleep=clock.sleep) if online else None
    return WikidataApi(server.url, client, Cache(folder / "answers", days, clock), clock)


def test_a_search_returns_items_in_wikidatas_order(api: WikidataApi, wikidata: Any) -> None:
    assert api.search("Anna Lund") == ("Q93001", "Q93003")
    assert wikidata.requests[0].parameters == {
        "action": "wbsearchentities",
        "search": "Anna Lund",
        "language": "en",
        "uselang": "en",
        "type": "item",
        "limit": "10",
        "format": "json",
        "formatversion": "1",
        "maxlag": "5",
    }


def test_items_are_requested_in_english_and_mul_with_redirects(api: WikidataApi, wikidata: Any) -> None:
    api.items(["Q93001", "Q94001"])

    given = wikidata.requests[0].parameters
    assert (given["ids"], given["languages"], given["redirects"]) == ("Q93001|Q94001", "en|mul", "yes")
    assert given["maxlag"] == "5"


def test_an_item_has_the_fields_in_use(api: WikidataApi) -> None:
    assert api.items(["Q93001"]) == {
        "Q93001": Item(
            qid="Q93001",
            label="Anna Lund",
            aliases=("Anna B. Lund",),
            classes=("Q5",),
            citizenships=("Q900000001",),
            positions=(
                PositionHeld(position="Q92001", start=dt.date(2015, 3, 1), end=dt.date(2019, 6, 30)),
                PositionHeld(position="Q92002", start=dt.date(2020, 1, 1)),
            ),
            sitelinks=30,
            seen=TODAY,
        )
    }


def test_the_label_for_all_languages_is_the_fallback(api: WikidataApi) -> None:
    assert api.items(["Q94001"])["Q94001"].label == "Kestrelby"


def test_preferred_statements_replace_others_and_deprecated_ones_are_ignored(
    api: WikidataApi, wikidata: Any, stated: Callable[..., Any]
) -> None:
    wikidata.item("Q1", "One", P17=[stated("item", "Q2"), stated("item", "Q3", "preferred")])
    wikidata.item("Q4", "Four", P17=[stated("item", "Q2", "deprecated"), stated("nobody knows", None)])

    result = api.items(["Q1", "Q4"])
    assert (result["Q1"].countries, result["Q4"].countries) == (("Q3",), ())


def test_a_position_with_an_unknown_end_is_left_out(
    api: WikidataApi, wikidata: Any, stated: Callable[..., Any]
) -> None:
    wikidata.item("Q1", "One", P39=[stated("item", "Q2", P582=("nobody knows", None)), stated("item", "Q3")])

    assert [stored.position for stored in api.items(["Q1"])["Q1"].positions] == ["Q3"]


@pytest.mark.parametrize("key", ["from", "to"])
def test_a_redirect_is_followed_under_either_id(api: WikidataApi, wikidata: Any, reply: Any, key: str) -> None:
    entity = {**wikidata.entities["Q94001"], "redirects": {"from": "Q94009", "to": "Q94001"}}
    wikidata.answers(reply(json.dumps({"entities": {entity["redirects"][key]: entity}}).encode()))

    assert api.items(["Q94009"])["Q94009"].qid == "Q94001"
    assert api.items(["Q94009"])["Q94009"].qid == "Q94001"
    assert len(wikidata.requests) == 1


def test_a_missing_item_is_left_out_and_not_requested_again(api: WikidataApi, wikidata: Any) -> None:
    assert api.items(["Q99999", "Q94001"]).keys() == {"Q94001"}
    assert api.items(["Q99999"]) == {}
    assert len(wikidata.requests) == 1


@pytest.mark.parametrize(("items", "requests"), [(0, 0), (1, 1), (50, 1), (51, 2), (101, 3)])
def test_fifty_items_are_one_request(api: WikidataApi, wikidata: Any, items: int, requests: int) -> None:
    qids = [f"Q{number}" for number in range(1, items + 1)]
    api.items([*qids, *qids])

    assert len(wikidata.requests) == requests
    assert max((len(action.split("|")) for action in wikidata.actions()), default=0) <= 50


def test_nothing_is_requested_twice_even_by_another_process(
    api: WikidataApi, wikidata: Any, clock: Any, tmp_path: Path
) -> None:
    api.search("Anna Lund")
    api.search("Nobody At All")
    api.items(["Q93001"])
    again = opened(wikidata, clock, tmp_path)

    assert again.search("Anna Lund") == ("Q93001", "Q93003")
    assert again.search("Nobody At All") == ()
    assert again.items(["Q93001", "Q94001"]).keys() == {"Q93001", "Q94001"}
    assert wikidata.actions() == ["Anna Lund", "Nobody At All", "Q93001", "Q94001"]


def test_an_expired_response_is_requested_again(api: WikidataApi, wikidata: Any, clock: Any) -> None:
    api.search("Anna Lund")
    clock.now += 31 * 86_400
    api.search("Anna Lund")

    assert wikidata.actions() == ["Anna Lund", "Anna Lund"]


def test_offline_cached_responses_of_any_age_are_used(
    api: WikidataApi, wikidata: Any, clock: Any, tmp_path: Path
) -> None:
    api.search("Anna Lund")
    api.items(["Q93001"])
    clock.now += 10_000 * 86_400
    offline = opened(wikidata, clock, tmp_path, online=False, days=None)

    assert offline.search("Anna Lund") == ("Q93001", "Q93003")
    assert offline.items(["Q93001", "Q94001"]).keys() == {"Q93001"}
    assert offline.search("Kestrelby") == ()
    assert len(wikidata.requests) == 2


def error(code: str) -> bytes:
    return json.dumps({"error": {"code": code, "info": "Waiting for a database server: 6 seconds lagged."}}).encode()


PASSING = {
    "maxlag inside 200": (200, error("maxlag"), {"Retry-After": "5"}),
    "rate limit inside 200": (200, error("ratelimited"), {}),
    "read only inside 200": (200, error("readonly"), {}),
    "internal error inside 200": (200, error("internal_api_error_DBQueryError"), {}),
    "web page inside 200": (200, b"<!DOCTYPE html><html>Service temporarily unavailable</html>", {}),
    "truncated JSON inside 200": (200, b'{"search": [{"id": "Q9300', {}),
    "nothing inside 200": (200, b"", {}),
    "plain words inside 200": (200, b"Please set a user agent", {}),
    "429 with seconds": (429, b"too many requests", {"Retry-After": "7"}),
    "429 with a date": (429, b"too many requests", {"Retry-After": "date"}),
    "503": (503, b"upstream", {}),
    "500 as a web page": (500, b"<html>", {}),
}


@pytest.mark.parametrize(("status", "body", "headers"), PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("action", ["search", "items"])
def test_a_temporary_failure_is_retried_and_not_cached(
    api: WikidataApi,
    wikidata: Any,
    reply: Any,
    clock: Any,
    status: int,
    body: bytes,
    headers: dict[str, str],
    action: str,
) -> None:
    if headers.get("Retry-After") == "date":
        later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=7)
        headers = {"Retry-After": email.utils.format_datetime(later, usegmt=True)}
    healthy = wikidata.answered
    left = [reply(body, status, headers)]
    wikidata.answer = lambda request: left.pop() if left else healthy(request)

    if action == "search":
        assert api.search("Anna Lund") == ("Q93001", "Q93003")
    else:
        assert api.items(["Q93001"]).keys() == {"Q93001"}
    assert len(wikidata.requests) == 2
    assert 4 <= clock.slept[0] <= 8


@pytest.mark.parametrize(("status", "body", "headers"), PASSING.values(), ids=PASSING)
def test_a_lasting_failure_is_an_error_and_not_cached(
    api: WikidataApi, wikidata: Any, reply: Any, clock: Any, status: int, body: bytes, headers: dict[str, str]
) -> None:
    healthy = wikidata.answer
    wikidata.answers(reply(body, status, {}))
    with pytest.raises(WikidataError, match="did not answer 5 times"):
        api.search("Anna Lund")
    assert len(wikidata.requests) == 5

    wikidata.answer = healthy
    clock.now += 3600
    assert api.search("Anna Lund") == ("Q93001", "Q93003")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, error("param-missing")),
        (400, error("badvalue")),
        (404, b"not found"),
        (403, b"<html>You are banned</html>"),
        (200, b'{"unlike": "Wikidata"}'),
        (200, b"[]"),
    ],
)
def test_a_refusal_is_not_retried(api: WikidataApi, wikidata: Any, reply: Any, status: int, body: bytes) -> None:
    wikidata.answers(reply(body, status))

    with pytest.raises(WikidataError):
        api.search("Anna Lund")
    assert len(wikidata.requests) == 1
