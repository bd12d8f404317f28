"""The tables of the lexicon: one TOML file each."""

from __future__ import annotations

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kg_etl.errors import GazetteerError


def table(name: str) -> dict[str, Any]:
    """One file of the lexicon as it stands (`status` for `lexicon/status.toml`).

    Raises:
        GazetteerError: the file is not TOML.
    """
    return _read(_lexicon().joinpath(f"{name}.toml"))


def _lexicon() -> Traversable:
    return resources.files("kg_etl.lexicon")


def _toml_files(folder: Traversable | Path) -> list[Traversable | Path]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _read(file: Traversable | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{file.name}: not TOML: {error}") from error
