"""The entries of the CSV tables, every cell checked.

`countries.csv`, `places.csv`, `people.csv` and `organizations.csv` have one item per row, `offices.csv` one office and
`titles.csv` one title of office holders. `|` separates the values of a cell. Every row names its evidence (`+` between
sources that agree) and its date. A date is a day, month or year: an office begins on the first and ends on the last
day of it.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer.entries import Entry, Office
from kg_etl.model import BODY_TYPES, EntityType

_REQUIRED = ("qid", "label", "type", "aliases", "evidence", "as_of", "note")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "countries.csv": (*_REQUIRED, "iso", "status", "demonyms", "capital"),
    "places.csv": (*_REQUIRED, "country", "region", "acts_for", "timezone", "population"),
    "organizations.csv": (*_REQUIRED, "country", "acts_for"),
    "people.csv": (*_REQUIRED, "country"),
}
"""The columns of each table of items."""
OFFICE_COLUMNS = ("qid", "position", "of", "start", "end", "evidence", "as_of", "note")
"""The columns of `offices.csv`."""
TITLE_COLUMNS = ("title", "positions")
"""The columns of `titles.csv`."""
_QID = re.compile(r"Q[1-9]\d*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TYPES: Mapping[str, frozenset[EntityType]] = {
    "countries.csv": frozenset({EntityType.COUNTRY}),
    "places.csv": frozenset({EntityType.CITY, EntityType.REGION, EntityType.FACILITY}),
    "organizations.csv": BODY_TYPES,
    "people.csv": frozenset({EntityType.PERSON}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    where: str
    """File and line."""
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, what: str) -> GazetteerError:
        """An error whose message begins with file and line."""
        return GazetteerError(f"{self.where}: {what}")

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a cell, separated by `|`."""
        values = tuple(value.strip() for value in self[column].split("|")) if self[column] else ()
        if "" in values or len(set(values)) != len(values):
            raise self.fault(f"{column} has an empty or a repeated value, remove it: {self[column]!r}")
        return values

    def qid(self, column: str) -> str:
        """A required QID."""
        if not _QID.fullmatch(self[column]):
            raise self.fault(f"{column} must be a QID such as Q30, not {self[column]!r}")
        return self[column]

    def qid_or_none(self, column: str) -> str | None:
        """A QID, or None if the cell is empty."""
        return self.qid(column) if self[column] else None

    def number_or_none(self, column: str) -> int | None:
        """A positive number, or None if the cell is empty."""
        if self[column] and not (self[column].isascii() and self[column].isdigit() and int(self[column])):
            raise self.fault(f"{column} must be a positive number, not {self[column]!r}")
        return int(self[column]) if self[column] else None

    def text(self, column: str) -> str:
        """A required text."""
        if not self[column]:
            raise self.fault(f"{column} must not be empty")
        return self[column]

    def first_day(self, column: str) -> dt.date | None:
        """The first day of a day, month or year."""
        return self._days(column)[0]

    def last_day(self, column: str) -> dt.date | None:
        """The last day of a day, month or year."""
        return self._days(column)[1]

    def _days(self, column: str) -> tuple[dt.date, dt.date] | tuple[None, None]:
        if not self[column]:
            return None, None
        try:
            return _allowed(self[column])
        except ValueError as error:
            raise self.fault(f"{column}: {error}") from error


