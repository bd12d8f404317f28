"""The arguments of a trigger: grammatical functions -> the nouns that stand in them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg_etl.documents.syntax import (
    ADNOMINAL_CLAUSES,
    COORDINATES,
    MODIFIERS,
    NOMINAL,
    OBJECTS,
    PASSIVE_SUBJECTS,
    VERBAL,
    agent,
    children,
    conjuncts,
    is_passive,
    patient,
    possessor,
    preposition_objects,
)
from kg_etl.documents.tokens import Token
from kg_etl.events.frames import VerbPattern
from kg_etl.lexicon.tables import words

_MULTIPLES = words("event_multiples")
_LIGHT_VERB_PREPOSITIONS = words("light_verb_adjunct_prepositions")
_NOUN_PREPOSITIONS = words("event_noun_prepositions")
_BLAMING = words("blaming_verbs")
ANY_VERB = "*"
SUBJECT_OF = "^"
"""In place of the preposition of a light verb whose subject the noun is: `hit ^` in `the strikes hit the town`."""


class Trigger(NamedTuple):
    """A word that names an event, and its light verb if it is a noun (`pay a visit`)."""

    token: Token
    light: Token | None = None
    any_verb: bool = False
    """Whether the frame names no particular light verb; the grammatical subject then counts, also in the passive."""


@lru_cache(maxsize=1024)
def nouns(trigger: Trigger, function: str) -> tuple[Token, ...]:
    """The nouns in a grammatical function of a trigger, conjuncts included, in text order.

    They are cached, since each frame of a trigger needs them.
    """
    return tuple(_nouns(trigger, function))


def _nouns(trigger: Trigger, function: str) -> list[Token]:
    token, light = trigger.token, trigger.light
    if function.startswith("light "):
        return [] if light is None else _light_verb_nouns(trigger, light, function.removeprefix("light "))
    if function.startswith("prep:"):
        return _preposition_nouns(trigger, tuple(function.removeprefix("prep:").split("|")))
    if function == "subject":
        return _with_conjuncts(agent(token))
    if function == "object":
        return _objects(token)
    if function == "possessor":
        return _with_conjuncts(possessor(token))
    if function == "between":
        return _preposition_nouns(trigger, ("between", "among", "amongst"))
    return [noun for child in token.lefts if child.dep_ in MODIFIERS for noun in (*_hyphenated(child), child)]


def _hyphenated(token: Token) -> list[Token]:
    """The words that a hyphen joins to a modifier (`Russian` in `Russian-Iranian` and in `Russian-led`)."""
    if token.lower_ == "led":
        return children(token, "npadvmod", "nmod")
    return [child for child in token.lefts if child.dep_ in MODIFIERS and child.nbor(1).text in {"-", "–"}]


def _light_verb_nouns(trigger: Trigger, light: Token, function: str) -> list[Token]:
    if function.startswith("prep:"):
        return preposition_objects(light, *function.removeprefix("prep:").split("|"))
    if trigger.any_verb and is_passive(light):
        return _with_conjuncts(patient(light)) if function == "subject" else []
    argument = agent(light) if function == "subject" else patient(light)
    if argument == trigger.token:
        return []
    return [noun for noun in _with_conjuncts(argument) if noun != trigger.token]


def _preposition_nouns(trigger: Trigger, prepositions: tuple[str, ...]) -> list[Token]:
    """The objects of prepositions on the trigger, its light verb or the object of either.

    Parsers attach prepositional phrases to any of these.
    """
    token, light = trigger.token, trigger.light
    objects = preposition_objects(token, *prepositions)
    if token.pos_ in VERBAL:
        for noun in children(token, "dobj", "obj", "prt", "advmod", "prep", "agent"):
            objects += preposition_objects(noun, *prepositions)
            for inner in children(noun, "pobj"):
                objects += preposition_objects(inner, *prepositions)
    else:
        if light is not None and prepositions != ("by",):
            adjuncts = preposition_objects(light, *_LIGHT_VERB_PREPOSITIONS)
            for governor in (light, *children(light, "npadvmod"), *adjuncts):
                objects += preposition_objects(governor, *prepositions)
        for clause in children(token, *ADNOMINAL_CLAUSES):
            if clause.lemma_.lower() not in _BLAMING:  # `a bombing that they blame on rebels`: they are no target
                objects += preposition_objects(clause, *prepositions)
        for noun in preposition_objects(token, *_NOUN_PREPOSITIONS):
            objects += preposition_objects(noun, *prepositions)
    return sorted(dict.fromkeys(objects), key=lambda noun: noun.i)


def _objects(verb: Token) -> list[Token]:
    """The patient, and further objects, as which parsers read the name in `his counterpart Mr Lee`."""
    further = [] if is_passive(verb) else [noun for child in children(verb, "dobj", "obj") for noun in conjuncts(child)]
    return list(dict.fromkeys([*_with_conjuncts(patient(verb)), *further]))


def _with_conjuncts(token: Token | None) -> list[Token]:
    return [] if token is None else conjuncts(token)


def light_verbs(noun: Token) -> list[tuple[Token, str | None]]:
    """The possible light verbs of a noun, nearest first, each with the preposition between verb and noun.

    The noun is the verb's object, its subject (`SUBJECT_OF` in place of a preposition), the subject of its passive, the
    antecedent of its relative clause, or the object of a preposition on it.
    """
    verbs: list[tuple[Token, str | None]] = []
    first = noun
    while first.dep_ in COORDINATES and first.head.pos_ in NOMINAL:
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.lemma_.lower() in _MULTIPLES:
        first = first.head.head
    if first.dep_ in OBJECTS | PASSIVE_SUBJECTS and first.head.pos_ in VERBAL:
        verbs.append((first.head, None))
    if first.dep_ == "nsubj" and first.head.pos_ == "VERB":
        verbs.append((first.head, SUBJECT_OF))
    for clause in children(noun, *ADNOMINAL_CLAUSES):
        if patient(clause) == noun:
            verbs.append((clause, None))
        verbs += [(clause, p.lower_) for p in children(clause, "prep") if not children(p, "pobj")]
    if first.dep_ == "pobj" and first.head.pos_ in {"ADP", "SCONJ", "PART"}:
        preposition = first.head
        verb = preposition.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        subjects = {"nsubj"} if preposition.lower_ == "on" else set()
        if verb.pos_ in NOMINAL and verb.dep_ in OBJECTS | {"pobj"} | subjects:
            verb = verb.head.head if verb.dep_ == "pobj" else verb.head
        if verb.pos_ in VERBAL:
            verbs.append((verb, preposition.lower_))
    return verbs


def matches(pattern: VerbPattern, verb: Token, preposition: str | None = None) -> bool:
    """Whether a verb has the lemma of a pattern, its particles and prepositions, and no other particle."""
    if pattern.lemma != ANY_VERB and verb.lemma_.lower() != pattern.lemma:
        return False
    if any(child.dep_ == "prt" and child.lower_ not in pattern.particles for child in verb.children):
        return False
    present = {child.lower_ for child in verb.children if child.dep_ in {"prt", "prep", "advmod", "agent"}}
    if any(below.tag_ == "TO" for child in children(verb, "xcomp") for below in child.children):
        present.add("to")
    if preposition is None:
        return all(particle in present for particle in pattern.particles)
    if not pattern.particles:
        return False
    *particles, last = pattern.particles
    return last == preposition and all(particle in present for particle in particles)
