"""The full gazetteer: an indexed file, made by `kg-etl gazetteer refresh`, that supplements the curated tables.

It is an SQLite database that is never changed once complete: any number of processes read it at once and share its
pages in memory, and opening it takes the same time whatever its size.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import BY_LIKELIHOOD, surnames_of
from kg_etl.gazetteer.entries import Entry
from kg_etl.gazetteer.names import folded, keys
from kg_etl.model import EntityType, Value

FORMAT = "kg_etl gazetteer 2"
"""Format of the file; one of another format must be made again."""
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (qid TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
-- kind: 0 label, 1 alias, 2 demonym; obscurity: less is better known
CREATE TABLE name (
  key TEXT, kind INTEGER, likelihood INTEGER, obscurity INTEGER, qid TEXT,
  PRIMARY KEY (key, kind, likelihood, obscurity, qid)
) WITHOUT ROWID;
CREATE TABLE surname (key TEXT, obscurity INTEGER, qid TEXT, PRIMARY KEY (key, obscurity, qid)) WITHOUT ROWID;
CREATE TABLE holder (position TEXT, of TEXT, qid TEXT, PRIMARY KEY (position, of, qid)) WITHOUT ROWID;
"""


class About(Value, frozen=True):
    """Provenance and size of a full gazetteer."""

    made: dt.date
    """Day of the queries, until which its offices are known."""
    endpoint: str
    """Address of the SPARQL endpoint."""
    selection: str
    """The selection criteria in words."""
    counts: dict[str, int]
    """Entries by type."""
    version: str = ""
    """Short hash of all entries."""
    changes: tuple[str, ...] = ()
    """The differences from the replaced file, in words."""

    @property
    def total(self) -> int:
        """Number of entries."""
        return sum(self.counts.values())


