"""The gazetteer: countries, places, people and bodies with their Wikidata items, from the CSV files of this folder.

entries    Entry and Office
tables     CSV -> entries
names      normal forms of names
disputed   the country of disputed places
full       the full gazetteer, an indexed file
layered    the union of two gazetteers
quality    ambiguity, freshness, coverage
refresh    creation of the full gazetteer
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
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
"""Types by how likely a name denotes one of them, where nothing else decides."""

_FAMILY_NAME_FIRST = frozenset({"Q148", "Q865", "Q884", "Q423"})
"""China, Taiwan and both Koreas, whose family names newspapers write first."""


class Gazetteer:
    """The entries by name, by item and by office."""

    version: str
    """Short hash of all rows."""
    surfaces: Mapping[str, tuple[Entry, ...]]
    """Every label, alias and demonym as written -> the entries that it may denote, likeliest first; without bare
    surnames. A matcher searches text for these."""
    titles: Mapping[str, tuple[str, ...]]
    """Title in lower case (`foreign secretary`) -> the positions that it may denote."""

    def __init__(self, entries: Iterable[Entry], titles: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._entries = tuple(entries)
        self.titles = MappingProxyType(dict(titles or {}))
        content = msgspec.json.encode((self._entries, dict(self.titles)), order="sorted")
        self.version = hashlib.sha256(content).hexdigest()[:12]
        self._by_qid = {entry.qid: entry for entry in self._entries}
        if len(self._by_qid) != len(self._entries):
            twice = sorted(qid for qid, number in Counter(entry.qid for entry in self._entries).items() if number > 1)
            raise GazetteerError(f"two entries of the gazetteer have the item {twice[0]}: merge them")
        ranked: dict[str, dict[str, tuple[int, int, int]]] = {}
        surfaces: dict[str, None] = {}
        for order, entry in enumerate(self._entries):
            for kind, names in enumerate(((entry.label,), entry.aliases, entry.demonyms)):
                for name in names:
                    # newspapers adapt the names of bodies to British or American spelling
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
        """The entries with this label, alias or demonym, up to case and typography; likeliest first.

        A word in lower case is not a name (`polish`, `us`), and an acronym must be in capitals. A name in capitals
        (`IRAN`) is found if no acronym is spelt like it.
        """
        return next((entries for key in keys(name) if (entries := self._by_name.get(key))), ())

    def by_qid(self, qid: str) -> Entry | None:
        """The entry of an item, or None."""
        return self._by_qid.get(qid)

    def is_curated(self, qid: str) -> bool:
        """Whether the entry of an item is curated: checked by people, and included because news articles name it."""
        return qid in self._by_qid

    def is_demonym(self, name: str) -> bool:
        """Whether a name is a demonym of some entry (`Russian`, `Poles`)."""
        return name != name.lower() and folded(name) in self._demonyms

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """The people with this family name, in any of its spellings."""
        return self._by_surname.get(folded(surname), ()) if surname != surname.lower() else ()

    def office_holders(self, position: str, of: str, day: dt.date | None) -> tuple[Entry, ...]:
        """The people who may have held an office on a day, or at any time if no day is given.

        Args:
            position: A position of `offices.csv`, such as `foreign minister`.
            of: QID of the country or body.
            day: The day, or None for any.
        """
        return tuple(entry for entry in self._office_holders.get((position, of), ()) if entry.holds(position, of, day))


def surnames_of(entry: Entry) -> tuple[str, ...]:
    """The family names in a person's label and aliases, also without particles (`von der Leyen`, `Leyen`).

    The family name is the first word in countries that write it first, else the last; an alias of one word is one.
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
    """The gazetteer of a folder of tables, cached by folder; the one of this package by default.

    Raises:
        GazetteerError: a table is missing, or a row breaks the schema; the message names file and line.
    """
    return _load(folder.resolve() if folder else None)


@lru_cache(maxsize=8)
def _load(folder: Path | None) -> Gazetteer:
    return Gazetteer(read_tables(folder), read_titles(folder))
