"""Role constraints: what can fill a role, by the types of mentions and, after linking, of entities.

Before linking, the fillers of place roles must be places: the type of the mention is corrected, or the role dropped.

After linking, an entity may turn out unable to fill its role: a city that acts for no country says nothing, nobody
visits or attacks themselves. Such a role is an extraction error; without it the rest of the article is usable, and with
it the shapes would reject the whole article. An unresolved pronoun is no speaker or addressee either.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from kg_etl.model import (
    BODY_TYPES,
    NAMED_FORMS,
    PLACE_ROLES,
    PLACE_TYPES,
    Entity,
    EntityType,
    Event,
    EventClass,
    Extraction,
    Links,
    Mention,
    MentionForm,
    Role,
    RoleName,
)
from kg_etl.schema import FILLERS, OPPOSED

_ACTOR_TYPES = BODY_TYPES | {EntityType.PERSON, EntityType.COUNTRY, EntityType.ACTOR}
CANNOT_SPEAK = "speaker is a place that acts for nobody"
ONLY_A_PRONOUN = "speaker is a pronoun, and whom it stands for is not known"


def check_mention_roles(extraction: Extraction) -> Extraction:
    """The extraction with only places in place roles.

    A filler of unknown type (`toured the museum`) becomes a place unless it fills the role of an actor elsewhere in the
    article. An organization as destination (`visited the United Nations`) becomes the host.
    """
    chains: dict[int, list[Mention]] = {}
    for mention in extraction.mentions:
        chains.setdefault(mention.chain, []).append(mention)
    types = {chain: _type(members) for chain, members in chains.items()}
    roles = [(role, extraction.mentions[role.mention].chain) for event in extraction.events for role in event.roles]
    acting = {chain for role, chain in roles if role.name not in PLACE_ROLES}
    untyped = {chain for role, chain in roles if role.name in PLACE_ROLES and types[chain] is EntityType.ACTOR}
    places = untyped - acting
    types |= dict.fromkeys(places, EntityType.PLACE)
    return replace(
        extraction,
        mentions=tuple(
            replace(mention, type=EntityType.PLACE)
            if mention.chain in places and mention.type is EntityType.ACTOR
            else mention
            for mention in extraction.mentions
        ),
        events=tuple(
            replace(event, roles=tuple(_typed_roles(event, extraction.mentions, types))) for event in extraction.events
        ),
    )


def _type(chain: Sequence[Mention]) -> EntityType:
    """The type of a coreference chain: that of its longest name, else that of its first mention."""
    names = [mention for mention in chain if mention.form in NAMED_FORMS]
    return max(names or chain[:1], key=lambda mention: len(mention.text)).type


def _typed_roles(event: Event, mentions: tuple[Mention, ...], types: dict[int, EntityType]) -> Iterator[Role]:
    hosts = {mentions[role.mention].chain for role in event.roles if role.name is RoleName.HOST}
    for role in event.roles:
        chain = mentions[role.mention].chain
        if role.name not in PLACE_ROLES or types[chain] in PLACE_TYPES:
            yield role
        elif role.name is RoleName.DESTINATION and types[chain] is EntityType.ORGANIZATION and chain not in hosts:
            hosts.add(chain)
            yield replace(role, name=RoleName.HOST)


def check_entity_roles(extraction: Extraction, links: Links) -> Extraction:
    """The extraction without roles that their entities cannot fill, such as a city as a speaker.

    A statement that loses its speaker gets the reason as `no_speaker`.
    """
    by_iri = {entity.iri: entity for entity in links.entities}
    entities = [by_iri[link.entity] for link in links.links]
    resolved = {
        entity.iri
        for mention, entity in zip(extraction.mentions, entities, strict=True)
        if mention.form is not MentionForm.PRONOUN
    }
    return replace(extraction, events=tuple(_checked(event, entities, resolved) for event in extraction.events))


def _checked(event: Event, entities: Sequence[Entity], resolved: Container[str]) -> Event:
    roles = tuple(_fillable_roles(event.roles, entities))
    if event.cls is not EventClass.STATEMENT:
        return event if roles == event.roles else replace(event, roles=roles)
    resolved_roles = tuple(role for role in roles if entities[role.mention].iri in resolved)
    if resolved_roles == event.roles:
        return event
    reason = event.no_speaker or _no_speaker_reason(roles, resolved_roles)
    return replace(event, roles=resolved_roles, no_speaker=reason)


def _no_speaker_reason(fillable: Sequence[Role], resolved: Sequence[Role]) -> str | None:
    if any(role.name is RoleName.SPEAKER for role in resolved):
        return None
    return ONLY_A_PRONOUN if any(role.name is RoleName.SPEAKER for role in fillable) else CANNOT_SPEAK


def _fillable_roles(roles: tuple[Role, ...], entities: Sequence[Entity]) -> Iterator[Role]:
    participants = {(role.name, entities[role.mention].iri) for role in roles}
    for role in roles:
        entity = entities[role.mention]
        if _can_fill(role.name, entity) and (OPPOSED.get(role.name), entity.iri) not in participants:
            yield role


def _can_fill(role: RoleName, entity: Entity) -> bool:
    match FILLERS[role]:
        case "place":
            return entity.type in PLACE_TYPES
        case "actor":
            return entity.type in _ACTOR_TYPES or entity.acts_for is not None
        case "anyone":
            return True
