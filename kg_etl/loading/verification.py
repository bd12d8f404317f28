"""Verifies a store: reads graphs back and compares each with its digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from kg_etl import queries
from kg_etl.identifiers import ARTICLES, provenance_iri
from kg_etl.loading import StoreState, contents, digest_of, store_state
from kg_etl.mapping import unfinished_marker_of
from kg_etl.model import Value
from kg_etl.stores import Store

PROVENANCE = provenance_iri("")


class Fault(Value, frozen=True):
    """A graph that is not as it should be."""

    graph: str
    kind: Literal["missing", "changed", "strange", "unfinished"]
    reason: str
    article_id: str = ""
    """Empty where the store does not say."""


class Verification(Value, frozen=True):
    """What a store was found to hold."""

    checked: int
    """Graphs that were read back."""
    retracted: int
    faults: tuple[Fault, ...] = ()
    """Sorted by graph."""


def verified(
    store: Store,
    base: str,
    receipts: Iterable[str] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Verification:
    """Read back what the store says it holds, and look for what it should not hold.

    Args:
        store: The store.
        base: Base IRI of the graphs.
        receipts: Graphs that receipts say were loaded; one that the store knows nothing of is missing.
        since: First UTC day of the editions that are read back; None for all.
        until: Last such day.

    Raises:
        StoreError: the store refused or is not there.
    """
    state = store_state(store)
    wanted = [iri for iri in sorted(state.articles) if _within(state.editions.get(iri), since, until)]
    faults = [*_differing(store, wanted, state)]
    if since is None and until is None:
        faults += _forgotten(receipts, state)
    faults += _strange(store.sizes(), f"{base}{ARTICLES}", state)
    ids = {row["graph"]: row["id"] for row in store.query(queries.internal("sources")).as_dicts()}
    named = [
        Fault(graph=f.graph, kind=f.kind, reason=f.reason, article_id=ids.get(f.graph.removesuffix(PROVENANCE), ""))
        for f in sorted(faults, key=lambda fault: fault.graph)
    ]
    return Verification(checked=len(wanted), retracted=len(state.retracted), faults=tuple(named))


def reopen(store: Store, faults: Iterable[Fault]) -> None:
    """Make each fault something that the next run mends: what is missing or changed is no longer said to be held.

    What was retracted and is there, and graphs of no article, are erased.

    Raises:
        StoreError: the store refused or is not there.
    """
    state = store_state(store)
    writes: dict[str, str] = {}
    for fault in faults:
        if fault.kind in {"missing", "changed"} and fault.graph in state.articles:
            edition = state.editions.get(fault.graph)
            writes[provenance_iri(fault.graph)] = unfinished_marker_of(fault.graph, fault.article_id, edition)
        elif fault.kind == "strange":
            writes[fault.graph] = ""
    store.replace_graphs(writes)


def _within(edition: dt.datetime | None, since: dt.date | None, until: dt.date | None) -> bool:
    if since is None and until is None:
        return True
    if edition is None:
        return False
    day = edition.astimezone(dt.UTC).date()
    return (since is None or since <= day) and (until is None or day <= until)


def _differing(store: Store, wanted: list[str], state: StoreState) -> Iterator[Fault]:
    for iri, there in contents(wanted, store):
        if not there:
            yield Fault(graph=iri, kind="missing", reason="its provenance is there and the graph is not")
        elif digest_of(there) != state.articles[iri].digest:
            yield Fault(graph=iri, kind="changed", reason="it does not have the digest that its provenance names")


def _forgotten(receipts: Iterable[str], state: StoreState) -> Iterator[Fault]:
    for iri in sorted(set(receipts) - state.articles.keys() - state.retracted - state.editions.keys()):
        yield Fault(graph=iri, kind="missing", reason="a receipt says it was loaded, and the store knows nothing of it")


def _strange(sizes: Mapping[str, int], articles: str, state: StoreState) -> Iterator[Fault]:
    for name in sizes:
        if not name.startswith(articles):
            continue
        iri = name.removesuffix(PROVENANCE)
        if "/" in iri.removeprefix(articles):
            yield Fault(graph=name, kind="strange", reason="it is the graph of no article")
        elif name == iri and iri in state.retracted:
            yield Fault(graph=name, kind="strange", reason="its article was retracted")
        elif iri not in state.articles and iri not in state.retracted and (name == iri or iri not in sizes):
            yield Fault(graph=name, kind="unfinished", reason="a load of it began and has not ended")
