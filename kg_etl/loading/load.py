"""ArticleGraph -> named graph in the store, read back and compared -> Receipt; and the retraction of articles.

The provenance graph of an article has one of three states:

    loaded       the graph is complete: digest, content hash and versions are recorded
    unfinished   a load or repair has not finished: only source id and edition are recorded
    retracted    the article was withdrawn: the graph is empty, and no run loads it again

The state is always read from the store, not from a local file, so that an emptied or restored store is recognized.
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
"""The final result for an article."""

READ_BACK = 200
"""Number of graphs that are read back by one call."""


class LoadedArticle(Value, frozen=True):
    """What the provenance graph of a loaded article records."""

    content_hash: str
    version: str
    digest: str


class StoreState(Value, frozen=True):
    """The state of the articles in a store, by the IRI of their graphs."""

    loaded: Mapping[str, LoadedArticle] = {}
    editions: Mapping[str, dt.datetime] = {}
    """Time of the newest edition that was ever loaded, if the source gave one."""
    retracted: frozenset[str] = frozenset()

    def blocks(self, iri: str, edition: dt.datetime | None) -> bool:
        """Whether this edition must not be loaded: the article was retracted, or a newer edition was loaded before.

        An edition without a time is never considered older.
        """
        newest = self.editions.get(iri)
        return iri in self.retracted or (newest is not None and edition is not None and edition < newest)


class Receipt(Value, frozen=True):
    """The result of a load, written after the graphs were read back."""

    loaded: Mapping[str, str]
    """Graph IRI -> digest, for each graph that is now in the store."""
    triples: int
    rejected: tuple[Rejection, ...] = ()
    failed: tuple[Failure, ...] = ()
    left: tuple[str, ...] = ()
    """Ids of articles that were retracted, or loaded in a newer edition, after the plan was made."""
    events: Mapping[str, int] = {}
    """`Class status` -> number of events in the loaded articles."""
    mentions: int = 0
    linked: int = 0


def loaded_articles(store: Store, graphs: Sequence[str] | None = None) -> dict[str, LoadedArticle]:
    """The loaded articles by graph IRI: all of the store, or those among `graphs`."""
    answer = store.query(queries.internal("loaded", graphs=graphs))
    return {
        row["graph"]: LoadedArticle(content_hash=row["content"], version=row["version"], digest=row["digest"])
        for row in answer.as_dicts()
    }


def store_state(store: Store, graphs: Sequence[str] | None = None) -> StoreState:
    """The state of all articles in the store, or of those among `graphs`."""
    editions = store.query(queries.internal("editions", graphs=graphs)).as_dicts()
    retracted = store.query(queries.internal("retracted", graphs=graphs)).as_dicts()
    return StoreState(
        loaded=loaded_articles(store, graphs),
        editions={row["graph"]: dt.datetime.fromisoformat(row["edition"]) for row in editions},
        retracted=frozenset(row["graph"] for row in retracted),
    )


def loaded(outcomes: Sequence[Outcome], store: Store) -> Receipt:
    """Load every graph among the outcomes, and compare what the store returns with what was sent.

    The provenance graph is reduced to a marker before the graph is written, and completed after the graph was read
    back: a load that was interrupted at any point is recognized as unfinished. Graphs that are already in the store
    are not sent again. A graph that the store would return changed becomes a Failure of its article.

    Raises:
        StoreError: the store refused, is unavailable, or returns something else than was sent.
    """
    outcomes = [_storable(outcome, store) for outcome in outcomes]
    graphs = {outcome.iri: outcome for outcome in outcomes if isinstance(outcome, ArticleGraph)}
    state = store_state(store, list(graphs)) if graphs else StoreState()
    left = {iri: graph for iri, graph in graphs.items() if state.blocks(iri, graph.edition)}
    graphs = {iri: graph for iri, graph in graphs.items() if iri not in left}
    changed = {
        iri: graph
        for iri, graph in graphs.items()
        if iri not in state.loaded or state.loaded[iri].digest != graph.digest
    }
    provenance = {iri: provenance_iri(iri) for iri in graphs}
    store.replace_graphs(
        {provenance[iri]: unfinished_marker(graph) for iri, graph in changed.items() if iri in state.loaded}
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
    """Whether every graph in a receipt is still in the store, unchanged."""
    answer = store.query(queries.internal("digests", graphs=sorted(receipt.loaded)))
    stored = {row["graph"]: row["digest"] for row in answer.as_dicts()}
    return stored == receipt.loaded


def retract(store: Store, base: str, article_id: str, reason: str | None = None) -> bool:
    """Remove an article and leave a tombstone, so that no run loads it again; returns whether it was loaded.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    iri = article_iri(base, article_id)
    state = store_state(store, [iri])
    marker = tombstone(base, article_id, state.editions.get(iri), reason)
    # The tombstone first: after an interruption the graph is recognized as one to erase.
    store.replace_graphs({provenance_iri(iri): marker})
    store.replace_graphs({iri: ""})
    confirm({iri: None, provenance_iri(iri): digest_of(marker)}, store)
    return iri in state.loaded


def withdrawn(store: Store, base: str, article_ids: Iterable[str]) -> bool:
    """Whether all of these articles are retracted in the store.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    iris = [article_iri(base, article_id) for article_id in article_ids]
    return store_state(store, iris).retracted.issuperset(iris)


def reinstate(store: Store, base: str, article_id: str) -> bool:
    """Remove a tombstone, so that the next run loads the article again; returns whether there was one.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    iri = article_iri(base, article_id)
    is_retracted = iri in store_state(store, [iri]).retracted
    if is_retracted:
        store.replace_graphs({provenance_iri(iri): ""})
    return is_retracted


def confirm(digests: Mapping[str, str | None], store: Store) -> None:
    """Read graphs back and compare them with graph IRI -> digest, or None for a graph that must be empty.

    Raises:
        StoreError: a graph differs.
    """
    for name, triples in contents(digests, store):
        expected = digests[name]
        if (digest_of(triples) if triples else None) != expected:
            raise StoreError(
                f"the store returned {triples.count(chr(10))} triples of <{name}> that differ from those sent: "
                "run again, and make sure that no other program writes to this store"
            )


def contents(names: Iterable[str], store: Store) -> Iterator[tuple[str, str]]:
    """Each graph with its canonical N-Triples, in the order given; an empty string for an empty graph."""
    remaining = list(names)
    for start in range(0, len(remaining), READ_BACK):
        batch = remaining[start : start + READ_BACK]
        graphs = store.graphs(batch)
        for name in batch:
            yield name, graphs.get(name, "")


def digest_of(triples: str) -> str:
    """SHA-256 of canonical N-Triples, hexadecimal."""
    return hashlib.sha256(triples.encode()).hexdigest()


def _storable(outcome: Outcome, store: Store) -> Outcome:
    if isinstance(outcome, ArticleGraph) and (
        reason := store.refusal(outcome.triples) or store.refusal(outcome.provenance)
    ):
        return Failure(
            where=outcome.article_id, article_id=outcome.article_id, reason=f"the store would change it: {reason}"
        )
    return outcome
