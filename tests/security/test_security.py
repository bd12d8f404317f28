"""What a hostile article, configuration, query parameter or server can try, and does not get."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import ssl
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg_etl import loading, pipeline, queries
from kg_etl.errors import KgEtlError, QueryError, StoreError
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links
from kg_etl.runs import planning
from kg_etl.runs.quarantine import Quarantine
from kg_etl.runs.sharding import shard_key
from kg_etl.sources.folder import FolderSource
from kg_etl.stores.endpoint import Credentials
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.sparql import SparqlStore
from tools.servers import Oxigraph
from tools.servers.clients import store_of

BASE = "https://example.org/id/"
WITNESS = "https://example.org/witness"
TRIPLE = '<https://example.org/s> <https://example.org/p> "x" .\n'
SECRET = "zq7-Sesame-und-Oeffne-dich"

ENDINGS = [
    '"',
    "'",
    '"""',
    "'''",
    '\\"',
    "\\",
    "\\\\",
    "\\u0022",
    "\\\\u0022",
    "\\U00000022",
    ">",
    "\\u003E",
    "\n",
    "\r",
    "\u2028",
]
BODIES = [
    " . } } ; DROP ALL ; #",
    " } } ; CLEAR ALL #",
    f" ; DROP GRAPH <{WITNESS}> ; INSERT DATA {{ <https://e.org/s> <https://e.org/p> ",
    " . } } ; DELETE WHERE { GRAPH ?g { ?s ?p ?o } } ; INSERT DATA { GRAPH <https://e.org/g> { <a:a> <a:a> ",
    f" . <{WITNESS}> <https://example.org/p> ",
    " } UNION { ?s ?p ?o } #",
    ") || true) } #",
    "\n} }\n;\nLOAD <http://127.0.0.1:1/x> ;\n#",
]
PAYLOADS = [f"{before}{ending}{body}" for before in ("", "Bonn") for ending in ENDINGS for body in BODIES]
assert len(PAYLOADS) >= 200
FIELDS = ("id", "text", "title", "publisher", "url", "authors", "language")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    with Oxigraph(tmp_path_factory.mktemp("server") / "own") as item:
        yield item


def graph(article: Article) -> ArticleGraph | Failure:
    return next(
        pipeline.mapped(
            [article], [Extraction(article_id=article.id)], [Links(article_id=article.id)], BASE, {"pipeline": "v"}
        )
    )


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_an_article_is_anything_but_data(field: str, server: Oxigraph) -> None:
    articles = []
    for number, payload in enumerate(PAYLOADS):
        values: dict[str, Any] = {
            "id": f"{field}-{number}",
            "text": "t",
            "published": dt.datetime(2024, 5, 16, tzinfo=dt.UTC),
        }
        values[field] = (payload,) if field == "authors" else payload
        articles.append(Article(**values))
    outcomes = [graph(article) for article in articles]
    graphs = {outcome.iri: outcome for outcome in outcomes if isinstance(outcome, ArticleGraph)}
    assert len(graphs) == len(PAYLOADS)
    with store_of(server) as store:
        store.replace_graphs(dict.fromkeys(store.sizes(), "") | {WITNESS: TRIPLE})
        loading.loaded(outcomes, store)
        assert store.sizes().keys() == {WITNESS, *graphs, *(f"{iri}/provenance" for iri in graphs)}
        assert store.graphs([WITNESS]) == {WITNESS: TRIPLE}
        assert all(store.graphs([iri])[iri] == graph.triples for iri, graph in list(graphs.items())[::20])


