"""Where events happen must be places: what plays the part of one is one, or does not play it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kg_etl.model import (
    NAMED_FORMS,
    PLACE_ROLES,
    PLACE_TYPES,
    EntityType,
    Event,
    Extraction,
    Mention,
    Role,
    RoleName,
)


def placed(extraction: Extraction) -> Extraction:
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
            replace(one, type=EntityType.PLACE) if one.chain in proved and one.type is EntityType.ACTOR else one
            for one in extraction.mentions
        ),
        events=tuple(
            replace(event, roles=tuple(_fitting(event, extraction.mentions, kinds))) for event in extraction.events
        ),
    )


def _kind(members: Iterable[Mention]) -> EntityType:
    """The kind of what some mentions denote: that of the longest name, else that of the first description."""
    every = list(members)
    return max([one for one in every if one.form in NAMED_FORMS] or every[:1], key=lambda one: len(one.text)).type


def _fitting(event: Event, mentions: tuple[Mention, ...], kinds: dict[int, EntityType]) -> Iterator[Role]:
    hosts = {mentions[role.mention].chain for role in event.roles if role.name is RoleName.HOST}
    for role in event.roles:
        chain = mentions[role.mention].chain
        if role.name not in PLACE_ROLES or kinds[chain] in PLACE_TYPES:
            yield role
        elif role.name is RoleName.DESTINATION and kinds[chain] is EntityType.ORGANIZATION and chain not in hosts:
            hosts.add(chain)
            yield replace(role, name=RoleName.HOST)
