"""The check of the gazetteer against evidence verifies what a source says, and contradicts what it denies."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "tools" / "benchmarks" / "check_gazetteer.py"
OFFICE_HOLDERS = "qid,label,position_qid,position,country_qid,country,start,end\n"


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_gazetteer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    (tmp_path / "leaders").mkdir()
    (tmp_path / "leaders" / "officeholders.csv").write_text(
        OFFICE_HOLDERS + "Q101,Ada Lund,Q9,President of Norland,Q1,Norland,2020-05-01,2024\n", encoding="utf-8"
    )
    return tmp_path


def outcome(checking: ModuleType, folder: Path, table: str, **row: str) -> str:
    cells = {"qid": "Q101", "label": "", "aliases": "", "evidence": "officeholders"} | row
    names = {"Q101": {checking.folded(cells["label"])}, "Q1": {"norland"}}
    result: str = checking.check(table, cells, checking.Evidence([folder]), names)[0]
    return result


@pytest.mark.parametrize(
    ("label", "expected"), [("Ada Lund", "verified"), ("Lund", "verified"), ("Bo Ash", "contradicted")]
)
def test_a_name_is_that_of_the_source(checking: ModuleType, evidence: Path, label: str, expected: str) -> None:
    assert outcome(checking, evidence, "people.csv", label=label) == expected


def test_a_source_that_does_not_hold_the_item_contradicts_it(checking: ModuleType, evidence: Path) -> None:
    assert outcome(checking, evidence, "people.csv", label="Ada Lund", evidence="nsi") == "unverified"
    stranger = {"qid": "Q7", "evidence": "officeholders"}
    result = checking.check("people.csv", stranger, checking.Evidence([evidence]), {"Q7": {"ada lund"}})
    assert result[0] == "contradicted"


@pytest.mark.parametrize(
    ("of", "start", "end", "expected"),
    [
        ("Q1", "2020", "2024", "verified"),
        ("Q1", "2020-05-01", "2024-12-31", "verified"),
        ("Q1", "2019", "2024", "contradicted"),
        ("Q1", "2020", "2023", "contradicted"),
        ("Q2", "2020", "2024", "contradicted"),
        ("Q1", "2020", "", "verified"),
    ],
)
def test_an_office_is_of_that_country_and_in_those_years(
    checking: ModuleType, evidence: Path, of: str, start: str, end: str, expected: str
) -> None:
    row = {"of": of, "start": start, "end": end, "as_of": "2022", "position": "president"}

    assert outcome(checking, evidence, "offices.csv", **row) == expected


def test_the_status_says_whether_a_row_is_contradicted(
    checking: ModuleType,
    evidence: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in checking.TABLES:
        with (tables / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(["qid", "label", "aliases", "country", "iso", "evidence", "as_of", "of"])
    with (tables / "people.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["Q101", "Bo Ash", "", "", "", "officeholders", "2024", ""])
    monkeypatch.setattr(sys, "argv", ["check", "--evidence", str(evidence), "--gazetteer", str(tables)])

    assert checking.main() == 1
    assert "people.csv:2: Q101 Bo Ash: contradicted" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["places.csv", "organizations.csv", "people.csv", "offices.csv"])
def test_what_was_looked_up_has_its_source_in_the_repository(checking: ModuleType, table: str) -> None:
    evidence = checking.Evidence([checking.LOOKED_UP])
    folder = SCRIPT.parents[2] / "kg_etl" / "gazetteer"
    tables = {name: list(checking.records(folder / name)) for name in checking.TABLES}
    names = checking.table_names(tables)
    rows = [row for row in tables[table] if row["evidence"].startswith("public-")]
    assert rows
    assert {checking.check(table, row, evidence, names)[0] for row in rows} == {"verified"}
    assert all(row["source"] for path in checking.LOOKED_UP.glob("*.csv") for row in checking.records(path))
