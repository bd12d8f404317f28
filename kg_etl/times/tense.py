"""Whether the event of a verb or noun lies before or after publication."""

from __future__ import annotations

from enum import StrEnum

from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL, PRESENT_TAGS, VERBAL, auxiliaries
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words

_PLANNING = words("planning_words")
_SCHEDULING = words("scheduling_words")
_FUTURE_ADJECTIVES = words("future_adjectives")
_FUTURE_AUXILIARIES = words("tense_future_auxiliaries")
_PAST_AUXILIARIES = words("tense_past_auxiliaries")
_PRESENT_AUXILIARIES = words("tense_present_auxiliaries")
_CLAUSE_INTERNAL = frozenset(
    {"pobj", "prep", "conj", "dobj", "nsubj", "nsubjpass", "attr", "appos", "poss", "pcomp", "agent"}
)


class Tense(StrEnum):
    """The tense of a clause, as its finite verb and auxiliaries give it."""

    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    FUTURE = "future"


def tense_of(token: Token) -> Tense | None:
    """The tense of the clause that a verb or noun stands in; None where the clause has no finite verb."""
    verb: Token | None = token if token.pos_ in VERBAL else _verb_above(token)
    for _ in range(10):
        if verb is None:
            return None
        helpers = {auxiliary.lower_ for auxiliary in auxiliaries(verb)}
        if helpers & _FUTURE_AUXILIARIES:
            return Tense.FUTURE
        if verb.tag_ == "VBN" and helpers & {"had", "'d"}:
            return Tense.PLUPERFECT
        if verb.tag_ == "VBN" and helpers & {"has", "have", "'ve"}:
            return Tense.PERFECT
        if verb.tag_ == "VBD" or helpers & _PAST_AUXILIARIES:
            return Tense.PAST
        if verb.tag_ in PRESENT_TAGS or helpers & _PRESENT_AUXILIARIES:
            return Tense.PRESENT
        if verb.head is verb:
            return Tense.PAST if verb.tag_ == "VBN" else None  # `the minister, who will preside, called on ...`
        verb = verb.head if verb.head.pos_ in VERBAL else _verb_above(verb.head)
    return None


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors if above.pos_ in VERBAL), None)


def is_future(token: Token) -> bool | None:
    """Whether the event of a verb or noun lies in the future (True) or the past (False); None where neither is said."""
    if token.pos_ in VERBAL:
        return _is_future_verb(token)
    if any(child.lower_ in _FUTURE_ADJECTIVES for child in token.children):
        return True
    head = token
    while head.dep_ in _CLAUSE_INTERNAL:
        head = head.head
        if head.pos_ in VERBAL:
            return _is_future_verb(head)
    return None


def _is_future_verb(verb: Token) -> bool | None:
    for _ in range(10):
        helpers = {auxiliary.lower_ for auxiliary in auxiliaries(verb)}
        if helpers & _FUTURE_AUXILIARIES:
            return "have" not in helpers
        if _is_going(verb) or (_is_scheduled(verb) and not helpers & {"had", "has", "have"}):
            return True
        if helpers & _PAST_AUXILIARIES or verb.tag_ == "VBD":
            return False
        if "to" in helpers and (verb.head.lemma_.lower() in _PLANNING or verb.dep_ in ADNOMINAL_CLAUSES):
            return True
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"}:
            return False
        if helpers & _PRESENT_AUXILIARIES or verb.tag_ in PRESENT_TAGS:
            return None
        if verb.head.i == verb.i:
            return True if "to" in helpers else None
        verb = verb.head
        if verb.pos_ not in VERBAL:
            return is_future(verb) if verb.pos_ in NOMINAL else True if verb.lemma_ in _PLANNING else None
    return None


def was_planned(token: Token) -> bool:
    """Whether a plan is told as one of the past (`was due to visit`, `had planned a visit`, `brought them to sign`)."""
    if is_future(token) is False:
        return True
    for verb in (token, *token.ancestors):
        if verb.lemma_.lower() in _SCHEDULING | {"be", "plan"}:
            helpers = {verb.lower_, *(child.lower_ for child in auxiliaries(verb)), verb.head.lower_}
            return bool(helpers & {"was", "were", "had"})
        if verb.pos_ in VERBAL and verb is not token:
            return False
    return False


def _is_going(verb: Token) -> bool:
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children)


def _is_scheduled(verb: Token) -> bool:
    return verb.tag_ == "VBN" and verb.lemma_.lower() in _SCHEDULING | {"plan"}
