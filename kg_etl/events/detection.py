"""Detects event mentions: the frames of the lexicon, matched with the parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import NOMINAL, children
from kg_etl.documents.tokens import Token
from kg_etl.events.agreement_names import name_of, subject_of
from kg_etl.events.arguments import ANY_VERB, Trigger, is_words, light_verbs
from kg_etl.events.exclusions import is_excluded, is_generic, is_with_words, lacks_agent, modified
from kg_etl.events.fillers import Filler, is_several, is_specific
from kg_etl.events.frames import Frame, Frames
from kg_etl.events.roles import as_roles, filled
from kg_etl.events.status import status_of
from kg_etl.model import Event, EventClass, RoleName, Status
from kg_etl.times import Time, time_of

HEADLINE = -0.2
"""What a headline takes off the confidence of a frame: its grammar is terse and its verbs have no tense."""
NAMELESS = -0.15
"""What it takes off when no participant is named, nor denotes one who is."""
TWO_NAMED = 0.06
"""What two named participants add."""
UNSURE = -0.1
"""What a telling takes off that is only claimed, or denied."""

LEAST = 0.3
"""A telling that is less sure than this, before headline and claim are taken off, is not told."""

_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
"""Parts of a noun that the tagger may take for an adjective (`the offensive on the city`)."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class EventMentions(NamedTuple):
    """The event mentions of an article, in text order; roles hold indexes into `MentionTable.items`."""

    events: tuple[Event, ...]
    """Each event mention as an event."""
    anaphoric: tuple[Event, ...]
    """Each definite noun that only refers back to an event (`the visit`), with the participants that it has.

    Event coreference takes them as evidence for an event that the article mentions elsewhere. Their confidence is that
    of an event by themselves where there is none: 0 for those that cannot be one.
    """


def event_mentions(document: Document, mentions: MentionTable, frames: Frames) -> EventMentions:
    """Each mention of an event that a frame describes, and each noun that only refers back to one."""
    carried: set[tuple[int, EventClass]] = set()
    of_nouns = list(_of_nouns(document, mentions, frames, carried))
    news = [event for event, is_news in of_nouns if is_news]
    news.extend(_of_verbs(document, mentions, frames, carried))
    return EventMentions(
        tuple(sorted(news, key=lambda event: (event.trigger.start, event.cls))),
        tuple(event for event, is_news in of_nouns if not is_news),
    )


def _of_nouns(
    document: Document, mentions: MentionTable, frames: Frames, carried: set[tuple[int, EventClass]]
) -> Iterator[tuple[Event, bool]]:
    """Events that nouns mention, or (False) refer back to; adds the light verbs that frames name to `carried`."""
    for token in document.doc:
        if token.pos_ in NOMINAL or (token.pos_ == "ADJ" and token.dep_ in _NOMINAL):
            rows_of_noun = _rows_of_noun(token, frames)
            if not rows_of_noun or document.kind_of(token) not in {ParagraphKind.BODY, ParagraphKind.HEADLINE}:
                continue
            carriers = light_verbs(token)
            anaphoric: Event | None = None
            for cls, rows in _by_class(rows_of_noun).items():
                event, light = _best(
                    ((row, trigger) for row in rows for trigger in _triggers(token, row, carriers)),
                    document,
                    mentions,
                    frames,
                )
                if event is not None:
                    yield event, True
                    if light is not None:
                        carried.add((light.i, cls))
                else:
                    anaphoric = anaphoric or _anaphoric(token, rows, document, mentions, frames)
            if anaphoric is not None:
                yield anaphoric, False


def _of_verbs(
    document: Document, mentions: MentionTable, frames: Frames, carried: set[tuple[int, EventClass]]
) -> Iterator[Event]:
    """Events that verbs mention, except light verbs whose noun mentions one (`pay a visit`)."""
    for verb in document.doc:
        if (
            not (verb.pos_ == "VERB" or _is_participle(verb))
            or verb.dep_ == "amod"
            or verb.lemma_.lower() not in frames.by_verb
        ):
            continue
        if document.kind_of(verb) not in {ParagraphKind.BODY, ParagraphKind.HEADLINE}:
            continue
        for cls, rows in _by_class(f for w, f in frames.by_verb[verb.lemma_.lower()] if is_words(w, verb)).items():
            if (verb.i, cls) not in carried:
                event, _ = _best(((row, Trigger(verb)) for row in rows), document, mentions, frames)
                if event is not None:
                    yield event


def _is_participle(token: Token) -> bool:
    """Is it one that the tagger takes for a noun (`was overrun by`)?"""
    return token.pos_ == "NOUN" and bool(children(token, "auxpass", "nsubjpass"))


def _rows_of_noun(token: Token, frames: Frames) -> tuple[Frame, ...]:
    if token.dep_ == "compound" and token.head.pos_ in NOMINAL:
        return ()
    lemma = token.lemma_.lower()
    return frames.by_noun.get(lemma) or frames.by_noun.get(lemma.removesuffix("s")) or ()


def _by_class(rows: Iterable[Frame]) -> dict[EventClass, list[Frame]]:
    grouped: dict[EventClass, list[Frame]] = {}
    for row in rows:
        grouped.setdefault(row.cls, []).append(row)
    return grouped


