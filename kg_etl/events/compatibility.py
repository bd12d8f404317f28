"""Whether two event mentions can be one event, by class and type, participants, places and time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.model import EntityType, Event, EventClass, MentionForm, RoleName, Status

Window = tuple[dt.date | None, dt.date | None]
"""First and last day, inclusive; None where not known."""

_KINDS_OF_VISIT = frozenset({"StateVisit", "OfficialVisit", "WorkingVisit"})
_ON_THE_GROUND = frozenset({"GroundOffensive", "Incursion"})
_FROM_AFAR = frozenset({"AirStrike", "Shelling"})


def participants(event: Event, mentions: MentionTable, *roles: RoleName) -> frozenset[Referent]:
    """What the mentions in some roles (in all, if none is given) denote: persons themselves, others by country."""
    return frozenset(identity(role.mention, mentions) for role in event.roles if not roles or role.name in roles)


def identity(mention: int, mentions: MentionTable) -> Referent:
    """What a mention denotes: of a person the chain, of others the country that they are or act for, if any."""
    item = mentions.items[mention]
    return Referent(chain=item.chain) if item.type == EntityType.PERSON else mentions.referents[mention]


def country_of(mention: int, mentions: MentionTable) -> Referent | None:
    """The country that a mention is, serves, lies in or acts for; None where that is not known."""
    referent = mentions.referents[mention]
    if mentions.items[mention].type == EntityType.COUNTRY:
        return referent
    if (nation := mentions.nation(mention)) is not None:
        return Referent(country=nation)
    return referent if referent.country is not None else None


def are_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Whether two event mentions can be one event, times aside: they share a participant, and nothing contradicts.

    Raises:
        KeyError: there is no rule for their class.
    """
    if event.cls != other.cls or (event.status == Status.DENIED) != (other.status == Status.DENIED):
        return False
    if not _types_fit(event, other):
        return False
    return RULES[event.cls](event, other, mentions)


def can_refer_back(noun: Event, event: Event, mentions: MentionTable) -> bool:
    """Can a definite noun (`the visit`) go back to an event? Its participants, if it has any, must not contradict."""
    if noun.cls != event.cls or not _types_fit(noun, event) or event.status == Status.DENIED:
        return False
    if noun.cls == EventClass.VISIT and not _recalls_visit(noun, event):
        return False
    if noun.type == "Invasion" and event.type != "Invasion":
        return False
    shared = participants(noun, mentions) & participants(event, mentions)
    return bool(shared) or not noun.roles


def _recalls_visit(noun: Event, event: Event) -> bool:
    """`The talks` can be a meeting, or a visit on which a host was met, but no coming one unless they are."""
    if noun.type != "Meeting":
        return event.type != "Meeting"
    met = event.type == "Meeting" or any(role.name == RoleName.HOST for role in event.roles)
    return met and (noun.status == Status.PLANNED or event.status != Status.PLANNED)


def overlap(window: Window, other: Window) -> bool:
    """Can both have been at one time? An unknown time overlaps every time."""
    return (window[0] or dt.date.min) <= (other[1] or dt.date.max) and (other[0] or dt.date.min) <= (
        window[1] or dt.date.max
    )


def _types_fit(event: Event, other: Event) -> bool:
    kinds = {event.type, other.type}
    if len(kinds) == 1 or event.cls in kinds or "Meeting" in kinds:
        return True
    return kinds in (_ON_THE_GROUND, _FROM_AFAR)


def _visits_fit(event: Event, other: Event, mentions: MentionTable) -> bool:
    if not places_fit(event, other, RoleName.DESTINATION, mentions):
        return False
    if "Meeting" in {event.type, other.type}:
        return _meets(event, other, mentions)
    visitors = participants(event, mentions, RoleName.VISITOR), participants(other, mentions, RoleName.VISITOR)
    hosts = participants(event, mentions, RoleName.HOST), participants(other, mentions, RoleName.HOST)
    return bool(visitors[0] & visitors[1]) and not (hosts[0] and hosts[1] and not hosts[0] & hosts[1])


def _meets(event: Event, other: Event, mentions: MentionTable) -> bool:
    """A meeting of visitor and host is part of the visit; two meetings of the same two are one unless dated apart."""
    sides = (
        participants(event, mentions, RoleName.VISITOR, RoleName.HOST),
        participants(other, mentions, RoleName.VISITOR, RoleName.HOST),
    )
    shared = sides[0] & sides[1]
    if len(shared) >= 2 or (shared and sides[0] == sides[1] and event.type == other.type):
        return True
    visit, meeting = (other, event) if event.type == "Meeting" else (event, other)
    if visit.type == "Meeting" or not participants(visit, mentions, RoleName.VISITOR) & shared:
        return False
    if participants(visit, mentions, RoleName.HOST) or visit.status != meeting.status:
        return False
    there = {country_of(role.mention, mentions) for role in visit.roles if role.name == RoleName.DESTINATION} - {None}
    guests = participants(visit, mentions, RoleName.VISITOR)
    met = [
        r.mention
        for r in meeting.roles
        if r.name != RoleName.DESTINATION and identity(r.mention, mentions) not in guests
    ]
    return any(country_of(mention, mentions) in there for mention in met)