@pytest.mark.parametrize(
    "question", [item for item in queries.shipped() if item.parameters], ids=lambda item: item.name
)
def test_no_parameter_of_a_question_is_anything_but_data(question: queries.Question, tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({WITNESS: TRIPLE})
        for parameter in question.parameters:
            for payload in PAYLOADS[:: 1 if parameter.kind in {"entity", "text"} else 8]:
                try:
                    sparql = queries.bound(question, {parameter.name: payload})
                except QueryError:
                    continue
                assert WITNESS not in queries.as_json(store.query(sparql))
        assert store.graphs([WITNESS]) == {WITNESS: TRIPLE}


@pytest.mark.parametrize("payload", PAYLOADS[::4])
def test_no_name_of_a_graph_and_no_retracted_id_is_anything_but_data(payload: str, tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({WITNESS: TRIPLE})
        with pytest.raises(StoreError):
            store.replace_graphs({f"https://example.org/{payload}> {{ }} }}": ""})
        with pytest.raises(QueryError):
            queries.internal("count", graphs=[f"https://example.org/{payload} x"])
        loading.retract(store, BASE, payload, payload)
        assert store.graphs([WITNESS]) == {WITNESS: TRIPLE}
        assert len(loading.store_state(store).retracted) == 1


@pytest.mark.parametrize("base", ["https://example.org/> } } ; DROP ALL #", "relative/", 'https://e.org/"'])
def test_a_base_in_the_configuration_that_is_no_iri_gives_failures_and_no_writes(base: str) -> None:
    article = Article(id="a", text="t")
    (outcome,) = pipeline.mapped(
        [article], [Extraction(article_id="a")], [Links(article_id="a")], base, {"pipeline": "v"}
    )
    assert isinstance(outcome, Failure)


class Spy(BaseHTTPRequestHandler):
    """Answers every request as a server that reads does, and notes its path."""

    paths: list[str] = []  # noqa: RUF012  of one test

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.paths.append(self.path)
        body = b'{"head": {"vars": []}, "results": {"bindings": []}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def spy() -> Iterator[ThreadingHTTPServer]:
    Spy.paths = []
    http = ThreadingHTTPServer(("127.0.0.1", 0), Spy)
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    yield http
    http.shutdown()
    http.server_close()


def kg_etl(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg_etl", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def test_commands_that_read_ask_the_query_address_and_no_other(spy: ThreadingHTTPServer, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{spy.server_address[1]}"
    (tmp_path / "luigi.cfg").write_text(f"[store]\nlocation = {url}\n")
    for command in (["export"], ["query", "timeline"], ["verify"], ["export", "--format", "nquads"]):
        assert kg_etl(tmp_path, *command).returncode == 0
    assert {path.split("?")[0] for path in Spy.paths} == {"/query"}


def test_a_store_opened_to_be_read_has_no_address_to_write_to(server: Oxigraph) -> None:
    from kg_etl.stores.endpoint import Endpoint
    from kg_etl.stores.server_profiles import OXIGRAPH

    with (
        SparqlStore(Endpoint.at(server.url, OXIGRAPH).read_only()) as store,
        pytest.raises(StoreError, match="read-only"),
    ):
        store.replace_graphs({WITNESS: ""})


def test_credentials_are_in_nothing_that_is_written_or_said(tmp_path: Path, server: Oxigraph) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(
        "Guests\n\nMay 16, 2024\n\nBONN (KGN) — Olaf Scholz arrived in Bonn.\n"
    )
    (tmp_path / "luigi.cfg").write_text(
        f"[sources]\npaths = articles\n[store]\nlocation = {server.url}\nauthentication = basic\n"
        "[core]\nlog_level = INFO\n"
    )
    secrets = {"KG_ETL_STORE_USER": "reader", "KG_ETL_STORE_PASSWORD": SECRET}
    runs = [
        kg_etl(tmp_path, "run", "--verbose", **secrets),
        kg_etl(tmp_path, "export", "--format", "nquads", **secrets),
        kg_etl(tmp_path, "check", **secrets),
        kg_etl(tmp_path, "verify", "--store", "http://127.0.0.1:9/", **secrets),
    ]
    assert runs[0].returncode == 0, runs[0].stderr
    said = "".join(run.stdout + run.stderr for run in runs)
    written = "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in tmp_path.rglob("*") if path.is_file()
    )
    for text in (said, written, repr(Credentials("reader", SECRET)), str(Credentials(secret=SECRET))):
        assert SECRET not in text
    assert "receipts" in {path.name for path in (tmp_path / "data").iterdir()}


def test_credentials_in_an_address_are_refused_and_not_repeated(tmp_path: Path) -> None:
    done = kg_etl(tmp_path, "run", ".", "--store", f"http://reader:{SECRET}@127.0.0.1:9/")
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr


def test_netrc_is_read_where_authentication_is_asked_for_and_only_then(
    tmp_path: Path, spy: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine 127.0.0.1 login reader password {SECRET}\n")
    netrc.chmod(0o600)
    seen: list[str | None] = []
    answer = Spy.do_POST
    monkeypatch.setattr(Spy, "do_POST", lambda self: (seen.append(self.headers["Authorization"]), answer(self))[1])
    url = f"http://127.0.0.1:{spy.server_address[1]}"
    for more in ("", "authentication = basic\n"):
        (tmp_path / "luigi.cfg").write_text(f"[store]\nlocation = {url}\n{more}")
        assert kg_etl(tmp_path, "export", NETRC=str(netrc)).returncode == 0
    assert seen[0] is None
    assert seen[-1] is not None
    assert seen[-1].startswith("Basic ")


def test_a_certificate_that_nobody_trusts_ends_the_conversation(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl makes the certificate of this test"
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem"),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    Spy.paths = []
    http = ThreadingHTTPServer(("127.0.0.1", 0), Spy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    http.socket = context.wrap_socket(http.socket, server_side=True)
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    url = f"https://127.0.0.1:{http.server_address[1]}"
    opening = Credentials("reader", SECRET)
    with SparqlStore.at(url, credentials=opening, retries=0) as store, pytest.raises(StoreError, match="ca_bundle"):
        store.sizes()
    assert Spy.paths == []
    with SparqlStore.at(url, credentials=opening, ca_bundle=str(tmp_path / "cert.pem"), retries=0) as store:
        assert store.sizes() == {}
    http.shutdown()
    http.server_close()


@pytest.mark.parametrize(
    "key", ["../../outside", "/etc/passwd", "..\\..\\outside", "a/../../../b", "C:\\x", "~/x", "%2e%2e%2fx", "a" * 2000]
)
def test_a_path_in_an_id_cannot_leave_the_data_folder(key: str, tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "data" / "quarantine")
    failure = Failure(where=key, reason="r", article_id=key)
    quarantine.put(planning.Quarantined(article_id=key, content_hash="c", version="v", outcome=failure))
    (written,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written.resolve().is_relative_to(tmp_path / "data" / "quarantine")
    assert quarantine.get(key) is not None
    pending = planning.Pending(id=key, day="undated", content=b"c", place=0)
    keys = {"all": [shard_key(key)]}
    (shard,) = planning.Plan(pending=(pending,), unchanged=0, failed=(), rejected=0, keys=keys).shards("all", 10)
    assert "/" not in shard.digest


class TestBombs:
    def outcomes(self, folder: Path) -> list[Any]:
        return list(
            FolderSource(
                [folder], max_bytes=10_000_000, timezone="UTC", latest=dt.datetime.max.replace(tzinfo=dt.UTC)
            ).articles()
        )

    def test_json_that_is_nested_without_end_is_one_failure(self, tmp_path: Path) -> None:
        (tmp_path / "deep.jsonl").write_text('{"id": "a", "text": "t", "x": ' + "[" * 200_000 + "\n")
        ((failure),) = self.outcomes(tmp_path)
        assert isinstance(failure, Failure)
        assert "\n" not in failure.reason

    def test_a_line_without_end_is_one_failure(self, tmp_path: Path) -> None:
        (tmp_path / "long.jsonl").write_bytes(b'{"id": "a", "text": "' + b"x" * 11_000_000 + b'"}\n')
        ((failure),) = self.outcomes(tmp_path)
        assert "large" in failure.reason

    def test_yaml_that_multiplies_itself_is_one_failure_or_plain_text(self, tmp_path: Path) -> None:
        levels = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))
        (tmp_path / "laughs.txt").write_text(f"---\na: &a [x, x]\n{levels}---\nGuests came.\n")
        assert len(self.outcomes(tmp_path)) == 1

    def test_xml_entities_and_archives_are_not_unpacked(self, tmp_path: Path) -> None:
        entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        (tmp_path / "laughs.txt").write_text(f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l9;</x>\n')
        with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("zeros.txt", b"0" * 50_000_000)
        (tmp_path / "bomb.txt").write_bytes((tmp_path / "bomb.zip").read_bytes())
        result = self.outcomes(tmp_path)
        assert all(isinstance(item, Failure) or len(item.article.text) < 100_000 for item in result)


def test_a_page_of_json_that_is_no_answer_is_an_error_in_words() -> None:
    with pytest.raises(ValueError, match="not SPARQL results"):
        queries.answer_from_json(json.dumps({"head": [[[]]] * 1000}).encode())
    assert issubclass(StoreError, KgEtlError)
