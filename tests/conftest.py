"""Servers on loopback: one that answers as a test wants it to, a Wikidata of things that do not exist, real SPARQL."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import luigi.configuration
import pytest
import requests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--servers",
        type=lambda text: text.split(","),
        default=[],
        help="SPARQL servers to test against as well, by comma: fuseki,virtuoso (make servers-test)",
    )
    parser.addoption(
        "--faults", action="store_true", help="Collect tests/faults, which takes minutes (make fault-tests)."
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path.name == "faults" and not config.getoption("--faults") else None


@dataclass
class Request:
    """A request as the server got it."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


@dataclass
class Reply:
    """What the server answers."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds of silence before it."""


class Loopback:
    """Answers with what a function makes of each request, one after another; counts them, and how many came at once."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.at_once = self.most_at_once = 0
        self.answer: Callable[[Request], Reply] = lambda _: Reply(b"{}")
        lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                query = parse_qs(body or urlsplit(self.path).query, keep_blank_values=True)
                request = Request(
                    urlsplit(self.path).path, {name: v[0] for name, v in query.items()}, dict(self.headers.items())
                )
                with lock:
                    outer.requests.append(request)
                    outer.at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer.at_once)
                reply = outer.answer(request)
                if reply.pause:
                    threading.Event().wait(reply.pause)
                with lock:
                    outer.at_once -= 1
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_POST = _any  # noqa: N815  http.server looks for these names

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def answers(self, *replies: Reply) -> None:
        """Give these replies in turn; the last one is repeated."""
        left = list(replies)
        self.answer = lambda _: left.pop(0) if len(left) > 1 else left[0]

    def close(self) -> None:
        """Stop listening."""
        self.http.shutdown()
        self.http.server_close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


class SparqlServer:
    """An Oxigraph server that keeps what it holds in memory."""

    def __init__(self) -> None:
        near = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        binary = shutil.which("oxigraph", path=near)
        if binary is None:
            pytest.fail("the oxigraph server is missing: install the development dependencies (`make test` does)")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{listener.getsockname()[1]}"
        self.url = f"http://{address}"
        self.process = subprocess.Popen(
            [binary, "serve", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                requests.get(f"{self.url}/query", timeout=1)
            except requests.ConnectionError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"the oxigraph server did not answer at {self.url}")

    def stop(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.communicate(timeout=20)


@pytest.fixture(scope="session")
def running_sparql_server() -> Iterator[SparqlServer]:
    server = SparqlServer()
    yield server
    server.stop()


@pytest.fixture
def sparql_server(running_sparql_server: SparqlServer) -> SparqlServer:
    """A SPARQL server, empty."""
    emptied = requests.post(f"{running_sparql_server.url}/update", data={"update": "DROP ALL"}, timeout=60)
    assert emptied.ok
    return running_sparql_server


@pytest.fixture
def private_sparql_server() -> Iterator[SparqlServer]:
    """A SPARQL server of this test's own, which it may stop."""
    server = SparqlServer()
    yield server
    server.stop()


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def fresh_luigi_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Luigi's configuration as a new process has it, and as it was again when the test is over."""
    parser = luigi.configuration.LuigiConfigParser
    monkeypatch.setattr(parser, "_instance", None)
    monkeypatch.setattr(parser, "_config_paths", list(parser._config_paths))


@pytest.fixture
def clock() -> Clock:
    return Clock()


def said(kind: str, value: Any) -> dict[str, Any]:
    """A snak with a value: `item` (a QID), `time` (a day), `text` (English) or `number`."""
    if kind == "nobody knows":
        return {"snaktype": "somevalue"}
    written = {
        "item": lambda: {"id": value, "entity-type": "item"},
        "time": lambda: {"time": f"+{value}T00:00:00Z", "precision": 11},
        "text": lambda: {"text": value, "language": "en"},
        "number": lambda: {"amount": f"+{value}", "unit": "1"},
    }
    return {"snaktype": "value", "datavalue": {"value": written[kind]()}}


def statement(kind: str, value: Any, rank: str = "normal", **qualifiers: tuple[str, Any]) -> dict[str, Any]:
    """A statement as the API writes it."""
    made: dict[str, Any] = {"mainsnak": said(kind, value), "rank": rank}
    if qualifiers:
        made["qualifiers"] = {name: [said(*qualifier)] for name, qualifier in qualifiers.items()}
    return made