def _agreements_fit(event: Event, other: Event, mentions: MentionTable) -> bool:
    if event.name and other.name and not _words(event.name.quote) & _words(other.name.quote):
        return False
    if event.name and other.name and (_is_unresolved(event, mentions) or _is_unresolved(other, mentions)):
        return True
    sides = _sides(event, mentions), _sides(other, mentions)
    shared = sides[0] & sides[1]
    smaller = min(len(sides[0]), len(sides[1]))
    if not shared or (smaller >= 2 and len(shared) < 2):
        return False
    same_name = bool(event.name and other.name)
    dated = bool(event.earliest and other.earliest)
    return len(shared) >= 2 or same_name or dated or event.type == other.type != "Agreement"


def _is_unresolved(event: Event, mentions: MentionTable) -> bool:
    """Does it name nobody (`the accord they signed`)?"""
    return all(mentions.items[mentions.best(role.mention)].form == MentionForm.PRONOUN for role in event.roles)


def _sides(event: Event, mentions: MentionTable) -> frozenset[Referent]:
    keys = set(participants(event, mentions))
    for role in event.roles:
        if (country := country_of(role.mention, mentions)) is not None:
            keys.add(country)
    return frozenset(keys)


def _offensives_fit(event: Event, other: Event, mentions: MentionTable) -> bool:
    attackers = participants(event, mentions, RoleName.ATTACKER), participants(other, mentions, RoleName.ATTACKER)
    if attackers[0] and attackers[1] and not attackers[0] & attackers[1]:
        return False
    targets = participants(event, mentions, RoleName.TARGET), participants(other, mentions, RoleName.TARGET)
    if targets[0] and targets[1] and not targets[0] & targets[1] and not _within(event, other, mentions):
        return False
    if not places_fit(event, other, RoleName.LOCATION, mentions):
        return False
    same_attacker, same_target = attackers[0] & attackers[1], targets[0] & targets[1]
    if same_attacker and same_target:
        return True
    if (
        not (attackers[0] and attackers[1])
        and not (targets[0] and targets[1])
        and _where(event, mentions) & _where(other, mentions)
    ):
        return True
    if same_attacker:
        return event.type == other.type or _where(event, mentions) & _where(other, mentions) != frozenset()
    return bool(same_target) and event.type == other.type


def _where(event: Event, mentions: MentionTable) -> frozenset[Referent]:
    return participants(event, mentions, RoleName.TARGET, RoleName.LOCATION)


def _within(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Is what one hits a country, and what the other hits a place or force that can lie in it?"""
    types = [
        {mentions.items[r.mention].type for r in event.roles if r.name == RoleName.TARGET} for event in (event, other)
    ]
    return (EntityType.COUNTRY in types[0]) != (EntityType.COUNTRY in types[1])


def places_fit(event: Event, other: Event, role: RoleName, mentions: MentionTable) -> bool:
    """Do the places exclude each other? A city can lie in a country or region; two cities are two places."""
    here = [r.mention for r in event.roles if r.name == role]
    there = [r.mention for r in other.roles if r.name == role]
    if not here or not there:
        return True
    return any(_place_fits(a, b, mentions) for a in here for b in there)


def _place_fits(a: int, b: int, mentions: MentionTable) -> bool:
    place, other = mentions.items[a], mentions.items[b]
    if place.chain == other.chain:
        return True
    if place.type == EntityType.COUNTRY and other.type == EntityType.COUNTRY:
        return mentions.referents[a] == mentions.referents[b]
    lands = {country_of(a, mentions), country_of(b, mentions)}
    if EntityType.COUNTRY in {place.type, other.type}:
        return None in lands or len(lands) == 1
    if EntityType.REGION in {place.type, other.type}:
        return len(lands) == 1 and None not in lands
    return MentionForm.NOMINAL in {place.form, other.form}


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{2,}", name.lower())) - {"the", "of", "and", "on", "agreement", "deal"}


RULES: dict[EventClass, Callable[[Event, Event, MentionTable], bool]] = {
    EventClass.VISIT: _visits_fit,
    EventClass.AGREEMENT: _agreements_fit,
    EventClass.OFFENSIVE: _offensives_fit,
}
"""Class -> whether two event mentions of it, whose types fit, can be one event. Each class with frames needs a rule."""
