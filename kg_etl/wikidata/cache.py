"""Cache of Wikidata's responses on disk, with a maximum age."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg_etl.errors import WikidataError

_SECONDS_A_DAY = 86_400


class Cache:
    """Responses by kind and key; any number of processes may share one file."""

    def __init__(self, path: Path | None, days: int | None, clock: Callable[[], float] = time.time) -> None:
        """Open the file, or create it.

        Args:
            path: The file; None for a cache in memory.
            days: Days after which a response expires; None for never.
            clock: Seconds since 1970.

        Raises:
            WikidataError: the file cannot be opened.
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
        """The cached responses that have not expired, by key."""
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
        """Store responses received now, all or none."""
        rows = [(kind, key, self._clock(), body) for key, body in answers.items()]

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

        self._run(write)

    def _run(self, use: Callable[[sqlite3.Connection], object]) -> None:
        # A new connection for each use: SQLite connections must not be carried across a fork.
        connection = None
        try:
            connection = self._memory or sqlite3.connect(str(self._path), timeout=60, isolation_level=None)
            use(connection)
        except sqlite3.Error as error:
            raise WikidataError(
                f"cannot use the cache {self._path}: {error}: delete the file, or make it readable and writable"
            ) from error
        finally:
            if connection is not None and connection is not self._memory:
                connection.close()
