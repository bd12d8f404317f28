"""A temporary file of values, for inputs that do not fit into memory."""

from __future__ import annotations

import tempfile
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import msgspec

from kg_etl import jsonl


class SpoolFile:
    """Values in an unnamed temporary file, which disappears with the process."""

    def __init__(self, folder: Path) -> None:
        """A spool file on the disk of a folder, which is created if needed."""
        self._folder = folder

    @cached_property
    def _file(self) -> IO[bytes]:
        self._folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._folder)

    def put(self, value: object) -> int:
        """Writes a value and returns its place."""
        place = self._file.seek(0, 2)
        self._file.write(jsonl.encoded(value).encode() + b"\n")
        return place

    def get(self, place: int, kind: Any) -> Any:
        """The value at a place."""
        self._file.seek(place)
        return msgspec.json.decode(self._file.readline(), type=kind)
