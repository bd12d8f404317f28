"""Links mentions by the curated gazetteer, with the article as context; a name it is not sure of stays unlinked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.identifiers import article_iri, nil_iri, nominal_iri, wikidata_iri
from kg_etl.linkers.gazetteer.candidates import Scored, candidates
from kg_etl.linkers.gazetteer.reading import read
from kg_etl.linkers.gazetteer.titles import without_title
from kg_etl.model import (
    Article,
    Candidate,
    Entity,
    EntityType,
    Extraction,
    Link,
    Links,
    Mention,
    MentionForm,
    RoleName,
)

__all__ = ["GazetteerLinker"]

THRESHOLD = 0.6
"""Default score below which a mention is left unlinked."""
_ACTORS = frozenset(
    {
        RoleName.VISITOR,
        RoleName.HOST,
        RoleName.PARTY,
        RoleName.SIGNATORY,
        RoleName.ATTACKER,
        RoleName.TARGET,
        RoleName.SPEAKER,
        RoleName.ADDRESSEE,
    }
)
_MOST_CANDIDATES = 5
_NAMED = frozenset({MentionForm.NAME, MentionForm.DEMONYM})


class GazetteerLinker:
    """A `kg_etl.linkers.Linker` that knows what the gazetteer knows.

    Capitals are linked literally; that Moscow acts for Russia is said by `Entity.acts_for`, and only where it plays the
    part of an actor in an event. A government's seat or body (the Kremlin, a ministry) always acts for its country.
    Whatever an entity acts for is itself among the entities.
    """

    version: str
    """Short hash of code, gazetteer and settings."""

    def __init__(self, gazetteer: Gazetteer, base: str, threshold: float = THRESHOLD) -> None:
        """A linker that mints local IRIs under a base.

        Args:
            gazetteer: the entries to link to.
            base: start of every local IRI, with its closing slash.
            threshold: score in [0, 1] below which a mention is left unlinked, its candidates kept.
        """
        self._gazetteer = gazetteer
        self._base = base
        self._threshold = threshold
        self.version = _version(gazetteer.version, base, threshold)

    def link(self, article: Article, extraction: Extraction) -> Links:
        """One link for each mention, in the same order; mentions of one chain get the same entity."""
        reading = read(article, extraction, self._gazetteer)
        scored = tuple(candidates(mention, reading, self._gazetteer) for mention in extraction.mentions)
        chains: dict[int, list[int]] = {}
        for index, mention in enumerate(extraction.mentions):
            chains.setdefault(mention.chain, []).append(index)
        chosen = {chain: self._choose(members, extraction, scored) for chain, members in chains.items()}
        iris = {
            chain: wikidata_iri(best.entry.qid) if best else self._local_iri(article, extraction, chains[chain])
            for chain, best in chosen.items()
        }
        of_chain = {chain: tuple(s for i in members for s in scored[i]) for chain, members in chains.items()}
        links = tuple(
            _link(index, iris[mention.chain], chosen[mention.chain], scored[index], of_chain[mention.chain])
            for index, mention in enumerate(extraction.mentions)
        )
        return Links(
            article_id=extraction.article_id,
            entities=self._entities(extraction, chains, chosen, iris),
            links=links,
        )

    def _choose(
        self, members: list[int], extraction: Extraction, scored: tuple[tuple[Scored, ...], ...]
    ) -> Scored | None:
        """What a chain denotes: the best candidate of its names, else of its titles; None below the threshold.

        A full name of a person that the gazetteer does not know decides for its whole chain.
        """
        for named in (True, False):
            indices = [i for i in members if (extraction.mentions[i].form in _NAMED) == named]
            if named and any(self._is_stranger(extraction.mentions[i]) and not scored[i] for i in indices):
                return None
            best = max((s for i in indices for s in scored[i]), key=lambda s: s.score, default=None)
            if best is not None and best.score >= self._threshold:
                rivals = {s.entry.qid for i in indices for s in scored[i][:1] if s.score >= self._threshold}
                return best if len(rivals) == 1 or named else None
            if indices and named:
                return None
        return None

    def _is_stranger(self, mention: Mention) -> bool:
        name, _ = without_title(mention.text, self._gazetteer)
        return mention.type is EntityType.PERSON and " " in name

    def _local_iri(self, article: Article, extraction: Extraction, members: list[int]) -> str:
        name = _longest_name(extraction, members)
        if name is not None:
            return nil_iri(self._base, name.text, name.type)
        first = extraction.mentions[members[0]]
        return nominal_iri(article_iri(self._base, article.id), first.start, first.end)

    def _entities(
        self,
        extraction: Extraction,
        chains: Mapping[int, list[int]],
        chosen: Mapping[int, Scored | None],
        iris: Mapping[int, str],
    ) -> tuple[Entity, ...]:
        entities: dict[str, Entity] = {}
        actors = {
            extraction.mentions[role.mention].chain
            for event in extraction.events
            for role in event.roles
            if role.name in _ACTORS
        }
        acting: dict[str, str] = {}
        for chain, members in chains.items():
            best, iri = chosen[chain], iris[chain]
            said = self._said_to_act_for(extraction, members, iris)
            known = best and best.entry.acts_for
            if said is not None and said != iri:
                acting.setdefault(iri, said)
            elif best and known and (best.entry.type is not EntityType.CITY or chain in actors):
                acting.setdefault(iri, wikidata_iri(known))
                country = self._gazetteer.by_qid(known)
                if country is not None:
                    entities.setdefault(wikidata_iri(known), _linked(country))
            entities.setdefault(iri, _linked(best.entry) if best else _unlinked(iri, extraction, members))
        return tuple(
            Entity(iri=e.iri, label=e.label, type=e.type, qid=e.qid, acts_for=acting.get(e.iri))
            for e in sorted(entities.values(), key=lambda entity: entity.iri)
        )

    @staticmethod
    def _said_to_act_for(extraction: Extraction, members: list[int], iris: Mapping[int, str]) -> str | None:
        for index in members:
            target = extraction.mentions[index].acts_for
            if target is not None:
                return iris[extraction.mentions[target].chain]
        return None


def _link(index: int, iri: str, best: Scored | None, own: tuple[Scored, ...], of_chain: tuple[Scored, ...]) -> Link:
    kept = own or of_chain
    if best is None:
        return Link(mention=index, entity=iri, score=0.0, method="nil", candidates=_kept(kept))
    mine = next((s for s in own if s.entry.qid == best.entry.qid), None)
    if mine is None or mine.score < best.score:
        mine = Scored(best.entry, round(best.score * 0.95, 4), "coreference")
    return Link(mention=index, entity=iri, score=mine.score, method=mine.method, candidates=_kept((best, *kept)))


def _kept(scored: tuple[Scored, ...]) -> tuple[Candidate, ...]:
    best: dict[str, float] = {}
    for s in scored:
        best[s.entry.qid] = max(s.score, best.get(s.entry.qid, 0.0))
    ordered = sorted(best.items(), key=lambda item: -item[1])[:_MOST_CANDIDATES]
    return tuple(Candidate(qid=qid, score=score) for qid, score in ordered)


def _linked(entry: Entry) -> Entity:
    return Entity(iri=wikidata_iri(entry.qid), label=entry.label, type=entry.type, qid=entry.qid)


def _unlinked(iri: str, extraction: Extraction, members: list[int]) -> Entity:
    best = _longest_name(extraction, members) or extraction.mentions[members[0]]
    return Entity(iri=iri, label=best.text, type=best.type)


def _longest_name(extraction: Extraction, members: list[int]) -> Mention | None:
    names = [extraction.mentions[i] for i in members if extraction.mentions[i].form in _NAMED]
    return max(names, key=lambda mention: len(mention.text), default=None)


def _version(gazetteer: str, base: str, threshold: float) -> str:
    digest = hashlib.sha256(f"{gazetteer}\x1f{base}\x1f{threshold}".encode())
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".py"))
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
