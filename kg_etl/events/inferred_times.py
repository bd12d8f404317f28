"""The time of an event that no words date, from another event of the article that is probably the same one.

Event coreference keeps two mentions apart unless their participants show that they are the same: a wrong join
corrupts both. For a time less is enough: that the only dated events which it could be agree on their days.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.events.compatibility import are_places_compatible, country_of, participants
from kg_etl.lexicon.tables import words
from kg_etl.model import Event, EventClass, RoleName, Status, TimeBasis
from kg_etl.schema import SCHEMA
from kg_etl.times import LONGEST, sentence_time

NEAREST = 50
"""How many dated events before and after an event it is compared with."""
_DATED = frozenset({TimeBasis.STATED, TimeBasis.INFERRED})
_PAST_STATUSES = frozenset({Status.HAPPENED, Status.CLAIMED})
_DEFINITE = words("definite_determiners")
_PLACES = {EventClass.VISIT: RoleName.DESTINATION, EventClass.OFFENSIVE: RoleName.LOCATION}


def with_inferred_times(events: Sequence[Event], mentions: MentionTable, document: Document) -> tuple[Event, ...]:
    """The events; those that only logic dates have the time of the dated events that they could be, if these agree."""
    dated = [event for event in events if event.cls != EventClass.STATEMENT and _is_dated(event)]
    return tuple(_with_time(event, dated, mentions, document) for event in events)


def _is_dated(event: Event) -> bool:
    """Whether it has a time short enough to be that of another telling."""
    if event.time_basis not in _DATED or event.earliest is None or event.latest is None:
        return False
    return event.latest - event.earliest <= LONGEST


def _with_time(event: Event, dated: list[Event], mentions: MentionTable, document: Document) -> Event:
    if event.cls == EventClass.STATEMENT or event.time_basis in _DATED or event.status not in _PAST_STATUSES:
        return event
    span = document.doc.char_span(event.trigger.start, event.trigger.end)
    if span is None or sentence_time(span.root.sent, document).is_dated:
        return event  # its sentence tells of days, but of others than its own
    near = dated[-NEAREST:]
    same = [other for other in near if _can_be(event, other, mentions)]
    if not same and any(child.lower_ in _DEFINITE for child in span.root.children):
        before = [other for other in near if other.cls == event.cls and other.trigger.start < event.trigger.start]
        same = [other for other in before if not _are_at_odds(event, other, mentions)]
    if not same:
        return event
    earliest = {other.earliest for other in same}
    latest = {other.latest for other in same}
    if len(earliest) > 1 or len(latest) > 1:
        return event
    source = same[0]
    return msgspec.structs.replace(
        event,
        earliest=source.earliest,
        latest=source.latest,
        time=source.time,
        time_basis=TimeBasis.INFERRED,
    )


def _can_be(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Whether the events share a participant or its country, and none of their roles are at odds."""
    if event.cls != other.cls or other.status not in _PAST_STATUSES:
        return False
    shared = _identities(event, mentions) & _identities(other, mentions)
    return bool(shared) and not _are_at_odds(event, other, mentions)


def _are_at_odds(event: Event, other: Event, mentions: MentionTable) -> bool:
    """Whether two events of a class have a role that different participants or places fill."""
    place = _PLACES.get(event.cls)
    if place is not None and not are_places_compatible(event, other, place, mentions):
        return True
    for role in map(RoleName, SCHEMA.classes[event.cls].roles):
        sides = _identities(event, mentions, role), _identities(other, mentions, role)
        if role != place and sides[0] and sides[1] and not sides[0] & sides[1]:
            return True
    return False


def _identities(event: Event, mentions: MentionTable, *names: RoleName) -> frozenset[Referent]:
    countries = (
        country
        for role in event.roles
        if not names or role.name in names
        if (country := country_of(role.mention, mentions)) is not None
    )
    return participants(event, mentions, *names) | frozenset(countries)
