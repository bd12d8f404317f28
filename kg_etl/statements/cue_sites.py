"""CueSite: a reporting verb in its sentence; Clause: the content that a rule gives it."""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.documents.syntax import NOMINAL_LEFT
from kg_etl.documents.tokens import Token
from kg_etl.statements.cues import Cue, lexicon
from kg_etl.statements.token_ranges import TokenRanges

COMMAS = frozenset({",", "-", "—", "–", "--"})
MARKS = frozenset({'"', "''", "``"})
STOPS = frozenset({".", "!", "?", '"', "''"})
BREAKS = COMMAS | STOPS | frozenset({":", ";", "``"})
LONGEST_INSERTION = 16
"""Tokens that may stand between a cue and the comma that closes its insertion, or before its `that`."""
_ALL = frozenset({"all", "both", "each"})
_CONNECTIVES = lexicon().words["connectives"]


@dataclass(frozen=True, slots=True)
class CueSite:
    """A reporting verb where it stands."""

    verb: Token
    cue: Cue
    """What the lexicon knows of it."""
    speaker: Token | None
    """Head of the words that name the speaker."""
    sentence: tuple[int, int]
    """Token indexes of the verb's sentence, half-open."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Content that the grammar gives, and by which rule."""

    content: TokenRanges
    rule: str
    marker: Token | None = None
    """The preposition that belongs to the cue (`called for`)."""


def naming(head: Token, cue: Token | None = None) -> tuple[int, int]:
    """The noun phrase that a token heads, with all that describes it.

    What stands beside it and tells of the circumstances does not belong to it (`the envoy, in Cairo`), nor a clause
    that reports what it says by itself (`the envoy, who denied it`), nor one with the cue in it (`pages saying ...`).
    """
    start, end = reach(head)
    verbs = lexicon().verbs
    for child in head.children:
        first, last = reach(child)
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
    while end - 1 > head.i and head.doc[end - 1].lower_ in _ALL:
        end -= 1
    for token in head.doc[head.i + 1 : end]:
        first = reach(token)[0]
        if token.dep_ == "relcl" and token.lemma_.lower() in verbs and head.i < first < end:
            end = first if head.doc[first - 1].text == "," else end
    while start > 1 and head.doc[start - 1].text in {"-", "/"} and not head.doc[start - 2].whitespace_:
        start = head.doc[start - 2].left_edge.i if head.doc[start - 2].dep_ in NOMINAL_LEFT else start - 2
    return start, end


def _is_time(phrase: Token) -> bool:
    return any(t.ent_type_ in {"DATE", "TIME"} for t in phrase.children)


def reach(token: Token) -> tuple[int, int]:
    """The token with all that depends on it."""
    return token.left_edge.i, token.right_edge.i + 1
