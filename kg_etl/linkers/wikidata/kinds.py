"""The type of an item, by the nouns of kinds.csv in the labels of its classes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg_etl.lexicon.tables import alternatives
from kg_etl.model import EntityType

HUMAN = "Q5"
"""The class of people. Source: https://www.wikidata.org/wiki/Wikidata:WikiProject_Biography"""
_RESTRICTION = re.compile(rf",| (?:{alternatives('class_prepositions')})\b")
_OBSOLETE = re.compile(rf"\b(?:{alternatives('obsolete_class_words')})\b")


class ItemKind(NamedTuple):
    """The type of an item."""

    type: EntityType
    acts: bool = False
    """Whether the government of its country acts through such a body."""


@cache
def kinds() -> Mapping[str, ItemKind]:
    """Noun in the singular and in lower case -> type."""
    text = files(__package__).joinpath("kinds.csv").read_text("utf-8")
    return {
        row["noun"]: ItemKind(EntityType(row["type"]), bool(row["acts"])) for row in csv.DictReader(text.splitlines())
    }


def kind_of(classes: Iterable[str]) -> ItemKind | None:
    """The type by the labels of an item's classes, from the first label that has one; None without such a label.

    A label is looked up as a whole, then without prepositional phrases, then by its last words.

    >>> kind_of(["big city", "city in the United States"]).type.value, kind_of(["family name", "song"])
    ('City', None)
    >>> kind_of(["former ministry of foreign affairs"]), kind_of(["oblast of Russia"]).type.value
    (None, 'Region')
    """
    for label in classes:
        small = " ".join(label.lower().split())
        if _OBSOLETE.search(small):
            continue
        head = _RESTRICTION.split(small)[0].split()
        for phrase in (small, *(" ".join(head[start:]) for start in range(len(head)))):
            if phrase in kinds():
                return kinds()[phrase]
    return None