class FakeWikidata(Loopback):
    """The API of a Wikidata of made-up items, which finds names by their beginnings."""

    def __init__(self) -> None:
        super().__init__()
        self.entities: dict[str, dict[str, Any]] = {}
        self.answer = self.answered

    def item(
        self,
        qid: str,
        label: str,
        *,
        aliases: tuple[str, ...] = (),
        language: str = "en",
        sitelinks: int = 0,
        **claims: Any,
    ) -> None:
        """Adds an item; claims are properties, each with the QID of an item or a list of statements."""
        self.entities[qid] = {
            "id": qid,
            "labels": {language: {"language": language, "value": label}} if label else [],
            "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
            "claims": {
                name: value if isinstance(value, list) else [statement("item", value)] for name, value in claims.items()
            },
            "sitelinks": {f"wiki{number}": {} for number in range(sitelinks)} or [],
        }

    def merge(self, qid: str, into: str) -> None:
        """Adds what remains of an item that was merged into another."""
        self.entities[qid] = {"to": into}

    def answered(self, request: Request) -> Reply:
        """What a healthy server answers."""
        given = request.parameters
        if given["action"] == "wbsearchentities":
            result = [qid for qid, entity in self.entities.items() if self._begins(entity, given["search"])]
            return Reply(json.dumps({"search": [{"id": qid} for qid in result][: int(given["limit"])]}).encode())
        entities = {}
        for qid in given["ids"].split("|"):
            item = self.entities.get(qid, {"id": qid, "missing": ""})
            if "to" in item:
                item = {**self.entities[item["to"]], "redirects": {"from": qid, "to": item["to"]}}
            entities[item["id"] if "redirects" in item else qid] = item
        return Reply(json.dumps({"entities": entities, "success": 1}).encode())

    @staticmethod
    def _begins(item: dict[str, Any], name: str) -> bool:
        names = [label["value"] for label in dict(item.get("labels") or {}).values()]
        names += [alias["value"] for several in dict(item.get("aliases") or {}).values() for alias in several]
        return any(written.lower().startswith(name.lower()) for written in names)

    def actions(self) -> list[str]:
        """The searches and items asked for, in order."""
        return [request.parameters.get("search") or request.parameters["ids"] for request in self.requests]


@pytest.fixture
def wikidata() -> Iterator[FakeWikidata]:
    """A small Wikidata of people and bodies that do not exist."""
    fake = small_wikidata()
    yield fake
    fake.close()


@pytest.fixture(scope="module")
def module_wikidata() -> Iterator[FakeWikidata]:
    """The same for all tests of a module."""
    fake = small_wikidata()
    yield fake
    fake.close()


@pytest.fixture
def stated() -> Callable[..., dict[str, Any]]:
    """Writes statements as the API does."""
    return statement


def small_wikidata() -> FakeWikidata:
    """People, bodies and places of Norland, which is Q900000001."""
    fake = FakeWikidata()
    for number, label in enumerate(("city", "political party", "family name", "ministry", "song", "former city"), 1):
        fake.item(f"Q9100{number}", label)
    fake.item("Q92001", "Prime Minister of Norland", P1001="Q900000001")
    fake.item("Q92002", "President of the Senate", P1001="Q900000001")
    terms = [
        statement("item", "Q92001", P580=("time", "2015-03-01"), P582=("time", "2019-06-30")),
        statement("item", "Q92002", P580=("time", "2020-01-01")),
        statement("item", "Q92001", "deprecated", P580=("time", "1990-01-01")),
    ]
    fake.item("Q93001", "Anna Lund", aliases=("Anna B. Lund",), sitelinks=30, P31="Q5", P27="Q900000001", P39=terms)
    fake.item("Q93002", "Lund", P31="Q91003")
    fake.item("Q93003", "Anna Lund", P31="Q91005")
    fake.item("Q94001", "Kestrelby", language="mul", P31="Q91001", P17="Q900000001", P1082=[statement("number", 70000)])
    fake.item("Q94002", "Ministry of Tides", P31="Q91004", P17="Q900000001")
    fake.item("Q94003", "Old Kestrelby", P31="Q91006")
    fake.merge("Q94009", "Q94001")
    return fake
