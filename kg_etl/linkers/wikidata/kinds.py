"""The type of an item, from the names of its classes: the nouns in kinds.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg_etl.model import EntityType

HUMAN = "Q5"
"""The class of people. Source: https://www.wikidata.org/wiki/Wikidata:WikiProject_Biography"""
_REST = re.compile(r",| (?:of|in|for|at|on|with|by|from|within|under)\b")


class ItemKind(NamedTuple):
    """The type of an item."""

    type: EntityType
    acts: bool = False
    """Whether such a body acts for its country."""


@cache
def kinds() -> Mapping[str, ItemKind]:
    """Noun in the singular and lower case -> its type."""
    text = files(__package__).joinpath("kinds.csv").read_text("utf-8")
    return {
        row["noun"]: ItemKind(EntityType(row["type"]), bool(row["acts"])) for row in csv.DictReader(text.splitlines())
    }


def kind_of(classes: Iterable[str]) -> ItemKind | None:
    """The type of an item by the labels of its classes: the first that gives one; None if none does.

    The whole label counts, then what stands before a preposition, then the last words of that.

    >>> kind_of(["big city", "city in the United States"]).type.value, kind_of(["family name", "song"])
    ('City', None)
    >>> kind_of(["former ministry of foreign affairs"]), kind_of(["oblast of Russia"]).type.value
    (None, 'Region')
    """
    for label in classes:
        small = " ".join(label.lower().split())
        if re.search(r"\b(?:former|historical|fictional|ancient|extinct|defunct|mythical|proposed)\b", small):
            continue
        head = _REST.split(small)[0].split()
        for phrase in (small, *(" ".join(head[start:]) for start in range(len(head)))):
            if phrase in kinds():
                return kinds()[phrase]
    return None
