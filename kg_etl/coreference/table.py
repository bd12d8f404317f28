"""MentionTable: the mentions of an article, their coreference chains, and look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg_etl.documents.tokens import Token
from kg_etl.mentions.role_nouns import RoleNoun
from kg_etl.model import Mention


@dataclass(frozen=True, slots=True, eq=False)
class MentionTable:
    """Every mention of an article, in text order; also common nouns and pronouns, of which few are kept."""

    items: tuple[Mention, ...]
    by_token: Mapping[int, int]
    """Index of the head token of a noun phrase in the Doc -> index of its mention."""
    keys: tuple[str, ...]
    """For each mention what it denotes in the end: the QID of the country that it is, belongs to or acts for
    (`Russia`, `Russian`, `Moscow` where it acts, `his country's forces`: all `Q159`), else a key of its chain: so for
    each person, and for a capital where it is only a place."""
    chains: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Number of a chain -> its mentions, in text order."""
    bests: Mapping[int, int] = field(default_factory=dict)
    """Number of a chain that has a name -> the mention that names it in full first."""
    nations: Mapping[int, str] = field(default_factory=dict)
    """Number of a chain -> QID of the country that a person serves or that a body belongs to."""
    roles: Mapping[int, RoleNoun] = field(default_factory=dict)
    """Index of a mention -> the role noun that heads it."""
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Index of a mention of several -> the mentions of each of them, where the article says who they are."""
    plurals: frozenset[int] = frozenset()

    def at(self, token: Token | None) -> int | None:
        """The mention headed by a token; None where the token heads none."""
        return None if token is None else self.by_token.get(token.i)

    def best(self, index: int) -> int:
        """The mention that shows best what one denotes: the longest name of its chain, itself where it has none."""
        return self.bests.get(self.items[index].chain, index)

    def nation(self, index: int) -> str | None:
        """QID of the country that a person serves, or a body belongs to, where the article or the gazetteer says it."""
        return self.nations.get(self.items[index].chain)

    def is_group(self, index: int) -> bool:
        """Does it denote several (`they`, `the two leaders`, `officials`)?"""
        return index in self.plurals

    def members(self, index: int) -> tuple[int, ...]:
        """The mentions of each of those that `they` or `both leaders` stand for; empty where that is not known."""
        return self.groups.get(index, ())

    def role(self, index: int) -> RoleNoun | None:
        """The role noun that heads a mention (`minister`, `army`); None for names, pronouns and all other nouns."""
        return self.roles.get(index)

    def is_actor(self, index: int) -> bool:
        """Does it denote, by name or role noun, somebody or something that acts or a place; not just any noun?"""
        chain = self.items[index].chain
        return chain in self.bests or any(i in self.roles for i in self.chains.get(chain, ()))
