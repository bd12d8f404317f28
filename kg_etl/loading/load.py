"""Loads graphs and confirms them: ArticleGraph -> named graph in the store -> Receipt; and retractions.

What the store knows of an article stands in its provenance graph, in one of three states:

    held        its graph is there, whole: digest, content hash and versions are named
    begun       a load or a repair began and has not ended: only source id and edition are named
    retracted   it was withdrawn, its graph is empty, and no run brings it back

The store is asked, never a local file: one that was emptied or restored does not look loaded.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg_etl import queries
from kg_etl.errors import StoreError
from kg_etl.identifiers import article_iri, provenance_iri
from kg_etl.mapping import tombstone, unfinished_marker
from kg_etl.model import ArticleGraph, Failure, Rejection, Value
from kg_etl.stores import Store

Outcome = ArticleGraph | Rejection | Failure
"""What becomes of an article in the end."""

READ_BACK = 200
"""Graphs that are read back together."""


class LoadedArticle(Value, frozen=True):
    """What a store says it holds of one article."""

    content_hash: str
    version: str
    digest: str


class StoreState(Value, frozen=True):
    """All that a store knows of articles, by the IRI of their graphs."""

    articles: Mapping[str, LoadedArticle] = {}
    editions: Mapping[str, dt.datetime] = {}
    """From when the newest edition is that was ever loaded, where its source says so."""
    retracted: frozenset[str] = frozenset()

    def blocks(self, iri: str, edition: dt.datetime | None) -> bool:
        """Whether this edition must not be loaded: the article was retracted, or a newer one was loaded before.

        An edition without a time is nobody's elder: it is loaded.
        """
        edition_there = self.editions.get(iri)
        return iri in self.retracted or (edition_there is not None and edition is not None and edition < edition_there)


class Receipt(Value, frozen=True):
    """What one load did, written when the store has confirmed it."""

    loaded: Mapping[str, str]
    """Graph IRI -> digest, for each graph that the store now holds."""
    triples: int
    rejected: tuple[Rejection, ...] = ()
    failed: tuple[Failure, ...] = ()
    left: tuple[str, ...] = ()
    """Ids of articles that the store knows as retracted, or in a newer edition, since the plan was made."""
    events: Mapping[str, int] = {}
    """Events of the loaded articles by `Class status`."""
    mentions: int = 0
    linked: int = 0


def loaded_articles(store: Store, graphs: Sequence[str] | None = None) -> dict[str, LoadedArticle]:
    """What the store holds, by graph IRI; with graphs, what it holds of them."""
    answer = store.query(queries.internal("held", graphs=graphs))
    return {
        row["graph"]: LoadedArticle(content_hash=row["content"], version=row["version"], digest=row["digest"])
        for row in answer.as_dicts()
    }


def store_state(store: Store, graphs: Sequence[str] | None = None) -> StoreState:
    """All that the store knows; with graphs, what it knows of them."""
    editions = store.query(queries.internal("editions", graphs=graphs)).as_dicts()
    retracted = store.query(queries.internal("retracted", graphs=graphs)).as_dicts()
    return StoreState(
        articles=loaded_articles(store, graphs),
        editions={row["graph"]: dt.datetime.fromisoformat(row["edition"]) for row in editions},
        retracted=frozenset(row["graph"] for row in retracted),
    )


def loaded(outcomes: Sequence[Outcome], store: Store) -> Receipt:
    """Load every graph among the outcomes, and confirm it.

    What the provenance graph says is taken back before the graph is written, and said again when the store has given
    back what was sent: a load that was stopped anywhere is known to be unfinished. A graph that the store has already
    is not sent again. A graph that the store could not give back as it is, is a failure of its article.

    Raises:
        StoreError: the store refused, is not there, or holds something else than was sent.
    """
    outcomes = [_kept(outcome, store) for outcome in outcomes]
    graphs = {graph.iri: graph for graph in outcomes if isinstance(graph, ArticleGraph)}
    state = store_state(store, list(graphs)) if graphs else StoreState()
    left = {iri: graph for iri, graph in graphs.items() if state.blocks(iri, graph.edition)}
    graphs = {iri: graph for iri, graph in graphs.items() if iri not in left}
    changed = {
        iri: graph
        for iri, graph in graphs.items()
        if iri not in state.articles or state.articles[iri].digest != graph.digest
    }
    provenance = {iri: provenance_iri(iri) for iri in graphs}
    store.replace_graphs(
        {provenance[iri]: unfinished_marker(graph) for iri, graph in changed.items() if iri in state.articles}
    )
    store.replace_graphs({iri: graph.triples for iri, graph in changed.items()})
    confirm({iri: graph.digest for iri, graph in graphs.items()}, store)
    store.replace_graphs({provenance[iri]: graph.provenance for iri, graph in graphs.items()})
    confirm({provenance[iri]: digest_of(graph.provenance) for iri, graph in graphs.items()}, store)
    return Receipt(
        loaded={iri: graph.digest for iri, graph in graphs.items()},
        triples=sum(graph.triples.count("\n") for graph in graphs.values()),
        rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejection)),
        failed=tuple(outcome for outcome in outcomes if isinstance(outcome, Failure)),
        left=tuple(graph.article_id for graph in left.values()),
    )


def holds(store: Store, receipt: Receipt) -> bool:
    """Does a store still hold every graph that a receipt names, as it was loaded?"""
    answer = store.query(queries.internal("digests", graphs=sorted(receipt.loaded)))
    digests = {row["graph"]: row["digest"] for row in answer.as_dicts()}
    return digests == receipt.loaded


def retract(store: Store, base: str, article_id: str, reason: str | None = None) -> bool:
    """Take an article out of a store and leave a tombstone, so that no run brings it back; whether anything was there.

    Raises:
        StoreError: the store refused or is not there.
    """
    iri = article_iri(base, article_id)
    state = store_state(store, [iri])
    stone = tombstone(base, article_id, state.editions.get(iri), reason)
    # The tombstone first: killed in between, the graph is known to be one too many.
    store.replace_graphs({provenance_iri(iri): stone})
    store.replace_graphs({iri: ""})
    confirm({iri: None, provenance_iri(iri): digest_of(stone)}, store)
    return iri in state.articles


def withdrawn(store: Store, base: str, article_ids: Iterable[str]) -> bool:
    """Whether every one of these articles is known to the store as retracted.

    Raises:
        StoreError: the store refused or is not there.
    """
    iris = [article_iri(base, article_id) for article_id in article_ids]
    return store_state(store, iris).retracted.issuperset(iris)


def reinstate(store: Store, base: str, article_id: str) -> bool:
    """Take a tombstone away, so that the next run loads the article if the source gives it; whether there was one.

    Raises:
        StoreError: the store refused or is not there.
    """
    iri = article_iri(base, article_id)
    there = iri in store_state(store, [iri]).retracted
    if there:
        store.replace_graphs({provenance_iri(iri): ""})
    return there


def confirm(digests: Mapping[str, str | None], store: Store) -> None:
    """Read graphs back, and compare: graph IRI -> digest, or None where nothing may be.

    Raises:
        StoreError: the store holds something else.
    """
    for name, there in contents(digests, store):
        expected = digests[name]
        if (digest_of(there) if there else None) != expected:
            raise StoreError(
                f"the store holds {there.count(chr(10))} triples of <{name}> that are not those which were sent: "
                "run again, and see that nothing else writes to this store"
            )


def contents(names: Iterable[str], store: Store) -> Iterator[tuple[str, str]]:
    """Each graph with its canonical N-Triples, in the order given; an empty string for one that is not there."""
    every = list(names)
    for start in range(0, len(every), READ_BACK):
        batch = every[start : start + READ_BACK]
        there = store.graphs(batch)
        for name in batch:
            yield name, there.get(name, "")


def digest_of(triples: str) -> str:
    """SHA-256 of canonical N-Triples, hexadecimal."""
    return hashlib.sha256(triples.encode()).hexdigest()


def _kept(outcome: Outcome, store: Store) -> Outcome:
    if isinstance(outcome, ArticleGraph) and (
        reason := store.refusal(outcome.triples) or store.refusal(outcome.provenance)
    ):
        return Failure(
            where=outcome.article_id, article_id=outcome.article_id, reason=f"the store cannot keep it: {reason}"
        )
    return outcome
