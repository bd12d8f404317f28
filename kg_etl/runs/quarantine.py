"""Rejected and failed articles, one file each, until their content or the rules change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from kg_etl import jsonl
from kg_etl.runs.planning import Quarantined


class Quarantine:
    """A folder of quarantined articles."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, article_id: str) -> Quarantined | None:
        """The quarantined article with an id; None if there is none."""
        path = self._path(article_id)
        return next(jsonl.read(path, Quarantined)) if path.is_file() else None

    def put(self, article: Quarantined) -> None:
        """Stores an article in place of an earlier one with its id; the file is complete or absent."""
        path = self._path(article.article_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(jsonl.encoded(article) + "\n", encoding="utf-8")
        temporary.replace(path)

    def release(self, article_id: str) -> None:
        """Removes an article, which was loaded."""
        self._path(article_id).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[Quarantined]:
        """Every quarantined article, in the order of the file names."""
        for path in sorted(self._folder.glob("*/*.json")):
            yield next(jsonl.read(path, Quarantined))

    def _path(self, article_id: str) -> Path:
        name = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        return self._folder / name[:2] / f"{name}.json"
