"""Answers of Wikidata, cached on disk until they are too old."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg_etl.errors import WikidataError

_SECONDS_A_DAY = 86_400


class Cache:
    """Answers by kind and key, in a file that any number of processes may use at once."""

    def __init__(self, path: Path | None, days: int | None, clock: Callable[[], float] = time.time) -> None:
        """Opens the file; creates it if there is none.

        Args:
            path: The file; None: memory, for this object alone.
            days: How long an answer is used; None: always.
            clock: Seconds since 1970.

        Raises:
            WikidataError: it cannot be opened.
        """
        self._path = path
        self._days = days
        self._clock = clock
        self._memory = sqlite3.connect(":memory:", isolation_level=None) if path is None else None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._run(
            lambda connection: connection.execute(
                "CREATE TABLE IF NOT EXISTS answer (kind TEXT, key TEXT, asked REAL NOT NULL, body BLOB NOT NULL,"
                " PRIMARY KEY (kind, key)) WITHOUT ROWID"
            )
        )

    def get(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """The cached answers that are young enough, by key."""
        earliest = 0.0 if self._days is None else self._clock() - self._days * _SECONDS_A_DAY
        rows: dict[str, bytes] = {}

        def read(connection: sqlite3.Connection) -> None:
            for key in keys:
                row = connection.execute(
                    "SELECT body FROM answer WHERE kind = ? AND key = ? AND asked >= ?", (kind, key, earliest)
                ).fetchone()
                if row is not None:
                    rows[key] = row[0]

        self._run(read)
        return rows

    def put(self, kind: str, answers: Mapping[str, bytes]) -> None:
        """Stores answers of now, all or none."""
        rows = [(kind, key, self._clock(), body) for key, body in answers.items()]

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

        self._run(write)

    def _run(self, use: Callable[[sqlite3.Connection], object]) -> None:
        # A connection for each use, since none may be used after a fork.
        connection = None
        try:
            connection = self._memory or sqlite3.connect(str(self._path), timeout=60, isolation_level=None)
            use(connection)
        except sqlite3.Error as error:
            raise WikidataError(f"cannot use the cache {self._path}: {error}") from error
        finally:
            if connection is not None and connection is not self._memory:
                connection.close()
