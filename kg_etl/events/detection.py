"""Event mentions: the frames of visits, agreements and offensives matched against the parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE, ParagraphKind
from kg_etl.documents.syntax import NOMINAL, children
from kg_etl.documents.tokens import Token
from kg_etl.events.agreement_names import agreement_name, agreement_subject
from kg_etl.events.arguments import ANY_VERB, Trigger, light_verbs, matches
from kg_etl.events.exclusions import (
    is_excluded,
    is_generic,
    is_no_deed,
    is_only_possessed,
    is_verbal_attack,
    lacks_agent,
    modified_type,
)
from kg_etl.events.fillers import Filler, is_several, is_specific
from kg_etl.events.frames import Frame, Frames
from kg_etl.events.roles import event_roles, filled_roles
from kg_etl.events.status import status_of
from kg_etl.lexicon.tables import words
from kg_etl.model import Event, EventClass, RoleName, Status
from kg_etl.times import (
    CONTRADICTED,
    Time,
    background_of,
    has_wrong_weekday,
    is_past_tense,
    is_possible,
    rescheduling_of,
    time_of,
)

HEADLINE = -0.2
"""Added to the confidence of a frame in a headline: its grammar is terse and its verbs have no tense."""
NAMELESS = -0.15
"""Added when no participant is named or coreferent with a name."""
TWO_NAMED = 0.06
"""Added for two named participants."""
UNSURE = -0.1
"""Added for an event that is only claimed, or denied."""

LEAST = 0.3
"""The lowest confidence of an event mention, before `HEADLINE` and `UNSURE` are added."""

_ADJECTIVE_LABELS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
"""Labels of a noun that the tagger may take for an adjective (`the offensive on the city`)."""

_DEFINITE = words("definite_determiners")


class EventMentions(NamedTuple):
    """The event mentions of an article, in text order; roles hold indexes into `MentionTable.items`."""

    events: tuple[Event, ...]
    """Each mention of a visit, agreement or offensive as a separate event."""
    anaphoric: tuple[Event, ...]
    """Each definite noun that only refers back to an event (`the visit`), with the participants it has.

    Event coreference adds it as evidence to an event mentioned before. Where there is none, its confidence is that of
    an event of which this is the only mention: 0 where the noun alone is not enough for an event.
    """


class _Context(NamedTuple):
    """The article, and the frames that are matched against it."""

    document: Document
    mentions: MentionTable
    frames: Frames


def event_mentions(document: Document, mentions: MentionTable, frames: Frames) -> EventMentions:
    """Each mention of a visit, agreement or offensive, and each noun that only refers back to one."""
    context = _Context(document, mentions, frames)
    used_verbs: set[tuple[int, EventClass]] = set()
    noun_mentions = list(_noun_mentions(context, used_verbs))
    events = [event for event, is_anaphoric in noun_mentions if not is_anaphoric]
    events.extend(_verb_mentions(context, used_verbs))
    return EventMentions(
        tuple(sorted(events, key=lambda event: (event.trigger.start, event.cls))),
        tuple(event for event, is_anaphoric in noun_mentions if is_anaphoric),
    )


def _noun_mentions(context: _Context, used_verbs: set[tuple[int, EventClass]]) -> Iterator[tuple[Event, bool]]:
    """The event mentions of nouns, with True if they are only anaphoric.

    The light verbs that their frames name are added to `used_verbs`.
    """
    for token in context.document.doc:
        if token.pos_ in NOMINAL or (token.pos_ == "ADJ" and token.dep_ in _ADJECTIVE_LABELS):
            noun_frames = _frames_of_noun(token, context.frames)
            if not noun_frames or not _is_in_body_or_headline(token, context.document):
                continue
            verbs = light_verbs(token)
            anaphoric: Event | None = None
            for cls, frames in _by_class(noun_frames).items():
                candidates = ((frame, trigger) for frame in frames for trigger in _triggers(token, frame, verbs))
                event, light = _best(candidates, context)
                if event is not None and is_only_possessed(event, token):
                    yield msgspec.structs.replace(event, confidence=0.0), True
                elif event is not None:
                    yield event, False
                    if light is not None:
                        used_verbs.add((light.i, cls))
                else:
                    anaphoric = anaphoric or _anaphoric(token, frames, context)
            if anaphoric is not None:
                yield anaphoric, True


def _verb_mentions(context: _Context, used_verbs: set[tuple[int, EventClass]]) -> Iterator[Event]:
    """The event mentions of verbs, except of the light verbs of nouns (`pay a visit`)."""
    by_verb = context.frames.by_verb
    for verb in context.document.doc:
        if (
            not (verb.pos_ == "VERB" or _is_participle(verb))
            or verb.dep_ == "amod"
            or verb.lemma_.lower() not in by_verb
        ):
            continue
        if not _is_in_body_or_headline(verb, context.document):
            continue
        rows = by_verb[verb.lemma_.lower()]
        for cls, frames in _by_class(frame for pattern, frame in rows if matches(pattern, verb)).items():
            if (verb.i, cls) not in used_verbs:
                event, _ = _best(((frame, Trigger(verb)) for frame in frames), context)
                if event is not None:
                    yield event


def _is_in_body_or_headline(token: Token, document: Document) -> bool:
    return document.kind_of(token) in PROSE


def _is_participle(token: Token) -> bool:
    """Whether it is a participle that the tagger takes for a noun (`was overrun by`)."""
    return token.pos_ == "NOUN" and bool(children(token, "auxpass", "nsubjpass"))


def _frames_of_noun(token: Token, frames: Frames) -> tuple[Frame, ...]:
    if token.dep_ == "compound" and token.head.pos_ in NOMINAL:
        return ()
    lemma = token.lemma_.lower()
    return frames.by_noun.get(lemma) or frames.by_noun.get(lemma.removesuffix("s")) or ()


def _by_class(frames: Iterable[Frame]) -> dict[EventClass, list[Frame]]:
    grouped: dict[EventClass, list[Frame]] = {}
    for frame in frames:
        grouped.setdefault(frame.cls, []).append(frame)
    return grouped


def _best(candidates: Iterable[tuple[Frame, Trigger]], context: _Context) -> tuple[Event | None, Token | None]:
    """The event with the most roles among those of several frames, and the light verb that its frame names.

    Frames that accept any filler are tried after all others.
    """
    best: Event | None = None
    light: Token | None = None
    for frame, trigger in sorted(candidates, key=lambda candidate: candidate[0].is_loose):
        if best is not None and frame.is_loose:
            break
        event = _matched_event(frame, trigger, context)
        if event is not None and (best is None or len(event.roles) > len(best.roles)):
            best, light = event, None if trigger.any_verb else trigger.light
    return best, light


def _triggers(token: Token, frame: Frame, verbs: list[tuple[Token, str | None]]) -> list[Trigger]:
    named = [
        Trigger(token, verb)
        for verb, preposition in verbs
        if any(p.lemma == verb.lemma_.lower() != ANY_VERB and matches(p, verb, preposition) for p in frame.light)
    ]
    if named:
        return named
    loose = [
        Trigger(token, verb, any_verb=True)
        for verb, preposition in verbs
        if any(p.lemma == ANY_VERB and matches(p, verb, preposition) for p in frame.light)
    ]
    return loose if frame.needs_light else [*loose, Trigger(token)]


def _matched_event(frame: Frame, trigger: Trigger, context: _Context) -> Event | None:
    mentions = context.mentions
    if is_excluded(frame, trigger, context.frames) or is_no_deed(trigger, context.document):
        return None
    roles = filled_roles(frame, trigger, mentions)
    if lacks_agent(frame, trigger, roles):
        return None
    counted = Counter(role for role, filler in roles for _ in range(1 + is_several(filler, mentions)))
    if not any(all(counted[role] >= required.count(role) for role in required) for required in frame.requires):
        return None
    if (
        is_verbal_attack(trigger, roles, mentions)
        or is_generic(trigger, roles, mentions)
        or round(_base_confidence(frame, roles, mentions), 3) < LEAST
    ):
        return None
    event = _event(frame, trigger, roles, context)
    return event if event is not None and (event.roles or event.name) else None


def _anaphoric(token: Token, frames: list[Frame], context: _Context) -> Event | None:
    if not any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children):
        return None
    trigger = Trigger(token)
    candidates = (frame for frame in frames if frame.refers_back and not frame.needs_light)
    fitting = [frame for frame in candidates if not is_excluded(frame, trigger, context.frames)]
    if not fitting:
        return None
    roles = filled_roles(fitting[0], trigger, context.mentions)
    if is_verbal_attack(trigger, roles, context.mentions):
        return None
    event = _event(fitting[0], trigger, roles, context)
    alone = max((frame.strength for frame in fitting if frame.alone), default=0.0)
    return None if event is None else msgspec.structs.replace(event, confidence=alone)


def _event(frame: Frame, trigger: Trigger, roles: list[tuple[RoleName, Filler]], context: _Context) -> Event | None:
    document = context.document
    light = None if trigger.any_verb else trigger.light
    moved = rescheduling_of(trigger.token, document)
    status = Status.PLANNED if moved is not None and moved.is_open else status_of(trigger.token, light)
    if status is None:
        return None
    time = moved.time if moved is not None else _time(trigger, document)
    contradicted = 0.0
    if time is None:
        contradicted = CONTRADICTED if has_wrong_weekday(trigger.token.sent, document) else 0.0
    elif not is_possible(status, (time.earliest, time.latest), document.report_day):
        if status == Status.HAPPENED and not is_past_tense(trigger.token):
            status = Status.PLANNED  # `the visit on Friday` has no tense: its day says that it is to come
        else:
            time, contradicted = None, CONTRADICTED
    if status == Status.PLANNED and time is None and background_of(trigger.token, document) is not None:
        return None  # `flew to Beijing to meet Zhou`, told of a past life: nothing of it is still to come
    return Event(
        cls=frame.cls,
        type=modified_type(frame, trigger.token) or frame.type,
        status=status,
        confidence=max(0.05, round(_confidence(frame, trigger, roles, status, context) + contradicted, 3)),
        trigger=document.tokens_evidence(_trigger_tokens(frame, trigger.token)),
        evidence=(document.span_evidence(trigger.token.sent),),
        roles=event_roles(frame.cls, roles, document, context.mentions),
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        time=time.expression if time else None,
        name=agreement_name(trigger.token, document) if frame.names else None,
        subject=agreement_subject(trigger.token, document) if frame.names else None,
    )


def _time(trigger: Trigger, document: Document) -> Time | None:
    time = time_of(trigger.token, document)
    if time is None and trigger.light is not None:
        return time_of(trigger.light, document)
    return time


def _base_confidence(frame: Frame, roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> float:
    named = {mentions.items[filler.mention].chain for _, filler in roles if is_specific(filler, mentions)}
    return frame.strength + (TWO_NAMED if len(named) >= 2 else 0 if named else NAMELESS)


def _confidence(
    frame: Frame, trigger: Trigger, roles: list[tuple[RoleName, Filler]], status: Status, context: _Context
) -> float:
    confidence = _base_confidence(frame, roles, context.mentions)
    confidence += HEADLINE if context.document.kind_of(trigger.token) == ParagraphKind.HEADLINE else 0
    confidence += UNSURE if status in {Status.CLAIMED, Status.DENIED} else 0
    return round(min(0.97, max(0.05, confidence)), 3)


def _trigger_tokens(frame: Frame, token: Token) -> list[Token]:
    """The trigger, after the modifier that gives it a more specific type (`air strike`, `state visit`)."""
    before = token.nbor(-1) if token.i else token
    specific = before.dep_ in {"compound", "amod"} and before.head == token and before.lemma_.lower() in frame.modifiers
    return [before, token] if specific else [token]
