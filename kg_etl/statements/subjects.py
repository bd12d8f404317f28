"""Subjects of reporting verbs, also where the parser attaches them elsewhere."""

from __future__ import annotations

from kg_etl.documents.syntax import FINITE_TAGS, NOUNS, PASSIVE_SUBJECTS, SUBJECTS, VERBAL, children
from kg_etl.documents.tokens import Token

_LONGEST_INSERTION = 40
"""Tokens between a subject and its verb that commas may set off."""
_MOST_ASIDES = 2
"""How often they may: `Durbin (Ill.), noting the polls, said`."""


def nearest_subject(verb: Token) -> Token | None:
    """Of several subjects, which the parser gives to a verb after a long quotation, the one beside it."""
    subjects = [
        c
        for c in verb.children
        if (c.dep_ in SUBJECTS and c.tag_ != "EX" and c.pos_ not in VERBAL) or c.dep_ in PASSIVE_SUBJECTS
    ]
    before = [c for c in subjects if c.i < verb.i and all(t.text != '"' for t in verb.doc[c.i : verb.i])]
    return before[-1] if before else min(subjects, key=lambda c: abs(c.i - verb.i), default=None)


def misplaced(verb: Token) -> Token | None:
    """The subject of a main verb that the parser hung elsewhere: a noun before it, or a subject before that."""
    if verb.dep_ != "ROOT" or (verb.tag_ not in FINITE_TAGS and not children(verb, "aux")):
        return None
    for child in verb.lefts:
        if (
            child.pos_ in NOUNS
            and child.dep_ not in {"nsubjpass", "dative", "npadvmod"}
            and child.ent_type_ not in {"DATE", "TIME"}
        ):
            return child
        if child.dep_ in {"ccomp", "advcl"} and child.tag_ in FINITE_TAGS and (subjects := children(child, "nsubj")):
            return subjects[0]
    return None


def before(verb: Token, sentence: tuple[int, int]) -> Token | None:
    """The noun phrase that ends right before a finite verb, where the parser gives the verb no subject.

    What commas or brackets set off in between is passed over: `Blinken, 62, said`, `her adviser, Jake Sullivan, said`.
    """
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "NNS"} or verb.dep_ in {"relcl", "acl", "conj"}:
        return None
    doc, at = verb.doc, verb.i - 1
    while at > sentence[0] and (doc[at].pos_ in {"ADV", "AUX", "PART", "SPACE"}):
        at -= 1
    for _ in range(_MOST_ASIDES):
        if doc[at].text not in {",", ")"}:
            break
        opening = "(" if doc[at].text == ")" else ","
        furthest = max(sentence[0], at - _LONGEST_INSERTION)
        at = next((i - 1 for i in range(at - 1, furthest, -1) if doc[i].text == opening), sentence[0] - 1)
    if at < sentence[0] or doc[at].pos_ not in NOUNS or doc[at].ent_type_ in {"DATE", "TIME"}:
        return None
    noun = doc[at]
    while noun.dep_ in {"pobj", "conj", "appos", "compound", "nmod"}:
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.pos_ not in NOUNS or above.i >= noun.i or above.i < sentence[0]:
            return None if noun.dep_ == "pobj" else noun
        noun = above
    return noun


def subject_above(verb: Token) -> Token | None:
    """The subject of the nearest verb above an infinitive or participle (`had come to Cairo only to say that ...`)."""
    if verb.tag_ not in {"VB", "VBG"} or not (
        children(verb, "ccomp") and verb.dep_ in {"advcl", "xcomp", "pcomp", "acl", "conj"}
    ):
        return None
    for above in verb.ancestors:
        if above.pos_ in VERBAL and (subjects := children(above, "nsubj")):
            return subjects[0]
    return None
