"""A store in a folder is asked by a process of its own, which answers, fails and ends like a call."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg_etl import loading
from kg_etl.errors import StoreError
from kg_etl.runs import process
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore

GRAPH = "https://example.org/g"


@pytest.fixture
def location(tmp_path: Path) -> str:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({GRAPH: '<https://example.org/s> <https://example.org/p> "x" .\n'})
    return str(tmp_path / "store")


def test_the_answer_comes_back(location: str) -> None:
    assert process.query_store(location, lambda store: store.sizes()) == {GRAPH: 1}
    assert len(process.query_store(location, lambda _, size: "x" * size, 5_000_000)) == 5_000_000


def test_only_a_store_in_a_folder_takes_a_process(location: str) -> None:
    assert process.query_store(location, lambda _: os.getpid()) != os.getpid()
    assert process.query_store("http://127.0.0.1:9/store", lambda _: os.getpid()) == os.getpid()


def test_an_error_of_the_store_is_raised_where_it_was_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store in"):
        process.query_store(str(tmp_path / "none"), loading.store_state)


def test_a_process_that_is_killed_is_an_error_of_the_store(location: str) -> None:
    def killed(_: Store) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(StoreError, match="was killed: run again"):
        process.query_store(location, killed)


def test_it_ends_when_the_one_that_asks_is_killed(location: str, tmp_path: Path) -> None:
    asking = tmp_path / "asking.py"
    asking.write_text(
        "import time\n"
        "from kg_etl.runs import process\n"
        f"process.query_store({location!r}, lambda _: print('asked', flush=True) or time.sleep(1) or 'x' * 1_000_000)\n"
    )
    killed = subprocess.Popen([sys.executable, str(asking)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "asked\n"
    killed.kill()
    started = time.monotonic()
    # The pipe closes when nobody who could write to it is left.
    assert killed.stdout.read() == ""
    assert time.monotonic() - started < 20
