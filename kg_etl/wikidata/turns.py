"""Rate limit and mutual exclusion of requests over all processes that share a file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_etl.errors import WikidataError

LONGEST_QUEUE = 3600.0
"""Seconds to wait for the requests of other processes."""
LONGEST_WAIT = 300.0
"""Longest wait for a server in seconds. If it says to wait longer, no request is made before that time."""


class Turns:
    """Mutual exclusion by SQLite's lock, which the system releases when a process dies."""

    def __init__(
        self,
        path: Path | None,
        rate: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """A queue; nothing is locked yet.

        Args:
            path: File that all processes with requests to a server share; None: there is no other one.
            rate: Turns a second, at most.
            clock: Seconds since some moment that is the same for all processes.
            sleep: Waits for so many seconds.
        """
        self._place = ":memory:" if path is None else str(path)
        self._pause = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._memory: sqlite3.Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[Callable[[float], None]]:
        """Waits for the lock and holds it; the yielded function sets the seconds for which no request may follow.

        Raises:
            WikidataError: the file cannot be used, the wait is too long, or the server says to wait for long.
        """
        connection = self._opened()
        later = self._pause
        try:
            connection.execute("BEGIN IMMEDIATE")
            (earliest,) = connection.execute("SELECT earliest FROM turn").fetchone()
            wait = earliest - self._clock()
            if wait > LONGEST_WAIT:
                connection.execute("ROLLBACK")
                raise WikidataError(f"the server wants to be left alone for {wait:.0f} s more: come back then")
            if wait > 0:
                self._sleep(wait)
            unfinished_marker = self._clock()

            def pause(seconds: float) -> None:
                nonlocal later
                later = max(later, self._clock() - unfinished_marker + seconds)

            try:
                yield pause
            finally:
                connection.execute("UPDATE turn SET earliest = ?", (unfinished_marker + later,))
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise WikidataError(f"cannot wait for a turn in {self._place}: {error}") from error
        finally:
            if connection is not self._memory:
                connection.close()

    def _opened(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        try:
            if self._place != ":memory:":
                Path(self._place).parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._place, timeout=LONGEST_QUEUE, isolation_level=None)
            connection.executescript(
                "CREATE TABLE IF NOT EXISTS turn (one INTEGER PRIMARY KEY CHECK (one = 1), earliest REAL NOT NULL);"
                "INSERT OR IGNORE INTO turn VALUES (1, 0);"
            )
        except (sqlite3.Error, OSError) as error:
            raise WikidataError(f"cannot wait for a turn in {self._place}: {error}") from error
        if self._place == ":memory:":
            self._memory = connection
        return connection
