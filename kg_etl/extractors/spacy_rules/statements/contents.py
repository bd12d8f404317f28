"""What a cue says: the stretches of words that its grammar marks as content."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.extractors.spacy_rules.statements import clauses, insertions, phrases
from kg_etl.extractors.spacy_rules.statements.place import Clause, Place, reach
from kg_etl.extractors.spacy_rules.syntax import children
from kg_etl.extractors.spacy_rules.tokens import Token

_RULES = (
    insertions.inserted,
    insertions.as_told,
    clauses.finite,
    insertions.parenthetical,
    phrases.said_of,
    clauses.infinitive,
    clauses.interrogative,
    phrases.preposition,
    phrases.complement,
    phrases.bare_object,
    phrases.passive_subject,
    phrases.relative,
    phrases.told,
    clauses.remainder,
    insertions.trailing,
)


_SPOKEN = frozenset({"clause", "complement"})
_REASONS = frozenset({"because", "if", "unless", "until", "since", "that", "so"})


def content_of(place: Place) -> Clause | None:
    """The content of a verb, by the first rule that finds one; None where the grammar shows none."""
    found = next((found for rule in _RULES if (found := rule(place)) is not None), None)
    return None if found is None else _with_reason(found, place.verb)


def _with_reason(found: Clause, verb: Token) -> Clause:
    """`said it failed, because Iran had left`: the reason is part of what was said, wherever the parser hung it."""
    if found.rule not in _SPOKEN:
        return found
    start, end = found.content[-1]
    for clause in children(verb, "advcl"):
        first, last = reach(clause)
        if 0 <= first - end <= 1 and any(mark.lower_ in _REASONS for mark in children(clause, "mark")):
            return replace(found, content=(*found.content[:-1], (start, last)))
    return found
