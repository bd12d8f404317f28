"""Chooses the entity of a chain: the candidate that is sure enough and well ahead of the others, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg_etl.gazetteer import Gazetteer
from kg_etl.linkers.gazetteer.candidates import Scored
from kg_etl.linkers.gazetteer.features import Feature
from kg_etl.linkers.gazetteer.titles import without_title
from kg_etl.model import NAMED_FORMS, EntityType, Mention

MARGIN = 0.1
"""A candidate that is not ahead of every other one by so much is not chosen: the article does not decide."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a chain denotes, and the reason in words."""

    best: Scored | None
    why: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the candidates of the mentions of one chain."""

    gazetteer: Gazetteer
    threshold: float
    features: frozenset[Feature]

    def choose(self, mentions: Sequence[Mention], scored: Sequence[tuple[Scored, ...]]) -> Choice:
        """The best candidate of a chain's names, or where it has no names, of its titles.

        A full name of a person that has no candidate decides for its whole chain.

        Args:
            mentions: of one chain.
            scored: the candidates of each, best first.
        """
        nil = Feature.NIL in self.features
        named = [i for i, mention in enumerate(mentions) if mention.form in NAMED_FORMS]
        for i in named:
            if nil and not scored[i] and self._is_in_full(mentions[i]):
                return Choice(None, f"{mentions[i].text} is a full name that the gazetteer does not hold")
        ranked = sorted((s for i in named or range(len(mentions)) for s in scored[i]), key=lambda s: -s.score)
        if not ranked:
            return Choice(None, "the gazetteer holds nothing of that name" if named else "nothing names it")
        best = ranked[0]
        rival = next((s for s in ranked if s.entry.qid != best.entry.qid), None)
        if nil and best.score < self.threshold:
            return Choice(None, f"its best candidate is below the threshold of {self.threshold}")
        if nil and rival is not None and best.score - rival.score < MARGIN:
            return Choice(None, f"{best.entry.label} is less than {MARGIN} ahead of {rival.entry.label}")
        if nil and all(s.features.far for s in ranked if s.entry.qid == best.entry.qid):
            return Choice(None, f"nothing else speaks of the country of {best.entry.label}")
        return Choice(best, "the best candidate, sure enough and well ahead")

    def _is_in_full(self, mention: Mention) -> bool:
        name, _ = without_title(mention.text, self.gazetteer)
        return mention.type is EntityType.PERSON and " " in name
