"""Whether a reporting verb stands in the passive."""

from __future__ import annotations

from kg_etl.documents.syntax import (
    ADNOMINAL_CLAUSES,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    antecedent,
    children,
    is_passive,
    preposition_objects,
)
from kg_etl.documents.tokens import Token


def is_in_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, also by coordination with a passive (`was ignored and ridiculed`).

    An adverbial participle counts too (`Condemned as a trap, the plan failed`).
    """
    if is_passive(verb):
        return not _is_contracted_has(verb)
    if verb.tag_ != "VBN" or children(verb, "aux", *SUBJECTS):
        return False
    if verb.dep_ == "conj":
        return is_in_passive(verb.head)
    return verb.dep_ == "advcl" and not children(verb, "ccomp", "dobj")


def _is_contracted_has(verb: Token) -> bool:
    """Whether `'s` stands for `has` (`he's said that`); the parser takes every `'s` before a participle for `is`."""
    contracted = any(c.dep_ == "auxpass" and c.lower_ == "'s" for c in verb.children)
    return contracted and bool(children(verb, "ccomp", "dobj") or preposition_objects(verb, "about", "against"))


def passive_patient(verb: Token) -> Token | None:
    """The patient of a passive: its subject, that of the verb it is coordinated with, or the noun that it modifies."""
    for child in children(verb, *PASSIVE_SUBJECTS):
        return antecedent(child)
    if verb.dep_ in ADNOMINAL_CLAUSES:
        return verb.head
    if verb.dep_ == "advcl":
        return next(iter(children(verb.head, *SUBJECTS, *PASSIVE_SUBJECTS)), None)
    if verb.dep_ not in {"conj", "xcomp"} or verb.head == verb:
        return None
    return passive_patient(verb.head) or next(iter(children(verb.head, *SUBJECTS)), None)
