"""A trigger -> its time: the expressions that date it, resolved according to its tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL_SUBJECTS, PRESENT_TAGS, VERBAL, auxiliaries, conjuncts
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.model import Evidence
from kg_etl.times.calendar import Days
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import names_weekday, resolved
from kg_etl.times.finding import expressions_in
from kg_etl.times.governors import governor_of
from kg_etl.times.tense import is_future

_END_VERBS = words("time_end_verbs")
_EVENT_VERBS = _END_VERBS.union(*map(words, ("time_begin_verbs", "time_travel_verbs", "time_occurrence_verbs")))
"""Verbs whose time is that of the event that their subject or object names (`signed the deal on Monday`)."""
_SCHEDULING = words("scheduling_words")
_OCCASION_VERBS = words("occasion_verbs")
_NEARNESS = words("nearness_adverbs")
_ARGUMENT_PREPOSITIONS = words("time_argument_prepositions")
_GOVERNOR_PREPOSITIONS = words("time_governor_prepositions")
_SOON = dt.timedelta(days=31)
"""The longest time between two events of which one came just before the other."""


@dataclass(frozen=True, slots=True)
class Time:
    """First and last day on which an event may have taken place; None where not known."""

    earliest: dt.date | None
    latest: dt.date | None
    expression: Evidence


@lru_cache(maxsize=256)
def time_of(trigger: Token, document: Document) -> Time | None:
    """The time of a trigger's event, or None where no expression that dates it can be resolved.

    The day of publication is only the reference of `Thursday`: without an expression it is not the time. An event
    with a duration (`a two-day visit`) lasts from the day it begins, or until the day it ends.
    """
    return _attached_time(trigger, document) or _time_of_neighbour(trigger, document)


def _time_of_neighbour(trigger: Token, document: Document) -> Time | None:
    """The time by a dated event just before or after the trigger's (`signed in 2022, just before they invaded`)."""
    mark = next(
        (child for child in trigger.children if child.dep_ == "mark" and child.lower_ in {"before", "after"}), None
    )
    if mark is None or trigger.dep_ != "advcl" or not mark.i or mark.nbor(-1).lower_ not in _NEARNESS:
        return None
    other = _dated_before(mark.nbor(-1), document) or (
        _attached_time(trigger.head, document) if trigger.head.pos_ in VERBAL else None
    )
    if other is None or other.earliest is None or other.latest is None:
        return None
    if mark.lower_ == "before":
        return Time(other.earliest, other.latest + _SOON, other.expression)
    return Time(other.earliest - _SOON, other.latest, other.expression)


def _dated_before(word: Token, document: Document) -> Time | None:
    """The time by an expression directly before a word: the parser may attach the clause to another verb."""
    end = word.i - 1 if word.i and word.nbor(-1).text == "," else word.i
    for span, governor in _governed_expressions(word.sent):
        if span.end == end and (days := _resolved(span, governor, governor, document)) is not None:
            return Time(*days, document.span_evidence(span))
    return None


def _attached_time(trigger: Token, document: Document) -> Time | None:
    governed = _governed_expressions(trigger.sent)
    if not governed:
        return None
    for heads in _heads(trigger):
        expressions = [
            (days, span, governor)
            for span, governor in governed
            if governor in heads
            and _may_date(span, governor, trigger)
            and (days := _resolved(span, governor, trigger, document)) is not None
        ]
        if expressions:
            days, span, governor = min(
                expressions, key=lambda expression: (_length(expression[0]), abs(expression[1].start - trigger.i))
            )
            days, span = _with_conjuncts(days, span, [(other, place) for other, place, _ in expressions])
            earliest, latest = _with_duration(days, governor, trigger)
            return Time(earliest, latest, document.span_evidence(span))
    return None


@lru_cache(maxsize=256)
def _governed_expressions(sentence: Span) -> tuple[tuple[Span, Token], ...]:
    """The time expressions of a sentence that have a governor, each with it."""
    return tuple((span, governor) for span in expressions_in(sentence) if (governor := governor_of(span)) is not None)


