"""Whether two event mentions can be coreferent, by class and type, participants and places."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.errors import SchemaError
from kg_etl.lexicon.tables import words
from kg_etl.model import EntityType, Event, EventClass, MentionForm, RoleName, Status

_GROUND_ATTACKS = frozenset({"GroundOffensive", "Incursion"})
_REMOTE_ATTACKS = frozenset({"AirStrike", "Shelling"})
_NAME_FUNCTION_WORDS = words("agreement_name_function_words")


def participants(event: Event, mentions: MentionTable, *roles: RoleName) -> frozenset[Referent]:
    """The identities of the participants in some roles, in all roles if none is given."""
    return frozenset(identity(role.mention, mentions) for role in event.roles if not roles or role.name in roles)


def identity(mention: int, mentions: MentionTable) -> Referent:
    """What mentions of a person share, or those of a country, of its people and of its representatives."""
    item = mentions.items[mention]
    return Referent(chain=item.chain) if item.type == EntityType.PERSON else mentions.referents[mention]


def country_of(mention: int, mentions: MentionTable) -> Referent | None:
    """The country that a mention denotes, serves, lies in or acts for; None where unknown."""
    referent = mentions.referents[mention]
    if mentions.items[mention].type == EntityType.COUNTRY:
        return referent
    if (nation := mentions.nation(mention)) is not None:
        return Referent(country=nation)
    return referent if referent.country is not None else None


def are_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Whether two event mentions share a participant and nothing but perhaps their times shows that they are distinct.

    Raises:
        SchemaError: there is no rule for their class.
    """
    rule = _rule_of(event.cls)
    if event.cls != other.cls or (event.status == Status.DENIED) != (other.status == Status.DENIED):
        return False
    return _are_types_compatible(event, other) and rule(event, other, mentions)


def can_refer_back(noun: Event, event: Event, mentions: MentionTable) -> bool:
    """Whether a definite noun (`the visit`) can refer to an event: its participants, if any, must not contradict."""
    if noun.cls != event.cls or not _are_types_compatible(noun, event) or event.status == Status.DENIED:
        return False
    if noun.cls == EventClass.VISIT and not _can_refer_to_visit(noun, event):
        return False
    if noun.type == "Invasion" and event.type != "Invasion":
        return False
    shared = participants(noun, mentions) & participants(event, mentions)
    return bool(shared) or not noun.roles


def _can_refer_to_visit(noun: Event, event: Event) -> bool:
    """`The talks` refers to a meeting or a visit with a host; to a planned one only if the talks are planned."""
    if noun.type != "Meeting":
        return event.type != "Meeting"
    has_meeting = event.type == "Meeting" or any(role.name == RoleName.HOST for role in event.roles)
    return has_meeting and (noun.status == Status.PLANNED or event.status != Status.PLANNED)


def _are_types_compatible(event: Event, other: Event) -> bool:
    types = {event.type, other.type}
    if len(types) == 1 or event.cls in types or "Meeting" in types:
        return True
    return types in (_GROUND_ATTACKS, _REMOTE_ATTACKS)


def _are_visits_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
    if not are_places_compatible(event, other, RoleName.DESTINATION, mentions):
        return False
    if "Meeting" in {event.type, other.type}:
        return _are_meetings_compatible(event, other, mentions)
    if {event.status, other.status} == {Status.PLANNED, Status.HAPPENED} and not _have_destinations(event, other):
        return False  # a journey that was made and another that is planned, unless both say where to
    visitors = participants(event, mentions, RoleName.VISITOR), participants(other, mentions, RoleName.VISITOR)
    hosts = participants(event, mentions, RoleName.HOST), participants(other, mentions, RoleName.HOST)
    return bool(visitors[0] & visitors[1]) and not (hosts[0] and hosts[1] and not hosts[0] & hosts[1])


def _have_destinations(*events: Event) -> bool:
    return all(any(role.name == RoleName.DESTINATION for role in event.roles) for event in events)


def _are_meetings_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
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
    visited = {country_of(role.mention, mentions) for role in visit.roles if role.name == RoleName.DESTINATION} - {None}
    guests = participants(visit, mentions, RoleName.VISITOR)
    hosts = [
        role.mention
        for role in meeting.roles
        if role.name != RoleName.DESTINATION and identity(role.mention, mentions) not in guests
    ]
    return any(country_of(mention, mentions) in visited for mention in hosts)


