"""A trigger -> its time by the expressions of its own sentence, resolved according to its tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL_SUBJECTS, VERBAL, conjuncts
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.times.dates import Days
from kg_etl.times.durations import duration_days
from kg_etl.times.expressions import resolved
from kg_etl.times.finding import expressions_in
from kg_etl.times.governors import governor_of
from kg_etl.times.moments import ReferenceDays, Time
from kg_etl.times.resolution import END_VERBS, EVENT_VERBS, resolved_span

_SCHEDULING = words("scheduling_words")
_OCCASION_VERBS = words("occasion_verbs")
_OF_EARLIER_PLANS = words("adverbs_of_earlier_plans")
_ARGUMENT_PREPOSITIONS = words("time_argument_prepositions")
_GOVERNOR_PREPOSITIONS = words("time_governor_prepositions")


def attached_time(trigger: Token, document: Document, reference: ReferenceDays) -> Time | None:
    """The time of a trigger by the expressions of its sentence, or None where none that dates it can be resolved."""
    if (named := _day_of_when(trigger)) is not None:
        days = resolved_span(named, trigger, trigger, document, reference)
        return Time(*days, document.span_evidence(named)) if days is not None else None
    governed = governed_expressions(trigger.sent)
    if not governed:
        return None
    for heads in _heads(trigger):
        expressions = [
            (days, span, governor)
            for span, governor in governed
            if governor in heads
            and _may_date(span, governor, trigger)
            and (days := resolved_span(span, governor, trigger, document, reference)) is not None
        ]
        if expressions:
            days, span, governor = min(
                expressions, key=lambda expression: (_length(expression[0]), abs(expression[1].start - trigger.i))
            )
            days, span = _with_conjuncts(days, span, [(other, place) for other, place, _ in expressions])
            earliest, latest = _with_duration(days, governor, trigger)
            return Time(earliest, latest, document.span_evidence(span))
    return None


def _day_of_when(trigger: Token) -> Span | None:
    """The expression that a clause with `when` is about (`29 July, when an explosion tore through a hut`)."""
    verb = trigger if trigger.pos_ in VERBAL else governing_verb(trigger)
    while verb is not None and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not _has_subject(verb):
        verb = verb.head
    if verb is None or verb.dep_ != "relcl" or not any(child.lower_ == "when" for child in verb.children):
        return None
    return next((span for span in expressions_in(verb.sent) if span.start <= verb.head.i < span.end), None)


@lru_cache(maxsize=256)
def governed_expressions(sentence: Span) -> tuple[tuple[Span, Token], ...]:
    """The time expressions of a sentence that have a governor, each with it; without those of earlier plans."""
    return tuple(
        (span, governor)
        for span in expressions_in(sentence)
        if (governor := governor_of(span)) is not None and not _is_of_earlier_plan(span, governor)
    )


def _is_of_earlier_plan(expression: Span, governor: Token) -> bool:
    """Whether it is the day of a plan that holds no longer (`once set for Feb. 5`, `originally due on Friday`)."""
    for token in (*expression.root.ancestors, governor):
        if token.lemma_.lower() in _SCHEDULING | {"plan"}:
            return any(child.lower_ in _OF_EARLIER_PLANS for child in token.children)
        if token == governor:
            return False
    return False


def _heads(trigger: Token) -> Iterator[list[Token]]:
    """Groups of tokens whose time is also the trigger's, most reliable first."""
    yield [trigger]
    yield from _verb_heads(trigger) if trigger.pos_ in VERBAL else _noun_heads(trigger)


def _verb_heads(verb: Token) -> Iterator[list[Token]]:
    # parsers often attach `on Monday` of `signed the deal on Monday` to the deal
    yield [noun for noun in _arguments(verb) if noun.i > verb.i]
    yield list(_occasions(verb, frozenset({"during"})))
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
    if head.lemma_ == "be" and any(child.tag_ == "TO" for child in verb.children):
        return [head]  # `on Friday she is to fly to Rome`
    if head.lemma_.lower() in _SCHEDULING:
        return [head] if head.pos_ in VERBAL else [head, head.head]
    due = [child for child in head.children if child.dep_ == "acomp" and child.lemma_.lower() in _SCHEDULING]
    return [head, *due] if due else []


def _noun_heads(noun: Token) -> Iterator[list[Token]]:
    yield [clause for clause in _clauses(noun) if clause.lemma_.lower() in EVENT_VERBS | _SCHEDULING | {"plan"}]
    head = noun
    while head.dep_ == "conj" and head.head.pos_ not in VERBAL:
        head = head.head
    if head is not noun:
        yield [head]
    verb = governing_verb(head)
    if verb is None:
        return
    if verb.lemma_.lower() in EVENT_VERBS or _is_only_dated(verb):
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


def governing_verb(noun: Token) -> Token | None:
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
    if governor.dep_ == "pobj" and governor.head.lower_ == "during":
        return True  # `seized during the 2014 annexation`, `during his visit last year he announced`
    introduced = span.start > span.sent.start and span[0].nbor(-1).lower_ == "of"
    if introduced or span.start < max(governor.i, trigger.i):
        return False
    return (
        trigger.pos_ not in VERBAL
        or governor.dep_ == "pobj"
        or _is_short(span)
        or trigger.lemma_.lower() in EVENT_VERBS
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


def _length(days: Days) -> int:
    first, last = days
    return (last - first).days if first and last else 1_000_000


def _with_duration(days: Days, governor: Token, trigger: Token) -> Days:
    """The days of an event from its first or last day and the duration that its noun gives."""
    first, last = days
    nouns = [trigger] if trigger.pos_ not in VERBAL else _arguments(trigger)
    length = next((duration for noun in nouns if (duration := duration_days(noun))), None)
    ends = governor.pos_ in VERBAL and governor.lemma_.lower() in END_VERBS
    if first is None or first != last:
        return days
    if ends:
        return (first - dt.timedelta(days=length - 1) if length else None), last
    return first, first + dt.timedelta(days=(length or 1) - 1)
