"""Scored: a candidate with its features and score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg_etl.gazetteer import Entry
from kg_etl.linkers.gazetteer.features import Features, Match, score


@dataclass(frozen=True)
class Scored:
    """An entry that a mention may denote, with its features."""

    entry: Entry
    features: Features

    @cached_property
    def score(self) -> float:
        """Confidence in [0, 1]; not a probability."""
        return score(self.features, self.entry.type)

    @property
    def method(self) -> str:
        """The value of `Link.method`: `coreference` if a full name of the article decided."""
        by_name = self.features.match is Match.SURNAME and self.features.in_full
        return "coreference" if by_name else self.features.match.value
