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
        """The quarantined article of an id, if there is one."""
        path = self._path(article_id)
        return next(jsonl.read(path, Quarantined)) if path.is_file() else None

    def put(self, article: Quarantined) -> None:
        """Keep an article, in the place of what was kept under its id; the file is whole or not there."""
        path = self._path(article.article_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(jsonl.encoded(article) + "\n", encoding="utf-8")
        temporary.replace(path)

    def release(self, article_id: str) -> None:
        """Forget an article: it was loaded."""
        self._path(article_id).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[Quarantined]:
        """Every quarantined article, in the order of the file names."""
        for path in sorted(self._folder.glob("*/*.json")):
            yield next(jsonl.read(path, Quarantined))

    def _path(self, article_id: str) -> Path:
        name = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        return self._folder / name[:2] / f"{name}.json"