@lru_cache(maxsize=20_000)  # few distinct dates: evidence is collected and offices change hands on the same days
def _allowed(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a day, month or year; a ValueError explains what is wrong."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"must be YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    first = dt.date(year, month or 1, day or 1)
    return first, dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


@lru_cache(maxsize=1_000)
def _is_zone(name: str) -> bool:
    """Whether it is a time zone of the IANA database."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return False
    return True


def rows(folder: Traversable, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table that must have exactly these columns, in any order.

    Raises:
        GazetteerError: the table is missing, is not UTF-8, or has other columns.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{name} of the gazetteer cannot be read: {error}: restore it, in UTF-8") from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    if sorted(reader.fieldnames or ()) != sorted(columns):
        raise GazetteerError(f"{name}:1: the columns must be {', '.join(columns)}; they are {reader.fieldnames}")
    for cells in reader:
        row = Row(f"{name}:{reader.line_num}", cells)
        if None in cells or None in cells.values():
            raise row.fault(f"the row must have {len(columns)} cells; quote a cell that contains a comma")
        yield row


def read_tables(folder: Path | None) -> tuple[Entry, ...]:
    """The entries of all tables of a folder, in table order; those of this package by default.

    Raises:
        GazetteerError: a table is missing, or a row breaks the schema; the message names file and line.
    """
    place: Traversable = folder if folder is not None else resources.files(__package__)
    terms = [(row, _office(row)) for row in rows(place, "offices.csv", OFFICE_COLUMNS)]
    offices: dict[str, list[Office]] = {}
    for row, office in terms:
        offices.setdefault(row.qid("qid"), []).append(office)
    entries: dict[str, Entry] = {}
    lines: dict[str, Row] = {}
    for name, columns in COLUMNS.items():
        for row in rows(place, name, columns):
            entry = _entry(name, row, tuple(offices.get(row["qid"], ())))
            if entry.qid in entries:
                raise row.fault(f"{lines[entry.qid].where} has {entry.qid} already: remove one of the rows")
            entries[entry.qid], lines[entry.qid] = entry, row
    for qid, entry in entries.items():
        for column, target in (("country", entry.country), ("region", entry.region), ("acts_for", entry.acts_for)):
            if target is not None and target not in entries:
                raise lines[qid].fault(_lacks(column, target))
        if lines[qid]["capital"] and lines[qid].qid("capital") not in entries:
            raise lines[qid].fault(_lacks("capital", lines[qid]["capital"]))
    for row, _ in terms:
        if row["qid"] not in entries or entries[row["qid"]].type is not EntityType.PERSON:
            raise row.fault(f"people.csv has no row {row['qid']}: add it, or correct the qid")
        if row["of"] not in entries:
            raise row.fault(_lacks("of", row["of"]))
    return tuple(entries.values())


def _lacks(column: str, qid: str) -> str:
    return f"{column}: the gazetteer has no row {qid}: add it, or correct the cell"


def read_titles(folder: Path | None) -> dict[str, tuple[str, ...]]:
    """Title in lower case -> the positions of `offices.csv` that it may denote.

    Raises:
        GazetteerError: the table is missing, or a row breaks the schema.
    """
    place: Traversable = folder if folder is not None else resources.files(__package__)
    titles: dict[str, tuple[str, ...]] = {}
    for row in rows(place, "titles.csv", TITLE_COLUMNS):
        title = row.text("title")
        if title != title.lower() or title in titles:
            raise row.fault(f"title must be in lower case and occur once: {title!r}")
        titles[title] = row.values("positions") or (row.text("positions"),)
    return titles


def _entry(table: str, row: Row, offices: tuple[Office, ...]) -> Entry:
    if row["type"] not in {kind.value for kind in _TYPES[table]}:
        raise row.fault(f"type must be one of {sorted(kind.value for kind in _TYPES[table])}: {row['type']!r}")
    _check_evidence(row)
    if row["timezone"] and not _is_zone(row["timezone"]):
        raise row.fault(f"timezone must be a name of the IANA database, not {row['timezone']!r}")
    return Entry(
        qid=row.qid("qid"),
        label=row.text("label"),
        type=EntityType(row["type"]),
        aliases=row.values("aliases"),
        demonyms=row.values("demonyms"),
        country=row.qid_or_none("country"),
        region=row.qid_or_none("region"),
        acts_for=row.qid_or_none("acts_for"),
        timezone=row["timezone"] or None,
        population=row.number_or_none("population"),
        offices=offices,
    )


def _office(row: Row) -> Office:
    _check_evidence(row)
    office = Office(
        position=row.text("position"),
        of=row.qid("of"),
        start=row.first_day("start"),
        end=row.last_day("end"),
        as_of=row.last_day("as_of"),
    )
    if office.start and office.end and office.start > office.end:
        raise row.fault(f"the office ends before it begins: {row['start']} to {row['end']}")
    return office


def _check_evidence(row: Row) -> None:
    row.text("evidence")
    if row.last_day("as_of") is None:
        raise row.fault("as_of must not be empty")
