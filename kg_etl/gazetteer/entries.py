"""Entry and Office: rows of the gazetteer as values."""

from __future__ import annotations

import datetime as dt

from kg_etl.model import EntityType, Value


class Office(Value, frozen=True):
    """A position that a person held."""

    position: str
    """In words as newspapers use them: `president`, `foreign minister`, `secretary-general`."""
    of: str
    """QID of the country or body."""
    start: dt.date | None = None
    """First day on which it can have been held; a source that knows only the year or month gives its first day."""
    end: dt.date | None = None
    """Last day on which it can have been held; a year or month gives its last day. None: not ended as far as known."""
    as_of: dt.date | None = None
    """Day of the evidence: what an open end is worth."""

    def held_on(self, day: dt.date) -> bool:
        """Whether the office can have been held on a day. An open end is believed for ever: see `is_stale`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_stale(self, day: dt.date) -> bool:
        """Whether nobody has looked since whether the holder has changed by that day."""
        return self.end is None and self.as_of is not None and day > self.as_of


class Entry(Value, frozen=True):
    """One row: a Wikidata item and how English newspapers name it."""

    qid: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Countries: adjectives and nouns (`Russian`, `Russians`)."""
    country: str | None = None
    """QID of the country it lies in or belongs to."""
    region: str | None = None
    """QID of the state or province in which a city lies, where newspapers write that after its name."""
    acts_for: str | None = None
    """QID of the country whose government it stands for when it acts: Moscow, the Kremlin and the Russian army -> Q159.
    A group that bears arms of its own accord stands for none."""
    timezone: str | None = None
    """IANA name, for capitals and cities."""
    population: int | None = None
    """Inhabitants of a city or region, to the order of magnitude: what its name means where nothing else decides."""
    offices: tuple[Office, ...] = ()
    prominence: int = 0
    """Wikimedia sites with a page on it: how well known it is among its namesakes; 0 where nobody has counted."""

    def holds(self, position: str, of: str, day: dt.date | None) -> bool:
        """Whether it is a person who can have held an office on a day, or ever where no day is given."""
        return any(
            office.position == position and office.of == of and (day is None or office.held_on(day))
            for office in self.offices
        )
