"""Loads the lexicon: the TOML files in this folder and, for frames, in folders of a user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kg_etl.errors import GazetteerError

SHIPPED = resources.files("kg_etl.lexicon")
"""The folder of the lexicon that ships with the package."""


@cache
def table(name: str) -> Mapping[str, Any]:
    """One file of the lexicon as it stands (`status` for `lexicon/status.toml`).

    Raises:
        GazetteerError: the file is not TOML.
    """
    return toml_of(SHIPPED.joinpath(f"{name}.toml"))


@cache
def words(name: str) -> frozenset[str]:
    """The set of words of that name, from one of the files of `lexicon/words/`.

    Raises:
        KeyError: no file has a set of that name.
    """
    return _word_sets()[name]


def toml_files(folder: Traversable | Path) -> list[Traversable | Path]:
    """The TOML files of a folder, in the order of their names."""
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def toml_of(file: Traversable | Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        GazetteerError: the file is not TOML; the text names it.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{file.name}: not TOML: {error}") from error


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for file in toml_files(SHIPPED.joinpath("words")):
        for name, text in toml_of(file).items():
            if name in sets:
                raise GazetteerError(f"words/{file.name}: `{name}` is defined in another file of the folder too")
            sets[name] = frozenset(text.split())
    return sets
