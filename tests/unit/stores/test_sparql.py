"""The store over HTTP with servers that misbehave; tests/contracts/ has the others."""

from __future__ import annotations

import base64
import copy
import json
import socket
import struct
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kg_etl.errors import QueryError, StoreError
from kg_etl.queries import Answer
from kg_etl.stores.connection import RetryPolicy
from kg_etl.stores.endpoint import Credentials, Endpoint
from kg_etl.stores.server_profiles import VIRTUOSO, ServerProfile
from kg_etl.stores.sparql import SparqlStore

GRAPH = "https://example.org/g"
TRIPLE = '<https://example.org/s> <https://example.org/p> "x" .\n'
YES = json.dumps({"head": {}, "boolean": True}).encode()
RESULTS = "application/sparql-results+json"
PUTTING = ServerProfile(name="other", query="/query", graph_store="/store")
Handle = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """A request, answered by the steps that the test sets."""

    protocol_version = "HTTP/1.1"
    body: bytes

    def answer(self, status: int, body: bytes = b"", media_type: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _any(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # One handler serves all requests of a connection.
        self.server.seen.append(copy.copy(self))  # type: ignore[attr-defined]
        self.server.behaviour(self)  # type: ignore[attr-defined]

    do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - http.server looks for these names

    def log_message(self, *_: Any) -> None:
        pass


class Server:
    """A server on loopback whose behaviour is a list of steps; the last one repeats."""

    def __init__(self) -> None:
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self.http.daemon_threads = True
        self.http.seen = []  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def seen(self) -> list[Request]:
        seen: list[Request] = self.http.seen  # type: ignore[attr-defined]
        return seen

    def behaves(self, *steps: Handle) -> None:
        left = list(steps)
        self.http.behaviour = lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)  # type: ignore[attr-defined]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def store(server: Server) -> Iterator[SparqlStore]:
    with SparqlStore.at(server.url, credentials=Credentials("reader", "s3cret"), timeout=5) as opened:
        yield opened


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the store would have waited between attempts; it does not wait."""
    seconds: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", seconds.append)
    return seconds


@pytest.fixture
def put_store(server: Server) -> Iterator[SparqlStore]:
    with SparqlStore.at(server.url, PUTTING, timeout=5) as opened:
        yield opened


def fine(request: Request) -> None:
    if request.command == "POST":
        request.answer(200, YES, RESULTS)
    else:
        request.answer(204)


def status(code: int, body: bytes = b"", media_type: str = "text/plain", **headers: str) -> Handle:
    return lambda request: request.answer(code, body, media_type, **headers)


def cut(request: Request) -> None:
    """The head promises more than the body holds, as when a server dies while it answers."""
    request.send_response(200)
    request.send_header("Content-Type", RESULTS)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(YES)
    request.close_connection = True


def binding(**terms: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"type": kind, "value": value} for name, (kind, value) in terms.items()}


def counts(number: int) -> bytes:
    rows = [binding(graph=("uri", GRAPH), triples=("literal", str(number)))]
    return json.dumps({"head": {"vars": ["graph", "triples"]}, "results": {"bindings": rows}}).encode()


def contents(*values: str) -> bytes:
    node = ("uri", "https://example.org/s")
    rows = [binding(graph=("uri", GRAPH), subject=node, predicate=node, object=("literal", value)) for value in values]
    names = ["graph", "subject", "predicate", "object"]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


def ask(store: SparqlStore) -> object:
    return store.query("ASK { ?s ?p ?o }")


def write(store: SparqlStore) -> object:
    return store.replace_graphs({GRAPH: TRIPLE})


def erase(store: SparqlStore) -> object:
    return store.replace_graphs({GRAPH: ""})


def dump(store: SparqlStore) -> object:
    return list(store.nquads())


EVERY_REQUEST = pytest.mark.parametrize("do", [ask, write, erase, dump])


class TestABusyServer:
    @pytest.mark.parametrize("do", [ask, write, erase])
    @pytest.mark.parametrize("code", [429, 502, 503, 504])
    def test_is_asked_again(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object], code: int
    ) -> None:
        server.behaves(status(code), fine)
        do(store)
        assert len(server.seen) == 2

    @pytest.mark.parametrize("do", [ask, write])
    def test_is_given_the_time_it_asks_for(
        self, server: Server, store: SparqlStore, waits: list[float], do: Callable[[SparqlStore], object]
    ) -> None:
        server.behaves(status(503, Retry_After="7"), fine)
        do(store)
        assert waits == [7]
        assert len(server.seen) == 2

    @pytest.mark.parametrize("do", [ask, write])
    @pytest.mark.parametrize("value", ["soon", "-5", "Mon, 01 Jan 2001 00:00:00 GMT"])
    def test_that_asks_for_no_time_that_makes_sense_is_asked_again_soon(
        self, server: Server, store: SparqlStore, waits: list[float], do: Callable[[SparqlStore], object], value: str
    ) -> None:
        server.behaves(status(503, Retry_After=value), fine)
        do(store)
        assert len(server.seen) == 2
        assert sum(waits) < 1

    def test_is_never_given_more_than_a_minute(self) -> None:
        assert RetryPolicy().parse_retry_after("86400") == 60

    @EVERY_REQUEST
    def test_is_given_up_in_the_end(self, server: Server, do: Callable[[SparqlStore], object]) -> None:
        server.behaves(status(503, b"down for repair"))
        with (
            SparqlStore.at(server.url, retries=1) as store,
            pytest.raises(StoreError, match="HTTP 503: down for repair"),
        ):
            do(store)
        assert len(server.seen) == 2

    def test_that_takes_whole_graphs_is_asked_again_too(self, server: Server, put_store: SparqlStore) -> None:
        server.behaves(status(503), status(204))
        write(put_store)
        assert [(request.command, request.path.partition("?")[0]) for request in server.seen] == [("PUT", "/store")] * 2


class TestARefusal:
    @EVERY_REQUEST
    @pytest.mark.parametrize("code", [401, 403])
    def test_of_credentials_says_where_to_set_them_and_does_not_show_them(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object], code: int
    ) -> None:
        server.behaves(status(code, b"reader:s3cret is not known"))
        with pytest.raises(StoreError, match="KG_ETL_STORE_PASSWORD") as caught:
            do(store)
        assert "s3cret" not in str(caught.value)
        assert len(server.seen) == 1

    @EVERY_REQUEST
    def test_shows_what_the_server_said_but_no_password(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object]
    ) -> None:
        server.behaves(status(500, b"disk full\x1b[2J for s3cret"))
        with pytest.raises(StoreError, match="HTTP 500: disk full") as caught:
            do(store)
        assert "s3cret" not in str(caught.value)
        assert "\x1b" not in str(caught.value)
        assert len(server.seen) == 1

    def test_of_a_query_is_the_querys_fault(self, server: Server, store: SparqlStore) -> None:
        server.behaves(status(400, b"unknown prefix"))
        with pytest.raises(QueryError, match="unknown prefix"):
            ask(store)

    @pytest.mark.parametrize("do", [write, erase])
    def test_of_anything_else_is_the_stores(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object]
    ) -> None:
        server.behaves(status(400, b"bad request"))
        with pytest.raises(StoreError, match="bad request"):
            do(store)

    def test_an_absent_graph_is_already_deleted(self, server: Server, put_store: SparqlStore) -> None:
        server.behaves(status(404))
        erase(put_store)
        with pytest.raises(StoreError, match="404"):
            write(put_store)

    @pytest.mark.parametrize("code", [400, 404, 409, 413, 422])
    def test_is_not_asked_again(self, server: Server, store: SparqlStore, code: int) -> None:
        server.behaves(status(code))
        with pytest.raises(StoreError, match=str(code)):
            write(store)
        assert len(server.seen) == 1

    @EVERY_REQUEST
    @pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
    def test_to_answer_here_is_not_followed_elsewhere(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object], code: int
    ) -> None:
        elsewhere = Server()
        elsewhere.behaves(fine)
        server.behaves(status(code, Location=f"{elsewhere.url}/query"))
        with pytest.raises(StoreError, match="redirects"):
            do(store)
        assert elsewhere.seen == []
        elsewhere.http.shutdown()
        elsewhere.http.server_close()


class TestAWrongAnswer:
    PAGE = b"<!doctype html><title>Welcome</title>"

    @EVERY_REQUEST
    def test_a_web_page_with_status_200_is_no_success(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object]
    ) -> None:
        server.behaves(status(200, self.PAGE, "text/html"))
        with pytest.raises(StoreError, match=r"web page|instead of"):
            do(store)

    def test_a_web_page_is_no_success_for_an_update_either(self, server: Server, put_store: SparqlStore) -> None:
        server.behaves(status(200, self.PAGE, "text/html"))
        with pytest.raises(StoreError, match="web page"):
            write(put_store)

    @pytest.mark.parametrize("body", [b"", b"{}", b"<html>", YES[:-3], b"\xff\xfe", b'{"head":{"vars":["a"]}}'])
    def test_broken_results_are_an_error_of_the_store(self, server: Server, store: SparqlStore, body: bytes) -> None:
        server.behaves(status(200, body, RESULTS))
        with pytest.raises(StoreError, match="not SPARQL results"):
            ask(store)

    def test_fewer_triples_than_the_server_counts_are_an_error_of_the_store(
        self, server: Server, store: SparqlStore
    ) -> None:
        server.behaves(status(200, counts(3), RESULTS), status(200, contents("one", "two"), RESULTS))
        with pytest.raises(StoreError, match=r"2 of the 3 triples.*truncates answers"):
            store.graphs([GRAPH])

    def test_an_answer_cut_short_is_an_error_of_the_store(self, server: Server) -> None:
        server.behaves(cut)
        with SparqlStore.at(server.url, retries=0) as store:
            for do in (ask, dump):
                with pytest.raises(StoreError, match="no answer"):
                    do(store)

    def test_an_answer_cut_short_is_asked_for_again(self, server: Server, store: SparqlStore) -> None:
        server.behaves(cut, cut, fine)
        ask(store)
        assert len(server.seen) == 3

    def test_answers_that_are_always_cut_short_are_given_up(self, server: Server) -> None:
        server.behaves(cut)
        with SparqlStore.at(server.url, retries=2) as store, pytest.raises(StoreError, match="no answer"):
            ask(store)
        assert len(server.seen) == 3


class TestSilence:
    @EVERY_REQUEST
    def test_ends_with_the_time_out(self, server: Server, do: Callable[[SparqlStore], object]) -> None:
        released = threading.Event()
        server.behaves(lambda _: released.wait() and None)
        with SparqlStore.at(server.url, timeout=0.2, retries=1) as store, pytest.raises(StoreError, match="no answer"):
            do(store)
        released.set()

    @pytest.mark.parametrize("do", [ask, write])
    def test_of_a_dead_server_is_noticed_soon(self, waits: list[float], do: Callable[[SparqlStore], object]) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with SparqlStore.at(url) as store, pytest.raises(StoreError, match="Is the server running"):
            do(store)
        assert 0 < sum(waits) < 20

    @pytest.mark.parametrize("do", [ask, write, erase])
    def test_by_a_connection_that_broke_is_asked_again(
        self, server: Server, store: SparqlStore, do: Callable[[SparqlStore], object]
    ) -> None:
        server.behaves(Request.reset, fine)
        do(store)
        assert len(server.seen) == 2

    def test_stops_the_graphs_that_follow(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine, status(500))
        with SparqlStore.at(server.url, batch_triples=4) as small, pytest.raises(StoreError):
            small.replace_graphs({f"{GRAPH}{number}": TRIPLE for number in range(9)})
        assert len(server.seen) == 2


class TestWhatIsSent:
    def test_credentials_go_with_every_request(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        ask(store)
        write(store)
        expected = "Basic " + base64.b64encode(b"reader:s3cret").decode()
        assert [request.headers["Authorization"] for request in server.seen] == [expected] * 2

    def test_without_credentials_none_are_looked_for(
        self, server: Server, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login someone password other\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        server.behaves(fine)
        with SparqlStore.at(server.url) as store:
            ask(store)
            write(store)
        assert [request.headers["Authorization"] for request in server.seen] == [None, None]

    def test_a_graph_goes_as_the_body_of_a_put_and_its_name_as_a_parameter(
        self, server: Server, put_store: SparqlStore
    ) -> None:
        server.behaves(fine)
        put_store.replace_graphs({GRAPH + "?a=1&b#c": '<https://e.org/s> <https://e.org/p> "é" .\n'})
        (request,) = server.seen
        assert (request.command, request.path) == ("PUT", "/store?graph=https%3A%2F%2Fexample.org%2Fg%3Fa%3D1%26b%23c")
        assert request.headers["Content-Type"] == "application/n-triples"
        assert request.body.decode() == '<https://e.org/s> <https://e.org/p> "é" .\n'

    def test_many_small_graphs_go_in_few_requests(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        store.replace_graphs({f"{GRAPH}{number}": TRIPLE for number in range(1000)})
        (request,) = server.seen
        assert request.headers["Content-Type"] == "application/sparql-update"
        assert request.body.count(b"DROP SILENT GRAPH") == request.body.count(b"INSERT DATA") == 1000

    def test_a_server_with_a_limit_of_triples_gets_several_inserts_in_a_request(self, server: Server) -> None:
        server.behaves(fine)
        lines = "".join(f'<https://e.org/s> <https://e.org/p> "{number}" .\n' for number in range(2500))
        with SparqlStore.at(server.url, VIRTUOSO) as store:
            store.replace_graphs({GRAPH: lines})
        (request,) = server.seen
        assert (request.path, request.body.count(b"INSERT DATA")) == ("/sparql-auth", 3)
        assert b"DELETE WHERE" in request.body

    def test_graphs_share_a_connection(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        store.replace_graphs({f"{GRAPH}{number}": TRIPLE for number in range(5)})
        assert len({request.client_address for request in server.seen}) == 1

    def test_nothing_is_sent_when_any_graph_is_malformed(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        with pytest.raises(StoreError):
            store.replace_graphs({GRAPH: TRIPLE, GRAPH + "2": "malformed"})
        assert server.seen == []

    def test_a_query_goes_whole_and_unchanged(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        sparql = "# insert\nASK { ?s ?p 'DROP ALL é' }"
        assert store.query(sparql) == Answer(boolean=True)
        (request,) = server.seen
        assert urllib.parse.parse_qs(request.body.decode())["query"] == [sparql]
        assert request.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        assert "json" in request.headers["Accept"]

    def test_a_token_goes_as_bearer(self, server: Server) -> None:
        server.behaves(fine)
        with SparqlStore.at(server.url, credentials=Credentials(secret="t0ken"), authentication="bearer") as store:
            ask(store)
        assert server.seen[0].headers["Authorization"] == "Bearer t0ken"

    def test_a_digest_answers_the_servers_challenge_and_holds_no_password(self, server: Server) -> None:
        server.behaves(status(401, WWW_Authenticate='Digest realm="r", nonce="n", qop="auth"'), fine)
        opening = Credentials("reader", "s3cret")
        with SparqlStore.at(server.url, VIRTUOSO, opening) as store:
            write(store)
            write(store)
        answers = [request.headers["Authorization"] for request in server.seen]
        assert answers[0] is None
        assert all(answer.startswith("Digest ") and "s3cret" not in answer for answer in answers[1:])
        assert len(answers) == 3

    def test_authentication_without_credentials_is_refused_before_anything_is_sent(self, server: Server) -> None:
        with pytest.raises(StoreError, match="has no credentials"):
            SparqlStore.at(server.url, authentication="digest")
        assert server.seen == []

    def test_an_update_is_never_sent_as_a_query(self, server: Server, store: SparqlStore) -> None:
        server.behaves(fine)
        with pytest.raises(QueryError, match="update"):
            store.query("DROP ALL")
        assert server.seen == []


class TestAddresses:
    @pytest.mark.parametrize(
        "url", ["localhost:7878", "http://[::1", "ftp://example.org", "file:///etc/passwd", "http://", "", "data/store"]
    )
    def test_must_be_http(self, url: str) -> None:
        with pytest.raises(StoreError, match="not the address"):
            SparqlStore.at(url)

    def test_hold_no_credentials(self) -> None:
        with pytest.raises(StoreError, match="contains credentials") as caught:
            SparqlStore.at("http://someone:s3cret@example.org/")
        assert "s3cret" not in str(caught.value)

    def test_that_are_given_replace_derived_addresses(self, server: Server) -> None:
        server.behaves(fine)
        with SparqlStore.at(server.url + "/", query_url=f"{server.url}/dataset/sparql") as store:
            ask(store)
            write(store)
        assert [request.path.partition("?")[0] for request in server.seen] == ["/dataset/sparql", "/update"]

    def test_for_writing_may_be_missing_until_something_is_written(self, server: Server) -> None:
        server.behaves(fine)
        with SparqlStore(Endpoint(query_url=f"{server.url}/query")) as store:
            ask(store)
            with pytest.raises(StoreError, match="read-only"):
                write(store)