def _best(
    ways: Iterable[tuple[Frame, Trigger]], document: Document, mentions: MentionTable, frames: Frames
) -> tuple[Event | None, Token | None]:
    """The event with the most roles that some frame gives, and the light verb that its frame names.

    Frames that take any filler are tried after all others.
    """
    best: Event | None = None
    by: Token | None = None
    for row, trigger in sorted(ways, key=lambda way: way[0].is_loose):
        if best is not None and row.is_loose:
            break
        event = _event(row, trigger, document, mentions, frames)
        if event is not None and (best is None or len(event.roles) > len(best.roles)):
            best, by = event, None if trigger.any_verb else trigger.light
    return best, by


def _triggers(token: Token, row: Frame, carriers: list[tuple[Token, str | None]]) -> list[Trigger]:
    named = [
        Trigger(token, verb)
        for verb, preposition in carriers
        if any(w.lemma == verb.lemma_.lower() != ANY_VERB and is_words(w, verb, preposition) for w in row.light)
    ]
    if named:
        return named
    loose = [
        Trigger(token, verb, any_verb=True)
        for verb, preposition in carriers
        if any(w.lemma == ANY_VERB and is_words(w, verb, preposition) for w in row.light)
    ]
    return loose if row.needs_light else [*loose, Trigger(token)]


def _event(frame: Frame, trigger: Trigger, document: Document, mentions: MentionTable, frames: Frames) -> Event | None:
    if is_excluded(frame, trigger, frames):
        return None
    roles = filled(frame, trigger, mentions)
    if lacks_agent(frame, trigger, roles):
        return None
    counted = Counter(role for role, filler in roles for _ in range(1 + is_several(filler, mentions)))
    if not any(all(counted[role] >= required.count(role) for role in required) for required in frame.requires):
        return None
    if (
        is_with_words(trigger, roles, mentions)
        or is_generic(trigger, roles, mentions)
        or round(_sureness(frame, roles, mentions), 3) < LEAST
    ):
        return None
    event = _made(frame, trigger, roles, document, mentions)
    return event if event is not None and (event.roles or event.name) else None


def _anaphoric(
    token: Token, rows: list[Frame], document: Document, mentions: MentionTable, frames: Frames
) -> Event | None:
    if not any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children):
        return None
    trigger = Trigger(token)
    fitting = [row for row in rows if row.refers_back and not row.needs_light and not is_excluded(row, trigger, frames)]
    if not fitting:
        return None
    roles = filled(fitting[0], trigger, mentions)
    if is_with_words(trigger, roles, mentions):
        return None
    event = _made(fitting[0], trigger, roles, document, mentions)
    alone = max((row.strength for row in fitting if row.alone), default=0.0)
    return None if event is None else msgspec.structs.replace(event, confidence=alone)


def _made(
    frame: Frame, trigger: Trigger, roles: list[tuple[RoleName, Filler]], document: Document, mentions: MentionTable
) -> Event | None:
    carrier = None if trigger.any_verb else trigger.light
    status = status_of(trigger.token, carrier)
    if status is None:
        return None
    time = time_of(trigger.token, document)
    if time is None and trigger.light is not None:
        time = time_of(trigger.light, document)
    if status == Status.HAPPENED and time is not None and _is_to_come(time, document):
        status = Status.PLANNED
    return Event(
        cls=frame.cls,
        type=_type(frame, trigger.token),
        status=status,
        confidence=_confidence(frame, trigger, roles, status, document, mentions),
        trigger=document.tokens_evidence(_trigger_tokens(frame, trigger.token)),
        evidence=(document.span_evidence(trigger.token.sent),),
        roles=as_roles(frame.cls, roles, document, mentions),
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        time=time.expression if time else None,
        name=name_of(trigger.token, document) if frame.names else None,
        subject=subject_of(trigger.token, document) if frame.names else None,
    )


def _is_to_come(time: Time, document: Document) -> bool:
    return (
        time.earliest is not None and document.publication_day is not None and time.earliest > document.publication_day
    )


def _sureness(frame: Frame, roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> float:
    named = {mentions.items[f.mention].chain for _, f in roles if is_specific(f, mentions)}
    return frame.strength + (TWO_NAMED if len(named) >= 2 else 0 if named else NAMELESS)


def _confidence(
    frame: Frame,
    trigger: Trigger,
    roles: list[tuple[RoleName, Filler]],
    status: Status,
    document: Document,
    mentions: MentionTable,
) -> float:
    amount = _sureness(frame, roles, mentions)
    amount += HEADLINE if document.kind_of(trigger.token) == ParagraphKind.HEADLINE else 0
    amount += UNSURE if status in {Status.CLAIMED, Status.DENIED} else 0
    return round(min(0.97, max(0.05, amount)), 3)


def _type(frame: Frame, token: Token) -> str:
    return modified(frame, token) or frame.type


def _trigger_tokens(frame: Frame, token: Token) -> list[Token]:
    """The trigger, and the word before it that says what it is (`air strike`, `state visit`)."""
    before = token.nbor(-1) if token.i else token
    specific = before.dep_ in {"compound", "amod"} and before.head == token and before.lemma_.lower() in frame.modifiers
    return [before, token] if specific else [token]