def _heads(trigger: Token) -> Iterator[list[Token]]:
    """Groups of tokens whose time is also the trigger's, most reliable first."""
    yield [trigger]
    yield from _verb_heads(trigger) if trigger.pos_ in VERBAL else _noun_heads(trigger)


def _verb_heads(verb: Token) -> Iterator[list[Token]]:
    # parsers often attach `on Monday` of `signed the deal on Monday` to the deal
    yield [noun for noun in _arguments(verb) if noun.i > verb.i]
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and (scheduled := _scheduled_by(verb)):
        yield scheduled
    openers = [
        child
        for child in verb.children
        if child.dep_ == "advcl"
        and child.tag_ == "VBG"
        and child.i < verb.i
        and child.lemma_.lower() in _OCCASION_VERBS
    ]
    yield [*openers, *(noun for opener in openers for noun in _arguments(opener))]
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not _has_subject(verb):
        yield [verb.head]
    followers = [
        conjunct
        for conjunct in conjuncts(verb)
        if conjunct.i > verb.i and conjunct.pos_ in VERBAL and not _has_subject(conjunct)
    ]
    yield followers
    if verb.dep_ == "advcl" and verb.i > verb.head.i and _is_at_the_same_time(verb):
        yield [verb.head]


def _scheduled_by(verb: Token) -> list[Token]:
    """The words that schedule a verb: `expected`, or `due` and its `is`, as parsers attach `to open` to either."""
    head = verb.head
    if head.lemma_.lower() in _SCHEDULING:
        return [head] if head.pos_ in VERBAL else [head, head.head]
    due = [child for child in head.children if child.dep_ == "acomp" and child.lemma_.lower() in _SCHEDULING]
    return [head, *due] if due else []


def _noun_heads(noun: Token) -> Iterator[list[Token]]:
    yield [clause for clause in _clauses(noun) if clause.lemma_.lower() in _EVENT_VERBS | _SCHEDULING | {"plan"}]
    head = noun
    while head.dep_ == "conj" and head.head.pos_ not in VERBAL:
        head = head.head
    if head is not noun:
        yield [head]
    verb = _governing_verb(head)
    if verb is None:
        return
    if verb.lemma_.lower() in _EVENT_VERBS or _is_only_dated(verb):
        yield [verb]
        yield from _verb_heads(verb)


def _arguments(verb: Token) -> list[Token]:
    """The nouns in the clause of the verb, without those after `after` and `before`."""
    objects = [child for child in verb.children if child.dep_ in {"dobj", "attr", "dative"}]
    objects.extend(_occasions(verb, _ARGUMENT_PREPOSITIONS))
    return objects


