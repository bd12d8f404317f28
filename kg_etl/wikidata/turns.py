"""Rate limit and mutual exclusion of requests across all processes that share a file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg_etl.errors import WikidataError

LONGEST_QUEUE = 3600.0
"""Maximum number of seconds to wait for the requests of other processes."""
LONGEST_WAIT = 300.0
"""Maximum number of seconds to wait for a server; a longer pause is an error, and no request is sent before its end."""


class Turns:
    """A mutex with a rate limit, kept by SQLite's lock, which the system releases when a process dies."""

    def __init__(
        self,
        path: Path | None,
        rate: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Set the file.

        Args:
            path: File shared by all processes that send requests to the server; None if this is the only one.
            rate: Maximum number of turns per second.
            clock: Seconds since a moment that is the same for all processes.
            sleep: Waits for a number of seconds.
        """
        self._place = ":memory:" if path is None else str(path)
        self._pause = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._memory: sqlite3.Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[Callable[[float], None]]:
        """Wait for a turn and hold it; the function it yields sets the seconds of pause after this turn.

        Raises:
            WikidataError: the file cannot be used, other processes take too long, or the server demands a long pause.
        """
        connection = self._opened()
        later = self._pause
        try:
            connection.execute("BEGIN IMMEDIATE")
            (earliest,) = connection.execute("SELECT earliest FROM turn").fetchone()
            wait = earliest - self._clock()
            if wait > LONGEST_WAIT:
                connection.execute("ROLLBACK")
                raise WikidataError(f"the server demands a pause of another {wait:.0f} s: run again after it")
            if wait > 0:
                self._sleep(wait)
            acquired = self._clock()

            def pause(seconds: float) -> None:
                nonlocal later
                later = max(later, self._clock() - acquired + seconds)

            try:
                yield pause
            finally:
                connection.execute("UPDATE turn SET earliest = ?", (acquired + later,))
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise WikidataError(
                f"cannot wait for a turn in {self._place}: {error}: make its folder writable"
            ) from error
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
            raise WikidataError(
                f"cannot wait for a turn in {self._place}: {error}: make its folder writable"
            ) from error
        if self._place == ":memory:":
            self._memory = connection
        return connection
