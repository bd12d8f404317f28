"""A trigger -> its time: the expressions that belong to it, resolved in its tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, PRESENT_TAGS, VERBAL, auxiliaries, conjuncts
from kg_etl.documents.tokens import Span, Token
from kg_etl.model import Evidence
from kg_etl.times.calendar import Days
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import names_weekday, resolved
from kg_etl.times.finding import expressions_in
from kg_etl.times.ownership import owner
from kg_etl.times.tense import lies_ahead
from kg_etl.times.words import BEGIN, BRING_ABOUT, END, SCHEDULING, SPEAKING, TRAVEL

REALISING = BEGIN | END | TRAVEL | BRING_ABOUT
"""Verbs whose time is that of the event that their subject or object names (`signed the deal on Monday`)."""

_VERBS = VERBAL


@dataclass(frozen=True, slots=True)
class Time:
    """Days, inclusive on both sides; None where not known."""

    earliest: dt.date | None
    latest: dt.date | None
    expression: Evidence


@lru_cache(maxsize=256)
def time_of(trigger: Token, document: Document) -> Time | None:
    """When the event of a trigger took or takes place; None if no expression that belongs to it can be resolved.

    `Thursday` is resolved by the day of publication, which is never an answer itself. An event whose noun has a
    length (`a two-day visit`) lasts from the day it begins, or until the day it ends.
    """
    return _attached_time(trigger, document) or _of_neighbour(trigger, document)


def _of_neighbour(trigger: Token, document: Document) -> Time | None:
    """The time of a dated event just before or after it (`signed in 2022, just before they invaded`)."""
    mark = next((child for child in trigger.children if child.dep_ == "mark" and child.lower_ in _ORDER), None)
    if mark is None or trigger.dep_ != "advcl" or not mark.i or mark.nbor(-1).lower_ not in _NEARLY:
        return None
    other = _dated_before(mark.nbor(-1), document) or (
        _attached_time(trigger.head, document) if trigger.head.pos_ in _VERBS else None
    )
    if other is None or other.earliest is None or other.latest is None:
        return None
    if mark.lower_ == "before":
        return Time(other.earliest, other.latest + _SOON, other.expression)
    return Time(other.earliest - _SOON, other.latest, other.expression)


def _dated_before(word: Token, document: Document) -> Time | None:
    """The time whose expression ends right before a word: the parser may attach the clause to another verb."""
    end = word.i - 1 if word.i and word.nbor(-1).text == "," else word.i
    for span, by in _owned(word.sent):
        if span.end == end and (days := _resolved(span, by, by, document)) is not None:
            return Time(*days, document.span_evidence(span))
    return None


_ORDER = frozenset({"before", "after"})
_NEARLY = frozenset({"just", "shortly", "soon", "immediately", "right"})
_SOON = dt.timedelta(days=31)
"""How far apart two events are at most of which one came just before the other."""


def _attached_time(trigger: Token, document: Document) -> Time | None:
    owned = _owned(trigger.sent)
    if not owned:
        return None
    for heads in _heads(trigger):
        expressions = [
            (days, span, by)
            for span, by in owned
            if by in heads
            and _may_lend(span, by, trigger)
            and (days := _resolved(span, by, trigger, document)) is not None
        ]
        if expressions:
            days, span, by = min(
                expressions, key=lambda expression: (_length(expression[0]), abs(expression[1].start - trigger.i))
            )
            days, span = _with_conjuncts(days, span, [(other, place) for other, place, _ in expressions])
            earliest, latest = _lasting(days, by, trigger)
            return Time(earliest, latest, document.span_evidence(span))
    return None


@lru_cache(maxsize=256)
def _owned(sentence: Span) -> tuple[tuple[Span, Token], ...]:
    """The time expressions of a sentence that belong to a verb or noun, each with that token."""
    return tuple((span, by) for span in expressions_in(sentence) if (by := owner(span)) is not None)


def _heads(trigger: Token) -> Iterator[list[Token]]:
    """The tokens whose time is the trigger's, nearest in meaning first."""
    yield [trigger]
    yield from _verb_heads(trigger) if trigger.pos_ in _VERBS else _noun_heads(trigger)


def _verb_heads(verb: Token) -> Iterator[list[Token]]:
    # `signed the deal on Monday` is often read as a deal on Monday
    yield [noun for noun in _arguments(verb) if noun.i > verb.i]
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and (scheduled := _scheduled_by(verb)):
        yield scheduled
    openers = [
        child
        for child in verb.children
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i < verb.i and child.lemma_.lower() in SPEAKING
    ]
    yield [*openers, *(noun for opener in openers for noun in _arguments(opener))]
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBS and not _has_subject(verb):
        yield [verb.head]
    followers = [
        conjunct
        for conjunct in conjuncts(verb)
        if conjunct.i > verb.i and conjunct.pos_ in _VERBS and not _has_subject(conjunct)
    ]
    yield followers
    if verb.dep_ == "advcl" and verb.i > verb.head.i and _is_at_the_same_time(verb):
        yield [verb.head]


def _scheduled_by(verb: Token) -> list[Token]:
    """The words that schedule a verb: `expected`, or `due` and its `is`; `to open` may depend on either."""
    head = verb.head
    if head.lemma_.lower() in SCHEDULING:
        return [head] if head.pos_ in _VERBS else [head, head.head]
    due = [child for child in head.children if child.dep_ == "acomp" and child.lemma_.lower() in SCHEDULING]
    return [head, *due] if due else []


