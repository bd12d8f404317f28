"""The gazetteer: countries, places, people and bodies with their Wikidata items, from the *.csv here.

entries    Entry and Office
tables     CSV -> entries
names      normal forms of names
disputed   the country of disputed places
full       the full gazetteer, one indexed file
layered    two gazetteers as one
quality    ambiguity, freshness, coverage
refresh    makes the full gazetteer
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer.entries import Entry, Office
from kg_etl.gazetteer.names import folded, keys, spellings
from kg_etl.gazetteer.tables import read_tables, read_titles
from kg_etl.model import BODY_TYPES, EntityType

__all__ = ["Entry", "Gazetteer", "Office", "load"]

BY_LIKELIHOOD = (
    EntityType.COUNTRY,
    EntityType.ORGANIZATION,
    EntityType.ARMED_FORCE,
    EntityType.CITY,
    EntityType.REGION,
    EntityType.FACILITY,
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ACTOR,
)
"""Order of types by which a name is resolved if nothing else decides."""

_FAMILY_NAME_FIRST = frozenset({"Q148", "Q865", "Q884", "Q423"})
"""China, Taiwan and both Koreas: newspapers write the family name first."""


class Gazetteer:
    """The entries by name, by item and by office."""

    version: str
    """Short hash of all rows."""
    surfaces: Mapping[str, tuple[Entry, ...]]
    """Every label, alias and demonym as written, with its possible entries, likeliest first: what a matcher looks for.
    Bare surnames are not among them."""

    titles: Mapping[str, tuple[str, ...]]
    """For each title in small letters (`foreign secretary`) the positions of offices that it can mean."""

    def __init__(self, entries: Iterable[Entry], titles: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._entries = tuple(entries)
        self.titles = MappingProxyType(dict(titles or {}))
        content = msgspec.json.encode((self._entries, dict(self.titles)), order="sorted")
        self.version = hashlib.sha256(content).hexdigest()[:12]
        self._by_qid = {entry.qid: entry for entry in self._entries}
        if len(self._by_qid) != len(self._entries):
            raise GazetteerError("the gazetteer holds an item twice")
        ranked: dict[str, dict[str, tuple[int, int, int]]] = {}
        surfaces: dict[str, None] = {}
        for order, entry in enumerate(self._entries):
            for kind, names in enumerate(((entry.label,), entry.aliases, entry.demonyms)):
                for name in names:
                    # newspapers name bodies in their own spelling of English
                    surfaces |= dict.fromkeys(spellings(name) if entry.type in BODY_TYPES else (name,))
                    rank = (kind, BY_LIKELIHOOD.index(entry.type), order)
                    filed = ranked.setdefault(folded(name), {})
                    filed[entry.qid] = min(rank, filed.get(entry.qid, rank))
        self._by_name = {
            key: tuple(self._by_qid[qid] for qid in sorted(filed, key=filed.__getitem__))
            for key, filed in ranked.items()
        }
        self.surfaces = MappingProxyType({name: self._by_name[folded(name)] for name in surfaces})
        self._demonyms = frozenset(folded(name) for entry in self._entries for name in entry.demonyms)
        surnames: dict[str, dict[str, None]] = {}
        office_holders: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._entries:
            if entry.type is EntityType.PERSON:
                for name in surnames_of(entry):
                    surnames.setdefault(folded(name), {})[entry.qid] = None
            for position, of in dict.fromkeys((office.position, office.of) for office in entry.offices):
                office_holders.setdefault((position, of), []).append(entry)
        self._by_surname = {key: tuple(self._by_qid[qid] for qid in qids) for key, qids in surnames.items()}
        self._office_holders = {key: tuple(entries) for key, entries in office_holders.items()}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries whose label, alias or demonym is this name, case and typography folded; likeliest first.

        A name without any capital letter names nothing (`polish`, `us`), and an acronym only in capitals;
        a name in capitals throughout (`IRAN`) is found if no acronym is spelt so.
        """
        return next((entries for key in keys(name) if (entries := self._by_name.get(key))), ())

    def by_qid(self, qid: str) -> Entry | None:
        """The entry of an item; None if there is none."""
        return self._by_qid.get(qid)

    def is_checked(self, qid: str) -> bool:
        """Whether the entry of an item is curated: checked by people, and chosen because news names it."""
        return qid in self._by_qid

    def is_demonym(self, name: str) -> bool:
        """Whether a name is an adjective or noun for the people of some entry (`Russian`, `Poles`)."""
        return name != name.lower() and folded(name) in self._demonyms

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """The people whose last name this is, in any of its spellings."""
        return self._by_surname.get(folded(surname), ()) if surname != surname.lower() else ()

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """The people who can have held an office on a day, or ever where no day is given; empty where not known.

        Args:
            position: in the words of the table, such as `foreign minister`.
            of: QID of the country or body.
            day: the day in question.
        """
        return tuple(entry for entry in self._office_holders.get((position, of), ()) if entry.holds(position, of, day))


def surnames_of(entry: Entry) -> tuple[str, ...]:
    """The family names in a person's label and aliases, also without particles (`von der Leyen`, `Leyen`).

    It is the first word where the person's country writes it first, else the last; an alias of one word is taken whole.
    """
    family_name_first = entry.country in _FAMILY_NAME_FIRST
    names = (name for full in (entry.label, *entry.aliases) for name in _family_names(full, first=family_name_first))
    return tuple(dict.fromkeys(names))


def _family_names(full: str, *, first: bool) -> tuple[str, ...]:
    words = full.split()
    if first or len(words) == 1:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    return tuple(dict.fromkeys((" ".join(words[start:]), words[-1])))


def load(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of a folder of tables, read once for each folder; without one that of this package.

    Raises:
        GazetteerError: a table is missing, or a row breaks the schema; the text names file and line.
    """
    return _load(folder.resolve() if folder else None)


@lru_cache(maxsize=8)
def _load(folder: Path | None) -> Gazetteer:
    return Gazetteer(read_tables(folder), read_titles(folder))
