"""A single event out of its coreferent mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.events.compatibility import identity
from kg_etl.events.time_windows import narrowest, time_window
from kg_etl.model import (
    NAMED_FORMS,
    PLACE_ROLES,
    EntityType,
    Event,
    Evidence,
    MentionForm,
    Role,
    RoleName,
    Status,
    TimeBasis,
)
from kg_etl.schema import OPPOSITES
from kg_etl.times import CONTRADICTED, bounds, inferred_event_time, is_possible

AGAIN = 0.04
"""Added to the confidence for each further mention."""
ANAPHORIC = 0.01
"""Added for each definite noun that refers back to the event."""
MOST = 0.97
"""The highest confidence that a single article can give."""

_ROLE_ORDER = {role: number for number, role in enumerate(RoleName)}
_STATUS_ORDER = (Status.HAPPENED, Status.PLANNED, Status.CLAIMED, Status.DENIED)
_GENERAL_TYPES = ("Meeting", "Visit", "Agreement", "Offensive")
_TYPE_ORDER = ("StateVisit", "OfficialVisit", "WorkingVisit", "Invasion", "GroundOffensive", "Incursion")


def merged_event(
    group: Sequence[Event],
    reported_by: Sequence[int | None],
    anaphoric: Sequence[Event],
    mentions: MentionTable,
    document: Document,
) -> Event:
    """The event of a group of coreferent mentions.

    Args:
        group: The event mentions.
        reported_by: For each the index of the statement that reports it; None where the article itself asserts it.
        anaphoric: The definite nouns that refer back to the event.
        mentions: The mentions of the article.
        document: The article.
    """
    asserted = [event for event, statement in zip(group, reported_by, strict=True) if statement is None]
    status = min((event.status for event in asserted or group), key=_STATUS_ORDER.index)
    if not asserted and status != Status.DENIED:
        status = Status.CLAIMED
    lead = max(asserted or group, key=lambda event: (event.confidence, -event.trigger.start))
    happened = [event for event in anaphoric if event.status == Status.HAPPENED]
    timed = next((events for events in (asserted, group, happened) if narrowest(events)), group)
    dated = narrowest(timed)
    earliest, latest = time_window(timed, document, anaphoric)
    basis = TimeBasis.STATED if dated is not None else None
    expression = dated.time if dated else None
    contradicted = 0.0
    if basis is None:
        earliest, latest, expression, basis = _unstated_time(asserted or group, lead, status, document)
    elif not is_possible(status, (earliest, latest), document.report_day):
        earliest, latest, expression, basis = _bounded(lead, status, document)
        contradicted = CONTRADICTED
    confidence = lead.confidence + contradicted + AGAIN * (len(group) - 1) + ANAPHORIC * len(anaphoric)
    return msgspec.structs.replace(
        lead,
        type=_type(group),
        status=status,
        confidence=round(min(confidence, MOST) if contradicted else max(lead.confidence, min(MOST, confidence)), 3),
        evidence=_evidence((*group, *anaphoric)),
        roles=_merged_roles(group, mentions),
        earliest=earliest,
        latest=latest,
        time=expression,
        time_basis=basis,
        name=_fullest(event.name for event in group),
        subject=next((event.subject for event in group if event.subject), None),
    )


def _unstated_time(
    group: Sequence[Event], lead: Event, status: Status, document: Document
) -> tuple[dt.date | None, dt.date | None, Evidence | None, TimeBasis | None]:
    """The time of an event that no expression dates: by the text around one of its mentions, or by logic."""
    if status in {Status.HAPPENED, Status.CLAIMED}:
        for event in group:
            trigger = _trigger(event, document)
            if trigger is not None and (inferred := inferred_event_time(trigger, status, document)) is not None:
                return inferred.earliest, inferred.latest, inferred.expression, TimeBasis.INFERRED
    return _bounded(lead, status, document)


def _bounded(
    lead: Event, status: Status, document: Document
) -> tuple[dt.date | None, dt.date | None, None, TimeBasis | None]:
    trigger = _trigger(lead, document)
    earliest, latest = bounds(status, trigger, document) if trigger is not None else (None, None)
    return earliest, latest, None, TimeBasis.BOUNDED if earliest or latest else None


def _trigger(event: Event, document: Document) -> Token | None:
    span = document.doc.char_span(event.trigger.start, event.trigger.end)
    return span.root if span is not None else None


def _type(group: Sequence[Event]) -> str:
    specific = [event.type for event in group if event.type not in _GENERAL_TYPES]
    if specific:
        return min(specific, key=lambda name: _TYPE_ORDER.index(name) if name in _TYPE_ORDER else len(_TYPE_ORDER))
    return "Visit" if any(event.type == "Visit" for event in group) else group[0].type


def _evidence(events: Iterable[Event]) -> tuple[Evidence, ...]:
    distinct = {(span.start, span.end): span for event in events for span in event.evidence}
    return tuple(distinct[offsets] for offsets in sorted(distinct))


def _fullest(names: Iterable[Evidence | None]) -> Evidence | None:
    """The longest name; one in quotation marks comes before all others."""
    return max(
        (name for name in names if name),
        key=lambda name: (any(c in name.quote for c in '"“'), len(name.quote)),
        default=None,
    )


def _merged_roles(group: Sequence[Event], mentions: MentionTable) -> tuple[Role, ...]:
    """Each distinct participant once, by its best mention; without a name only where the role has no named one."""
    ordered = sorted(group, key=lambda event: event.type == "Meeting")
    chosen: dict[tuple[RoleName, Referent], Role] = {}
    visits = [event for event in group if event.type != "Meeting"]
    visitors = {_key(role, mentions) for event in visits for role in event.roles if role.name == RoleName.VISITOR}
    for event in ordered:
        for role in event.roles:
            key = _key(role, mentions)
            if visitors and event.type == "Meeting" and role.name == RoleName.VISITOR and key not in visitors:
                role = Role(name=RoleName.HOST, mention=role.mention)
            if any((opposite, key) in chosen for opposite in OPPOSITES[role.name]):
                continue
            best = Role(name=role.name, mention=mentions.best(role.mention))
            current = chosen.setdefault((role.name, key), best)
            if _rank(best, mentions) > _rank(current, mentions):
                chosen[role.name, key] = best
    roles = [role for role in chosen.values() if not _is_superseded(role, list(chosen.values()), mentions)]
    return tuple(sorted(roles, key=lambda role: (_ROLE_ORDER[role.name], role.mention)))


def _rank(role: Role, mentions: MentionTable) -> tuple[bool, bool, bool]:
    """A country before those who act for it, and names before other mentions."""
    item = mentions.items[role.mention]
    return item.type == EntityType.COUNTRY, item.form == MentionForm.NAME, item.form == MentionForm.DEMONYM


def _key(role: Role, mentions: MentionTable) -> Referent:
    """The identity of a participant: of places by chain, even in the same country (`Beijing`, `China`)."""
    if role.name in PLACE_ROLES:
        return Referent(chain=mentions.items[role.mention].chain)
    return identity(role.mention, mentions)


def _is_superseded(role: Role, roles: list[Role], mentions: MentionTable) -> bool:
    item = mentions.items[role.mention]
    others = [
        mentions.items[other.mention] for other in roles if other.name == role.name and other.mention != role.mention
    ]
    if item.form not in NAMED_FORMS:
        return any(other.form in NAMED_FORMS for other in others)
    if role.name in {RoleName.VISITOR, RoleName.HOST} and item.type == EntityType.COUNTRY:
        return any(other.type == EntityType.PERSON for other in others)
    return False
