"""Requests carry a contact, keep to the rate, and are repeated only when and as often as the server allows."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import QueryTimeoutError, WikidataError
from kg_etl.wikidata.client import ATTEMPTS, Client, PassingError

CONTACT = "ops@example.org"


def client_of(clock: Any, **more: Any) -> Client:
    return Client(CONTACT, clock=clock, sleep=clock.sleep, **more)


def read(status: int, body: bytes) -> str:
    if body.startswith(b"<"):
        raise PassingError("a web page")
    return f"{status} {body.decode()}"


def ask(client: Client, loopback: Any) -> str:
    return client.ask(loopback.url, {"a": "1"}, read)


@pytest.mark.parametrize("contact", ["", "me", "a b@example.org", "ops@example.org\r\nX: y", "(ops@example.org)é"])
def test_no_request_without_a_contact(contact: str) -> None:
    with pytest.raises(WikidataError, match=r"\[wikidata\] contact"):
        Client(contact)


@pytest.mark.parametrize("contact", [CONTACT, "https://example.org/about"])
def test_every_request_carries_the_contact(loopback: Any, reply: Any, clock: Any, contact: str) -> None:
    loopback.answers(reply(b"yes"))
    Client(contact, clock=clock, sleep=clock.sleep).ask(loopback.url, {"a": "1"}, read)

    agent = loopback.requests[0].headers["User-Agent"]
    assert re.fullmatch(rf"kg-etl/[\w.]+ \({re.escape(contact)}\) python-requests/[\d.]+", agent)


def test_parameters_are_in_the_address_or_posted(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"yes"))
    client_of(clock).ask(loopback.url, {"a": "é"}, read)
    client_of(clock).ask(loopback.url, {"a": "é"}, read, post=True)

    assert [request.parameters for request in loopback.requests] == [{"a": "é"}, {"a": "é"}]
    assert "Content-Type" not in loopback.requests[0].headers
    assert loopback.requests[1].headers["Content-Type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("rate", "pause"), [(1.0, 1.0), (4.0, 0.25)])
def test_requests_keep_to_the_rate(loopback: Any, reply: Any, clock: Any, rate: float, pause: float) -> None:
    loopback.answers(reply(b"yes"))
    client = client_of(clock, rate=rate)
    for _ in range(3):
        ask(client, loopback)

    assert clock.slept == [pause, pause]


def test_elapsed_time_counts_towards_the_pause(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"yes"))
    client = client_of(clock)
    ask(client, loopback)
    clock.now += 5
    ask(client, loopback)

    assert clock.slept == []


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_busy_server_is_retried_after_its_retry_after(
    loopback: Any, reply: Any, clock: Any, status: int, form: str
) -> None:
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=40)
    named = "40" if form == "seconds" else email.utils.format_datetime(later, usegmt=True)
    loopback.answers(reply(b"busy", status, {"Retry-After": named}), reply(b"yes"))

    assert ask(client_of(clock), loopback) == "200 yes"
    assert len(loopback.requests) == 2
    assert clock.slept[0] == pytest.approx(40, abs=3)


def test_without_retry_after_the_back_off_doubles(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"busy", 429, {"Retry-After": "soon"}))

    with pytest.raises(WikidataError, match=f"did not answer {ATTEMPTS} times"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == ATTEMPTS
    assert clock.slept == [5.0, 10.0, 20.0, 40.0]


def test_all_processes_observe_a_long_pause(loopback: Any, reply: Any, clock: Any, tmp_path: Path) -> None:
    loopback.answers(reply(b"busy", 429, {"Retry-After": "86400"}), reply(b"yes"))
    with pytest.raises(WikidataError, match="pause of 86400 s"):
        ask(client_of(clock, queue=tmp_path / "turns"), loopback)
    with pytest.raises(WikidataError, match="demands a pause"):
        ask(client_of(clock, queue=tmp_path / "turns"), loopback)
    assert len(loopback.requests) == 1

    clock.now += 86_400
    assert ask(client_of(clock, queue=tmp_path / "turns"), loopback) == "200 yes"


def test_a_temporary_failure_in_the_body_is_retried(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"<html>", headers={"Retry-After": "7"}), reply(b"yes"))

    assert ask(client_of(clock), loopback) == "200 yes"
    assert clock.slept == [7.0]


def test_a_ban_is_not_retried(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"banned", 403))

    with pytest.raises(WikidataError, match=r"HTTP 403.*banned.*contact and rate"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == 1


def test_a_redirect_is_not_followed(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"", 301, {"Location": "http://127.0.0.1:1/"}))

    with pytest.raises(WikidataError, match="redirects elsewhere"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == 1


def test_a_timeout_is_not_retried(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"late", pause=1.0))

    with pytest.raises(QueryTimeoutError, match="sent nothing"):
        ask(client_of(clock, timeout=0.2), loopback)
    assert len(loopback.requests) == 1


def test_an_unreachable_server_is_an_error(loopback: Any, clock: Any) -> None:
    loopback.close()

    with pytest.raises(WikidataError, match="did not answer"):
        ask(client_of(clock), loopback)
    with pytest.raises(WikidataError, match="not the address"):
        client_of(clock).ask("ftp://example.org/", {}, read)


def test_clients_with_one_queue_send_one_request_at_a_time(loopback: Any, reply: Any, tmp_path: Path) -> None:
    loopback.answers(reply(b"yes", pause=0.02))
    clients = [Client(CONTACT, queue=tmp_path / "turns", rate=1000.0) for _ in range(4)]
    threads = [threading.Thread(target=lambda c=c: [ask(c, loopback) for _ in range(3)]) for c in clients]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(loopback.requests) == 12
    assert loopback.most_at_once == 1
