"""The full gazetteer returns the same as one in memory, for any number of readers at once."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import Entry, Gazetteer, Office, load
from kg_etl.gazetteer.full import About, FullGazetteer, write
from kg_etl.model import EntityType

ABOUT = About(made=dt.date(2026, 11, 1), endpoint="http://127.0.0.1/sparql", selection="all", counts={})
SHIPPED = load()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FullGazetteer:
    """The shipped entries in a file."""
    path = tmp_path_factory.mktemp("full") / "full.sqlite"
    write(path, SHIPPED, ABOUT)
    return FullGazetteer(path)


def town(number: int, label: str | None = None, prominence: int = 0) -> Entry:
    return Entry(qid=f"Q{number}", label=label or f"Town {number}", type=EntityType.CITY, prominence=prominence)


def test_the_file_has_what_was_written(full: FullGazetteer) -> None:
    assert {entry.qid: entry for entry in full} == {entry.qid: entry for entry in SHIPPED}
    assert len(full) == len(SHIPPED)
    assert full.about.counts["Country"] == sum(entry.type is EntityType.COUNTRY for entry in SHIPPED)


@settings(deadline=None)
@given(st.sampled_from(sorted(SHIPPED.surfaces)) | st.text(max_size=12))
def test_names_are_found_as_in_memory(full: FullGazetteer, name: str) -> None:
    for written in (name, name.upper(), name.lower()):
        assert {entry.qid for entry in full.named(written)} == {entry.qid for entry in SHIPPED.named(written)}
        assert full.is_demonym(written) == SHIPPED.is_demonym(written)


@settings(deadline=None)
@given(st.sampled_from([entry for entry in SHIPPED if entry.type is EntityType.PERSON]))
def test_people_are_found_by_surname_and_office_as_in_memory(full: FullGazetteer, person: Entry) -> None:
    surname = person.label.split()[-1]
    assert {entry.qid for entry in full.surnamed(surname)} == {entry.qid for entry in SHIPPED.surnamed(surname)}
    for office in person.offices:
        for day in (None, office.start, office.end):
            result = full.office_holders(office.position, office.of, day)
            assert set(result) == set(SHIPPED.office_holders(office.position, office.of, day))


def test_the_better_known_of_two_namesakes_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "full", [town(1, "Springs", 3), town(2, "Springs", 90), town(3, "Springs", 20)], ABOUT)

    assert [entry.qid for entry in FullGazetteer(tmp_path / "full").named("Springs")] == ["Q2", "Q3", "Q1"]


def test_the_version_depends_on_the_entries_but_not_their_order(tmp_path: Path) -> None:
    item = write(tmp_path / "a", [town(1), town(2)], ABOUT)
    other = write(tmp_path / "b", [town(2), town(1)], ABOUT)
    third = write(tmp_path / "c", [town(2), town(3)], ABOUT)

    assert item.version == other.version != third.version
    assert FullGazetteer(tmp_path / "a").version == item.version


def test_a_file_is_replaced_only_by_a_complete_one(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    write(path, [town(1)], ABOUT)

    with pytest.raises(GazetteerError, match="same item"):
        write(path, [town(2), town(2)], ABOUT)

    assert [entry.qid for entry in FullGazetteer(path)] == ["Q1"]
    assert [item.name for item in tmp_path.iterdir()] == ["full.sqlite"]


def test_a_reader_keeps_the_file_that_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    write(path, [town(1)], ABOUT)
    reader = FullGazetteer(path)
    write(path, [town(2)], ABOUT)

    assert [entry.qid for entry in reader] == ["Q1"]
    assert [entry.qid for entry in FullGazetteer(path)] == ["Q2"]


def test_a_reader_of_a_replaced_file_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    write(path, [town(1)], ABOUT)
    reader = FullGazetteer(path)
    write(path, [town(2)], ABOUT)

    with ThreadPoolExecutor(1) as pool, pytest.raises(GazetteerError, match="replaced while it was read"):
        pool.submit(reader.by_qid, "Q1").result()


@pytest.mark.parametrize("content", [None, b"", b"no database at all, though it is long enough for a header" * 20])
def test_a_missing_or_damaged_file_is_an_error_with_advice(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "full.sqlite"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(GazetteerError, match="kg-etl gazetteer refresh"):
        FullGazetteer(path)


def test_a_file_of_another_format_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    write(path, [town(1)], ABOUT)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = 'kg_etl gazetteer 0' WHERE key = 'format'")

    with pytest.raises(GazetteerError, match="another version"):
        FullGazetteer(path)


def _named(full: FullGazetteer) -> list[str]:
    return [entry.qid for entry in full.named("Russia")]


def test_threads_and_forked_processes_read_it_at_once(full: FullGazetteer) -> None:
    with ThreadPoolExecutor(4) as threads:
        by_thread = list(threads.map(_named, [full] * 20))
    with multiprocessing.get_context("fork").Pool(2, _inherit, (full,)) as processes:
        by_process = processes.map(_inherited, range(20))

    assert by_thread == by_process == [["Q159"]] * 20


_SHARED: list[FullGazetteer] = []


def _inherit(full: FullGazetteer) -> None:
    _SHARED.append(full)


def _inherited(_: int) -> list[str]:
    return _named(_SHARED[0])


@pytest.mark.slow
def test_a_hundred_and_fifty_thousand_entries_are_written_and_found(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    office = Office(position="mayor", of="Q1", as_of=ABOUT.made)
    people = (
        Entry(qid=f"Q{n}", label=f"Given{n % 300} Family{n}", type=EntityType.PERSON, offices=(office,))
        for n in range(200_000, 275_000)
    )
    write(path, [*people, *(town(n) for n in range(1, 75_001))], ABOUT)

    opened = FullGazetteer(path)
    result = opened.named("Town 70000")

    assert [entry.qid for entry in result] == ["Q70000"]
    assert len(opened) == 150_000


def test_the_full_gazetteer_supports_all_look_ups(full: FullGazetteer) -> None:
    memory = Gazetteer(full)

    assert memory.by_qid("Q159") == full.by_qid("Q159")
    assert full.by_qid("Q999999999999") is None
