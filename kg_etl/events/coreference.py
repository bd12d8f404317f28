"""Event coreference: event mentions -> events, each with all its evidence.

Tellings are taken in text order; each joins the event told so far that it can be (`sameness`) and shares most with, or
starts one of its own. A meeting of visitor and host belongs to the visit unless it has a date outside of it. Definite
nouns (`the visit`) add evidence to the nearest event before them that they can recall; where there is none, a few of
them (`the bombing`) are events of which no more is known, and the others none.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

import msgspec

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.tokens import Token
from kg_etl.events.combination import combined, window
from kg_etl.events.compatibility import (
    Window,
    are_compatible,
    can_refer_back,
    overlap,
    participants,
    places_fit,
)
from kg_etl.events.detection import EventMentions
from kg_etl.events.quoted import QuotedSpans, quoted_spans
from kg_etl.model import (
    Event,
    EventClass,
    QuotationKind,
    RoleName,
)

NEAREST = 50
"""Events, and tellings of one, that a telling is compared with: no article has so many, and time stays linear."""

LONG_PAST = dt.timedelta(days=60)
"""What ended longer before the article is not what its `the visit` goes back to while something newer is."""


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
        (combined(group, speakers, nouns, mentions, document), _speaker(speakers))
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
    days = window(group, document)
    if event.type == "Meeting" and not event.earliest and _is_long_past(days, document):
        return False
    return likely and overlap((event.earliest, event.latest), days)


def _is_long_past(days: Window, document: Document) -> bool:
    """What is told without a time, or with `the`, is then something newer."""
    return (
        days[1] is not None and document.publication_day is not None and days[1] < document.publication_day - LONG_PAST
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
    news = not _is_long_past(window(group[:NEAREST], document), document)
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
