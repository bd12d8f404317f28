"""Whether a reporting verb is in the passive."""

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


def in_passive(verb: Token) -> bool:
    """Is the verb a passive, by itself or by one that it is joined to (`was ignored and ridiculed`)?

    A participle that stands alone is one too (`Condemned as a trap, the plan failed`).
    """
    if is_passive(verb):
        return not _has(verb)
    if verb.tag_ != "VBN" or children(verb, "aux", *SUBJECTS):
        return False
    if verb.dep_ == "conj":
        return in_passive(verb.head)
    return verb.dep_ == "advcl" and not children(verb, "ccomp", "dobj")


def _has(verb: Token) -> bool:
    """`he's said that ...`: the parser takes every `'s` before a participle for `is`."""
    contracted = any(c.dep_ == "auxpass" and c.lower_ == "'s" for c in verb.children)
    return contracted and bool(children(verb, "ccomp", "dobj") or preposition_objects(verb, "about", "against"))


def undergoer(verb: Token) -> Token | None:
    """Whom or what a passive is about: its subject, that of the verb it is joined to, or the noun that it modifies."""
    for child in children(verb, *PASSIVE_SUBJECTS):
        return antecedent(child)
    if verb.dep_ in ADNOMINAL_CLAUSES:
        return verb.head
    if verb.dep_ == "advcl":
        return next(iter(children(verb.head, *SUBJECTS, *PASSIVE_SUBJECTS)), None)
    if verb.dep_ not in {"conj", "xcomp"} or verb.head == verb:
        return None
    return undergoer(verb.head) or next(iter(children(verb.head, *SUBJECTS)), None)