def _noun_heads(noun: Token) -> Iterator[list[Token]]:
    yield [clause for clause in _clauses(noun) if clause.lemma_.lower() in REALISING | SCHEDULING | {"plan"}]
    head = noun
    while head.dep_ == "conj" and head.head.pos_ not in _VERBS:
        head = head.head
    if head is not noun:
        yield [head]
    governor = _governor(head)
    if governor is None:
        return
    if governor.lemma_.lower() in REALISING or _only_says_when(governor):
        yield [governor]
        yield from _verb_heads(governor)


def _arguments(verb: Token) -> list[Token]:
    """The nouns in the clause of the verb, without those after `after` and `before`."""
    objects = [child for child in verb.children if child.dep_ in {"dobj", "attr", "dative"}]
    objects.extend(_occasions(verb, {"at", "in", "on", "for", "during", "with", "to"}))
    return objects


def _occasions(token: Token, prepositions: set[str]) -> Iterator[Token]:
    """The objects of some prepositions of a token, and the objects of `at`, `in` and `during` of these."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield noun
                    yield from _occasions(noun, {"at", "in", "during"})


def _clauses(noun: Token) -> Iterator[Token]:
    """The relative clauses of a noun and of the nouns in its phrases, since the parser's attachment is unsure."""
    for child in noun.children:
        if child.dep_ in ADNOMINAL_CLAUSES:
            yield child
        elif child.dep_ == "prep" and child.i > noun.i:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _clauses(inner)


def _governor(noun: Token) -> Token | None:
    """The verb that a noun is the subject or object of, or whose `on`, `for`, `in`, `to`, `with` it follows."""
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return noun.head if noun.head.pos_ in _VERBS else None
    if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "for", "in", "to", "with", "out", "off", "up"}:
        above = noun.head.head
        while above.dep_ == "prep" and above.head.i != above.i:
            above = above.head
        return above if above.pos_ in _VERBS else None
    return None


def _only_says_when(verb: Token) -> bool:
    """Whether the verb only dates its subject (`the visit was on Monday`)."""
    return verb.lemma_.lower() == "be" and not any(child.dep_ in {"attr", "acomp"} for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in verb.children)


def _is_at_the_same_time(clause: Token) -> bool:
    """Whether a clause is simultaneous with its main clause (`said ..., adding`, `met him as he opened the visit`)."""
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark" or child.tag_ == "WRB"}
    if clause.tag_ == "VBG":
        return not marks
    return bool(marks & {"as", "when", "while"}) and clause.tag_ == clause.head.tag_ == "VBD"


def _may_lend(span: Span, by: Token, trigger: Token) -> bool:
    """Whether a time of another token can be the trigger's; not if it only identifies a noun (`the accord of 2001`)."""
    if by.i == trigger.i or by.pos_ in _VERBS:
        return True
    introduced = span.start > span.sent.start and span[0].nbor(-1).lower_ == "of"
    if introduced or span.start < max(by.i, trigger.i):
        return False
    return trigger.pos_ not in _VERBS or by.dep_ == "pobj" or _is_short(span) or trigger.lemma_.lower() in REALISING


def _is_short(span: Span) -> bool:
    days = resolved(span.text, dt.date(2000, 6, 15), future=False)
    return days is not None and _length(days) < 8


def _with_conjuncts(days: Days, span: Span, expressions: list[tuple[Days, Span]]) -> tuple[Days, Span]:
    """The days from the first to the last of coordinated expressions."""
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


def _resolved(span: Span, by: Token, trigger: Token, document: Document) -> Days | None:
    if span[0].lower_ == "since" and (trigger.pos_ not in _VERBS or not _is_perfect(trigger)):
        # `the first visit since 2019` says when there was none
        return None
    holder = by if by.pos_ in _VERBS else trigger
    article = document.article
    for day in (document.publication_day, article.published.date() if article.published else None):
        # near midnight the day differs between desk and dateline; reports use either
        if day is not None and names_weekday(span.text, day):
            return day, day
    ahead = lies_ahead(holder)
    if ahead is None and holder.tag_ in PRESENT_TAGS and holder.lemma_.lower() in REALISING:
        # `they meet on Wednesday` is a plan, but in a headline it is the news of the day
        ahead = True if document.kind_of(holder) == ParagraphKind.BODY else None
    return resolved(span.text, document.publication_day, ahead)


def _is_perfect(verb: Token) -> bool:
    return any(auxiliary.lemma_.lower() == "have" for auxiliary in auxiliaries(verb)) and not any(
        child.dep_ == "neg" for child in verb.children
    )


def _length(days: Days) -> int:
    first, last = days
    return (last - first).days if first and last else 1_000_000


def _lasting(days: Days, by: Token, trigger: Token) -> Days:
    """The days of an event of which one end is known, by the length that its noun gives."""
    first, last = days
    nouns = [trigger] if trigger.pos_ not in _VERBS else _arguments(trigger)
    length = next((length_there for noun in nouns if (length_there := duration_days(noun))), None)
    ends = by.pos_ in _VERBS and by.lemma_.lower() in END
    if first is None or first != last:
        return days
    if ends:
        return (first - dt.timedelta(days=length - 1) if length else None), last
    return first, first + dt.timedelta(days=(length or 1) - 1)