def write(path: Path, entries: Iterable[Entry], about: About) -> About:
    """Write the file atomically: it replaces an existing one only once complete.

    Args:
        path: The file; its folder is created if missing.
        entries: Each item once; the version does not depend on their order.
        about: Its counts and version are replaced by those of the entries.

    Returns:
        The provenance stored in the file.

    Raises:
        GazetteerError: an item occurs twice, or the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        connection = sqlite3.connect(unfinished)
        try:
            written = _written(connection, entries, about)
        finally:
            connection.close()
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except sqlite3.IntegrityError as error:
        raise GazetteerError(f"two entries for {path} have the same item ({error}): keep one of them") from error
    except (sqlite3.Error, OSError) as error:
        raise GazetteerError(f"cannot write the gazetteer {path}: {error}: make its folder writable") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def _written(connection: sqlite3.Connection, entries: Iterable[Entry], about: About) -> About:
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
    connection.execute("BEGIN")
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.type] = counts.get(entry.type, 0) + 1
        content = msgspec.json.encode(entry, order="deterministic")
        connection.execute("INSERT INTO entry VALUES (?, ?)", (entry.qid, content))
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?, ?)", _names(entry))
        if entry.type is EntityType.PERSON:
            surnames = {(folded(name), -entry.prominence, entry.qid) for name in surnames_of(entry)}
            connection.executemany("INSERT INTO surname VALUES (?, ?, ?)", sorted(surnames))
        terms = {(office.position, office.of, entry.qid) for office in entry.offices}
        connection.executemany("INSERT INTO holder VALUES (?, ?, ?)", sorted(terms))
    digest = hashlib.sha256()
    for (content,) in connection.execute("SELECT content FROM entry ORDER BY qid"):
        digest.update(content + b"\n")
    written = msgspec.structs.replace(
        about, counts={kind: counts[kind] for kind in sorted(counts)}, version=digest.hexdigest()[:12]
    )
    rows = (("format", FORMAT), ("about", msgspec.json.encode(written).decode()))
    connection.executemany("INSERT INTO about VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    return written


def _names(entry: Entry) -> Iterator[tuple[str, int, int, int, str]]:
    for kind, names in enumerate(((entry.label,), entry.aliases, entry.demonyms)):
        for name in names:
            yield folded(name), kind, BY_LIKELIHOOD.index(entry.type), -entry.prominence, entry.qid


class FullGazetteer:
    """The entries of a full gazetteer by name, by item and by office, each read when needed.

    One object serves all threads and forked processes, each with a separate connection.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GazetteerError: it is missing, or not a full gazetteer of this format.
        """
        self._path = path
        self._local = threading.local()
        self._stamp: tuple[int, int] | None = None
        if not path.is_file():
            raise GazetteerError(f"there is no gazetteer {path}: make it with `kg-etl gazetteer refresh`")
        values = dict(self._rows("SELECT key, value FROM about"))
        if values.get("format") != FORMAT:
            raise GazetteerError(f"{path} was made by another version: make it again with `kg-etl gazetteer refresh`")
        self.about = msgspec.json.decode(values["about"], type=About)
        self.version = self.about.version

    def __iter__(self) -> Iterator[Entry]:
        """All entries, sorted by QID as text."""
        for (content,) in self._rows("SELECT content FROM entry ORDER BY qid"):
            yield _DECODER.decode(content)

    def __len__(self) -> int:
        return self.about.total

    def named(self, name: str) -> tuple[Entry, ...]:
        """See `kg_etl.gazetteer.Gazetteer.named`; of equally likely entries the better known come first."""
        for key in keys(name):
            rows = self._rows(
                "SELECT DISTINCT qid FROM name WHERE key = ? ORDER BY kind, likelihood, obscurity, qid", key
            )
            if entries := self._entries(qid for (qid,) in rows):
                return entries
        return ()

    def by_qid(self, qid: str) -> Entry | None:
        """The entry of an item, or None."""
        return next(
            (_DECODER.decode(row[0]) for row in self._rows("SELECT content FROM entry WHERE qid = ?", qid)), None
        )

    def is_demonym(self, name: str) -> bool:
        """See `kg_etl.gazetteer.Gazetteer.is_demonym`."""
        query = "SELECT 1 FROM name WHERE key = ? AND kind = 2 LIMIT 1"
        return name != name.lower() and any(True for _ in self._rows(query, folded(name)))

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """See `kg_etl.gazetteer.Gazetteer.surnamed`; the better known come first."""
        if surname == surname.lower():
            return ()
        rows = self._rows("SELECT qid FROM surname WHERE key = ? ORDER BY obscurity, qid", folded(surname))
        return self._entries(qid for (qid,) in rows)

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """See `kg_etl.gazetteer.Gazetteer.office_holders`."""
        rows = self._rows("SELECT qid FROM holder WHERE position = ? AND of = ? ORDER BY qid", position, of)
        return tuple(entry for entry in self._entries(qid for (qid,) in rows) if entry.holds(position, of, day))

    def _entries(self, qids: Iterable[str]) -> tuple[Entry, ...]:
        return tuple(entry for qid in dict.fromkeys(qids) if (entry := self.by_qid(qid)) is not None)

    def _rows(self, query: str, *values: str) -> Iterator[Any]:
        try:
            yield from self._connection().execute(query, values)
        except sqlite3.Error as error:
            raise GazetteerError(
                f"{self._path} is damaged or not a gazetteer ({error}): make it again with `kg-etl gazetteer refresh`"
            ) from error

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread and process: SQLite connections must not be carried across a fork."""
        if getattr(self._local, "process", None) != os.getpid():
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True)
            stamp = self._path.stat()
            if self._stamp not in (None, (stamp.st_ino, stamp.st_mtime_ns)):
                raise GazetteerError(f"{self._path} was replaced while it was read: run again")
            self._stamp = (stamp.st_ino, stamp.st_mtime_ns)
            self._local.connection, self._local.process = connection, os.getpid()
        opened: sqlite3.Connection = self._local.connection
        return opened


_DECODER = msgspec.json.Decoder(Entry)
