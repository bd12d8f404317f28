"""One event out of its event mentions: type, status, days, roles, evidence, confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.events.compatibility import Window, identity
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
)
from kg_etl.schema import OPPOSED
from kg_etl.times import duration_days

AGAIN = 0.04
"""What each further event mention adds to the confidence."""
ANAPHORIC = 0.01
"""What each definite noun that refers back to the event adds."""
MOST = 0.97
"""The highest confidence that one article gives."""
_OPPOSITE = {RoleName(a): RoleName(b) for pair in OPPOSED.items() for a, b in (pair, pair[::-1])}
"""Role -> the role that its filler cannot play as well."""
_ROLE_ORDER = {role: number for number, role in enumerate(RoleName)}
_STATUS_ORDER = (Status.HAPPENED, Status.PLANNED, Status.CLAIMED, Status.DENIED)
_GENERAL = ("Meeting", "Visit", "Agreement", "Offensive")
_TYPE_ORDER = ("StateVisit", "OfficialVisit", "WorkingVisit", "Invasion", "GroundOffensive", "Incursion")


def combined(
    group: list[Event], within: list[int | None], nouns: list[Event], mentions: MentionTable, document: Document
) -> Event:
    """One event out of its mentions, given the statement that each is told in, and the nouns that refer back to it."""
    unattributed = [event for event, speaker in zip(group, within, strict=True) if speaker is None]
    status = min((event.status for event in unattributed or group), key=_STATUS_ORDER.index)
    if not unattributed and status != Status.DENIED:
        status = Status.CLAIMED
    lead = max(unattributed or group, key=lambda event: (event.confidence, -event.trigger.start))
    timed = unattributed if _dated(unattributed) else group
    dated = _dated(timed)
    earliest, latest = window(timed, document, nouns)
    confidence = lead.confidence + AGAIN * (len(group) - 1) + ANAPHORIC * len(nouns)
    return msgspec.structs.replace(
        lead,
        type=_type(group),
        status=status,
        confidence=round(max(lead.confidence, min(MOST, confidence)), 3),
        evidence=_evidence(event.evidence for event in (*group, *nouns)),
        roles=_roles(group, mentions),
        earliest=earliest,
        latest=latest,
        time=dated.time if dated else None,
        name=_longest(event.name for event in group),
        subject=next((event.subject for event in group if event.subject), None),
    )


def _type(group: list[Event]) -> str:
    special = [event.type for event in group if event.type not in _GENERAL]
    if special:
        return min(special, key=lambda name: _TYPE_ORDER.index(name) if name in _TYPE_ORDER else len(_TYPE_ORDER))
    return "Visit" if any(event.type == "Visit" for event in group) else group[0].type


def _dated(group: list[Event]) -> Event | None:
    """The event mention whose time is narrowest; of equal ones the first."""
    dated = [event for event in group if event.time is not None]
    return min(dated, key=lambda event: (event.latest or dt.date.max) - (event.earliest or dt.date.min), default=None)


def window(group: list[Event], document: Document, nouns: Iterable[Event] = ()) -> Window:
    """The days that all event mentions allow; where they contradict each other, those of the narrowest.

    A mention that says how long it lasted (`two-day`) gives the length also to those that only say when it began.
    """
    lengths = [_days(event, document) for event in group]
    length = max(days for days in (*lengths, *(_days(event, document) for event in nouns), 1))
    earliest = max((event.earliest for event in group if event.earliest), default=None)
    latest_starts = [
        event.latest - dt.timedelta(days=days - 1)
        for event, days in zip(group, lengths, strict=True)
        if event.latest is not None
    ]
    latest = min(latest_starts, default=None)
    if earliest and latest and earliest > latest:
        narrowest = _dated(group)
        return (narrowest.earliest, narrowest.latest) if narrowest else (None, None)
    return earliest, latest and latest + dt.timedelta(days=length - 1)


def _days(event: Event, document: Document) -> int:
    words = document.doc.char_span(event.trigger.start, event.trigger.end)
    return (duration_days(words.root) if words is not None else None) or 1


def _evidence(pieces: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    distinct = {(piece.start, piece.end): piece for evidence in pieces for piece in evidence}
    return tuple(distinct[place] for place in sorted(distinct))


def _longest(names: Iterable[Evidence | None]) -> Evidence | None:
    return max(
        (name for name in names if name),
        key=lambda name: (any(c in name.quote for c in '"“'), len(name.quote)),
        default=None,
    )


def _roles(group: list[Event], mentions: MentionTable) -> tuple[Role, ...]:
    """Every distinct participant once, by its best mention; unnamed ones only where the role has no named one."""
    ordered = sorted(group, key=lambda event: event.type == "Meeting")
    chosen: dict[tuple[RoleName, Referent], Role] = {}
    calls = [event for event in group if event.type != "Meeting"]
    visitors = {_key(role, mentions) for event in calls for role in event.roles if role.name == RoleName.VISITOR}
    for event in ordered:
        for role in event.roles:
            key = _key(role, mentions)
            if visitors and event.type == "Meeting" and role.name == RoleName.VISITOR and key not in visitors:
                role = Role(name=RoleName.HOST, mention=role.mention)
            if (against := _OPPOSITE.get(role.name)) and (against, key) in chosen:
                continue
            better = Role(name=role.name, mention=mentions.best(role.mention))
            kept = chosen.setdefault((role.name, key), better)
            if _rank(better, mentions) > _rank(kept, mentions):
                chosen[role.name, key] = better
    roles = [role for role in chosen.values() if not _is_superseded(role, list(chosen.values()), mentions)]
    return tuple(sorted(roles, key=lambda role: (_ROLE_ORDER[role.name], role.mention)))


def _rank(role: Role, mentions: MentionTable) -> tuple[bool, bool, bool]:
    """Prefers the country itself to those that act for it, and names to descriptions."""
    item = mentions.items[role.mention]
    return item.type == EntityType.COUNTRY, item.form == MentionForm.NAME, item.form == MentionForm.DEMONYM


def _key(role: Role, mentions: MentionTable) -> Referent:
    """Places are distinct even within one country (`Beijing`, `China`); actors are the country that they act for."""
    return (
        Referent(chain=mentions.items[role.mention].chain)
        if role.name in PLACE_ROLES
        else identity(role.mention, mentions)
    )


def _is_superseded(role: Role, roles: list[Role], mentions: MentionTable) -> bool:
    item = mentions.items[role.mention]
    others = [
        mentions.items[member.mention]
        for member in roles
        if member.name == role.name and member.mention != role.mention
    ]
    if item.form not in NAMED_FORMS:
        return any(other.form in NAMED_FORMS for other in others)
    if role.name in {RoleName.VISITOR, RoleName.HOST} and item.type == EntityType.COUNTRY:
        return any(other.type == EntityType.PERSON for other in others)
    return False
