"""Stores and what can befall them; the table of what happened is printed at the end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg_etl import loading, pipeline
from kg_etl.errors import StoreError
from kg_etl.identifiers import provenance_iri
from kg_etl.loading.verification import verified
from kg_etl.model import Article, ArticleGraph, Extraction, Links
from kg_etl.stores import Store
from tools.servers import SERVERS, Server
from tools.servers.clients import store_of

BASE = "https://w3id.org/kg-etl/id/"
ROOT = Path(__file__).parents[2]
VERSIONS = {"software": "1", "pipeline": "v"}
ROWS: list[tuple[str, str, str, str]] = []


@pytest.fixture
def table() -> Callable[..., None]:
    """Takes a row: fault, store, what happened, whether the store is identical after running again."""
    return lambda *row: ROWS.append(row)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if ROWS:
        terminalreporter.section("faults")
        widths = [max(len(row[column]) for row in ROWS) for column in range(4)]
        for row in ROWS:
            terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    names = list(dict.fromkeys(["oxigraph", *metafunc.config.getoption("--servers")]))
    if "server_name" in metafunc.fixturenames:
        metafunc.parametrize("server_name", names, scope="session")
    if "store_name" in metafunc.fixturenames:
        metafunc.parametrize("store_name", ["embedded", *names], scope="session")


@pytest.fixture(scope="session")
def running_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    running: dict[str, Server] = {}

    def server(name: str) -> Server:
        if name not in running:
            running[name] = SERVERS[name](tmp_path_factory.mktemp("servers") / name).start()
        return running[name]

    yield server
    for item in running.values():
        item.stop()


@pytest.fixture
def server(server_name: str, running_servers: Callable[[str], Server]) -> Server:
    """The server, empty."""
    item = running_servers(server_name)
    with store_of(item) as store:
        store.replace_graphs(dict.fromkeys(store.sizes(), ""))
    return item


def in_short(error: StoreError) -> str:
    """The beginning of a message, without addresses."""
    return " ".join(re.sub(r"\S*(http|article/)\S*", "", str(error)).split())[:44]


class Corpus:
    """Graphs to load, and what a store holds that has loaded them undisturbed."""

    def __init__(self, graphs: Sequence[ArticleGraph]) -> None:
        self.graphs = graphs
        texts = {graph.iri: graph.triples for graph in graphs} | {
            provenance_iri(graph.iri): graph.provenance for graph in graphs
        }
        self.quads = sorted(f"{line[:-1]}<{name}> ." for name, text in texts.items() for line in text.split("\n")[:-1])

    in_short = staticmethod(in_short)

    def load(self, store: Store) -> None:
        loading.loaded(self.graphs, store)

    def outcome(self, load: Callable[[], None], opened: Callable[[], Store]) -> str:
        """What happened, and that the store does not claim more than it holds."""
        try:
            load()
        except StoreError as error:
            said = f"stopped: {in_short(error)}"
        else:
            said = "loaded"
            with opened() as store:
                assert sorted(store.nquads()) == self.quads, "the load said that it had succeeded"
        return said

    def assert_honest(self, store: Store) -> None:
        """Whatever the store says it holds is there as it should be."""
        kinds = {fault.kind for fault in verified(store, BASE).faults}
        assert kinds <= {"unfinished"}, kinds

    def assert_mended(self, store: Store) -> None:
        """Running again leaves exactly what an undisturbed run leaves."""
        self.load(store)
        assert sorted(store.nquads()) == self.quads


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Twenty graphs of some 100 triples, and one of 1,500."""
    graphs = []
    for number in range(21):
        article = Article(id=f"article-{number}", text="Nothing happened.", title="“Ünïcode” 𝔘\n")
        links = Links(article_id=article.id)
        (graph,) = pipeline.mapped([article], [Extraction(article_id=article.id)], [links], BASE, VERSIONS)
        assert isinstance(graph, ArticleGraph)
        size = 1_500 if number == 10 else 100
        more = "".join(f'<{graph.iri}#e={i}> <https://example.org/p{i % 20}> "value {i} é" .\n' for i in range(size))
        lines = sorted((graph.triples + more).split("\n")[:-1])
        fields = {name: getattr(graph, name) for name in graph.__struct_fields__}
        complete = ArticleGraph(**{**fields, "triples": "".join(line + "\n" for line in lines)})
        provenance = complete.provenance.replace(graph.digest, complete.digest)
        graphs.append(ArticleGraph(**{**fields, "triples": complete.triples, "provenance": provenance}))
    return Corpus(graphs)


def forked(do: Callable[[], int]) -> int:
    """The exit status of a child that does something; one that hangs is killed.

    The embedded store is opened in children only: its threads do not outlive a fork, and a child of a process that has
    opened it waits for them for ever.
    """
    if not (child := os.fork()):
        status = 70
        try:
            status = do()
        except Exception:  # noqa: BLE001  this copy of the test must not go on, whatever it is
            traceback.print_exc()
        finally:
            os._exit(status)
    return ended(child)


def ended(child: int, patience: float = 120.0) -> int:
    """The exit status of a child, negative for a signal; one that hangs is killed."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pytest.fail("a child hung")


@pytest.fixture
def in_a_child() -> Callable[[Callable[[], int]], int]:
    """Does something in a child, and gives its exit status."""
    return forked


@pytest.fixture(scope="session")
def end_of() -> Callable[[int], int]:
    """Waits for a child, and gives its exit status."""
    return ended


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Gives a folder on a disk of its own that has so many bytes free; called again, with other room, the same one."""
    place = tmp_path / "disk"
    ballast = place / "ballast"

    def folder(free: int) -> Path:
        if not place.exists():
            place.mkdir()
            made = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", str(place)],
                capture_output=True,
                text=True,
                check=False,
            )
            if made.returncode:
                pytest.fail(f"a small disk needs the right to mount a tmpfs, as root has: {made.stderr}")
        ballast.unlink(missing_ok=True)
        spare = shutil.disk_usage(place).free - free
        if spare > 0:
            with ballast.open("wb") as file:
                for _ in range(spare >> 16):
                    file.write(b"\0" * 65_536)
        return place

    yield folder
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
