"""A trigger without a time of its own -> the time that the text around it, or the day of the report, gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import VERBAL, auxiliaries, subject
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.model import Evidence, Status
from kg_etl.times.attachment import governing_verb
from kg_etl.times.background import background_of
from kg_etl.times.finding import expressions_in
from kg_etl.times.moments import Moment
from kg_etl.times.narrative import LONGEST, SentenceTime, sentence_time
from kg_etl.times.resolution import END_VERBS, EVENT_VERBS
from kg_etl.times.tense import Tense, is_future, tense_of, was_planned
from kg_etl.times.trigger_times import time_of

A_DAY = dt.timedelta(days=1)
"""The news of a day tells of that day and the day before it."""
_LEAD_PARAGRAPHS = 2
_LEAD_SENTENCES = 3
_TO_OTHER_TIMES = words("prepositions_to_other_times")
_REFUSALS = words("refusing_auxiliaries")
_MARKS = words("marks_of_other_times")

_UNDATED_ADVERBS = words("adverbs_of_another_time")


@dataclass(frozen=True, slots=True)
class InferredTime:
    """First and last day on which an event may have taken place; None where not known."""

    earliest: dt.date | None
    latest: dt.date | None
    expression: Evidence | None = None
    """The expression elsewhere in the text that the days come from; None for the day of the report."""


def inferred_statement_time(cue: Token, document: Document) -> InferredTime | None:
    """The time of a statement: that of the day's news, or not before what a history has told so far."""
    is_source = cue.lower_ == "according"  # of what the sentence tells, whatever its tense
    tense = Tense.PAST if is_source else tense_of(cue)
    if tense in {Tense.FUTURE, Tense.PERFECT, Tense.PLUPERFECT} or _is_of_another_time(cue):
        return None
    context, day = sentence_time(cue.sent, document), document.report_day
    if day is None:
        return _of_history(context)
    before = context.before if context.continues and not is_source else None
    if before is not None and before.latest < day - LONGEST:
        if before.is_of_report:
            return _of(before) if tense == Tense.PAST else None
        if (speaker := subject(cue)) is not None and speaker.tag_ == "PRP":
            return None  # `In 2015 he went to Minsk. He said ...`: then or now
    return InferredTime(day - A_DAY, day)


def _of_history(context: SentenceTime) -> InferredTime | None:
    """Not before what is told; on the day of the statement before it if its paragraph goes on with that."""
    if context.named is not None and not context.named.is_of_report:
        return InferredTime(context.named.earliest, None, context.named.expression)
    if context.before is None:
        return None
    if context.before.is_of_report and context.continues:
        return _of(context.before)
    return InferredTime(context.before.earliest, None, context.before.expression)


def _of(moment: Moment, report_day: dt.date | None = None) -> InferredTime:
    """The days of a moment, those after the report left out (`this week`)."""
    latest = moment.latest if report_day is None else min(moment.latest, report_day)
    return InferredTime(moment.earliest, latest, moment.expression)


def inferred_event_time(trigger: Token, status: Status, document: Document) -> InferredTime | None:
    """The time of an event: the days told of around it, or the day's news if headline or lead tell it."""
    if _is_under_way(trigger) and document.report_day is not None:
        return InferredTime(document.report_day - A_DAY, document.report_day)
    if background_of(trigger, document) is not None:
        return None
    if _is_of_another_time(trigger) or not _is_narrated(trigger, document):
        return None
    context, day = sentence_time(trigger.sent, document), document.report_day
    moment = context.named if context.is_dated else context.before
    if status == Status.CLAIMED and moment is not None and day is not None and moment.latest < day - LONGEST:
        return None  # who claims it now may speak of any day
    goes_on = day is not None and not context.is_dated  # within the year that the sentence before named
    if moment is not None and (goes_on or moment.latest - moment.earliest <= LONGEST):
        return _of(moment, day)
    if day is None or context.is_dated:
        return None
    is_headline = document.kind_of(trigger) == ParagraphKind.HEADLINE
    if status != Status.CLAIMED if is_headline else _is_news_of_the_day(trigger, document):
        return InferredTime(day - A_DAY, day)
    return None


