"""Scored: a candidate with its features and score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg_etl.gazetteer import Entry
from kg_etl.linkers.gazetteer.features import Features, Match, score


@dataclass(frozen=True)
class Scored:
    """A candidate entry of a mention, with its features."""

    entry: Entry
    features: Features

    @cached_property
    def score(self) -> float:
        """Order of trust in [0, 1]."""
        return score(self.features, self.entry.type)

    @property
    def method(self) -> str:
        """How the mention led to the entry: `coreference` where the article's full name decided."""
        by_name = self.features.match is Match.SURNAME and self.features.in_full
        return "coreference" if by_name else self.features.match.value
