"""Extraction + Links -> the extraction with roles that the entities can play.

What a mention denotes is known only after linking, and may be something that cannot play the part which the sentence
seemed to give it: a city that acts for no country says nothing, nobody visits or attacks themselves. Such a role is a
misreading; without it the rest of the article can be trusted, and with it the shapes would refuse the article whole.
Nor does a pronoun that stands for nobody whom the article names make an entity that speaks or is spoken to.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from kg_etl.model import (
    PLACE_ROLES,
    PLACE_TYPES,
    Entity,
    EntityType,
    Event,
    EventClass,
    Extraction,
    Links,
    MentionForm,
    Role,
    RoleName,
)

_ACTORS = frozenset(
    {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.ARMED_FORCE, EntityType.ACTOR}
)
_ANYBODYS = frozenset({RoleName.TARGET, RoleName.ADDRESSEE})
_AGAINST = {RoleName.HOST: RoleName.VISITOR, RoleName.TARGET: RoleName.ATTACKER}
"""Roles that the player of another one cannot play in the same event."""
CANNOT_SPEAK = "speaker is a place that acts for nobody"
ONLY_A_PRONOUN = "speaker is a pronoun, and whom it stands for is not known"


def cast(extraction: Extraction, links: Links) -> Extraction:
    """The extraction without roles that their entities cannot play; a statement that loses its speaker says why."""
    known = {entity.iri: entity for entity in links.entities}
    denoted = [known[link.entity] for link in links.links]
    called = {
        denoted[number].iri for number, one in enumerate(extraction.mentions) if one.form is not MentionForm.PRONOUN
    }
    return replace(extraction, events=tuple(_cast(event, denoted, called) for event in extraction.events))


def _cast(event: Event, denoted: Sequence[Entity], called: Container[str]) -> Event:
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
    players = {(role.name, denoted[role.mention].iri) for role in roles}
    for role in roles:
        one = denoted[role.mention]
        if role.name in PLACE_ROLES:
            fits = one.type in PLACE_TYPES
        elif role.name in _ANYBODYS:
            fits = True
        else:
            fits = one.type in _ACTORS or one.acts_for is not None
        if fits and (_AGAINST.get(role.name), one.iri) not in players:
            yield role