def _is_narrated(trigger: Token, document: Document) -> bool:
    """Whether the clause of a trigger tells of it in the past tense, or in the present of headlines."""
    tense = tense_of(trigger)
    if document.kind_of(trigger) == ParagraphKind.HEADLINE:
        return tense in {Tense.PAST, Tense.PRESENT, None}
    if trigger.pos_ in VERBAL:
        if document.report_day is None and tense is None:
            return True  # participles of a sentence that the parser gave no verb
        if trigger.dep_ == "pcomp" and trigger.head.lower_ in _TO_OTHER_TIMES:
            return False
        if any(child.dep_ == "mark" and child.lower_ in _MARKS for child in trigger.children):
            return False
        if any(child.tag_ == "TO" for child in trigger.children):
            return False  # `invited him to visit Tehran`
        if trigger.dep_ == "relcl" and trigger.head.dep_ == "pobj" and trigger.head.head.lower_ in _MARKS | {"after"}:
            return False  # `after an attack that killed two`
        return tense == Tense.PAST and trigger.dep_ != "acl"
    verb = governing_verb(trigger)
    if verb is None:
        return False
    if tense == Tense.PRESENT:
        return verb.lemma_ == "be" or verb.lemma_.lower() in END_VERBS
    return tense == Tense.PAST and (verb.lemma_.lower() in EVENT_VERBS or verb.lemma_ == "be")


def bounds(status: Status, trigger: Token, document: Document) -> tuple[dt.date | None, dt.date | None]:
    """The days that logic allows an event of a status: what happened is not after the report, a plan not before it.

    A plan of the past (`was due to visit`) may be of either side; the aim of a journey (`left for Rome to meet her`) is
    not before the journey.
    """
    day = document.report_day
    if day is None:
        return None, None
    tense = Tense.FUTURE if is_future(trigger) else tense_of(trigger)
    if status == Status.DENIED and any(helper.lower_ in _REFUSALS for helper in auxiliaries(trigger)):
        return None, day  # `would not say`
    if status == Status.PLANNED and was_planned(trigger):
        journey = trigger.head if trigger.pos_ in VERBAL and trigger.head.pos_ in VERBAL else None
        when = time_of(journey, document) if journey is not None else None
        return (when.earliest if when is not None else None), None
    if status == Status.PLANNED or (status != Status.HAPPENED and tense == Tense.FUTURE):
        return day, None
    if status != Status.HAPPENED and tense not in {Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT}:
        return None, None
    return None, day


def _is_of_another_time(token: Token) -> bool:
    """Whether words say that it was at another time, but not at which (`earlier`, `once`, `over Easter weekend`)."""
    for child in token.children:
        if child.dep_ in {"advmod", "npadvmod", "amod"} and child.lower_ in _UNDATED_ADVERBS:
            return True
        nouns = [child] if child.dep_ == "npadvmod" else child.children if child.dep_ == "prep" else []
        if any(noun.ent_type_ == "DATE" and not _is_read(noun) for noun in nouns):
            return True
    return False


def _is_read(noun: Token) -> bool:
    return any(span.start <= noun.i < span.end for span in expressions_in(noun.sent))


def _is_under_way(trigger: Token) -> bool:
    """Whether the event goes on now (`is on a visit`, `is in France for talks`, `is besieging`, `is surrounded`)."""
    if trigger.pos_ in VERBAL:
        helpers = {helper.lower_ for helper in auxiliaries(trigger)}
        return trigger.tag_ in {"VBG", "VBN"} and bool(helpers & {"is", "are"}) and not is_future(trigger)
    verb = governing_verb(trigger)
    return (
        verb is not None
        and verb.lemma_ == "be"
        and trigger.dep_ == "pobj"
        and trigger.head.lower_ in {"on", "for"}
        and tense_of(verb) == Tense.PRESENT
    )


def _is_news_of_the_day(token: Token, document: Document) -> bool:
    """Whether it is told in the lead, or after a lead of the day without a change to other days."""
    day = document.report_day
    sentences = [s for s in document.doc.sents if document.kind_of(s[0]) == ParagraphKind.BODY and s[0].i <= token.i]
    if len(sentences) <= _LEAD_SENTENCES:
        return True
    if day is None:
        return False
    moments = [named for s in sentences if (named := sentence_time(s, document).named) is not None]
    return all(moment.latest >= day - A_DAY for moment in moments)
