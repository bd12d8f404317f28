"""The entities of chains, with the countries that they act for and belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.identifiers import wikidata_iri
from kg_etl.linkers.gazetteer.choosing import Choice
from kg_etl.model import BODY_TYPES, NAMED_FORMS, Entity, EntityType, Extraction, Mention, RoleName
from kg_etl.schema import FILLERS

_ACTOR_ROLES = frozenset(role for role, filler in FILLERS.items() if filler != "place" and role != RoleName.REPORTED_BY)
"""Roles in which a capital acts for its country; media that report a statement do not."""

_BODIES = BODY_TYPES | {EntityType.COUNTRY}


def entities(
    extraction: Extraction,
    chains: Mapping[int, list[int]],
    chosen: Mapping[int, Choice],
    iris: Mapping[int, str],
    gazetteer: Gazetteer,
    day: dt.date | None,
) -> tuple[Entity, ...]:
    """One entity for each IRI, and the countries that they act for or belong to, sorted by IRI.

    Args:
        extraction: The extraction of the article.
        chains: The indices of the mentions of each chain.
        chosen: The choice of each chain.
        iris: The IRI of the entity of each chain.
        gazetteer: The gazetteer with the countries.
        day: Day of publication.
    """
    entities: dict[str, Entity] = {}
    of_mention = {i: chain for chain, members in chains.items() for i in members}
    actors = {
        of_mention[role.mention] for event in extraction.events for role in event.roles if role.name in _ACTOR_ROLES
    }
    acts_for: dict[str, str] = {}
    for chain, members in chains.items():
        best, iri = chosen[chain].best, iris[chain]
        targets = (extraction.mentions[i].acts_for for i in members)
        explicit = next((iris[of_mention[target]] for target in targets if target is not None), None)
        principal = best.entry.acts_for if best else None
        if explicit is not None and explicit != iri:
            acts_for.setdefault(iri, explicit)
        elif best and principal and (best.entry.type is not EntityType.CITY or chain in actors):
            acts_for.setdefault(iri, wikidata_iri(principal))
        entities.setdefault(iri, _linked(best.entry, day, gazetteer) if best else _unlinked(iri, extraction, members))
    acts_for = {iri: of for iri, of in acts_for.items() if _may_act_for(entities[iri], entities.get(of))}
    for iri in {
        *acts_for.values(),
        *(entity.country for entity in entities.values() if entity.country),
    } - entities.keys():
        country = gazetteer.by_qid(iri.rpartition("/")[2])
        if country is not None:
            entities[iri] = _linked(country, day, gazetteer)
    return tuple(
        msgspec.structs.replace(entities[iri], acts_for=acts_for[iri]) if iri in acts_for else entities[iri]
        for iri in sorted(entities)
    )


def _may_act_for(entity: Entity, of: Entity | None) -> bool:
    """Whether an entity may act for another: a country acts for none, and only countries and bodies have others act.

    None is a country of the gazetteer outside the article.
    """
    return entity.type is not EntityType.COUNTRY and (of is None or of.type in _BODIES)


def longest_name(extraction: Extraction, members: list[int]) -> Mention | None:
    """The longest name among some mentions, or None."""
    names = [extraction.mentions[i] for i in members if extraction.mentions[i].form in NAMED_FORMS]
    return max(names, key=lambda mention: len(mention.text), default=None)


def _linked(entry: Entry, day: dt.date | None, gazetteer: Gazetteer) -> Entity:
    positions = (o.position for o in entry.offices if day is not None and o.held_on(day) and not o.is_stale(day))
    country = entry.country if entry.country and gazetteer.by_qid(entry.country) else None
    return Entity(
        iri=wikidata_iri(entry.qid),
        label=entry.label,
        type=entry.type,
        qid=entry.qid,
        country=wikidata_iri(country) if country else None,
        offices=tuple(sorted(set(positions))),
    )


def _unlinked(iri: str, extraction: Extraction, members: list[int]) -> Entity:
    best = longest_name(extraction, members) or extraction.mentions[members[0]]
    return Entity(iri=iri, label=best.text, type=best.type)
