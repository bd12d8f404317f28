"""A real SPARQL server on loopback, and every backend of `kg_etl.stores` by name."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.sparql import SparqlStore

BACKENDS = ("embedded", "graph store protocol", "update protocol")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """An Oxigraph server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        self.binary = shutil.which("oxigraph", path=beside)
        if self.binary is None:
            pytest.fail("the oxigraph server is missing: install the development dependencies (`make test` does)")
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        address = self.url.removeprefix("http://")
        self.process = subprocess.Popen(
            [str(self.binary), "serve", "--location", str(self.folder), "--bind", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                requests.get(f"{self.url}/query", timeout=1)
            except requests.ConnectionError:
                assert self.process.poll() is None, self.process.communicate()[1].decode()
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"the oxigraph server did not answer at {self.url}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=20)
            self.process = None

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate(timeout=20)
        self.process = None


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running_server: Server) -> Server:
    """The server, empty."""
    emptied = requests.post(f"{running_server.url}/update", data={"update": "DROP ALL"}, timeout=20)
    assert emptied.ok
    return running_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of this test's own, which it may stop, kill and start again."""
    server = Server(tmp_path / "own")
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=BACKENDS)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens the backend; every call opens the same content."""
    if request.param == "embedded":
        return lambda: OxigraphStore(tmp_path / "store", lock_timeout=5)
    url = request.getfixturevalue("server").url
    if request.param == "graph store protocol":
        return lambda: SparqlStore.at(url, timeout=20)
    return lambda: SparqlStore(f"{url}/query", update_url=f"{url}/update", timeout=20)


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Iterator[Store]:
    with open_store() as opened:
        yield opened
