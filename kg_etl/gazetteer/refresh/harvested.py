"""HarvestedItem and Harvest: what the queries of a refresh have returned, before labels are requested."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from kg_etl.model import EntityType


@dataclass(frozen=True, slots=True)
class HarvestedItem:
    """An item before its labels are requested."""

    type: EntityType
    countries: frozenset[str] = frozenset()
    """The countries given for it; used only if there is a single one."""
    acts: bool = False
    """Whether it acts for its country."""


@dataclass(frozen=True, slots=True)
class Term:
    """A statement that somebody held an office."""

    office: str
    start: dt.date | None
    end: dt.date | None


@dataclass(slots=True)
class Harvest:
    """Items, offices and their holders."""

    items: dict[str, HarvestedItem] = field(default_factory=dict)
    offices: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Office -> country or body, and the query that found it or the position that it surely is."""
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """City -> the administrative units around it, and those around these."""

    def of_type(self, kind: EntityType) -> list[str]:
        """The items of one type, in the order of the answers."""
        return [qid for qid, item in self.items.items() if item.type is kind]

    def is_region(self, qid: str, country: str | None) -> bool:
        """Whether an item is a region of a country, and of no other one."""
        item = self.items.get(qid)
        return item is not None and item.type is EntityType.REGION and item.countries == {country}
