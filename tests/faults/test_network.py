"""The network and the server misbehave while graphs are loaded; afterwards running again leaves what it should."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest

from kg_etl.stores.sparql import SparqlStore
from tools.servers import Server
from tools.servers.clients import store_of

TIMEOUT = 3.0
"""Seconds; a server that hangs is waited for so long."""


class Relay(BaseHTTPRequestHandler):
    """Passes each request on, unless a fault is due: it is met by the writes."""

    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy: Proxy = self.server.proxy  # type: ignore[attr-defined]
        if "sparql-update" in self.headers.get("Content-Type", "") and (fault := proxy.due(self.headers)):
            fault(self, body)
        else:
            self.forward(body)

    do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815  http.server looks for these names

    def passed_on(self, body: bytes) -> http.client.HTTPResponse:
        upstream = self.server.proxy.upstream  # type: ignore[attr-defined]
        connection = http.client.HTTPConnection(upstream, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}}
        connection.request(self.command, self.path, body, headers)
        return connection.getresponse()

    def forward(self, body: bytes) -> None:
        answer = self.passed_on(body)
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"transfer-encoding", "content-length", "connection", "keep-alive"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


Fault = Callable[[Relay, bytes], None]


class Proxy:
    """Stands between the loader and a server."""

    def __init__(self, server: Server) -> None:
        parts = urlsplit(server.url)
        self.upstream = str(parts.netloc)
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
        self.http.daemon_threads = True
        self.http.proxy = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}{parts.path}"
        self._fault: Fault | None = None
        self._after = self._times = 0
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def befall(self, fault: Fault, after: int, times: int) -> None:
        """Let a fault happen to so many writes, after so many that go through."""
        self._fault, self._after, self._times = fault, after, times

    def due(self, headers: Any) -> Fault | None:
        # The first request of digest authentication is only asked for its challenge.
        if self._times <= 0 or self._fault is None or (self.wants_digest and "Authorization" not in headers):
            return None
        if self._after > 0:
            self._after -= 1
            return None
        self._times -= 1
        return self._fault

    wants_digest = False


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    item = Proxy(server)
    item.wants_digest = server.name == "virtuoso"
    yield item
    item.http.shutdown()
    item.http.server_close()


def reset(relay: Relay, _: bytes) -> None:
    relay.reset()


def reset_after_the_write(relay: Relay, body: bytes) -> None:
    relay.passed_on(body).read()
    relay.reset()


def half_an_answer_after_the_write(relay: Relay, body: bytes) -> None:
    relay.passed_on(body).read()
    relay.send_response(200)
    relay.send_header("Content-Length", "5000")
    relay.end_headers()
    relay.wfile.write(b"do")
    relay.close_connection = True


def hang(relay: Relay, _: bytes) -> None:
    time.sleep(TIMEOUT * 1.5)
    relay.reset()


def status(code: int, **headers: str) -> Fault:
    return lambda relay, _: relay.answer(code, b"not now", **headers)


def page(relay: Relay, _: bytes) -> None:
    relay.answer(200, b"<!doctype html><title>Sign in</title>")


def lie(relay: Relay, _: bytes) -> None:
    relay.answer(200, b"", Content_Type="text/plain")


def half(relay: Relay, body: bytes) -> None:
    """Half of the request reaches the server, and then the line is cut on both sides."""
    host, port = relay.server.proxy.upstream.split(":")  # type: ignore[attr-defined]
    head = f"{relay.command} {relay.path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in relay.headers.items())
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(head.encode() + b"\r\n" + body[: len(body) // 2])
    relay.reset()


FOREVER = 10_000
FAULTS = {
    "resets once": (reset, 1),
    "resets for ever": (reset, FOREVER),
    "writes, and resets before it says so": (reset_after_the_write, 1),
    "writes, and answers by half": (half_an_answer_after_the_write, 1),
    "hangs": (hang, 1),
    "answers 500": (status(500), 1),
    "answers 503 twice": (status(503), 2),
    "answers 503 for ever": (status(503), FOREVER),
    "answers 429 with Retry-After": (status(429, Retry_After="1"), 1),
    "answers 200 with a web page": (page, 1),
    "answers 200 and does nothing": (lie, 1),
    "gets half a request, line cut": (half, 1),
    "gets half of every request": (half, FOREVER),
}
RIDDEN_OUT = {
    "resets once",
    "writes, and answers by half",
    "writes, and resets before it says so",
    "answers 503 twice",
    "answers 429 with Retry-After",
    "gets half a request, line cut",
}


def patient(server: Server, url: str) -> SparqlStore:
    return store_of(server, url=url, timeout=TIMEOUT, retries=3, batch_triples=400)


@pytest.mark.parametrize("after", [0, 4])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_load_that_meets_a_fault_is_ridden_out_or_told_and_mended_by_the_next(
    fault: str, after: int, server: Server, proxy: Proxy, corpus: Any, table: Callable[..., None]
) -> None:
    happening, times = FAULTS[fault]
    proxy.befall(happening, after, times)
    with patient(server, proxy.url) as store:
        said = corpus.outcome(lambda: corpus.load(store), lambda: store_of(server))
    assert (said == "loaded") == (fault in RIDDEN_OUT)
    with store_of(server) as store:
        corpus.assert_honest(store)
        corpus.assert_mended(store)
    table(f"{fault}, after {after} writes", server.name, said, "identical")


def test_a_server_that_refuses_connections_is_told_and_mended_by_the_next_load(
    server: Server, corpus: Any, table: Callable[..., None]
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{listener.getsockname()[1]}{urlsplit(server.url).path}"
    with patient(server, dead) as store:
        said = corpus.outcome(lambda: corpus.load(store), lambda: store_of(server))
    assert said.startswith("stopped")
    with store_of(server) as store:
        corpus.assert_mended(store)
    table("refuses connections", server.name, said, "identical")
