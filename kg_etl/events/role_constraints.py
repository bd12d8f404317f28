"""Role constraints: which types of mentions and, after linking, of entities can fill a role.

Before linking, where events happen must be places: what plays the part of one is one, or does not play it.

What a mention denotes is known only after linking, and may be something that cannot play the part which the sentence
seemed to give it: a city that acts for no country says nothing, nobody visits or attacks themselves. Such a role is a
misreading; without it the rest of the article can be trusted, and with it the shapes would refuse the article whole.
Nor does a pronoun that stands for nobody whom the article names make an entity that speaks or is spoken to.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import replace

from kg_etl.model import (
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

_ACTORS = frozenset(
    {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.ARMED_FORCE, EntityType.ACTOR}
)
CANNOT_SPEAK = "speaker is a place that acts for nobody"
ONLY_A_PRONOUN = "speaker is a pronoun, and whom it stands for is not known"


def check_mention_roles(extraction: Extraction) -> Extraction:
    """The extraction with places, and nothing else, in the roles that ask for one.

    A thing of unknown kind that something happens at (`toured the museum`) is a place, unless it acts elsewhere in the
    article. Of a body that is visited (`visited the United Nations`) the role is that of the host.
    """
    chains: dict[int, list[Mention]] = {}
    for mention in extraction.mentions:
        chains.setdefault(mention.chain, []).append(mention)
    kinds = {chain: _kind(members) for chain, members in chains.items()}
    roles = [(role, extraction.mentions[role.mention].chain) for event in extraction.events for role in event.roles]
    acting = {chain for role, chain in roles if role.name not in PLACE_ROLES}
    proved = {
        chain for role, chain in roles if role.name in PLACE_ROLES and kinds[chain] is EntityType.ACTOR
    } - acting  # fmt: skip
    kinds |= dict.fromkeys(proved, EntityType.PLACE)
    return replace(
        extraction,
        mentions=tuple(
            replace(mention, type=EntityType.PLACE)
            if mention.chain in proved and mention.type is EntityType.ACTOR
            else mention
            for mention in extraction.mentions
        ),
        events=tuple(
            replace(event, roles=tuple(_fitting(event, extraction.mentions, kinds))) for event in extraction.events
        ),
    )


def _kind(members: Iterable[Mention]) -> EntityType:
    """The kind of what some mentions denote: that of the longest name, else that of the first description."""
    every = list(members)
    return max(
        [mention for mention in every if mention.form in NAMED_FORMS] or every[:1],
        key=lambda mention: len(mention.text),
    ).type


def _fitting(event: Event, mentions: tuple[Mention, ...], kinds: dict[int, EntityType]) -> Iterator[Role]:
    hosts = {mentions[role.mention].chain for role in event.roles if role.name is RoleName.HOST}
    for role in event.roles:
        chain = mentions[role.mention].chain
        if role.name not in PLACE_ROLES or kinds[chain] in PLACE_TYPES:
            yield role
        elif role.name is RoleName.DESTINATION and kinds[chain] is EntityType.ORGANIZATION and chain not in hosts:
            hosts.add(chain)
            yield replace(role, name=RoleName.HOST)


def check_entity_roles(extraction: Extraction, links: Links) -> Extraction:
    """The extraction without roles that their entities cannot play; a statement that loses its speaker says why."""
    entities = {entity.iri: entity for entity in links.entities}
    denoted = [entities[link.entity] for link in links.links]
    called = {
        denoted[number].iri
        for number, mention in enumerate(extraction.mentions)
        if mention.form is not MentionForm.PRONOUN
    }
    return replace(extraction, events=tuple(_checked(event, denoted, called) for event in extraction.events))


def _checked(event: Event, denoted: Sequence[Entity], called: Container[str]) -> Event:
    roles = tuple(_playable(event.roles, denoted))
    if event.cls is not EventClass.STATEMENT:
        return event if roles == event.roles else replace(event, roles=roles)
    met = tuple(role for role in roles if denoted[role.mention].iri in called)
    if met == event.roles:
        return event
    return replace(event, roles=met, no_speaker=event.no_speaker or _why_none(roles, met))


def _why_none(playable: Sequence[Role], met: Sequence[Role]) -> str | None:
    if any(role.name is RoleName.SPEAKER for role in met):
        return None
    return ONLY_A_PRONOUN if any(role.name is RoleName.SPEAKER for role in playable) else CANNOT_SPEAK


def _playable(roles: tuple[Role, ...], denoted: Sequence[Entity]) -> Iterator[Role]:
    players = {(role.name.value, denoted[role.mention].iri) for role in roles}
    for role in roles:
        entity = denoted[role.mention]
        if role.name in PLACE_ROLES:
            fits = entity.type in PLACE_TYPES
        elif FILLERS[role.name] == "anyone":
            fits = True
        else:
            fits = entity.type in _ACTORS or entity.acts_for is not None
        if fits and (OPPOSED.get(role.name), entity.iri) not in players:
            yield role
