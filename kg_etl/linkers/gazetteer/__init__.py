"""Links mentions to the gazetteer by the context of the article; uncertain names stay unlinked.

article_context   items that the article names without ambiguity
adjacent          words next to a name
titles            titles before names or instead of them
people            candidates among people
things            candidates among countries, places and bodies
features          features, and their weights
scored            a candidate with its score
candidates        candidates of a mention
choosing          the entity of a chain, or none
entities          entities, with the countries that they act for and belong to
"""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.gazetteer import Gazetteer
from kg_etl.identifiers import article_iri, nil_iri, nominal_iri, wikidata_iri
from kg_etl.linkers.gazetteer.article_context import article_context
from kg_etl.linkers.gazetteer.candidates import Scored, candidates
from kg_etl.linkers.gazetteer.choosing import Choice, Chooser
from kg_etl.linkers.gazetteer.entities import entities, longest_name
from kg_etl.linkers.gazetteer.features import ALL, Feature
from kg_etl.model import (
    NAMED_FORMS,
    Article,
    Candidate,
    Extraction,
    Link,
    Links,
    Mention,
)

__all__ = ["Explanation", "GazetteerLinker"]

THRESHOLD = 0.6
"""Default score below which a mention is left unlinked."""
_MOST_CANDIDATES = 5
_BY_CHAIN = 0.95
"""Factor of the chain's score for a mention whose score is lower or which lacks the candidate."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The candidates of a mention, and the reason for the choice."""

    number: int
    """Index into `Extraction.mentions`."""
    mention: Mention
    candidates: tuple[Scored, ...]
    """Those of the mention, best first."""
    chosen: Scored | None
    """The entity of its chain; None for NIL."""
    why: str


class GazetteerLinker:
    """A `kg_etl.linkers.Linker` with the gazetteer and the context of the article.

    Capitals are linked literally. `Entity.acts_for` is Russia for Moscow, but only if it fills a role of actors in an
    event; a seat or body of government (the Kremlin, a ministry) always acts for its country. Countries that entities
    act for are among the entities.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        base: str,
        threshold: float = THRESHOLD,
        features: frozenset[Feature] = ALL,
    ) -> None:
        """A linker that mints local IRIs under a base.

        Args:
            gazetteer: The entries to link to.
            base: Beginning of every local IRI, with the final slash.
            threshold: Score in [0, 1] below which a mention stays unlinked, with its candidates.
            features: Groups of features in use; fewer than all only to measure their effects.
        """
        self._gazetteer = gazetteer
        self._base = base
        self._features = features
        self._chooser = Chooser(gazetteer, threshold, features)

    def link(self, article: Article, extraction: Extraction) -> Links:
        """See `kg_etl.linkers.Linker.link`."""
        scored, chains, chosen = self._choices(article, extraction)
        iris = {
            chain: wikidata_iri(best.entry.qid) if best else self._local_iri(article, extraction, chains[chain])
            for chain, best in ((chain, choice.best) for chain, choice in chosen.items())
        }
        day = article.published.date() if article.published else None
        links: list[Link | None] = [None] * len(extraction.mentions)
        for chain, members in chains.items():
            of_chain = tuple(s for i in members for s in scored[i])
            for i in members:
                links[i] = _link(i, iris[chain], chosen[chain].best, scored[i], of_chain)
        return Links(
            article_id=extraction.article_id,
            entities=entities(extraction, chains, chosen, iris, self._gazetteer, day),
            links=tuple(link for link in links if link is not None),
        )

    def explain(self, article: Article, extraction: Extraction) -> tuple[Explanation, ...]:
        """For each mention, in order, its candidates with features, and the reason for the choice of its chain."""
        scored, chains, chosen = self._choices(article, extraction)
        of_mention = {i: chain for chain, members in chains.items() for i in members}
        return tuple(
            Explanation(i, mention, scored[i], chosen[of_mention[i]].best, chosen[of_mention[i]].why)
            for i, mention in enumerate(extraction.mentions)
        )

    def _choices(
        self, article: Article, extraction: Extraction
    ) -> tuple[tuple[tuple[Scored, ...], ...], dict[int, list[int]], dict[int, Choice]]:
        """The candidates of each mention, the mentions of each chain, and the choice of each chain."""
        context = article_context(article, extraction, self._gazetteer)
        scored = tuple(candidates(mention, context, self._gazetteer, self._features) for mention in extraction.mentions)
        chains: dict[int, list[int]] = {}
        first_free = max((mention.chain for mention in extraction.mentions), default=0) + 1
        for index, mention in enumerate(extraction.mentions):
            separate = Feature.COREFERENCE not in self._features or _is_part_of_another_name(mention, scored[index])
            chains.setdefault(first_free + index if separate else mention.chain, []).append(index)
        chosen = {
            chain: self._chooser.choose([extraction.mentions[i] for i in members], [scored[i] for i in members])
            for chain, members in chains.items()
        }
        return scored, chains, chosen

    def _local_iri(self, article: Article, extraction: Extraction, members: list[int]) -> str:
        name = longest_name(extraction, members)
        if name is not None:
            return nil_iri(self._base, name.text, name.type)
        first = extraction.mentions[members[0]]
        return nominal_iri(article_iri(self._base, article.id), first.start, first.end)


def _is_part_of_another_name(mention: Mention, scored: tuple[Scored, ...]) -> bool:
    """Whether a name is part of another name (`Latin American`), and so separate from its chain."""
    return mention.form in NAMED_FORMS and bool(scored) and all(s.features.part for s in scored)


def _link(index: int, iri: str, best: Scored | None, scored: tuple[Scored, ...], of_chain: tuple[Scored, ...]) -> Link:
    kept = scored or of_chain
    if best is None:
        return Link(mention=index, entity=iri, score=0.0, method="nil", candidates=_kept(kept))
    same = next((s for s in scored if s.entry.qid == best.entry.qid), None)
    if same is None or same.score < best.score:
        score = round(best.score * _BY_CHAIN, 4)
        return Link(mention=index, entity=iri, score=score, method="coreference", candidates=_kept((best, *kept)))
    return Link(mention=index, entity=iri, score=same.score, method=same.method, candidates=_kept((best, *kept)))


def _kept(scored: tuple[Scored, ...]) -> tuple[Candidate, ...]:
    best: dict[str, float] = {}
    for s in scored:
        best[s.entry.qid] = max(s.score, best.get(s.entry.qid, 0.0))
    ordered = sorted(best.items(), key=lambda item: -item[1])[:_MOST_CANDIDATES]
    return tuple(Candidate(qid=qid, score=score) for qid, score in ordered)
