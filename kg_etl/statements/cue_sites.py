"""A reporting verb in its sentence, and the content that a rule finds for it."""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.documents.syntax import NOMINAL_LEFT
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.statements.cues import Cue, cue_lexicon
from kg_etl.statements.labels import TEMPORAL_TYPES
from kg_etl.statements.token_ranges import TokenRanges

COMMAS = frozenset({",", "-", "—", "–", "--"})
MARKS = frozenset({'"', "''", "``"})
STOPS = frozenset({".", "!", "?", '"', "''"})
BREAKS = COMMAS | STOPS | frozenset({":", ";", "``"})
LONGEST_PARENTHETICAL = 16
"""The most tokens between a cue and the comma that closes its parenthetical, or between a cue and its `that`."""
_QUANTIFIERS = words("speaker_quantifiers")
_CONNECTIVES = cue_lexicon().words["connectives"]


@dataclass(frozen=True, slots=True)
class CueSite:
    """A reporting verb in its sentence."""

    verb: Token
    cue: Cue
    """Its entry in the cue lexicon."""
    speaker: Token | None
    """Head of the phrase that names the speaker at the cue."""
    sentence: tuple[int, int]
    """Token indexes of the verb's sentence, half-open."""


@dataclass(frozen=True, slots=True)
class ContentMatch:
    """The content that a rule found, with the name of the rule."""

    content: TokenRanges
    rule: str
    marker: Token | None = None
    """The preposition that is part of the cue (`called for`)."""


def name_phrase(head: Token, cue: Token | None = None) -> tuple[int, int]:
    """The range of the noun phrase that a token heads, modifiers included.

    Left out are circumstantial phrases (`the envoy, in Cairo`), relative clauses that are reports themselves
    (`the envoy, who denied it`), and clauses that contain the cue (`pages saying ...`).
    """
    start, end = subtree_range(head)
    verbs = cue_lexicon().verbs
    for child in head.children:
        first, last = subtree_range(child)
        set_off = head.doc[first - 1].text in {",", "-", "\u2013", "\u2014"} if first else False
        if child.i < head.i:
            if child.dep_ in {"cc", "npadvmod", "punct"} or (child.dep_ == "advmod" and child.lower_ in _CONNECTIVES):
                start = max(start, last)
        elif (
            child.dep_ in {"advcl", "npadvmod", "ccomp", "parataxis"}
            or (cue is not None and first <= cue.i < last)
            or (child.dep_ in {"prep", "advmod"} and (set_off or _is_time(child)))
        ):
            end = min(end, max(first, head.i + 1))
    start = min(start, head.i)
    while end - 1 > head.i and head.doc[end - 1].lower_ in _QUANTIFIERS:
        end -= 1
    for token in head.doc[head.i + 1 : end]:
        first = subtree_range(token)[0]
        if token.dep_ == "relcl" and token.lemma_.lower() in verbs and head.i < first < end:
            end = first if head.doc[first - 1].text == "," else end
    while start > 1 and head.doc[start - 1].text in {"-", "/"} and not head.doc[start - 2].whitespace_:
        start = head.doc[start - 2].left_edge.i if head.doc[start - 2].dep_ in NOMINAL_LEFT else start - 2
    return start, end


def _is_time(phrase: Token) -> bool:
    return any(t.ent_type_ in TEMPORAL_TYPES for t in phrase.children)


def subtree_range(token: Token) -> tuple[int, int]:
    """The range from the first to the last token that depends on the token."""
    return token.left_edge.i, token.right_edge.i + 1
