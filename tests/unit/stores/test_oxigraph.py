"""The embedded store: its lock, read-only stores, its errors."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg_etl.errors import QueryError, StoreError, StoreLockedError
from kg_etl.stores.oxigraph import OxigraphStore

GRAPH = "https://example.org/g"
TRIPLE = '<https://example.org/s> <https://example.org/p> "x" .\n'
LOCK_SCRIPT = """
import sys, time
from kg_etl.stores.oxigraph import OxigraphStore
with OxigraphStore(sys.argv[1]) as store:
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with a single triple."""
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({GRAPH: TRIPLE})
    return tmp_path / "store"


def hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that locks the store for writing until it receives a line."""
    locker = subprocess.Popen(
        [sys.executable, "-c", LOCK_SCRIPT, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert locker.stdout is not None
    assert locker.stdout.readline() == "held\n"
    return locker


def test_folders_are_made_where_they_are_missing(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "a" / "b" / "store") as store:
        assert list(store.nquads()) == []


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path) as store:
        store.replace_graphs({GRAPH: TRIPLE})
    with OxigraphStore(tmp_path, read_only=True) as store:
        assert len(list(store.nquads())) == 1


def test_a_store_is_made_whole_or_not_at_all_whenever_its_maker_is_killed(tmp_path: Path) -> None:
    """The remains of an interrupted creation cannot be opened read-only, so that a run could not read the state."""
    source = """
import sys
from kg_etl.stores.oxigraph import OxigraphStore
print("begun", flush=True)
OxigraphStore(sys.argv[1])
sys.stdin.readline()
"""
    for step in range(12):
        folder = tmp_path / str(step) / "store"
        maker = subprocess.Popen(
            [sys.executable, "-c", source, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert maker.stdout is not None
        maker.stdout.readline()
        time.sleep(0.004 * step)
        maker.kill()
        maker.communicate()
        if folder.exists():
            with OxigraphStore(folder, read_only=True, lock_timeout=0) as reader:
                assert list(reader.nquads()) == []
        with OxigraphStore(folder, lock_timeout=0) as writer:
            writer.replace_graphs({GRAPH: TRIPLE})
        assert [file.name for file in folder.parent.iterdir()] == ["store"]


def test_two_processes_can_make_the_same_store_at_once(tmp_path: Path) -> None:
    source = """
import sys
from kg_etl.stores.oxigraph import OxigraphStore
with OxigraphStore(sys.argv[1], lock_timeout=20) as store:
    store.replace_graphs({f"https://example.org/{sys.argv[2]}": "<urn:s> <urn:p> <urn:o> ."})
"""
    makers = [
        subprocess.Popen([sys.executable, "-c", source, str(tmp_path / "store"), str(number)]) for number in range(4)
    ]
    assert [maker.wait(30) for maker in makers] == [0, 0, 0, 0]
    with OxigraphStore(tmp_path / "store", read_only=True) as store:
        assert len(list(store.nquads())) == 4


def test_the_error_of_a_second_writer_says_who_writes_and_what_to_do(folder: Path) -> None:
    locker = hold(folder)
    try:
        with pytest.raises(
            StoreLockedError, match=r"another process is writing to the store in .* run again"
        ) as caught:
            OxigraphStore(folder, lock_timeout=0.2)
        assert isinstance(caught.value.__cause__, OSError)
    finally:
        locker.communicate("done\n")


def test_a_second_writer_waits_for_the_first(folder: Path) -> None:
    locker = hold(folder)
    threading.Timer(0.3, locker.communicate, ["done\n"]).start()
    with OxigraphStore(folder, lock_timeout=20) as store:
        store.replace_graphs({GRAPH: ""})
        assert list(store.nquads()) == []
    locker.wait()


def test_a_killed_writer_leaves_no_lock(folder: Path) -> None:
    locker = hold(folder)
    locker.kill()
    locker.communicate()
    with OxigraphStore(folder, lock_timeout=0.2) as store:
        assert len(list(store.nquads())) == 1


def test_a_writer_of_the_same_process_holds_the_store_as_well(folder: Path) -> None:
    with OxigraphStore(folder), pytest.raises(StoreLockedError):
        OxigraphStore(folder, lock_timeout=0.1)


def test_leaving_the_store_releases_it(folder: Path) -> None:
    for _ in range(3):
        with OxigraphStore(folder, lock_timeout=0) as store:
            assert store.query("ASK { ?s ?p ?o }").boolean is True


def test_a_reader_works_during_a_write_and_keeps_its_snapshot(folder: Path) -> None:
    with OxigraphStore(folder) as writer, OxigraphStore(folder, read_only=True, lock_timeout=0) as reader:
        writer.replace_graphs({GRAPH + "2": TRIPLE})
        assert len(list(reader.nquads())) == 1
        with OxigraphStore(folder, read_only=True) as later:
            assert len(list(later.nquads())) == 2


def test_readers_are_never_locked_out_nor_shown_half_a_graph_while_another_process_writes(tmp_path: Path) -> None:
    source = """
import sys
from kg_etl.stores.oxigraph import OxigraphStore
with OxigraphStore(sys.argv[1]) as store:
    for version in range(100000):
        graph = f"https://example.org/{version % 20}"
        triples = (f'<{graph}> <https://example.org/p{i}> "{version}" .\\n' for i in range(100))
        store.replace_graphs({graph: "".join(triples)})
        if version == 40:
            print("begun", flush=True)
"""
    folder = tmp_path / "store"
    writer = subprocess.Popen([sys.executable, "-c", source, str(folder)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    writer.stdout.readline()
    try:
        for _ in range(5):
            with OxigraphStore(folder, read_only=True, lock_timeout=5) as reader:
                answer = reader.query(
                    "SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?versions) "
                    "WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
                )
            assert {(row["n"], row["versions"]) for row in answer.as_dicts()} == {("100", "1")}
    finally:
        writer.kill()
        writer.communicate()


def test_a_reader_does_not_write(folder: Path) -> None:
    with OxigraphStore(folder, read_only=True) as reader, pytest.raises(StoreError, match="read-only"):
        reader.replace_graphs({GRAPH: ""})


def test_reading_a_missing_store_says_how_to_create_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg-etl run"):
        OxigraphStore(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        OxigraphStore(tmp_path / "file", lock_timeout=0)


def test_a_damaged_store_is_reported_at_once(folder: Path) -> None:
    (folder / "CURRENT").write_text("rubbish")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="cannot open"):
            OxigraphStore(folder, read_only=read_only)


def test_a_closed_store_answers_nothing(folder: Path) -> None:
    with OxigraphStore(folder) as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_errors_of_the_library_are_kept_as_the_cause(folder: Path) -> None:
    with OxigraphStore(folder) as store, pytest.raises(QueryError, match="not valid SPARQL") as caught:
        store.query("SELECT * WHERE {")
    assert isinstance(caught.value.__cause__, SyntaxError)
