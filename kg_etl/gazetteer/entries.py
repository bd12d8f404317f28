"""Entry and Office: the rows of the gazetteer as values."""

from __future__ import annotations

import datetime as dt

from kg_etl.model import EntityType, Value


class Office(Value, frozen=True):
    """A position that a person held."""

    position: str
    """In the words of newspapers: `president`, `foreign minister`, `secretary-general`."""
    of: str
    """QID of the country or body."""
    start: dt.date | None = None
    """Earliest possible first day; the first day of the year or month if the source has only that."""
    end: dt.date | None = None
    """Latest possible last day; the last day of the year or month if the source has only that. None: no known end."""
    as_of: dt.date | None = None
    """Day of the evidence, until which an open end is reliable."""

    def held_on(self, day: dt.date) -> bool:
        """Whether the office may have been held on a day. An open end never expires here: see `is_stale`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_stale(self, day: dt.date) -> bool:
        """Whether the end is open and the evidence older than a day, so that the holder may have changed."""
        return self.end is None and self.as_of is not None and day > self.as_of


class Entry(Value, frozen=True):
    """A Wikidata item and its names in English newspapers."""

    qid: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Adjectives and nouns for the people of a country (`Russian`, `Russians`)."""
    country: str | None = None
    """QID of the country that it lies in or belongs to."""
    region: str | None = None
    """QID of the state or province of a city, where newspapers write it after the city's name."""
    acts_for: str | None = None
    """QID of the country whose government acts through it: Q159 for Moscow, the Kremlin and the Russian army. None for
    armed groups that no government controls."""
    timezone: str | None = None
    """IANA name, for cities."""
    population: int | None = None
    """Inhabitants of a city or region, to the order of magnitude; ranks namesakes where nothing else decides."""
    offices: tuple[Office, ...] = ()
    prominence: int = 0
    """Number of Wikimedia sites with a page on it, which ranks namesakes; 0 if unknown."""

    def holds(self, position: str, of: str, day: dt.date | None) -> bool:
        """Whether a person may have held an office on a day, or at any time if no day is given."""
        return any(
            office.position == position and office.of == of and (day is None or office.held_on(day))
            for office in self.offices
        )
