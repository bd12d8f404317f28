"""Values as lines of JSON: how every stage hands its output to the next one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import msgspec


def encoded(value: object) -> str:
    """One value as one line of JSON, without its line end; equal values give equal lines.

    >>> from kg_etl.model import Evidence
    >>> encoded(Evidence(start=0, end=2, quote="Xi"))
    '{"start":0,"end":2,"quote":"Xi"}'
    """
    return msgspec.json.encode(value, order="deterministic").decode()


def lines(values: Iterable[object]) -> Iterator[str]:
    """Each value as one line of JSON with its line end."""
    return (encoded(value) + "\n" for value in values)


def read(path: Path | str, kind: Any) -> Iterator[Any]:
    """The values of a file that `lines` wrote, in order.

    Args:
        path: The file.
        kind: The type of the values; a union of tagged types is allowed.
    """
    decoder = msgspec.json.Decoder(kind)
    with Path(path).open("rb") as file:
        for line in file:
            yield decoder.decode(line)


class Aside:
    """Values laid aside in a file without a name, not in memory: it is gone with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        """Lay aside on the disk of a folder, which is made when it is needed."""
        self._folder = folder

    @cached_property
    def _file(self) -> IO[bytes]:
        self._folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._folder)

    def put(self, value: object) -> int:
        """Lay a value aside; gives its place."""
        place = self._file.seek(0, 2)
        self._file.write(encoded(value).encode() + b"\n")
        return place

    def get(self, place: int, kind: Any) -> Any:
        """The value at a place."""
        self._file.seek(place)
        return msgspec.json.decode(self._file.readline(), type=kind)
