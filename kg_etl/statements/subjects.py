"""Subjects of reporting verbs, also where the parser attached none or attached it elsewhere."""

from __future__ import annotations

from kg_etl.documents.syntax import FINITE_TAGS, NOUNS, PASSIVE_SUBJECTS, SUBJECTS, VERBAL, children
from kg_etl.documents.tokens import Token
from kg_etl.statements.labels import TEMPORAL_TYPES

_LONGEST_PARENTHETICAL = 40
"""The most tokens of a parenthetical between a subject and its verb."""
_MOST_PARENTHETICALS = 2
"""The most parentheticals between a subject and its verb: `Durbin (Ill.), noting the polls, said`."""


def nearest_subject(verb: Token) -> Token | None:
    """The subject nearest to the verb; after a long quotation the parser attaches several."""
    subjects = [
        child
        for child in verb.children
        if (child.dep_ in SUBJECTS and child.tag_ != "EX" and child.pos_ not in VERBAL)
        or child.dep_ in PASSIVE_SUBJECTS
    ]
    before = [
        child for child in subjects if child.i < verb.i and all(t.text != '"' for t in verb.doc[child.i : verb.i])
    ]
    return before[-1] if before else min(subjects, key=lambda child: abs(child.i - verb.i), default=None)


def misattached_subject(verb: Token) -> Token | None:
    """The subject of a main verb that the parser labelled otherwise: a noun or the subject of a clause before it."""
    if verb.dep_ != "ROOT" or (verb.tag_ not in FINITE_TAGS and not children(verb, "aux")):
        return None
    for child in verb.lefts:
        if (
            child.pos_ in NOUNS
            and child.dep_ not in {"nsubjpass", "dative", "npadvmod"}
            and child.ent_type_ not in TEMPORAL_TYPES
        ):
            return child
        if child.dep_ in {"ccomp", "advcl"} and child.tag_ in FINITE_TAGS and (subjects := children(child, "nsubj")):
            return subjects[0]
    return None


def preceding_subject(verb: Token, sentence: tuple[int, int]) -> Token | None:
    """The head of the noun phrase that ends right before a finite verb without a parsed subject; None without one.

    Parentheticals in commas or brackets are skipped: `Blinken, 62, said`, `her adviser, Jake Sullivan, said`.
    """
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "NNS"} or verb.dep_ in {"relcl", "acl", "conj"}:
        return None
    doc, at = verb.doc, verb.i - 1
    while at > sentence[0] and (doc[at].pos_ in {"ADV", "AUX", "PART", "SPACE"}):
        at -= 1
    for _ in range(_MOST_PARENTHETICALS):
        if doc[at].text not in {",", ")"}:
            break
        opening = "(" if doc[at].text == ")" else ","
        furthest = max(sentence[0], at - _LONGEST_PARENTHETICAL)
        at = next((i - 1 for i in range(at - 1, furthest, -1) if doc[i].text == opening), sentence[0] - 1)
    if at < sentence[0] or doc[at].pos_ not in NOUNS or doc[at].ent_type_ in TEMPORAL_TYPES:
        return None
    noun = doc[at]
    while noun.dep_ in {"pobj", "conj", "appos", "compound", "nmod"}:
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.pos_ not in NOUNS or above.i >= noun.i or above.i < sentence[0]:
            return None if noun.dep_ == "pobj" else noun
        noun = above
    return noun


def governing_subject(verb: Token) -> Token | None:
    """The subject of the nearest verb above an infinitive or participle (`had come to Cairo only to say that ...`)."""
    if verb.tag_ not in {"VB", "VBG"} or not (
        children(verb, "ccomp") and verb.dep_ in {"advcl", "xcomp", "pcomp", "acl", "conj"}
    ):
        return None
    for above in verb.ancestors:
        if above.pos_ in VERBAL and (subjects := children(above, "nsubj")):
            return subjects[0]
    return None
