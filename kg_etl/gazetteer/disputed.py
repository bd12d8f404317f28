"""Disputed places: each deployment chooses the country that they belong to.

`disputed.csv` names the rows that each choice governs.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

import msgspec

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.tables import rows
from kg_etl.model import EntityType

COLUMNS = ("choice", "qid")
COUNTRY, NONE = "country", "none"


def choices() -> dict[str, tuple[str, ...]]:
    """Name of each choice -> the QIDs of the rows that it decides."""
    choices: dict[str, list[str]] = {}
    for row in rows(resources.files(__package__), "disputed.csv", COLUMNS):
        choices.setdefault(row.text("choice"), []).append(row.qid("qid"))
    return {choice: tuple(qids) for choice, qids in choices.items()}


def resolved(gazetteer: Gazetteer, identities: Mapping[str, str]) -> Gazetteer:
    """The gazetteer with its disputed places as chosen.

    Args:
        gazetteer: places that it lacks are skipped.
        identities: for each choice `country` (a country of its own), `none` (of no country), or the QID of the country
            that it belongs to. Places that are not named stay as they are.

    Raises:
        GazetteerError: a choice or its value is unknown.
    """
    governed = choices()
    chosen: dict[str, Entry] = {}
    for choice, value in identities.items():
        if choice not in governed:
            raise GazetteerError(f"{choice!r} is no disputed place; known are {', '.join(governed)}")
        owner = None if value in {COUNTRY, NONE} else gazetteer.by_qid(value)
        if owner is None and value not in {COUNTRY, NONE}:
            raise GazetteerError(f"{choice} = {value}: neither `country` nor `none` nor a country of the gazetteer")
        for qid in governed[choice]:
            entry = gazetteer.by_qid(qid)
            if entry is not None:
                chosen[qid] = _assigned(entry, owner, sovereign=value == COUNTRY)
    return Gazetteer((_acting(chosen.get(entry.qid, entry), chosen) for entry in gazetteer), gazetteer.titles)


def _assigned(entry: Entry, owner: Entry | None, *, sovereign: bool) -> Entry:
    country = owner.qid if owner else None
    if entry.type is EntityType.CITY:
        return msgspec.structs.replace(entry, country=country)
    kind = EntityType.COUNTRY if sovereign else EntityType.REGION
    return msgspec.structs.replace(entry, type=kind, country=None if sovereign else country)


def _acting(entry: Entry, chosen: Mapping[str, Entry]) -> Entry:
    """Makes an entry that acts for a place which is no country act for the country of that place, or for none."""
    place = chosen.get(entry.acts_for) if entry.acts_for else None
    if place is None or place.type is EntityType.COUNTRY:
        return entry
    return msgspec.structs.replace(entry, acts_for=place.country)
