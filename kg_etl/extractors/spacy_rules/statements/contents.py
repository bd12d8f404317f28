"""What a cue says: the stretches of words that its grammar marks as content."""

from __future__ import annotations

from kg_etl.extractors.spacy_rules.statements import clauses, insertions, phrases
from kg_etl.extractors.spacy_rules.statements.place import Clause, Place

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


def content_of(place: Place) -> Clause | None:
    """The content of a verb, by the first rule that finds one; None where the grammar shows none."""
    return next((found for rule in _RULES if (found := rule(place)) is not None), None)
