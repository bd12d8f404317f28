"""A reporting verb where it stands, and the content that a rule gives it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg_etl.extractors.spacy_rules.statements.cues import Cue
from kg_etl.extractors.spacy_rules.statements.stretches import Stretches


@dataclass(frozen=True, slots=True)
class Place:
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

    content: Stretches
    rule: str
    marker: Token | None = None
    """The preposition that belongs to the cue (`called for`)."""


def naming(head: Token) -> tuple[int, int]:
    """The noun phrase that a token heads, with all that describes it."""
    return reach(head)


def reach(token: Token) -> tuple[int, int]:
    """The token with all that depends on it."""
    return token.left_edge.i, token.right_edge.i + 1
