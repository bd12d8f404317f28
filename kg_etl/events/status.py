"""The status of an event mention: happened, planned, denied or claimed, by cue words around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from kg_etl.documents.syntax import (
    ADNOMINAL_CLAUSES,
    CLAUSE_TAGS,
    COORDINATES,
    NOMINAL,
    NOMINAL_SUBJECTS,
    VERBAL,
    auxiliaries,
    children,
    is_negated,
)
from kg_etl.documents.tokens import Token
from kg_etl.errors import GazetteerError
from kg_etl.lexicon import tables
from kg_etl.model import Status

StatusCue = Status | Literal["hypothetical"]

_KINDS = frozenset(
    {
        "auxiliaries",
        "marks",
        "adverbs",
        "determiners",
        "modifiers",
        "verbs",
        "finite",
        "gerunds",
        "nouns",
        "adjectives",
        "prepositions",
    }
)
_ANYONE = frozenset({"anyone", "whoever", "anybody"})
_GRAVITY: tuple[StatusCue, ...] = ("hypothetical", Status.DENIED, Status.CLAIMED, Status.PLANNED, Status.HAPPENED)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OBJECT_LABELS = frozenset({"dobj", "obj", "oprd"})
_BELOW = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd", "csubj", "acomp", "relcl"})
_VERBAL = VERBAL
_NOMINAL = NOMINAL


def status_of(token: Token, light: Token | None = None) -> Status | None:
    """The status that a sentence gives to the event that a verb or noun names; None where it tells of no event.

    Args:
        token: the trigger.
        light: the verb that carries it where it is a noun (`pay a visit`), whose status it shares.
    """
    cues = list(_cues_of(token, light))
    if token.sent[-1].text == "?" or any(t.text == "?" and t.i > token.i for t in token.sent[-3:]):
        return None
    status = min(cues, key=_GRAVITY.index, default=Status.HAPPENED)
    return None if status == "hypothetical" else Status(status)


def _cues_of(token: Token, light: Token | None) -> Iterator[StatusCue]:
    if token.pos_ in _VERBAL:
        yield from _of_verb(token)
        return
    yield from _of_noun_phrase(token)
    if light is not None:
        yield from _of_verb(light)
    else:
        yield from _above_noun(token)


def _of_verb(verb: Token) -> Iterator[StatusCue]:
    seen: set[int] = set()
    is_trigger = True
    while verb.i not in seen:
        seen.add(verb.i)
        if is_trigger:
            yield from _in_clause(verb)
        if any(_is(child, "marks", "hypothetical") for child in children(verb, "mark", "advmod")):
            yield "hypothetical"
        above = verb.head
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if verb.dep_ == "ROOT" or above == verb:
            if infinitive:
                yield Status.PLANNED
            elif verb.tag_ == "VB" and not _has_subject(verb) and not auxiliaries(verb):
                yield "hypothetical"
            return
        if verb.dep_ == "conj" and above.pos_ in _VERBAL:
            is_trigger = verb.tag_ == above.tag_ and not _has_subject(verb)
            if not is_trigger and infinitive is False and _has_subject(verb):
                is_trigger = False
        elif infinitive and verb.dep_ in ADNOMINAL_CLAUSES and above.pos_ == "PROPN":
            yield Status.PLANNED
            return
        elif verb.dep_ == "relcl" and not infinitive:
            if any(_is(child, "determiners", "hypothetical") for child in above.children) or above.lower_ in _ANYONE:
                yield "hypothetical"
            return
        elif _is_done(verb, above):
            return
        elif verb.dep_ in _BELOW:
            while above.pos_ in {"ADP", "SCONJ"} and above.head != above:
                if _is(above, "prepositions", "hypothetical"):
                    yield "hypothetical"
                above = above.head
            finite = _is_finite(verb)
            yield from _of_governor(above, finite=finite, infinitive=infinitive, clause=verb)
            if finite or above.pos_ in _NOMINAL:
                return
            is_trigger = verb.dep_ != "ccomp" and not (verb.dep_ == "advcl" and _has_subject(verb))
        else:
            return
        if above.pos_ not in _VERBAL:
            return
        verb = above


def _is_done(verb: Token, above: Token) -> bool:
    """Had it happened, whatever the verb above says (`will not stop bombing it`, `signed by both, it would bind`)?"""
    if verb.tag_ == "VBG":
        return verb.dep_ == "xcomp" and _is(above, "gerunds", Status.HAPPENED)
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and not auxiliaries(verb)


def _in_clause(verb: Token) -> Iterator[StatusCue]:
    helpers = auxiliaries(verb)
    for helper in helpers:
        if helper.lower_ in {"would", "'d"} and _is_reported(verb):
            yield Status.PLANNED
        else:
            yield from _cue(helper, "auxiliaries", helper.lower_)
    if is_negated(verb) and not any(c.lower_ == "only" for c in verb.children):
        yield Status.DENIED
    past = _is_past(verb)
    for adverb in children(verb, "advmod"):
        if adverb.i + 1 == len(adverb.doc) or adverb.nbor(1).lower_ != "since":
            yield from (cue for cue in _cue(adverb, "adverbs") if not past or cue != Status.PLANNED)
    if verb.lemma_ == "be" and any(c.tag_ == "TO" for x in children(verb, "xcomp") for c in x.children):
        yield Status.PLANNED


def _is_finite(verb: Token) -> bool:
    return any(t.tag_ in CLAUSE_TAGS for t in (verb, *children(verb, "aux", "auxpass")))


def _is_past(verb: Token) -> bool:
    return any(t.tag_ == "VBD" for t in (verb, *auxiliaries(verb)))


def _is_reported(verb: Token) -> bool:
    """Is the clause one that a verb in the past reports (`said he would visit`)?"""
    return (
        verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and not any(child.lower_ == "if" for t in verb.children for child in t.children)
    )


def _of_governor(above: Token, *, finite: bool, infinitive: bool, clause: Token) -> Iterator[StatusCue]:
    if above.pos_ in _NOMINAL:
        if infinitive or not finite:
            cues = list(_cue(above, "nouns"))
            yield from cues
            ordinal = any(c.lower_ in {"first", "last", "only", "latest", "second", "third"} for c in above.children)
            if infinitive and not cues and not ordinal:
                yield "hypothetical"
        return
    if above.pos_ == "ADJ":
        if above.lower_ != "able" or above.head.tag_ != "VBD" or is_negated(above.head):
            yield from _cue(above, "adjectives")
        return
    if above.pos_ not in _VERBAL:
        return
    if finite:
        if _is_past(clause) and (finite_cues := list(_cue(above, "finite"))):
            yield from finite_cues
            return
        yield from (
            cue for cue in _cue(above, "verbs") if cue in {"hypothetical", Status.CLAIMED} or above.lemma_ == "deny"
        )
        return
    cues = [] if clause.dep_ == "advcl" and clause.head == above and not infinitive else list(_cue(above, "verbs"))
    if infinitive and above.lemma_ == "be":
        adjective = next(iter(children(above, "acomp")), None)
        cues += list(_cue(adjective, "adjectives")) if adjective is not None else [Status.PLANNED]
    if infinitive and not cues and clause.dep_ == "advcl":
        cues = [Status.PLANNED]
    yield from cues


def _of_noun_phrase(noun: Token) -> Iterator[StatusCue]:
    for child in noun.lefts:
        if child.dep_ in {"det", "predet", "neg"} or child.pos_ == "DET":
            yield from _cue(child, "determiners", child.lower_)
        elif child.dep_ in {"amod", "compound", "nmod"}:
            yield from _cue(child, "modifiers", child.lower_)


def _above_noun(noun: Token) -> Iterator[StatusCue]:
    while noun.dep_ in COORDINATES and noun.head.pos_ in _NOMINAL:
        noun = noun.head
    above = noun.head
    if noun.dep_ == "compound" and above.pos_ in _NOMINAL:
        yield from _cue(above, "nouns")
        return
    if noun.dep_ == "pobj":
        preposition = above
        yield from _cue(preposition, "prepositions", preposition.lower_)
        above = preposition.head
        if above.pos_ in _NOMINAL and preposition.lower_ in {"of", "for", "on", "to", "about", "against", "over"}:
            yield from _cue(above, "nouns")
        elif above.pos_ in _VERBAL and _is_complement(preposition):
            cues = list(_cue(above, "verbs"))
            yield from cues
            if cues:
                yield from (cue for cue in _in_clause(above) if cue == "hypothetical")
    elif noun.dep_ == "attr" and above.pos_ in _VERBAL:
        for helper in auxiliaries(above):
            yield from _cue(helper, "auxiliaries", helper.lower_)
    elif noun.dep_ in _OBJECT_LABELS and above.pos_ in _VERBAL:
        yield from _cue(above, "verbs")
        if is_negated(above) and not _is_definite(noun):
            yield "hypothetical"
    elif noun.dep_ in NOMINAL_SUBJECTS and above.pos_ in _VERBAL:
        if noun.dep_ == "nsubjpass":
            yield from _cue(above, "verbs")
        indefinite = not _is_definite(noun)
        for helper in auxiliaries(above):
            if helper.lower_ in {"will", "shall", "'ll", "wo"} or (helper.lower_ == "would" and _is_reported(above)):
                yield Status.PLANNED
            elif indefinite:
                yield from _cue(helper, "auxiliaries", helper.lower_)


def _is_complement(preposition: Token) -> bool:
    """Does the verb above ask for it (`called for talks`), or does it only say when (`on a visit, he called for`)?"""
    if preposition.lower_ == "on":
        return preposition.i == preposition.head.i + 1
    return preposition.lower_ in {"for", "of", "against", "about", "to"}


def _is_definite(noun: Token) -> bool:
    """Is it spoken of as known (`did not condemn the invasion`)?"""
    return any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in noun.children)


def _cue(token: Token, kind: str, form: str | None = None) -> Iterator[StatusCue]:
    table = _table()[kind]
    if (status := table.get(form or token.lemma_.lower()) or table.get(token.lower_)) is not None:
        yield status


def _is(token: Token, kind: str, status: StatusCue) -> bool:
    table = _table()[kind]
    return status in {table.get(token.lower_), table.get(token.lemma_.lower())}


def _has_subject(verb: Token) -> bool:
    return bool(children(verb, "nsubj", "nsubjpass", "csubj", "expl"))


@cache
def _table() -> dict[str, dict[str, StatusCue]]:
    rows = tables.table("status")
    if unknown := set(rows) ^ _KINDS:
        raise GazetteerError(f"status.toml: tables missing or unknown: {sorted(unknown)}")
    by_kind: dict[str, dict[str, StatusCue]] = {}
    for kind, by_status in rows.items():
        by_kind[kind] = {}
        for status, words in by_status.items():
            if status not in _GRAVITY:
                raise GazetteerError(f"status.toml, [{kind}]: `{status}` is none of {', '.join(_GRAVITY)}")
            for word in words:
                by_kind[kind].setdefault(word, status if status == "hypothetical" else Status(status))
    return by_kind
