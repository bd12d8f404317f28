"""The shipped tables keep to their schema, and errors name file and line."""

from __future__ import annotations

import csv
import re
import shutil
import zoneinfo
from importlib import resources
from pathlib import Path

import pytest

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import load
from kg_etl.gazetteer.tables import COLUMNS, OFFICE_COLUMNS
from kg_etl.model import EntityType

FOLDER = Path(str(resources.files("kg_etl.gazetteer")))
ITEMS = tuple(COLUMNS)
TABLES = (*ITEMS, "offices.csv", "titles.csv")
MEMBERS_OF_THE_UNITED_NATIONS = 193


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in TABLES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_has_a_qid_a_label_evidence_and_its_date(name: str) -> None:
    for row in table(name):
        assert re.fullmatch(r"Q[1-9]\d*", row["qid"]), row
        assert row["label"], row
        assert row["evidence"], row
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["as_of"]), row


def test_no_item_has_two_rows() -> None:
    qids = [row["qid"] for name in ITEMS for row in table(name)]

    assert len(qids) == len(set(qids))


def test_references_are_rows() -> None:
    qids = {row["qid"] for name in ITEMS for row in table(name)}
    references = {
        row[column]
        for name in (*ITEMS, "offices.csv")
        for row in table(name)
        for column in ("country", "acts_for", "capital", "of")
        if row.get(column)
    }

    assert references <= qids


def test_acts_for_is_a_country() -> None:
    gazetteer = load()

    acted_for = {gazetteer.by_qid(entry.acts_for).type for entry in gazetteer if entry.acts_for}  # type: ignore[union-attr]

    assert acted_for == {EntityType.COUNTRY}


def test_every_member_of_the_united_nations_has_demonyms() -> None:
    members = [row for row in table("countries.csv") if row["status"] == "un-member"]

    assert len(members) == MEMBERS_OF_THE_UNITED_NATIONS
    assert len({row["iso"] for row in members}) == MEMBERS_OF_THE_UNITED_NATIONS
    assert [row["label"] for row in members if not row["demonyms"]] == ["Dominica"]


def test_every_member_has_a_capital_in_it() -> None:
    places = {row["qid"]: row for row in table("places.csv")}
    city_states_and_unsettled = {"Monaco", "Singapore", "Nauru", "Israel"}

    for row in table("countries.csv"):
        if row["status"] == "un-member" and row["label"] not in city_states_and_unsettled:
            assert places[row["capital"]]["country"] == row["qid"], row["label"]
            assert places[row["capital"]]["acts_for"] == row["qid"], row["label"]


def test_every_city_has_a_time_zone() -> None:
    cities = [row for row in table("places.csv") if row["type"] == "City"]

    assert len(cities) > 300
    assert {row["timezone"] for row in cities} <= zoneinfo.available_timezones()


def test_offices_end_after_they_begin() -> None:
    offices = [office for entry in load() for office in entry.offices]

    assert len(offices) > 500
    assert all(office.start is None or office.end is None or office.start <= office.end for office in offices)


def test_every_title_has_a_position_with_office_holders() -> None:
    stored = {row["position"] for row in table("offices.csv")}
    meant = {position for positions in load().titles.values() for position in positions}

    assert meant <= stored


def test_no_name_is_a_common_word_in_lower_case() -> None:
    small = {name for name in load().surfaces if name == name.lower()}

    assert small == {"dpa"}


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("countries.csv", "X1,Nowhere,Country,XX,territory,,,,e,2024,", "qid must be a QID such as Q30, not 'X1'"),
        ("countries.csv", "Q1,,Country,XX,territory,,,,e,2024,", "label must not be empty"),
        ("countries.csv", "Q1,Nowhere,City,XX,territory,,,,e,2024,", "type must be one of"),
        ("countries.csv", "Q1,Nowhere,Country,XX,territory,,,,,2024,", "evidence must not be empty"),
        ("countries.csv", "Q1,Nowhere,Country,XX,territory,,,,e,,", "as_of must not be empty"),
        ("countries.csv", "Q1,Nowhere,Country,XX,territory,,,,e,2024-13,", "as_of: month must be in"),
        (
            "countries.csv",
            "Q1,Nowhere,Country,XX,territory,a||b,,,e,2024,",
            "aliases has an empty or a repeated value",
        ),
        ("countries.csv", "Q1,Nowhere,Country,XX,territory,,,Q2,e,2024,", "capital: the gazetteer has no row Q2"),
        ("countries.csv", "Q30,Elsewhere,Country,XX,territory,,,,e,2024,", " has Q30 already"),
        ("countries.csv", "Q1,Nowhere", "the row must have"),
        ("places.csv", "Q1,Nowhere,City,,Q2,,,,,e,2024,", "country: the gazetteer has no row Q2"),
        ("places.csv", "Q1,Nowhere,City,,,,,Mars/Olympus,,e,2024,", "not 'Mars/Olympus'"),
        ("offices.csv", "Q1,president,Q30,2001,,e,2024,", "people.csv has no row Q1"),
        ("offices.csv", "Q7747,president,Q30,2001,2000,e,2024,", "the office ends before it begins"),
        ("offices.csv", "Q7747,president,Q1,2001,,e,2024,", "of: the gazetteer has no row Q1"),
        ("titles.csv", "President,president", "must be in lower case and occur once"),
    ],
)
def test_an_error_names_file_and_line(copied: Path, name: str, line: str, fault: str) -> None:
    with (copied / name).open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    number = len((copied / name).read_text(encoding="utf-8").splitlines())

    with pytest.raises(GazetteerError) as raised:
        load(copied)

    assert str(raised.value).startswith(f"{name}:{number}: ")
    assert fault in str(raised.value)


def test_errors_name_a_missing_table_and_a_missing_column(copied: Path) -> None:
    (copied / "offices.csv").write_text(",".join(OFFICE_COLUMNS[1:]) + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"^offices\.csv:1: the columns must be qid, position"):
        load(copied)

    (copied / "offices.csv").unlink()
    with pytest.raises(GazetteerError, match=r"^offices\.csv of the gazetteer cannot be read"):
        load(copied)


def test_a_year_lasts_from_its_first_day_to_its_last(copied: Path) -> None:
    with (copied / "offices.csv").open("a", encoding="utf-8") as lines:
        lines.write("Q7747,tester,Q30,2001,2002-02,e,2024-02,\n")

    putin = load(copied).by_qid("Q7747")

    assert putin is not None
    tester = putin.offices[-1]
    assert (str(tester.start), str(tester.end), str(tester.as_of)) == ("2001-01-01", "2002-02-28", "2024-02-29")
