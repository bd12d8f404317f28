"""Verification of a store: every graph is read back and compared with its digest."""

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
    """A graph that is missing, changed, unexpected or unfinished."""

    graph: str
    kind: Literal["missing", "changed", "strange", "unfinished"]
    reason: str
    article_id: str = ""
    """Empty if the store does not record it."""


class Verification(Value, frozen=True):
    """The result of a verification."""

    checked: int
    """Number of graphs that were read back."""
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
    """Read back the loaded graphs and compare their digests; look for missing and unexpected graphs.

    Args:
        store: The store.
        base: Base IRI of the graphs.
        receipts: Graphs that were loaded according to receipts; those without provenance in the store are missing.
        since: First UTC day of the editions that are read back; None for no limit.
        until: Last such day.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    state = store_state(store)
    wanted = [iri for iri in sorted(state.loaded) if _within(state.editions.get(iri), since, until)]
    faults = [*_differences(store, wanted, state)]
    if since is None and until is None:
        faults += _missing(receipts, state)
    faults += _unexpected(store.sizes(), f"{base}{ARTICLES}", state)
    ids = {row["graph"]: row["id"] for row in store.query(queries.internal("sources")).as_dicts()}
    named = [
        Fault(graph=f.graph, kind=f.kind, reason=f.reason, article_id=ids.get(f.graph.removesuffix(PROVENANCE), ""))
        for f in sorted(faults, key=lambda fault: fault.graph)
    ]
    return Verification(checked=len(wanted), retracted=len(state.retracted), faults=tuple(named))


def reopen(store: Store, faults: Iterable[Fault]) -> None:
    """Prepare the repair of faults by the next run: missing and changed graphs are marked as unfinished.

    Graphs of retracted articles and graphs of no article are erased.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    state = store_state(store)
    writes: dict[str, str] = {}
    for fault in faults:
        if fault.kind in {"missing", "changed"} and fault.graph in state.loaded:
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


def _differences(store: Store, wanted: list[str], state: StoreState) -> Iterator[Fault]:
    for iri, triples in contents(wanted, store):
        if not triples:
            yield Fault(graph=iri, kind="missing", reason="there is a provenance graph, but the graph is empty")
        elif digest_of(triples) != state.loaded[iri].digest:
            yield Fault(graph=iri, kind="changed", reason="its digest differs from the one in its provenance graph")


def _missing(receipts: Iterable[str], state: StoreState) -> Iterator[Fault]:
    for iri in sorted(set(receipts) - state.loaded.keys() - state.retracted - state.editions.keys()):
        yield Fault(
            graph=iri, kind="missing", reason="loaded according to a receipt, but the store has no provenance of it"
        )


def _unexpected(sizes: Mapping[str, int], articles: str, state: StoreState) -> Iterator[Fault]:
    for name in sizes:
        if not name.startswith(articles):
            continue
        iri = name.removesuffix(PROVENANCE)
        if "/" in iri.removeprefix(articles):
            yield Fault(graph=name, kind="strange", reason="it is not the graph of an article")
        elif name == iri and iri in state.retracted:
            yield Fault(graph=name, kind="strange", reason="its article was retracted")
        elif iri not in state.loaded and iri not in state.retracted and (name == iri or iri not in sizes):
            yield Fault(graph=name, kind="unfinished", reason="a load of it has not finished")
