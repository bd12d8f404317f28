"""The union of two gazetteers: the curated tables above a full gazetteer or entries from Wikidata's API."""

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
"""A place or body is left out if a namesake is this many times as well known: newspapers qualify lesser namesakes.

The better known one must be among the entries itself; people are never left out.
"""


class Lookup(Protocol):
    """The look-ups that a lower gazetteer must support."""

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
    """The union of two gazetteers; an item of both is one entry, with the names of both and the newer offices.

    Titles and `surfaces`, which a matcher searches text for, are those of the upper one, which is curated for that.
    The lower one is for look-ups of names that have already been recognized.
    """

    def __init__(self, upper: Gazetteer, lower: Lookup) -> None:
        """Combine two gazetteers; nothing is read yet.

        Args:
            upper: Comes first; its label, type, country and `acts_for` take precedence.
            lower: Adds names, items and newer offices.
        """
        self._upper = upper
        self._lower = lower
        self.titles = upper.titles
        self.surfaces = upper.surfaces
        self.version = hashlib.sha256(f"{upper.version}\x1f{lower.version}".encode()).hexdigest()[:12]
        self._merged = lru_cache(maxsize=10_000)(self._join)
        self._named = lru_cache(maxsize=50_000)(self._well_known)

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._upper:
            yield self._merged(entry.qid) or entry
        yield from (entry for entry in self._lower if self._upper.by_qid(entry.qid) is None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def named(self, name: str) -> tuple[Entry, ...]:
        """See `Gazetteer.named`; without places and bodies that have a much better known namesake.

        If the upper gazetteer has a place or body of that name, one of the lower only must be about as well known:
        `White House` is seldom the town in Tennessee. An entry of the upper one that has the name only in the lower is
        left out as well: `Luxembourg` is not its capital.
        """
        return self._named(name)

    def _well_known(self, name: str) -> tuple[Entry, ...]:
        upper = self._upper.named(name)
        entries = self._of((*upper, *self._lower.named(name)))
        things = [entry for entry in entries if entry.type is not EntityType.PERSON]
        curated = {entry.qid for entry in upper}
        named = [entry for entry in things if entry.qid in curated]
        best = max((entry.prominence for entry in named or things), default=0)
        return tuple(
            entry
            for entry in entries
            if entry.type is EntityType.PERSON
            or entry.qid in curated
            or (self.is_curated(entry.qid) and not named)
            or (not self.is_curated(entry.qid) and (entry.prominence * OVERSHADOWED > best if best else not named))
        )

    def by_qid(self, qid: str) -> Entry | None:
        """The entry of an item, or None."""
        return self._merged(qid)

    def is_curated(self, qid: str) -> bool:
        """Whether the upper gazetteer has the item."""
        return self._upper.is_curated(qid)

    def is_demonym(self, name: str) -> bool:
        """See `Gazetteer.is_demonym`."""
        return self._upper.is_demonym(name) or self._lower.is_demonym(name)

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """See `Gazetteer.surnamed`."""
        return self._of((*self._upper.surnamed(surname), *self._lower.surnamed(surname)))

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """See `Gazetteer.office_holders`."""
        at_any_time = self._of(
            (*self._upper.office_holders(position, of, None), *self._lower.office_holders(position, of, None))
        )
        return tuple(entry for entry in at_any_time if entry.holds(position, of, day))

    def _of(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        merged = (self._merged(qid) for qid in dict.fromkeys(entry.qid for entry in entries))
        return tuple(entry for entry in merged if entry is not None)

    def _join(self, qid: str) -> Entry | None:
        upper, lower = self._upper.by_qid(qid), self._lower.by_qid(qid)
        return merged(upper, lower) if upper and lower else upper or lower


def merged(upper: Entry, lower: Entry) -> Entry:
    """Two entries of an item as one: the facts of the upper, the names of both, the newer offices."""
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
    """The offices of both; for each position of a country or body only those of the side with the newer evidence."""
    newest: dict[tuple[str, str], tuple[dt.date, int]] = {}
    for side, offices in enumerate((lower, upper)):
        for office in offices:
            evidence = (office.as_of or dt.date.min, side)
            newest[office.position, office.of] = max(evidence, newest.get((office.position, office.of), evidence))
    return tuple(
        office
        for side, offices in ((1, upper), (0, lower))
        for office in offices
        if newest[office.position, office.of][1] == side
    )
