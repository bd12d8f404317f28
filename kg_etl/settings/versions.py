"""What decides an output, as short hashes."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from functools import cache
from pathlib import Path

import kg_etl
from kg_etl.errors import ExtractorError

PACKAGE = Path(kg_etl.__file__).parent


STAGE_SOURCES: dict[str, tuple[str, ...]] = {
    "extract": (
        "model.py",
        "lexicon",
        "gazetteer",
        "documents",
        "mentions",
        "coreference",
        "times",
        "events",
        "statements",
        "extractors",
    ),
    "link": ("identifiers.py", "linkers"),
    "validate": ("mapping", "vocabulary.py", "validation"),
}
"""The files and folders of the package that decide the output of each stage, beside those of the stages before it."""


@cache
def _code(*parts: str) -> tuple[str, ...]:
    """The contents of files and folders of the package, so that changed code or data makes a new version.

    Raises:
        FileNotFoundError: one does not exist: without this, its output would stay valid for ever.
    """
    places = [PACKAGE / part for part in parts]
    for place in places:
        if not place.exists():
            raise FileNotFoundError(f"{place} decides an output and does not exist")
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return tuple(
        hashlib.sha256(path.read_bytes()).hexdigest() for path in found if path.suffix in {".py", ".toml", ".csv"}
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _model_version(model: str) -> str:
    meta = Path(model) / "meta.json"
    try:
        if meta.is_file():
            return f"{Path(model).name} {json.loads(meta.read_text(encoding='utf-8'))['version']}"
        return f"{model} {importlib.metadata.version(model)}"
    except (importlib.metadata.PackageNotFoundError, ValueError, KeyError) as error:
        raise ExtractorError(
            f"luigi.cfg: [extractor] model = {model}: no such spaCy model is installed; "
            f"install it (pip install {model.replace('_', '-')}) or name another one"
        ) from error