def _occasions(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The objects of some prepositions of a token, and in turn their objects of `at`, `in` and `during`."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield noun
                    yield from _occasions(noun, frozenset({"at", "in", "during"}))


def _clauses(noun: Token) -> Iterator[Token]:
    """The relative clauses of a noun and of the nouns in its prepositional phrases: parsers guess their attachment."""
    for child in noun.children:
        if child.dep_ in ADNOMINAL_CLAUSES:
            yield child
        elif child.dep_ == "prep" and child.i > noun.i:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _clauses(inner)


def _governing_verb(noun: Token) -> Token | None:
    """The verb of which a noun is the subject, the object or the object of a preposition."""
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return noun.head if noun.head.pos_ in VERBAL else None
    if noun.dep_ == "pobj" and noun.head.lower_ in _GOVERNOR_PREPOSITIONS:
        above = noun.head.head
        while above.dep_ == "prep" and above.head.i != above.i:
            above = above.head
        return above if above.pos_ in VERBAL else None
    return None


def _is_only_dated(verb: Token) -> bool:
    """Whether the verb only links a noun to its time (`the visit was on Monday`)."""
    return verb.lemma_.lower() == "be" and not any(child.dep_ in {"attr", "acomp"} for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {*NOMINAL_SUBJECTS, "csubj", "expl"} for child in verb.children)


def _is_at_the_same_time(clause: Token) -> bool:
    """Whether a clause has the time of its main clause (`said ..., adding`, `met him as he opened the visit`)."""
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark" or child.tag_ == "WRB"}
    if clause.tag_ == "VBG":
        return not marks
    return bool(marks & {"as", "when", "while"}) and clause.tag_ == clause.head.tag_ == "VBD"


def _may_date(span: Span, governor: Token, trigger: Token) -> bool:
    """Whether the governor's expression may date the trigger: not one that identifies a noun (`the accord of 2001`)."""
    if governor.i == trigger.i or governor.pos_ in VERBAL:
        return True
    introduced = span.start > span.sent.start and span[0].nbor(-1).lower_ == "of"
    if introduced or span.start < max(governor.i, trigger.i):
        return False
    return (
        trigger.pos_ not in VERBAL
        or governor.dep_ == "pobj"
        or _is_short(span)
        or trigger.lemma_.lower() in _EVENT_VERBS
    )


def _is_short(span: Span) -> bool:
    days = resolved(span.text, dt.date(2000, 6, 15), future=False)
    return days is not None and _length(days) < 8


def _with_conjuncts(days: Days, span: Span, expressions: list[tuple[Days, Span]]) -> tuple[Days, Span]:
    """The days from the first to the last of coordinated expressions, as any of them may be the time of the event."""
    group = {token.i for token in conjuncts(_first_conjunct(span.root))}
    linked = sorted(
        (expression for expression in expressions if expression[1].root.i in group),
        key=lambda expression: expression[1].start,
    )
    firsts, lasts = [expression[0][0] for expression in linked], [expression[0][1] for expression in linked]
    if len(linked) < 2 or None in firsts or None in lasts:
        return days, span
    full = span.doc[linked[0][1].start : linked[-1][1].end]
    return (min(day for day in firsts if day), max(day for day in lasts if day)), full


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _resolved(span: Span, governor: Token, trigger: Token, document: Document) -> Days | None:
    if span[0].lower_ == "since" and (trigger.pos_ not in VERBAL or not _is_perfect(trigger)):
        # `the first visit since 2019` dates the previous visit
        return None
    tensed = governor if governor.pos_ in VERBAL else trigger
    article = document.article
    for day in (document.publication_day, article.published.date() if article.published else None):
        # near midnight the day at the desk differs from the day at the place of the dateline: reports name either
        if day is not None and names_weekday(span.text, day):
            return day, day
    future = is_future(tensed)
    if future is None and tensed.tag_ in PRESENT_TAGS and tensed.lemma_.lower() in _EVENT_VERBS:
        # `they meet on Wednesday` is a plan, but headlines use the present for the news of the day
        future = True if document.kind_of(tensed) == ParagraphKind.BODY else None
    return resolved(span.text, document.publication_day, future)


def _is_perfect(verb: Token) -> bool:
    return any(auxiliary.lemma_.lower() == "have" for auxiliary in auxiliaries(verb)) and not any(
        child.dep_ == "neg" for child in verb.children
    )


def _length(days: Days) -> int:
    first, last = days
    return (last - first).days if first and last else 1_000_000


def _with_duration(days: Days, governor: Token, trigger: Token) -> Days:
    """The days of an event from its first or last day and the duration that its noun gives."""
    first, last = days
    nouns = [trigger] if trigger.pos_ not in VERBAL else _arguments(trigger)
    length = next((duration for noun in nouns if (duration := duration_days(noun))), None)
    ends = governor.pos_ in VERBAL and governor.lemma_.lower() in _END_VERBS
    if first is None or first != last:
        return days
    if ends:
        return (first - dt.timedelta(days=length - 1) if length else None), last
    return first, first + dt.timedelta(days=(length or 1) - 1)
