"""What rules out an event mention: words around its trigger, its agent, or a generic reading."""

from __future__ import annotations

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.syntax import MODIFIERS, NOMINAL_SUBJECTS, PLURAL_TAGS, VERBAL, agent, auxiliaries, patient
from kg_etl.documents.tokens import Token
from kg_etl.events.arguments import Trigger, nouns
from kg_etl.events.figurative import is_figurative, is_sport
from kg_etl.events.fillers import Filler, is_specific
from kg_etl.events.frames import Frame, Frames
from kg_etl.events.simulated import is_simulated
from kg_etl.lexicon.tables import words
from kg_etl.model import Event, EventClass, RoleName

_WITH_WORDS = words("attacks_with_words")
_ARMED = words("armed")
_KILLING = words("killing")
_SERIES = words("event_series")
_NAMED_ENTITIES = frozenset({"GPE", "NORP", "ORG", "LOC"})
_NOUN_OBJECTS = ("prep:on|against|upon|at|of",)
"""The functions in which a noun that names an event has its object."""
_NOUN_SUBJECTS = ("possessor", "prep:by")
_AGENT_ROLES = frozenset({RoleName.VISITOR, RoleName.ATTACKER, RoleName.PARTY})


def is_excluded(frame: Frame, trigger: Trigger, frames: Frames) -> bool:
    """Whether the words around a trigger rule a frame out (`charm offensive`, `attacked the plan`)."""
    token = trigger.token
    if frame.needs_object and token.pos_ == "VERB" and patient(token) is None:
        return True
    if frame.needs_modifier and modified_type(frame, token) is None:
        return True
    verbal = token.pos_ in VERBAL
    event_nouns = [noun for noun in nouns(trigger, "subject") if _is_trigger(noun, frames)] if verbal else [token]
    if any(_has_excluded_modifier(frame, noun) for noun in event_nouns):
        return True
    objects = ("object",) if verbal else _NOUN_OBJECTS if trigger.light is None else ("light object",)
    subjects = ("subject",) if verbal else _NOUN_SUBJECTS if trigger.light is None else ("light subject",)
    if frame.not_objects and _lemmas(trigger, objects) & frame.not_objects:
        return True
    if frame.not_subjects and _lemmas(trigger, subjects) & frame.not_subjects:
        return True
    before = token.left_edge.nbor(-1).lower_ if token.left_edge.i else ""
    if before in frame.not_after and token.left_edge == token:
        return True
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in frame.not_before


def modified_type(frame: Frame, token: Token) -> str | None:
    """The type that a modifier of the trigger gives the event; None where none does."""
    before = (word for child in token.lefts for word in (child.lower_, child.lemma_.lower()))
    return next((frame.modifiers[word] for word in before if word in frame.modifiers), None)


def lacks_agent(frame: Frame, trigger: Trigger, roles: list[tuple[RoleName, Filler]]) -> bool:
    """Whether the verb has an agent that fits none of the roles of the frame (`critics attacked Israel`)."""
    verb = trigger.token
    if verb.pos_ != "VERB" or agent(verb) is None:
        return False
    subject_roles = {role for role, functions in frame.roles.items() if "subject" in functions}
    return bool(subject_roles) and not any(role in subject_roles for role, _ in roles)


def is_verbal_attack(trigger: Trigger, roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> bool:
    """Whether it is an attack of a politician on another with words: neither arms nor a place are mentioned."""
    sides = [filler for role, filler in roles if role in {RoleName.ATTACKER, RoleName.TARGET}]
    persons = [side for side in sides if side.categories & {"person", "official"}]
    if trigger.token.lemma_.lower() not in _WITH_WORDS or not persons or len(sides) != len(roles):
        return False
    if any(word.lemma_.lower() in _ARMED for word in trigger.token.lefts):
        return False
    if trigger.light is not None and trigger.light.lemma_ in _KILLING:
        return False
    return all(_can_speak(side) for side in sides) and any(is_specific(side, mentions) for side in sides)


def is_generic(trigger: Trigger, roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> bool:
    """Whether it has no particular participant (`states sign treaties`)."""
    verb = trigger.token if trigger.token.pos_ in VERBAL else trigger.light
    habitual = verb is not None and not auxiliaries(verb) and _is_timeless(verb)
    if any(is_specific(filler, mentions) for _, filler in roles):
        role, filler = roles[0]
        return habitual and role in _AGENT_ROLES and not is_specific(filler, mentions) and _is_bare_plural(filler.token)
    return (
        _is_bare_plural(trigger.token) and not _is_episode(trigger.token)
        if verb is None
        else habitual or (verb.tag_ == "VBZ" and not auxiliaries(verb))
    )


def is_no_deed(trigger: Trigger, document: Document) -> bool:
    """Whether the words have another sense here, or tell of sport, fiction or an exercise."""
    light = None if trigger.any_verb else trigger.light
    return (
        is_figurative(trigger.token, light)
        or is_sport(trigger.token, document)
        or is_simulated(trigger.token, document)
    )


def is_only_possessed(event: Event, token: Token) -> bool:
    """Whether a noun says of a journey only whose it is, by a pronoun (`his trip`): that of another mention."""
    if (
        event.cls != EventClass.VISIT
        or event.time is not None
        or [role.name for role in event.roles] != [RoleName.VISITOR]
    ):
        return False
    return any(child.dep_ == "poss" and child.pos_ == "PRON" for child in token.children)


def _is_trigger(noun: Token, frames: Frames) -> bool:
    """Whether a noun, such as the subject of a verb, can itself name an event (`a gas explosion killed two`)."""
    return noun.lemma_.lower() in frames.by_noun


def _has_excluded_modifier(frame: Frame, noun: Token) -> bool:
    for modifier in noun.lefts:
        if modifier.dep_ in MODIFIERS | {"poss", "nummod"}:
            if {modifier.lower_, modifier.lemma_.lower()} & frame.not_modifiers:
                return True
            if modifier.i and modifier.nbor(-1).text == "-" and modifier.nbor(-2).lower_ in frame.not_modifiers:
                return True
    return False


def _lemmas(trigger: Trigger, functions: tuple[str, ...]) -> set[str]:
    """The lemmas of the nouns in several functions, names left out: `union` must not exclude the Soviet Union."""
    arguments = (noun for function in functions for noun in nouns(trigger, function))
    return {noun.lemma_.lower() for noun in arguments if noun.pos_ != "PROPN" or noun.ent_type_ not in _NAMED_ENTITIES}


def _can_speak(filler: Filler) -> bool:
    if filler.token.lower_ in {"me", "us"} or filler.token.lemma_.lower() in _WITH_WORDS:
        return True
    armed_or_place = filler.categories & {"force", "weapon", "country", "place", "facility"}
    return bool(filler.categories & {"person", "official", "body"}) and not armed_or_place


def _is_timeless(verb: Token) -> bool:
    """Whether a verb and its governors are present or tenseless (not `wounding` in `killed ten, wounding five`)."""
    while verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj", "xcomp", "pcomp"} and verb.head != verb:
        verb = verb.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        if verb.pos_ not in VERBAL or auxiliaries(verb):
            return False
    return verb.tag_ in {"VBP", "VB", "VBG"}


def _is_episode(noun: Token) -> bool:
    """Whether the noun is the subject of a verb in the past (`attacks by troops prompted an appeal`)."""
    return noun.dep_ in NOMINAL_SUBJECTS and noun.head.tag_ == "VBD"


def _is_bare_plural(token: Token) -> bool:
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SERIES:
        return False
    return token.tag_ in PLURAL_TAGS and not any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)
