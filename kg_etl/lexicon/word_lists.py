"""Small closed sets of words, from lexicon/words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The set of that name.

    Raises:
        KeyError: the lexicon has none of that name.
    """
    return frozenset(_sets()[name].split())


@cache
def _sets() -> dict[str, str]:
    source = files("kg_etl.lexicon").joinpath("words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
