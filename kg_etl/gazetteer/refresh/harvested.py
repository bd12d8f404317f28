"""HarvestedItem, Term and Harvest: the results of the queries of a refresh, before labels are requested."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from kg_etl.model import EntityType


@dataclass(frozen=True, slots=True)
class HarvestedItem:
    """An item from a query, still without names."""

    type: EntityType
    countries: frozenset[str] = frozenset()
    """QIDs of its countries; used only if there is a single one."""
    acts: bool = False
    """Whether the government of its country acts through it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office."""

    office: str
    start: dt.date | None
    end: dt.date | None


@dataclass(slots=True)
class Harvest:
    """Items, offices and terms of office."""

    items: dict[str, HarvestedItem] = field(default_factory=dict)
    offices: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Office -> its country or body, and its kind (`head`, `foreign minister` or `minister`)."""
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """City -> the administrative units that contain it, on two levels."""

    def of_type(self, kind: EntityType) -> list[str]:
        """The items of one type, in the order of their discovery."""
        return [qid for qid, item in self.items.items() if item.type is kind]

    def is_region(self, qid: str, country: str | None) -> bool:
        """Whether an item is a region of this country only."""
        item = self.items.get(qid)
        return item is not None and item.type is EntityType.REGION and item.countries == {country}