def _are_agreements_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
    both_named = bool(event.name and other.name)
    if event.name and other.name and not _name_words(event.name.quote) & _name_words(other.name.quote):
        return False
    if both_named and (_has_only_pronouns(event, mentions) or _has_only_pronouns(other, mentions)):
        return True
    sides = _sides(event, mentions), _sides(other, mentions)
    shared = sides[0] & sides[1]
    smaller = min(len(sides[0]), len(sides[1]))
    if not shared or (smaller >= 2 and len(shared) < 2):
        return False
    dated = bool(event.earliest and other.earliest)
    return len(shared) >= 2 or both_named or dated or event.type == other.type != "Agreement"


def _has_only_pronouns(event: Event, mentions: MentionTable) -> bool:
    """Whether no participant is resolved to a noun or name (`the accord they signed`)."""
    return all(mentions.items[mentions.best(role.mention)].form == MentionForm.PRONOUN for role in event.roles)


def _sides(event: Event, mentions: MentionTable) -> frozenset[Referent]:
    keys = set(participants(event, mentions))
    for role in event.roles:
        if (country := country_of(role.mention, mentions)) is not None:
            keys.add(country)
    return frozenset(keys)


def _are_offensives_compatible(event: Event, other: Event, mentions: MentionTable) -> bool:
    attackers = participants(event, mentions, RoleName.ATTACKER), participants(other, mentions, RoleName.ATTACKER)
    if attackers[0] and attackers[1] and not attackers[0] & attackers[1]:
        return False
    targets = participants(event, mentions, RoleName.TARGET), participants(other, mentions, RoleName.TARGET)
    if targets[0] and targets[1] and not targets[0] & targets[1] and not _is_target_within(event, other, mentions):
        return False
    if not are_places_compatible(event, other, RoleName.LOCATION, mentions):
        return False
    same_attacker, same_target = attackers[0] & attackers[1], targets[0] & targets[1]
    if same_attacker and same_target:
        return True
    same_site = _sites(event, mentions) & _sites(other, mentions)
    if not (attackers[0] and attackers[1]) and not (targets[0] and targets[1]) and same_site:
        return True
    if same_attacker:
        return event.type == other.type or bool(same_site)
    return bool(same_target) and event.type == other.type


def _sites(event: Event, mentions: MentionTable) -> frozenset[Referent]:
    return participants(event, mentions, RoleName.TARGET, RoleName.LOCATION)


def _is_target_within(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Whether one target is a country, and the other a place or force that can lie in it."""
    types = [
        {mentions.items[role.mention].type for role in roles if role.name == RoleName.TARGET}
        for roles in (event.roles, other.roles)
    ]
    return (EntityType.COUNTRY in types[0]) != (EntityType.COUNTRY in types[1])


def are_places_compatible(event: Event, other: Event, role: RoleName, mentions: MentionTable) -> bool:
    """Whether the places in a role can be the same: a city can lie in a country or region, two cities are distinct."""
    places = [r.mention for r in event.roles if r.name == role]
    other_places = [r.mention for r in other.roles if r.name == role]
    if not places or not other_places:
        return True
    return any(_is_place_compatible(a, b, mentions) for a in places for b in other_places)


def _is_place_compatible(a: int, b: int, mentions: MentionTable) -> bool:
    place, other = mentions.items[a], mentions.items[b]
    if place.chain == other.chain:
        return True
    if place.type == EntityType.COUNTRY and other.type == EntityType.COUNTRY:
        return mentions.referents[a] == mentions.referents[b]
    countries = {country_of(a, mentions), country_of(b, mentions)}
    if EntityType.COUNTRY in {place.type, other.type}:
        return None in countries or len(countries) == 1
    if EntityType.REGION in {place.type, other.type}:
        return len(countries) == 1 and None not in countries
    return MentionForm.NOMINAL in {place.form, other.form}


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{2,}", name.lower())) - _NAME_FUNCTION_WORDS


_Rule = Callable[[Event, Event, MentionTable], bool]


def _rule_of(cls: EventClass) -> _Rule:
    if (rule := RULES.get(cls)) is None:
        raise SchemaError(f"kg_etl.events.compatibility has no rule for the coreference of events of class {cls}")
    return rule


RULES: dict[EventClass, _Rule] = {
    EventClass.VISIT: _are_visits_compatible,
    EventClass.AGREEMENT: _are_agreements_compatible,
    EventClass.OFFENSIVE: _are_offensives_compatible,
}
"""Class -> whether two event mentions of it, whose types are compatible, can be coreferent."""
