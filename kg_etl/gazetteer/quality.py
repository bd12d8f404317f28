"""Measures of a gazetteer: ambiguity, freshness, coverage."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from kg_etl.gazetteer import Gazetteer, surnames_of
from kg_etl.gazetteer.entries import Office
from kg_etl.gazetteer.names import folded
from kg_etl.model import EntityType, Value

HEADS = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "emperor"}
)
DIPLOMATS = frozenset({"foreign minister", "foreign secretary", "secretary of state"})


class Ambiguity(Value, frozen=True):
    """Numbers of ambiguous names."""

    names: int
    shared_names: int
    """Names of several entries."""
    surnames: int
    shared_surnames: int
    """Family names of several people."""


class Freshness(Value, frozen=True):
    """Up to which days the offices without an end are known."""

    open_offices: int
    earliest: dt.date | None
    """Day of the oldest evidence of such an office; None where there is none."""
    half: dt.date | None
    """Day on which half of them are still known."""
    latest: dt.date | None


class Coverage(Value, frozen=True):
    """Numbers of countries with certain entries."""

    countries: int
    with_demonyms: int
    with_head: int
    """Countries with a head of state or government."""
    with_diplomat: int
    """Countries with a foreign minister."""


def ambiguity(gazetteer: Gazetteer) -> Ambiguity:
    """How many names and family names several entries share."""
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
    """Up to which days the holders of offices are known."""
    days = sorted(office.as_of for office in _open_offices(gazetteer) if office.as_of is not None)
    return Freshness(
        open_offices=len(days),
        earliest=days[0] if days else None,
        half=days[len(days) // 2] if days else None,
        latest=days[-1] if days else None,
    )


def coverage(gazetteer: Gazetteer) -> Coverage:
    """For how many countries there are demonyms, heads and foreign ministers."""
    countries = [entry for entry in gazetteer if entry.type is EntityType.COUNTRY]
    terms = {(office.position, office.of) for entry in gazetteer for office in entry.offices}
    return Coverage(
        countries=len(countries),
        with_demonyms=sum(bool(entry.demonyms) for entry in countries),
        with_head=sum(any((head, entry.qid) in terms for head in HEADS) for entry in countries),
        with_diplomat=sum(any((diplomat, entry.qid) in terms for diplomat in DIPLOMATS) for entry in countries),
    )


def is_younger_than_its_people(day: dt.date, terms: Freshness) -> bool:
    """Whether most holders of offices are unknown on a day, so that titles cannot be linked."""
    return terms.half is not None and day > terms.half


def _open_offices(gazetteer: Gazetteer) -> Iterator[Office]:
    return (office for entry in gazetteer for office in entry.offices if office.end is None)
