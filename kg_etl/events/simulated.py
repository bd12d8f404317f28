"""Deeds of films, novels, plays, games, exercises and war games: nothing of them happened."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import NOMINAL, NOMINAL_SUBJECTS, PRESENT_TAGS, RELATIVE_TAGS, VERBAL, children
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words

_WORKS = words("works_of_fiction")
_EXERCISES = words("military_exercises")
_COMPOUNDS = frozenset(tuple(pair.split("+")) for pair in words("games_and_exercises"))
_IN = words("prepositions_into_works")
_PLACES = frozenset({"FAC", "GPE", "LOC", "NORP", "ORG"})


def is_simulated(trigger: Token, document: Document) -> bool:
    """Whether the deed is one of a work of fiction or an exercise, by its sentence or the one before."""
    if _is_set_in_work(trigger.sent) or any(_is_of_work(verb) for verb in _verbs_above(trigger)):
        return True
    return _is_present_tense(trigger) and _goes_on(trigger.sent, document)


def _names_work(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _WORKS | _EXERCISES:
        return True
    return any((child.lower_, lemma) in _COMPOUNDS for child in noun.lefts)


def _is_set_in_work(sentence: Span) -> bool:
    """Whether a sentence begins with `in the novel`, `during the exercise`."""
    first = next((token for token in sentence if not token.is_punct and not token.is_space), None)
    if first is None or first.lower_ not in _IN:
        return False
    return any(_names_work(noun) or _is_part_of_work(noun) for noun in first.children if noun.dep_ == "pobj")


def _is_part_of_work(noun: Token) -> bool:
    """Whether it is a part of a work (`the last scene of the film`)."""
    return any(_names_work(inner) for p in children(noun, "prep") if p.lower_ == "of" for inner in children(p, "pobj"))


def _verbs_above(trigger: Token) -> Iterator[Token]:
    if trigger.pos_ in VERBAL:
        yield trigger
    yield from (above for above in trigger.ancestors if above.pos_ in VERBAL)


def _is_of_work(verb: Token) -> bool:
    """Whether the clause of a verb tells what a work or an exercise has in it."""
    if verb.dep_ == "relcl" and verb.head.pos_ in NOMINAL:
        into = any(child.tag_ in RELATIVE_TAGS for p in children(verb, "prep") for child in p.children)
        where = any(child.lower_ == "where" for child in verb.children)
        if (into or where) and (_names_work(verb.head) or _is_title(verb.head, verb)):
            return True
    if verb.dep_ in {"advcl", "ccomp"}:
        return any(_names_work(noun) for noun in children(verb.head, *NOMINAL_SUBJECTS))
    return any(_names_work(noun) for p in children(verb, "prep") if p.lower_ in _IN for noun in children(p, "pobj"))


def _is_title(noun: Token, verb: Token) -> bool:
    """Whether it is the title of a work: a name in quotation marks, of which a clause in the present tense tells."""
    quoted = noun.i + 1 < len(noun.doc) and noun.nbor(1).text == '"'
    return quoted and noun.pos_ == "PROPN" and noun.ent_type_ not in _PLACES and verb.tag_ in PRESENT_TAGS


def _is_present_tense(trigger: Token) -> bool:
    return trigger.tag_ in PRESENT_TAGS


def _goes_on(sentence: Span, document: Document) -> bool:
    """Whether the sentence before it, of the same paragraph, is set in a work."""
    if sentence.start == 0:
        return False
    before = sentence.doc[sentence.start - 1].sent
    same = document.paragraph_at(before.start_char) == document.paragraph_at(sentence.start_char)
    return same and _is_set_in_work(before)
