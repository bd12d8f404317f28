"""Event coreference: the mentions of the same event become a single event with several pieces of evidence.

Mentions are taken in text order; each joins the compatible event (`compatibility`) with which it shares most
participants, or starts a new one. A meeting of visitor and host belongs to the visit unless its date is outside of it.
Definite nouns (`the visit`) add evidence to the nearest event before them to which they can refer; where there is none,
a few of them (`the bombing`) become events without further details, and the others are dropped.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.events.attribution import content_spans, reporting_statement
from kg_etl.events.compatibility import are_compatible, are_places_compatible, can_refer_back, participants
from kg_etl.events.detection import EventMentions
from kg_etl.events.inferred_times import with_inferred_times
from kg_etl.events.merged_events import merged_event
from kg_etl.events.time_windows import is_long_past, overlap, time_window
from kg_etl.model import Event, RoleName

NEAREST = 50
"""How many events, and mentions of each, a mention is compared with: no article has more, and time stays linear."""


def distinct_events(
    event_mentions: EventMentions, statements: tuple[Event, ...], mentions: MentionTable, document: Document
) -> tuple[Event, ...]:
    """All events of an article in text order, statements included, with coreferent mentions merged.

    Events that only a statement reports are `claimed`; `said_in` is the index of the statement in the result.
    """
    groups: list[list[Event]] = []
    for event in sorted(event_mentions.events, key=_text_order):
        compatible = [group for group in groups[-NEAREST:] if _fits(event, group, mentions, document)]
        if compatible:
            max(compatible, key=lambda group: _similarity(event, group, mentions)).append(event)
        else:
            groups.append([event])
    anaphoric: list[list[Event]] = [[] for _ in groups]
    new_groups: list[list[Event]] = []
    for noun in event_mentions.anaphoric:
        antecedents = [i for i in _groups_before(noun, groups) if _can_refer_to(noun, groups[i], mentions)]
        if antecedents:
            anaphoric[max(antecedents, key=lambda i: _salience(noun, groups[i], document))].append(noun)
        elif noun.confidence and not any(_can_refer_to(noun, group, mentions) for group in new_groups[-NEAREST:]):
            new_groups.append([noun])
    groups += new_groups
    anaphoric += [[] for _ in new_groups]
    contents = content_spans(statements)
    events = []
    for group, nouns in zip(groups, anaphoric, strict=True):
        reported_by = [reporting_statement(event, statements, contents, document) for event in group]
        statement = None if None in reported_by else reported_by[0]
        events.append((merged_event(group, reported_by, nouns, mentions, document), statement))
    dated = with_inferred_times([event for event, _ in events], mentions, document)
    return _in_text_order([(event, said_in) for event, (_, said_in) in zip(dated, events, strict=True)], statements)


def _fits(event: Event, group: list[Event], mentions: MentionTable, document: Document) -> bool:
    group = group[-NEAREST:]
    # new mentions are not compared with meetings during a visit, but with the visit
    kernel = [other for other in group if other.type != "Meeting"] or group
    if event.type == "Meeting":
        # a single mention of the visit that names the host shows whom the visitor met
        fitting = all(are_places_compatible(event, other, RoleName.DESTINATION, mentions) for other in kernel)
        compatible = fitting and any(are_compatible(event, other, mentions) for other in kernel)
    else:
        compatible = all(are_compatible(event, other, mentions) for other in kernel)
    window = time_window(group, document)
    if event.type == "Meeting" and not event.earliest and is_long_past(window, document):
        return False
    return compatible and overlap((event.earliest, event.latest), window)


def _in_text_order(events: list[tuple[Event, int | None]], statements: tuple[Event, ...]) -> tuple[Event, ...]:
    """All events by place, the indexes of their statements renumbered."""
    rows = events + [(statement, statement.said_in) for statement in statements]
    order = sorted(range(len(rows)), key=lambda i: (*_text_order(rows[i][0]), i))
    new_index = {old: new for new, old in enumerate(order)}
    first = len(events)
    return tuple(
        msgspec.structs.replace(event, said_in=None if said_in is None else new_index[first + said_in])
        for event, said_in in (rows[i] for i in order)
    )


def _text_order(event: Event) -> tuple[int, int, str]:
    return event.trigger.start, event.trigger.end, event.cls


def _similarity(event: Event, group: list[Event], mentions: MentionTable) -> tuple[int, int]:
    shared = max(len(participants(event, mentions) & participants(other, mentions)) for other in group[-NEAREST:])
    return shared, max(other.trigger.start for other in group)


def _groups_before(noun: Event, groups: list[list[Event]]) -> range:
    """The indexes of the last groups that begin before a noun."""
    before = bisect_left(groups, noun.trigger.start, key=lambda group: group[0].trigger.start)
    return range(max(0, before - NEAREST), before)


def _can_refer_to(noun: Event, group: list[Event], mentions: MentionTable) -> bool:
    return (
        any(can_refer_back(noun, event, mentions) for event in group[:NEAREST])
        and min(event.trigger.start for event in group) < noun.trigger.start
    )


def _salience(noun: Event, group: list[Event], document: Document) -> tuple[bool, int]:
    """Recent events come before long past ones, then the nearest before the noun."""
    recent = not is_long_past(time_window(group[:NEAREST], document), document)
    return recent, max(event.trigger.start for event in group if event.trigger.start < noun.trigger.start)
