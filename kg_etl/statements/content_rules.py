"""The rules that find the content of a verb, in order."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.syntax import children
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.statements import clausal_contents, nominal_contents, parentheticals
from kg_etl.statements.cue_sites import ContentMatch, CueSite, subtree_range

_RULES = (
    parentheticals.medial_parenthetical,
    parentheticals.as_clause,
    clausal_contents.finite_clause,
    parentheticals.parenthetical,
    nominal_contents.passive_infinitive,
    clausal_contents.infinitive_clause,
    clausal_contents.interrogative_clause,
    nominal_contents.prepositional_object,
    nominal_contents.object_complement,
    nominal_contents.bare_object,
    nominal_contents.passive_subject,
    nominal_contents.relative_antecedent,
    nominal_contents.story_object,
    clausal_contents.sentence_remainder,
    parentheticals.final_cue,
)


_EXTENSIBLE_RULES = frozenset({"clause", "complement"})
_REASONS = words("reason_conjunctions")


def content_match(site: CueSite) -> ContentMatch | None:
    """The content of a verb by the first rule that matches; None if no rule does."""
    match = next((match for rule in _RULES if (match := rule(site)) is not None), None)
    return None if match is None else _with_reason(match, site.verb)


def _with_reason(match: ContentMatch, verb: Token) -> ContentMatch:
    """The match extended by a reason (`said it failed, because Iran had left`), wherever the parser attached it."""
    if match.rule not in _EXTENSIBLE_RULES:
        return match
    start, end = match.content[-1]
    for clause in children(verb, "advcl"):
        first, last = subtree_range(clause)
        if 0 <= first - end <= 1 and any(mark.lower_ in _REASONS for mark in children(clause, "mark")):
            return replace(match, content=(*match.content[:-1], (start, last)))
    return match
