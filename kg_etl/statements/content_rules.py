"""The content of a cue: the token ranges that its grammar marks, by the rules in order."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.syntax import children
from kg_etl.documents.tokens import Token
from kg_etl.statements import clausal_contents, nominal_contents, parentheticals
from kg_etl.statements.cue_sites import Clause, CueSite, reach

_RULES = (
    parentheticals.inserted,
    parentheticals.as_clause,
    clausal_contents.finite,
    parentheticals.parenthetical,
    nominal_contents.said_of,
    clausal_contents.infinitive,
    clausal_contents.interrogative,
    nominal_contents.preposition,
    nominal_contents.complement,
    nominal_contents.bare_object,
    nominal_contents.passive_subject,
    nominal_contents.relative,
    nominal_contents.reported_topic,
    clausal_contents.remainder,
    parentheticals.trailing,
)


_SPEECH_RULES = frozenset({"clause", "complement"})
_REASONS = frozenset({"because", "if", "unless", "until", "since", "that", "so"})


def content_of(place: CueSite) -> Clause | None:
    """The content of a verb, by the first rule that finds one; None where the grammar shows none."""
    clause = next((clause for rule in _RULES if (clause := rule(place)) is not None), None)
    return None if clause is None else _with_reason(clause, place.verb)


def _with_reason(clause: Clause, verb: Token) -> Clause:
    """`said it failed, because Iran had left`: the reason is part of what was said, wherever the parser hung it."""
    if clause.rule not in _SPEECH_RULES:
        return clause
    start, end = clause.content[-1]
    for adverbial in children(verb, "advcl"):
        first, last = reach(adverbial)
        if 0 <= first - end <= 1 and any(mark.lower_ in _REASONS for mark in children(adverbial, "mark")):
            return replace(clause, content=(*clause.content[:-1], (start, last)))
    return clause
