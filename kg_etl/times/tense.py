"""Whether a verb or noun refers to the time before or after publication."""

from __future__ import annotations

from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL, PRESENT_TAGS, VERBAL, auxiliaries
from kg_etl.documents.tokens import Token
from kg_etl.times.words import AHEAD, PLANNING, SCHEDULING

_VERBS = VERBAL
_INSIDE_A_CLAUSE = frozenset(
    {"pobj", "prep", "conj", "dobj", "nsubj", "nsubjpass", "attr", "appos", "poss", "pcomp", "agent"}
)


def lies_ahead(token: Token) -> bool | None:
    """Whether the event of a verb or noun is in the future (True) or past (False); None if unknown."""
    if token.pos_ in _VERBS:
        return _verb_lies_ahead(token)
    if any(child.lower_ in AHEAD for child in token.children):
        return True
    head = token
    while head.dep_ in _INSIDE_A_CLAUSE:
        head = head.head
        if head.pos_ in _VERBS:
            return _verb_lies_ahead(head)
    return None


def _verb_lies_ahead(verb: Token) -> bool | None:
    for _ in range(10):
        helpers = {auxiliary.lower_ for auxiliary in auxiliaries(verb)}
        if helpers & {"will", "'ll", "wo", "shall", "would", "may", "might", "could", "can", "should", "must"}:
            return "have" not in helpers
        if _is_going(verb) or (_is_scheduled(verb) and not helpers & {"had", "has", "have"}):
            return True
        if helpers & {"had", "has", "have", "was", "were", "did", "been"} or verb.tag_ == "VBD":
            return False
        if "to" in helpers and (verb.head.lemma_.lower() in PLANNING or verb.dep_ in ADNOMINAL_CLAUSES):
            return True
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"}:
            return False
        if helpers & {"is", "are", "am", "'s", "'re", "does", "do"} or verb.tag_ in PRESENT_TAGS:
            return None
        if verb.head.i == verb.i:
            return True if "to" in helpers else None
        verb = verb.head
        if verb.pos_ not in _VERBS:
            return lies_ahead(verb) if verb.pos_ in NOMINAL else True if verb.lemma_ in PLANNING else None
    return None


def _is_going(verb: Token) -> bool:
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children)


def _is_scheduled(verb: Token) -> bool:
    return verb.tag_ == "VBN" and verb.lemma_.lower() in SCHEDULING | {"plan"}
