"""Disputed places, whose country the configuration sets.

`disputed.csv` lists the entries that each setting applies to.
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
    """Setting -> the QIDs of the entries that it applies to."""
    choices: dict[str, list[str]] = {}
    for row in rows(resources.files(__package__), "disputed.csv", COLUMNS):
        choices.setdefault(row.text("choice"), []).append(row.qid("qid"))
    return {choice: tuple(qids) for choice, qids in choices.items()}


def resolved(gazetteer: Gazetteer, identities: Mapping[str, str]) -> Gazetteer:
    """The gazetteer with the countries of disputed places as configured.

    Args:
        gazetteer: Disputed places that it does not have are ignored.
        identities: Setting -> `country` (the place is a country), `none` (it belongs to no country) or the QID of the
            country that it belongs to. Places without a setting stay as they are.

    Raises:
        GazetteerError: a setting or its value is unknown.
    """
    governed = choices()
    chosen: dict[str, Entry] = {}
    for choice, value in identities.items():
        if choice not in governed:
            raise GazetteerError(f"[linker] {choice} is not a disputed place: use one of {', '.join(governed)}")
        owner = None if value in {COUNTRY, NONE} else gazetteer.by_qid(value)
        if owner is None and value not in {COUNTRY, NONE}:
            raise GazetteerError(
                f"[linker] {choice} = {value}: set `country`, `none` or the QID of a country of the gazetteer"
            )
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
    """The entry, whose `acts_for` is replaced by the country of a disputed place that is not a country."""
    place = chosen.get(entry.acts_for) if entry.acts_for else None
    if place is None or place.type is EntityType.COUNTRY:
        return entry
    return msgspec.structs.replace(entry, acts_for=place.country)
