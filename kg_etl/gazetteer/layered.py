"""Two gazetteers as one: the curated tables over a full gazetteer or answers of Wikidata."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

import msgspec

from kg_etl.gazetteer import Gazetteer
from kg_etl.gazetteer.entries import Entry, Office
from kg_etl.model import EntityType

OVERSHADOWED = 3
"""A place or body is skipped if a namesake is so many times as well known, since a writer would say which one is meant.

The better known one must be among the entries itself; people are never left out.
"""


class Lookup(Protocol):
    """A gazetteer that can be the lower one."""

    version: str

    def __iter__(self) -> Iterator[Entry]: ...

    def named(self, name: str) -> tuple[Entry, ...]:
        """See `Gazetteer.named`."""
        ...

    def by_qid(self, qid: str) -> Entry | None:
        """See `Gazetteer.by_qid`."""
        ...

    def is_demonym(self, name: str) -> bool:
        """See `Gazetteer.is_demonym`."""
        ...

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """See `Gazetteer.surnamed`."""
        ...

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """See `Gazetteer.office_holders`."""
        ...


class Layered(Gazetteer):
    """Two gazetteers as one; an item that both know is one entry, with names of both and the newer facts on offices.

    Titles and `surfaces`, the names that a matcher seeks in running text, are those of the upper one: it is curated for
    that. The lower one answers for names that are already known to be names.
    """

    def __init__(self, upper: Gazetteer, lower: Lookup) -> None:
        """Combines two gazetteers; reads nothing yet.

        Args:
            upper: comes first, and decides label, type, country and whom something acts for.
            lower: comes after it.
        """
        self._upper = upper
        self._lower = lower
        self.titles = upper.titles
        self.surfaces = upper.surfaces
        self.version = hashlib.sha256(f"{upper.version}\x1f{lower.version}".encode()).hexdigest()[:12]
        self._merged = lru_cache(maxsize=10_000)(self._join)
        self._named = lru_cache(maxsize=50_000)(self._comparable)

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._upper:
            yield self._merged(entry.qid) or entry
        yield from (entry for entry in self._lower if self._upper.by_qid(entry.qid) is None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def named(self, name: str) -> tuple[Entry, ...]:
        """See `Gazetteer.named`; without places and bodies that a namesake overshadows.

        Where the upper one knows a place or body of that name, one that only the lower one knows must be about as well
        known to be a candidate: `White House` is seldom the town in Tennessee. What the upper one has by other names
        only is no candidate either: `Luxembourg` is not its capital.
        """
        return self._named(name)

    def _comparable(self, name: str) -> tuple[Entry, ...]:
        on_top = self._upper.named(name)
        entries = self._of((*on_top, *self._lower.named(name)))
        things = [entry for entry in entries if entry.type is not EntityType.PERSON]
        checked = {entry.qid for entry in on_top}
        named = [entry for entry in things if entry.qid in checked]
        best = max((entry.prominence for entry in named or things), default=0)
        return tuple(
            entry
            for entry in entries
            if entry.type is EntityType.PERSON
            or entry.qid in checked
            or (self.is_checked(entry.qid) and not named)
            or (not self.is_checked(entry.qid) and (entry.prominence * OVERSHADOWED > best if best else not named))
        )

    def by_qid(self, qid: str) -> Entry | None:
        """The entry of an item."""
        return self._merged(qid)

    def is_checked(self, qid: str) -> bool:
        """Whether the upper one has the item."""
        return self._upper.is_checked(qid)

    def is_demonym(self, name: str) -> bool:
        """See `Gazetteer.is_demonym`."""
        return self._upper.is_demonym(name) or self._lower.is_demonym(name)

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """See `Gazetteer.surnamed`."""
        return self._of((*self._upper.surnamed(surname), *self._lower.surnamed(surname)))

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """See `Gazetteer.office_holders`."""
        ever = self._of(
            (*self._upper.office_holders(position, of, None), *self._lower.office_holders(position, of, None))
        )
        return tuple(entry for entry in ever if entry.holds(position, of, day))

    def _of(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        merged = (self._merged(qid) for qid in dict.fromkeys(entry.qid for entry in entries))
        return tuple(entry for entry in merged if entry is not None)

    def _join(self, qid: str) -> Entry | None:
        upper, lower = self._upper.by_qid(qid), self._lower.by_qid(qid)
        return merged(upper, lower) if upper and lower else upper or lower


def merged(upper: Entry, lower: Entry) -> Entry:
    """One entry out of two for an item: facts of the upper one, names of both, newer offices."""
    return msgspec.structs.replace(
        upper,
        aliases=_distinct(upper.aliases, (lower.label,), lower.aliases, without=upper.label),
        demonyms=_distinct(upper.demonyms, lower.demonyms),
        region=upper.region or lower.region,
        timezone=upper.timezone or lower.timezone,
        population=upper.population or lower.population,
        offices=_newer(upper.offices, lower.offices),
        prominence=max(upper.prominence, lower.prominence),
    )


def _distinct(*several: tuple[str, ...], without: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in several for name in names if name != without))


def _newer(upper: tuple[Office, ...], lower: tuple[Office, ...]) -> tuple[Office, ...]:
    """The terms of both; for a position in one country or body only those with the newer evidence."""
    looked: dict[tuple[str, str], tuple[dt.date, int]] = {}
    for side, offices in enumerate((lower, upper)):
        for office in offices:
            seen = (office.as_of or dt.date.min, side)
            looked[office.position, office.of] = max(seen, looked.get((office.position, office.of), seen))
    return tuple(
        office
        for side, offices in ((1, upper), (0, lower))
        for office in offices
        if looked[office.position, office.of][1] == side
    )
