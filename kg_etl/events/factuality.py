"""What makes a clause tell of no fact: negation in other words than `not`, and deeds that were stopped short of.

Sources: the signatures of implicative and factive predicates (Karttunen, 1971; Saurí and Pustejovsky, 2012), as far as
news uses them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.documents.syntax import NOMINAL, NOMINAL_SUBJECTS, VERBAL, children, is_negated
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words

_NEGATIVE = words("negative_pronouns")
_NEGATIVE_DETERMINERS = words("negative_determiners")
_TRUE = words("words_of_truth")
_FALSE = words("words_of_falsehood")
_UNREAL = frozenset(tuple(pair.split("+")) for pair in words("words_before_unreal_deeds"))
_FORGOING = frozenset(tuple(pair.split("+")) for pair in words("forgoing_particle_verbs"))
_BLAMING = words("blaming_verbs")
_CLAIMING = words("claiming_verbs")
_CLAUSES = frozenset({"ccomp", "csubj", "acl", "xcomp"})


def is_negative(noun: Token) -> bool:
    """Whether a noun denotes nobody (`no group`, `none of the ministers`, `neither Peru nor Chile`)."""
    if noun.lower_ in _NEGATIVE or any(
        child.lower_ in _NEGATIVE_DETERMINERS and child.dep_ in {"det", "preconj", "cc"} and child.i < noun.i
        for child in noun.children
    ):
        return True
    return noun.dep_ == "conj" and noun.head.pos_ not in VERBAL and is_negative(noun.head)


def is_denied(verb: Token) -> bool:
    """Whether the clause of a verb is denied by its subject, or by a clause that calls it untrue."""
    clause = verb
    while clause.dep_ == "conj" and not children(clause, *NOMINAL_SUBJECTS) and clause.head.pos_ in VERBAL:
        clause = clause.head
    if any(is_negative(child) for child in children(clause, *NOMINAL_SUBJECTS)):
        return True
    is_content = verb.dep_ in _CLAUSES or (verb.dep_ == "relcl" and bool(children(verb, "mark")))
    return is_content and _is_called_untrue(verb.head)


def _is_called_untrue(governor: Token) -> bool:
    """Whether a clause says that what it governs is not so (`it is not true that`, `the report that ... is false`)."""
    if governor.pos_ in NOMINAL:
        governor = governor.head
    if governor.lemma_ != "be":
        return False
    predicates = children(governor, "acomp", "attr")
    if any(word.lower_ in _FALSE for word in predicates):
        return not is_negated(governor)
    return is_negated(governor) and any(word.lower_ in _TRUE for word in predicates)


def is_unreal(token: Token) -> bool:
    """Whether words just before a verb or the phrase of a noun say that it did not come to it (`stopped short of`)."""
    if token.dep_ == "advcl" and any(
        (token.head.lemma_.lower(), child.lower_) in _FORGOING for child in children(token.head, "prt", "advmod")
    ):
        return True
    return any(pair in _UNREAL for pair in _pairs_before(token))


def _pairs_before(token: Token) -> Iterator[tuple[str, str]]:
    """The two words before the token, and before the phrase that it heads."""
    for first in {token.i, token.left_edge.i}:
        if first - 2 >= token.sent.start:
            yield token.doc[first - 2].lower_, token.doc[first - 1].lower_


def is_alleged(light: Token | None) -> bool:
    """Whether the light verb of a noun only puts the deed down to somebody (`a bombing that they blame on rebels`)."""
    return light is not None and light.lemma_.lower() in _BLAMING | _CLAIMING
