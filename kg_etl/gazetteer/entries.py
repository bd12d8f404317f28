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
    """Last day on which it can have been held; a year or month gives its last day. None: no end is known."""
    as_of: dt.date | None = None
    """Day of the evidence, up to which an open end is reliable."""

    def held_on(self, day: dt.date) -> bool:
        """Whether the office can have been held on a day. An open end has no limit: see `is_stale`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_stale(self, day: dt.date) -> bool:
        """Whether a day is after the evidence of an open end, so that the holder may have changed."""
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
    An armed group that serves no state stands for none."""
    timezone: str | None = None
    """IANA name, for capitals and cities."""
    population: int | None = None
    """Inhabitants of a city or region, to the order of magnitude; ranks namesakes if nothing else decides."""
    offices: tuple[Office, ...] = ()
    prominence: int = 0
    """Wikimedia sites with a page on it; ranks namesakes; 0 if unknown."""

    def holds(self, position: str, of: str, day: dt.date | None) -> bool:
        """Whether it is a person who can have held an office on a day, or ever where no day is given."""
        return any(
            office.position == position and office.of == of and (day is None or office.held_on(day))
            for office in self.offices
        )
