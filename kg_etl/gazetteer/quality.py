"""Measures of a gazetteer: ambiguity, freshness, coverage."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from kg_etl.gazetteer import Gazetteer, surnames_of
from kg_etl.gazetteer.entries import Office
from kg_etl.gazetteer.names import folded
from kg_etl.lexicon.tables import words
from kg_etl.model import EntityType, Value

HEADS = words("head_positions") | {"prime minister"}
"""Positions of heads of state or government."""
FOREIGN_MINISTERS = frozenset({"foreign minister", "foreign secretary", "secretary of state"})


class Ambiguity(Value, frozen=True):
    """How many names are ambiguous."""

    names: int
    shared_names: int
    """Names of several entries."""
    surnames: int
    shared_surnames: int
    """Family names of several people."""


class Freshness(Value, frozen=True):
    """Dates until which offices without an end are known."""

    open_offices: int
    earliest: dt.date | None
    """Day of the oldest evidence of such an office; None if there is no such office."""
    half: dt.date | None
    """Median day of the evidence: half of the offices are still known on it."""
    latest: dt.date | None
    """Day of the newest evidence."""


class Coverage(Value, frozen=True):
    """How many countries have demonyms and office holders."""

    countries: int
    with_demonyms: int
    with_head: int
    """Countries with some head of state or government."""
    with_foreign_minister: int
    """Countries with some foreign minister."""


def ambiguity(gazetteer: Gazetteer) -> Ambiguity:
    """The numbers of names and family names that several entries share."""
    bearers: Counter[str] = Counter()
    for entry in gazetteer:
        if entry.type is EntityType.PERSON:
            bearers.update({folded(name) for name in surnames_of(entry)})
    keys = {folded(name): len(entries) for name, entries in gazetteer.surfaces.items()}
    return Ambiguity(
        names=len(keys),
        shared_names=sum(number > 1 for number in keys.values()),
        surnames=len(bearers),
        shared_surnames=sum(number > 1 for number in bearers.values()),
    )


def freshness(gazetteer: Gazetteer) -> Freshness:
    """The days until which office holders are known."""
    days = sorted(office.as_of for office in _open_offices(gazetteer) if office.as_of is not None)
    return Freshness(
        open_offices=len(days),
        earliest=days[0] if days else None,
        half=days[len(days) // 2] if days else None,
        latest=days[-1] if days else None,
    )


def coverage(gazetteer: Gazetteer) -> Coverage:
    """The numbers of countries with demonyms, heads and foreign ministers."""
    countries = [entry for entry in gazetteer if entry.type is EntityType.COUNTRY]
    terms = {(office.position, office.of) for entry in gazetteer for office in entry.offices}
    return Coverage(
        countries=len(countries),
        with_demonyms=sum(bool(entry.demonyms) for entry in countries),
        with_head=sum(any((head, entry.qid) in terms for head in HEADS) for entry in countries),
        with_foreign_minister=sum(
            any((position, entry.qid) in terms for position in FOREIGN_MINISTERS) for entry in countries
        ),
    )


def is_outdated(day: dt.date, terms: Freshness) -> bool:
    """Whether most office holders are no longer known on a day, so that titles cannot be linked."""
    return terms.half is not None and day > terms.half


def _open_offices(gazetteer: Gazetteer) -> Iterator[Office]:
    return (office for entry in gazetteer for office in entry.offices if office.end is None)
