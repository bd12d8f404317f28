"""The server, or the process that writes to the embedded store, is killed, runs out of disk, or takes no writes."""

from __future__ import annotations

import random
import resource
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import StoreError
from kg_etl.stores.oxigraph import OxigraphStore
from tools.servers import SERVERS, Server
from tools.servers.clients import store_of

KILLS_OF_A_SERVER = 5


def test_a_server_that_is_killed_in_the_middle_of_a_load_has_whole_graphs_and_is_mended_by_the_next(
    server: Server, corpus: Any, table: Callable[..., None]
) -> None:
    moments = random.Random(20240516)
    begin = time.monotonic()
    with store_of(server) as store:
        corpus.load(store)
    took = time.monotonic() - begin
    stopped = 0
    for _ in range(KILLS_OF_A_SERVER):
        with store_of(server) as store:
            store.replace_graphs(dict.fromkeys(store.sizes(), ""))
        killer = threading.Timer(took * moments.uniform(0.1, 0.9), server.kill)
        killer.start()
        with store_of(server, retries=0, batch_triples=400) as store:
            try:
                corpus.load(store)
                loaded = True
            except StoreError:
                loaded = False
        killer.join()
        stopped += not loaded
        server.start()
        with store_of(server) as store:
            assert not loaded or sorted(store.nquads()) == corpus.quads
            corpus.assert_honest(store)
            corpus.assert_mended(store)
    assert stopped > 0
    table(f"killed {KILLS_OF_A_SERVER} times in a load, started again", server.name, f"stopped {stopped}", "identical")


def test_a_server_that_is_killed_and_soon_back_is_waited_for(
    server: Server, corpus: Any, table: Callable[..., None]
) -> None:
    def bounce() -> None:
        server.kill()
        server.start()

    bouncer = threading.Timer(0.15, bounce)
    bouncer.start()
    with store_of(server, retries=8, batch_triples=400) as store:
        said = corpus.outcome(lambda: corpus.load(store), lambda: store_of(server))
    bouncer.join()
    assert said == "loaded"
    table("killed in a load and back in seconds", server.name, said, "identical")


def test_a_server_that_lies_read_only_says_so(
    server_name: str, tmp_path: Path, corpus: Any, table: Callable[..., None]
) -> None:
    with SERVERS[server_name](tmp_path / "own") as first, store_of(first) as store:
        corpus.load(store)
    with (
        SERVERS[server_name](tmp_path / "own", read_only=True) as server,
        store_of(server, retries=0) as store,
    ):
        with pytest.raises(StoreError) as caught:
            store.replace_graphs({corpus.graphs[0].iri: ""})
        assert sorted(store.nquads()) == corpus.quads
    said = f"stopped: {corpus.in_short(caught.value)}"
    with SERVERS[server_name](tmp_path / "own") as server, store_of(server) as store:
        corpus.assert_mended(store)
    table("takes no writes", server_name, said, "identical")


def test_a_server_without_room_says_so_and_is_mended_when_there_is_room(
    server_name: str, small_disk: Callable[[int], Path], corpus: Any, table: Callable[..., None]
) -> None:
    server = SERVERS[server_name](small_disk(10**9) / "own").start()
    try:
        small_disk(500_000)
        with store_of(server, retries=0, timeout=10.0) as store:
            said = corpus.outcome(lambda: _until_full(corpus, store), lambda: store_of(server))
        assert said.startswith("stopped")
        small_disk(10**9)
        server.kill()
        server.start()
        with store_of(server) as store:
            store.replace_graphs({name: "" for name in store.sizes() if name.startswith("https://example.org/full/")})
            corpus.assert_honest(store)
            corpus.assert_mended(store)
    finally:
        server.kill()
    table("out of disk", server_name, said, "identical")


def _until_full(corpus: Any, store: Any) -> None:
    """Load, and go on writing until there is no room."""
    corpus.load(store)
    for number in range(400):
        lines = (f'<https://example.org/{number}/{i}> <https://example.org/p> "{i * number}" .\n' for i in range(900))
        store.replace_graphs({f"https://example.org/full/{number}": "".join(lines)})


def _embedded_load(corpus: Any, folder: Path, room: int | None) -> int:
    if room is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        with OxigraphStore(folder) as store:
            corpus.load(store)
    except StoreError:
        return 1
    return 0


def _embedded_mend(corpus: Any, folder: Path) -> int:
    with OxigraphStore(folder) as store:
        corpus.assert_honest(store)
        corpus.assert_mended(store)
    return 0


def test_the_embedded_store_without_room_says_so_and_is_mended_when_there_is_room(
    tmp_path: Path, corpus: Any, in_a_child: Callable[..., int], table: Callable[..., None]
) -> None:
    said = []
    for room in (100_000, 400_000, 1_000_000):
        folder = tmp_path / str(room) / "store"
        said.append(in_a_child(lambda folder=folder, room=room: _embedded_load(corpus, folder, room)))
        assert in_a_child(lambda folder=folder: _embedded_mend(corpus, folder)) == 0
    assert 1 in said
    assert set(said) <= {0, 1}
    table("out of disk", "embedded", f"stopped {said.count(1)} of 3", "identical")


def test_the_embedded_store_that_may_only_be_read_says_so(
    tmp_path: Path, corpus: Any, in_a_child: Callable[..., int], table: Callable[..., None]
) -> None:
    def read_only() -> int:
        with OxigraphStore(tmp_path / "store", read_only=True) as store, pytest.raises(StoreError, match="read-only"):
            store.replace_graphs({corpus.graphs[0].iri: ""})
        return 0

    assert in_a_child(lambda: _embedded_load(corpus, tmp_path / "store", None)) == 0
    assert in_a_child(read_only) == 0
    assert in_a_child(lambda: _embedded_mend(corpus, tmp_path / "store")) == 0
    table("takes no writes", "embedded", "stopped: opened read-only", "identical")
