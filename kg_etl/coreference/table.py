"""MentionTable: the mentions of an article, their coreference chains, and look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg_etl.documents.tokens import Token
from kg_etl.model import Mention


class Referent(NamedTuple):
    """What mentions have in common: a country, or else a coreference chain. Exactly one of them is set."""

    country: str | None = None
    """QID."""
    chain: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MentionTable:
    """Every mention of an article, in text order, including common nouns and pronouns, few of which are kept."""

    items: tuple[Mention, ...]
    by_token: Mapping[int, int]
    """Index of the head token of a noun phrase in the Doc -> index of its mention."""
    referents: tuple[Referent, ...]
    """What each mention denotes in the end: the country that it is, belongs to or acts for (`Russia`, `Russian`,
    `Moscow` where it acts, `his country's forces`), else its chain: of persons, and of capitals as mere places."""
    chains: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Number of a chain -> its mentions, in text order."""
    bests: Mapping[int, int] = field(default_factory=dict)
    """Number of a chain that has a name -> the mention that names it in full first."""
    nations: Mapping[int, str] = field(default_factory=dict)
    """Number of a chain -> QID of the country that a person serves or that a body belongs to."""
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Index of a mention of several -> the mentions of each of them, where the article says who they are."""
    plurals: frozenset[int] = frozenset()
    """Indexes of mentions that denote several."""

    def at(self, token: Token | None) -> int | None:
        """The mention headed by a token; None where the token heads none."""
        return None if token is None else self.by_token.get(token.i)

    def best(self, index: int) -> int:
        """The longest name in the chain of a mention; the mention itself where its chain has no name."""
        return self.bests.get(self.items[index].chain, index)

    def nation(self, index: int) -> str | None:
        """QID of the country that a person serves or a body belongs to; None where article and gazetteer do not say."""
        return self.nations.get(self.items[index].chain)

    def is_group(self, index: int) -> bool:
        """Whether it denotes several (`they`, `the two leaders`, `officials`)."""
        return index in self.plurals

    def members(self, index: int) -> tuple[int, ...]:
        """The antecedents of `they` or `both leaders`, one mention each; empty where they are not known."""
        return self.groups.get(index, ())
