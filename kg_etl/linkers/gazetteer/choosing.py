"""The choice of the entity of a chain: the best candidate above the threshold and the margin, or NIL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg_etl.gazetteer import Gazetteer
from kg_etl.linkers.gazetteer.candidates import Scored
from kg_etl.linkers.gazetteer.features import Feature
from kg_etl.linkers.gazetteer.titles import without_title
from kg_etl.model import NAMED_FORMS, EntityType, Mention

MARGIN = 0.1
"""Minimum lead of the best candidate over every other one; with less, the chain is NIL."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The entity of a chain, or None for NIL, with the reason in words."""

    best: Scored | None
    why: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the candidates of a chain."""

    gazetteer: Gazetteer
    threshold: float
    features: frozenset[Feature]

    def choose(self, mentions: Sequence[Mention], scored: Sequence[tuple[Scored, ...]]) -> Choice:
        """The best candidate of the names of a chain or, without names, of its titles.

        A full name of a person without a candidate makes the whole chain NIL.

        Args:
            mentions: The mentions of a chain.
            scored: The candidates of each mention, best first.
        """
        nil = Feature.NIL in self.features
        named = [i for i, mention in enumerate(mentions) if mention.form in NAMED_FORMS]
        for i in named:
            if nil and not scored[i] and self._is_in_full(mentions[i]):
                return Choice(None, f"{mentions[i].text} is a full name that the gazetteer lacks")
        ranked = sorted((s for i in named or range(len(mentions)) for s in scored[i]), key=lambda s: -s.score)
        if not ranked:
            return Choice(
                None, "the gazetteer has no entry of that name" if named else "the chain has neither a name nor a title"
            )
        best = ranked[0]
        rival = next((s for s in ranked if s.entry.qid != best.entry.qid), None)
        if nil and best.score < self.threshold:
            return Choice(None, f"the best candidate is below the threshold of {self.threshold}")
        if nil and rival is not None and best.score - rival.score < MARGIN:
            return Choice(None, f"{best.entry.label} scores less than {MARGIN} more than {rival.entry.label}")
        if nil and all(s.features.far for s in ranked if s.entry.qid == best.entry.qid):
            return Choice(None, f"nothing else in the article is of the country of {best.entry.label}")
        return Choice(best, "the best candidate, above threshold and margin")

    def _is_in_full(self, mention: Mention) -> bool:
        name, _ = without_title(mention.text, self.gazetteer)
        return mention.type is EntityType.PERSON and " " in name
