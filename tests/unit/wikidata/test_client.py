"""Requests are made by name, one at a time, at a rate, and repeated only when and as often as the server allows."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import TooMuchError, WikidataError
from kg_etl.wikidata.client import ATTEMPTS, Client, PassingError
from kg_etl.wikidata.turns import Turns

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
def test_nobody_is_asked_without_a_contact(contact: str) -> None:
    with pytest.raises(WikidataError, match=r"\[wikidata\] contact"):
        Client(contact)


@pytest.mark.parametrize("contact", [CONTACT, "https://example.org/about"])
def test_every_request_says_who_asks(loopback: Any, reply: Any, clock: Any, contact: str) -> None:
    loopback.answers(reply(b"yes"))
    Client(contact, clock=clock, sleep=clock.sleep).ask(loopback.url, {"a": "1"}, read)

    agent = loopback.requests[0].headers["User-Agent"]
    assert re.fullmatch(rf"kg-etl/[\w.]+ \({re.escape(contact)}\) python-requests/[\d.]+", agent)


def test_parameters_stand_in_the_address_or_are_posted(loopback: Any, reply: Any, clock: Any) -> None:
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


def test_time_that_has_passed_anyway_is_not_waited_for(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"yes"))
    client = client_of(clock)
    ask(client, loopback)
    clock.now += 5
    ask(client, loopback)

    assert clock.slept == []


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_busy_server_is_asked_again_after_the_time_it_names(
    loopback: Any, reply: Any, clock: Any, status: int, form: str
) -> None:
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=40)
    named = "40" if form == "seconds" else email.utils.format_datetime(later, usegmt=True)
    loopback.answers(reply(b"busy", status, {"Retry-After": named}), reply(b"yes"))

    assert ask(client_of(clock), loopback) == "200 yes"
    assert len(loopback.requests) == 2
    assert clock.slept[0] == pytest.approx(40, abs=3)


def test_a_busy_server_that_names_no_time_is_given_more_and_more(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"busy", 429, {"Retry-After": "soon"}))

    with pytest.raises(WikidataError, match=f"did not answer {ATTEMPTS} times"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == ATTEMPTS
    assert clock.slept == [5.0, 10.0, 20.0, 40.0]


def test_a_server_that_wants_to_be_left_alone_for_long_is_left_alone_by_all_processes(
    loopback: Any, reply: Any, clock: Any, tmp_path: Path
) -> None:
    loopback.answers(reply(b"busy", 429, {"Retry-After": "86400"}), reply(b"yes"))
    with pytest.raises(WikidataError, match="left alone for 86400 s"):
        ask(client_of(clock, queue=tmp_path / "turns"), loopback)
    with pytest.raises(WikidataError, match="left alone"):
        ask(client_of(clock, queue=tmp_path / "turns"), loopback)
    assert len(loopback.requests) == 1

    clock.now += 86_400
    assert ask(client_of(clock, queue=tmp_path / "turns"), loopback) == "200 yes"


def test_an_answer_whose_body_says_to_come_back_is_asked_for_again(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"<html>", headers={"Retry-After": "7"}), reply(b"yes"))

    assert ask(client_of(clock), loopback) == "200 yes"
    assert clock.slept == [7.0]


def test_a_ban_is_never_asked_twice(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"banned", 403))

    with pytest.raises(WikidataError, match=r"HTTP 403.*banned.*contact and rate"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == 1


def test_a_redirect_is_not_followed(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"", 301, {"Location": "http://127.0.0.1:1/"}))

    with pytest.raises(WikidataError, match="redirects elsewhere"):
        ask(client_of(clock), loopback)
    assert len(loopback.requests) == 1


def test_silence_is_not_waited_for_twice(loopback: Any, reply: Any, clock: Any) -> None:
    loopback.answers(reply(b"late", pause=1.0))

    with pytest.raises(TooMuchError, match="silent"):
        ask(client_of(clock, timeout=0.2), loopback)
    assert len(loopback.requests) == 1


def test_a_server_that_is_not_there_is_an_error_in_words(loopback: Any, clock: Any) -> None:
    loopback.close()

    with pytest.raises(WikidataError, match="did not answer"):
        ask(client_of(clock), loopback)
    with pytest.raises(WikidataError, match="not the address"):
        client_of(clock).ask("ftp://example.org/", {}, read)


def test_clients_that_share_a_queue_ask_one_at_a_time(loopback: Any, reply: Any, tmp_path: Path) -> None:
    loopback.answers(reply(b"yes", pause=0.02))
    clients = [Client(CONTACT, queue=tmp_path / "turns", rate=1000.0) for _ in range(4)]
    threads = [threading.Thread(target=lambda c=c: [ask(c, loopback) for _ in range(3)]) for c in clients]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(loopback.requests) == 12
    assert loopback.most_at_once == 1


def test_turns_of_one_queue_are_apart_whoever_takes_them(tmp_path: Path) -> None:
    began: list[float] = []
    for _ in range(3):
        with Turns(tmp_path / "turns", 20.0).turn():
            began.append(time.time())

    assert began[1] - began[0] >= 0.045
    assert began[2] - began[1] >= 0.045


def test_a_turn_that_ends_in_an_error_is_over(tmp_path: Path, clock: Any) -> None:
    turns = Turns(tmp_path / "turns", 1.0, clock=clock, sleep=clock.sleep)
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    with turns.turn():
        pass

    assert clock.slept == [1.0]


def test_a_queue_that_cannot_be_kept_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(WikidataError, match="cannot wait for a turn"), Turns(tmp_path / "file" / "turns", 1.0).turn():
        pass
