"""The same event told again is one event with several pieces of evidence.

Tellings are taken in text order; each joins the event told so far that it can be (`sameness`) and shares most with, or
starts one of its own. A meeting of visitor and host belongs to the visit unless it has a date outside of it. Definite
nouns (`the visit`) add evidence to the nearest event before them that they can recall; where there is none, a few of
them (`the bombing`) are events of which no more is known, and the others none.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.events.compatibility import (
    Window,
    are_compatible,
    can_refer_back,
    identity,
    overlap,
    participants,
    places_fit,
)
from kg_etl.events.detection import EventMentions
from kg_etl.events.quoted import QuotedSpans, quoted_spans
from kg_etl.model import (
    NAMED_FORMS,
    PLACE_ROLES,
    EntityType,
    Event,
    EventClass,
    Evidence,
    MentionForm,
    QuotationKind,
    Role,
    RoleName,
    Status,
)
from kg_etl.times import duration_days

AGAIN = 0.04
"""What each further telling adds to the confidence."""
ANAPHORIC = 0.01
"""What each definite noun that recalls the event adds."""
MOST = 0.97
"""As sure as one article can make us."""

NEAREST = 50
"""Events, and tellings of one, that a telling is compared with: no article has so many, and time stays linear."""

LONG_PAST = dt.timedelta(days=60)
"""What ended longer before the article is not what its `the visit` goes back to while something newer is."""

_ROLE_ORDER = {role: number for number, role in enumerate(RoleName)}
_STATUS_ORDER = (Status.HAPPENED, Status.PLANNED, Status.CLAIMED, Status.DENIED)
_GENERAL = ("Meeting", "Visit", "Agreement", "Offensive")
_TYPE_ORDER = ("StateVisit", "OfficialVisit", "WorkingVisit", "Invasion", "GroundOffensive", "Incursion")


def distinct_events(
    event_mentions: EventMentions, statements: tuple[Event, ...], mentions: MentionTable, document: Document
) -> tuple[Event, ...]:
    """All events of an article in text order, tellings of the same one merged.

    Those told only inside a statement are `claimed`, and their `said_in` is its index in what is returned.
    """
    groups: list[list[Event]] = []
    for event in sorted(event_mentions.events, key=_place):
        fitting = [group for group in groups[-NEAREST:] if _fits(event, group, mentions, document)]
        if fitting:
            max(fitting, key=lambda group: _likeness(event, group, mentions)).append(event)
        else:
            groups.append([event])
    anaphoric: list[list[Event]] = [[] for _ in groups]
    alone: list[list[Event]] = []
    for noun in event_mentions.anaphoric:
        near = [i for i in _reach(noun, groups) if _recalls(noun, groups[i], mentions)]
        if near:
            anaphoric[max(near, key=lambda i: _nearness(noun, groups[i], document))].append(noun)
        elif noun.confidence and not any(_recalls(noun, group, mentions) for group in alone[-NEAREST:]):
            alone.append([noun])
    groups += alone
    anaphoric += [[] for _ in alone]
    said = quoted_spans(statements)
    within = [[_said_in(event, statements, said, document) for event in group] for group in groups]
    made = [
        (_merged(group, speakers, nouns, mentions, document), _speaker(speakers))
        for group, speakers, nouns in zip(groups, within, anaphoric, strict=True)
    ]
    return _in_order(made, statements)


def _fits(event: Event, group: list[Event], mentions: MentionTable, document: Document) -> bool:
    group = group[-NEAREST:]
    kernel = _kernel(group)
    if event.type == "Meeting":
        # one telling of the visit that names the host is enough to know whom the visitor met
        together = all(places_fit(event, other, RoleName.DESTINATION, mentions) for other in kernel)
        likely = together and any(are_compatible(event, other, mentions) for other in kernel)
    else:
        likely = all(are_compatible(event, other, mentions) for other in kernel)
    window = _window(group, document)
    if event.type == "Meeting" and not event.earliest and _is_long_past(window, document):
        return False
    return likely and overlap((event.earliest, event.latest), window)


def _is_long_past(window: Window, document: Document) -> bool:
    """What is told without a time, or with `the`, is then something newer."""
    return (
        window[1] is not None
        and document.publication_day is not None
        and window[1] < document.publication_day - LONG_PAST
    )


def _in_order(made: list[tuple[Event, int | None]], statements: tuple[Event, ...]) -> tuple[Event, ...]:
    rows = [(event, said_in) for event, said_in in made] + [(statement, statement.said_in) for statement in statements]
    order = sorted(range(len(rows)), key=lambda i: (*_place(rows[i][0]), i))
    at = {old: new for new, old in enumerate(order)}
    first = len(made)
    return tuple(
        msgspec.structs.replace(event, said_in=None if said_in is None else at[first + said_in])
        for event, said_in in (rows[i] for i in order)
    )


def _place(event: Event) -> tuple[int, int, str]:
    return event.trigger.start, event.trigger.end, event.cls


def _kernel(group: list[Event]) -> list[Event]:
    """The tellings of a group that a new one must fit: all but mere meetings during a visit."""
    return [event for event in group if event.type != "Meeting"] or group


def _likeness(event: Event, group: list[Event], mentions: MentionTable) -> tuple[int, int]:
    shared = max(len(participants(event, mentions) & participants(other, mentions)) for other in group[-NEAREST:])
    return shared, max(other.trigger.start for other in group)


def _reach(noun: Event, groups: list[list[Event]]) -> range:
    """The last groups that begin before a noun."""
    before = bisect_left(groups, noun.trigger.start, key=lambda group: group[0].trigger.start)
    return range(max(0, before - NEAREST), before)


def _recalls(noun: Event, group: list[Event], mentions: MentionTable) -> bool:
    return (
        any(can_refer_back(noun, event, mentions) for event in group[:NEAREST])
        and min(event.trigger.start for event in group) < noun.trigger.start
    )


def _nearness(noun: Event, group: list[Event], document: Document) -> tuple[bool, int]:
    """The news of the day before what is long past, then the nearest before the noun."""
    news = not _is_long_past(_window(group[:NEAREST], document), document)
    return news, max(event.trigger.start for event in group if event.trigger.start < noun.trigger.start)


def _speaker(within: list[int | None]) -> int | None:
    """The statement that tells an event, where nobody else does: of several the first."""
    return None if None in within else within[0]


def _said_in(event: Event, statements: tuple[Event, ...], said: QuotedSpans, document: Document) -> int | None:
    """The statement whose words tell it; none where the article itself takes it for granted inside an indirect one."""
    for number in said.around(event.trigger.start, event.trigger.end):
        statement = statements[number]
        if event.cls == EventClass.AGREEMENT and statement.cue and statement.cue.quote.lower().startswith("agree"):
            continue
        direct = statement.quotation_kind == QuotationKind.DIRECT
        quoted = direct or document.quotation_at(event.trigger.start) is not None
        return number if quoted or not _is_presupposed(event, document) else None
    return None


def _is_presupposed(event: Event, document: Document) -> bool:
    """Does it stand in a relative clause or a clause of time, which tell what is known (`the pact they signed`)?"""
    words = document.doc.char_span(event.trigger.start, event.trigger.end)
    if words is None:
        return False
    token = words.root
    if any(child.dep_ == "relcl" for child in token.children):
        return True
    for above in (token, *token.ancestors):
        if above.dep_ == "relcl" or (above.dep_ in {"advcl", "pcomp"} and _opens_with(above, _PRESUPPOSING)):
            return True
        if above.dep_ == "ccomp":
            return False
    return False


_PRESUPPOSING = frozenset({"after", "before", "since", "when", "while"})


def _opens_with(clause: Token, words: frozenset[str]) -> bool:
    if any(child.lower_ in words for child in clause.children if child.dep_ in {"mark", "advmod"}):
        return True
    return clause.dep_ == "pcomp" and clause.head.lower_ in words


def _merged(
    group: list[Event], within: list[int | None], nouns: list[Event], mentions: MentionTable, document: Document
) -> Event:
    """One event of its tellings, of the statement within which each stands, and of the nouns that recall it."""
    unattributed = [event for event, speaker in zip(group, within, strict=True) if speaker is None]
    status = min((event.status for event in unattributed or group), key=_STATUS_ORDER.index)
    if not unattributed and status != Status.DENIED:
        status = Status.CLAIMED
    lead = max(unattributed or group, key=lambda event: (event.confidence, -event.trigger.start))
    timed = unattributed if _dated(unattributed) else group
    dated = _dated(timed)
    earliest, latest = _window(timed, document, nouns)
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
    """The telling whose time is narrowest; of equal ones the first."""
    dated = [event for event in group if event.time is not None]
    return min(dated, key=lambda event: (event.latest or dt.date.max) - (event.earliest or dt.date.min), default=None)


def _window(group: list[Event], document: Document, nouns: Iterable[Event] = ()) -> Window:
    """The days that all tellings allow; where they contradict each other, those of the narrowest.

    A telling that says how long it lasted (`two-day`) gives the length also to those that only say when it began.
    """
    lengths = [_days(event, document) for event in group]
    length = max(days for days in (*lengths, *(_days(event, document) for event in nouns), 1))
    earliest = max((event.earliest for event in group if event.earliest), default=None)
    unfinished_marker = [
        event.latest - dt.timedelta(days=days - 1)
        for event, days in zip(group, lengths, strict=True)
        if event.latest is not None
    ]
    latest = min(unfinished_marker, default=None)
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
    """Every distinct participant once, by its best mention; nameless ones only where the role has no named one."""
    ordered = sorted(group, key=lambda event: event.type == "Meeting")
    chosen: dict[tuple[RoleName, str], Role] = {}
    calls = [event for event in group if event.type != "Meeting"]
    visitors = {_key(role, mentions) for event in calls for role in event.roles if role.name == RoleName.VISITOR}
    opposite = {RoleName.VISITOR: RoleName.HOST, RoleName.ATTACKER: RoleName.TARGET}
    opposite |= {b: a for a, b in opposite.items()}
    for event in ordered:
        for role in event.roles:
            key = _key(role, mentions)
            if visitors and event.type == "Meeting" and role.name == RoleName.VISITOR and key not in visitors:
                role = Role(name=RoleName.HOST, mention=role.mention)
            if (against := opposite.get(role.name)) and (against, key) in chosen:
                continue
            better = Role(name=role.name, mention=mentions.best(role.mention))
            kept = chosen.setdefault((role.name, key), better)
            if _rank(better, mentions) > _rank(kept, mentions):
                chosen[role.name, key] = better
    roles = [role for role in chosen.values() if not _is_superseded(role, list(chosen.values()), mentions)]
    return tuple(sorted(roles, key=lambda role: (_ROLE_ORDER[role.name], role.mention)))


def _rank(role: Role, mentions: MentionTable) -> tuple[bool, bool, bool]:
    """Of those that stand for one country the country itself, of others those with a name."""
    item = mentions.items[role.mention]
    return item.type == EntityType.COUNTRY, item.form == MentionForm.NAME, item.form == MentionForm.DEMONYM


def _key(role: Role, mentions: MentionTable) -> str:
    """Places are told apart even within one country (`Beijing`, `China`); actors by what they stand for."""
    return (
        f"chain:{mentions.items[role.mention].chain}" if role.name in PLACE_ROLES else identity(role.mention, mentions)
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
