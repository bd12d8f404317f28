"""Every backend of `kg_etl.stores` by name, with real servers on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.server_profiles import PROFILES
from kg_etl.stores.sparql import SparqlStore
from tools.servers import SERVERS, Server
from tools.servers.clients import store_of

BACKENDS = ("embedded", "oxigraph", "oxigraph by graph store protocol")
"""The backends of `make test`; `--servers` adds others."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    named = metafunc.config.getoption("--servers")
    if "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", [*BACKENDS, *(name for name in named if name != "oxigraph")], scope="session")
    if "server_name" in metafunc.fixturenames:
        metafunc.parametrize("server_name", dict.fromkeys(["oxigraph", *named]), scope="session")


@pytest.fixture(scope="session")
def running_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    running: dict[str, Server] = {}

    def server(name: str) -> Server:
        if name not in running:
            running[name] = SERVERS[name](tmp_path_factory.mktemp("servers") / name).start()
        return running[name]

    yield server
    for server in running.values():
        server.stop()


@pytest.fixture
def private_server(server_name: str, tmp_path: Path) -> Iterator[Server]:
    """A server for a single test, which may stop, kill and restart it."""
    with SERVERS[server_name](tmp_path / "own") as server:
        yield server


@pytest.fixture
def open_store(
    backend: str, tmp_path: Path, running_servers: Callable[[str], Server]
) -> Callable[[], OxigraphStore | SparqlStore]:
    """Opens the backend, which is empty at first; every call opens the same content."""
    if backend == "embedded":
        return lambda: OxigraphStore(tmp_path / "store", lock_timeout=5)
    server = running_servers(backend.split()[0])
    with store_of(server) as store:
        store.replace_graphs(dict.fromkeys(store.sizes(), ""))
    if "graph store protocol" in backend:
        kind = PROFILES["oxigraph"]
        return lambda: SparqlStore.at(server.url, type(kind)(name="oxigraph", query="/query", graph_store="/store"))
    return lambda: store_of(server)


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Iterator[Store]:
    with open_store() as opened:
        yield opened
