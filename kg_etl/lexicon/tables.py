"""The loader of the lexicon, which consists of the TOML files of this folder."""

from __future__ import annotations

import re
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
    """The content of a file of the lexicon (`status` for `lexicon/status.toml`).

    Raises:
        GazetteerError: the file is not TOML.
    """
    return toml_of(SHIPPED.joinpath(f"{name}.toml"))


@cache
def words(name: str) -> frozenset[str]:
    """The set of words of that name, whichever file of `lexicon/words/` defines it.

    Raises:
        KeyError: no file defines it.
    """
    return _word_sets()[name]


def alternatives(name: str) -> str:
    """A regular expression that matches any word of a set, longer ones first.

    >>> alternatives("title_prefixes")
    'federal|royal|state'
    """
    return "|".join(re.escape(word) for word in sorted(words(name), key=lambda word: (-len(word), word)))


@cache
def shipped_frames() -> Mapping[str, Mapping[str, Any]]:
    """The content of each shipped file of frames, by its name, sorted.

    Raises:
        GazetteerError: a file is not TOML.
    """
    return {file.name: toml_of(file) for file in toml_files(SHIPPED.joinpath("frames"))}


@cache
def event_nouns() -> frozenset[str]:
    """The lemmas of nouns that name events by themselves: those of the shipped frames, and `further_event_nouns`.

    Nouns that need a light verb or a modifier (`deploy troops`, `a joint statement`) name other things without it.

    Raises:
        GazetteerError: a file of frames is not TOML.
    """
    frames = [row for content in shipped_frames().values() for row in content["frame"]]
    alone = [row for row in frames if not row.get("needs_light") and not row.get("needs_modifier")]
    return words("further_event_nouns").union(*(row.get("nouns", ()) for row in alone))


def toml_files(folder: Traversable | Path) -> list[Traversable | Path]:
    """The TOML files of a folder, sorted by name."""
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def toml_of(file: Traversable | Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        GazetteerError: the file is not TOML; the message names it.
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
                raise GazetteerError(f"words/{file.name}: another file of the folder defines `{name}` too")
            sets[name] = frozenset(text.split())
    return sets
