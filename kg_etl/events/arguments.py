"""Grammatical functions of a trigger -> the nouns that fill them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg_etl.documents.syntax import (
    COORDINATES,
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
    subject,
)
from kg_etl.documents.tokens import Token
from kg_etl.events.frames import Words

_SEVERAL = frozenset(
    {"series", "wave", "spate", "set", "string", "number", "round", "couple", "dozen", "range", "raft"}
)
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
ANY_VERB = "*"
SUBJECT_OF = "^"
"""Stands for the preposition of a light verb whose subject the noun is: `hit ^` for `the strikes hit the town`."""


class Trigger(NamedTuple):
    """A word that names an event, and the verb that carries it where it is a noun (`pay a visit`)."""

    token: Token
    light: Token | None = None
    any_verb: bool = False
    """The light verb was named by no row: its grammatical subject is what counts, also in the passive."""


@lru_cache(maxsize=1024)
def nouns(trigger: Trigger, function: str) -> tuple[Token, ...]:
    """The nouns in a grammatical function of a trigger, conjoined ones included, in text order.

    They are remembered for a while, since each frame of a trigger asks for them.
    """
    return tuple(_nouns(trigger, function))


def _nouns(trigger: Trigger, function: str) -> list[Token]:
    token, light = trigger.token, trigger.light
    if function.startswith("light "):
        return [] if light is None else _of_light(trigger, light, function.removeprefix("light "))
    if function.startswith("prep:"):
        return _under(trigger, tuple(function.removeprefix("prep:").split("|")))
    if function == "subject":
        return _each(agent(token))
    if function == "object":
        return _objects(token)
    if function == "possessor":
        return _each(possessor(token))
    if function == "between":
        return _under(trigger, ("between", "among", "amongst"))
    return [modifier for child in token.lefts if child.dep_ in _MODIFIERS for modifier in (*_hyphenated(child), child)]


def _hyphenated(token: Token) -> list[Token]:
    """What a hyphen joins before a modifier (`Russian` in `Russian-Iranian`, and in `Russian-led`)."""
    if token.lower_ == "led":
        return children(token, "npadvmod", "nmod")
    return [child for child in token.lefts if child.dep_ in _MODIFIERS and child.nbor(1).text in {"-", "–"}]


def _of_light(trigger: Trigger, light: Token, function: str) -> list[Token]:
    if function.startswith("prep:"):
        return preposition_objects(light, *function.removeprefix("prep:").split("|"))
    if trigger.any_verb and is_passive(light):
        return _each(patient(light)) if function == "subject" else []
    argument = agent(light) if function == "subject" else patient(light)
    return [] if argument == trigger.token else [noun for noun in _each(argument) if noun != trigger.token]


def _under(trigger: Trigger, prepositions: tuple[str, ...]) -> list[Token]:
    """Objects of prepositions on the trigger; on its light verb or its object too, where parsers hang them at will."""
    token, light = trigger.token, trigger.light
    fillers = preposition_objects(token, *prepositions)
    if token.pos_ in VERBAL:
        for noun in children(token, "dobj", "obj", "prt", "advmod", "prep", "agent"):
            fillers += preposition_objects(noun, *prepositions)
            for inner in children(noun, "pobj"):
                fillers += preposition_objects(inner, *prepositions)
    else:
        if light is not None and prepositions != ("by",):
            partners = preposition_objects(light, "from", "with", "across", "inside")
            for governor in (light, *children(light, "npadvmod"), *partners):
                fillers += preposition_objects(governor, *prepositions)
        for clause in children(token, "acl", "relcl"):
            fillers += preposition_objects(clause, *prepositions)
        for noun in preposition_objects(token, "to", "in", "on", "of", "with", "for"):
            fillers += preposition_objects(noun, *prepositions)
    return sorted(dict.fromkeys(fillers), key=lambda token: token.i)


def _objects(verb: Token) -> list[Token]:
    """The patient, and further objects, as which parsers read `his counterpart Mr Lee`."""
    further = [] if is_passive(verb) else [noun for child in children(verb, "dobj", "obj") for noun in conjuncts(child)]
    return list(dict.fromkeys([*_each(patient(verb)), *further]))


def _each(token: Token | None) -> list[Token]:
    return [] if token is None else conjuncts(token)


def light_verbs(noun: Token) -> list[tuple[Token, str | None]]:
    """The verbs that can carry a noun, nearest first, and the preposition between them.

    It is their object, their subject (`SUBJECT_OF` instead of a preposition), the subject of their passive, the
    antecedent of their relative clause, or the object of a preposition on them.
    """
    lights: list[tuple[Token, str | None]] = []
    first = noun
    while first.dep_ in COORDINATES and first.head.pos_ in NOMINAL:
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.lemma_.lower() in _SEVERAL:
        first = first.head.head
    if first.dep_ in OBJECTS | PASSIVE_SUBJECTS and first.head.pos_ in VERBAL:
        lights.append((first.head, None))
    if first.dep_ == "nsubj" and first.head.pos_ == "VERB":
        lights.append((first.head, SUBJECT_OF))
    for clause in children(noun, "acl", "relcl"):
        if patient(clause) == noun:
            lights.append((clause, None))
        lights += [(clause, p.lower_) for p in children(clause, "prep") if not children(p, "pobj")]
    if first.dep_ == "pobj" and first.head.pos_ in {"ADP", "SCONJ", "PART"}:
        preposition = first.head
        verb = preposition.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        asides = {"nsubj"} if preposition.lower_ == "on" else set()
        if verb.pos_ in NOMINAL and verb.dep_ in OBJECTS | {"pobj"} | asides:
            verb = verb.head.head if verb.dep_ == "pobj" else verb.head
        if verb.pos_ in VERBAL:
            lights.append((verb, preposition.lower_))
    return lights


def is_words(words: Words, verb: Token, preposition: str | None = None) -> bool:
    """Is the verb these words: its lemma, their particles and prepositions beside it, and no particle else?"""
    if words.lemma != ANY_VERB and verb.lemma_.lower() != words.lemma:
        return False
    if any(child.dep_ == "prt" and child.lower_ not in words.others for child in verb.children):
        return False
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "prep", "advmod", "agent"}}
    if any(below.tag_ == "TO" for child in children(verb, "xcomp") for below in child.children):
        particles.add("to")
    if preposition is None:
        return all(other in particles for other in words.others)
    return bool(words.others) and words.others[-1] == preposition and all(o in particles for o in words.others[:-1])


def governing_subject(verb: Token) -> Token | None:
    """The grammatical subject, in the passive the one it was done to."""
    return patient(verb) if is_passive(verb) else subject(verb)
