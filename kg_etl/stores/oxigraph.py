"""The embedded store: Oxigraph in a folder on disk, without a server. Only one process at a time can write to it."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import pyoxigraph as ox

from kg_etl.errors import QueryError, StoreError, StoreLockedError
from kg_etl.queries import Answer, answer_of, read_form
from kg_etl.queries.syntax import names_dataset, services
from kg_etl.stores.faithful import unfaithful
from kg_etl.stores.ntriples import (
    canonical_nquads,
    canonical_ntriples,
    graph_replacement,
    nquads_of,
    sorted_lines,
)

T = TypeVar("T")

MANY = 5_000
"""Number of triples from which on RocksDB's bulk load is used: it writes files, which costs as much as thousands of
triples in the log."""

PAUSE = 0.05
"""Seconds between two attempts to open a store that another process has locked."""


class OxigraphStore:
    """Named graphs in a folder.

    The folder is open from construction until `close` or the end of the `with` block, and locked against other writers
    unless `read_only`. A read-only store is a snapshot: it shows the content at the time of opening.
    """

    def __init__(
        self, path: Path | str, *, read_only: bool = False, lock_timeout: float = 60.0, services: Collection[str] = ()
    ) -> None:
        """Open the store.

        Args:
            path: The folder; created if it is missing, unless `read_only`.
            read_only: Whether to open without a lock, which is possible while another process writes.
            lock_timeout: Seconds to wait for another process to release the lock.
            services: Addresses that queries may use in SERVICE. All others are refused: the author of a query must not
                reach every address that this machine can reach.

        Raises:
            StoreLockedError: another process still has the lock after `lock_timeout`.
            StoreError: there is no store to read, or the path is not a folder or is damaged.
        """
        self._path = Path(path)
        self._read_only = read_only
        self._services = frozenset(services)
        self._store: ox.Store | None = _opened(self._path, read_only, lock_timeout)

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """See `kg_etl.stores.Store.replace_graphs`: all graphs are checked before the first is written.

        Many triples of new graphs are written by RocksDB's bulk load, which is atomic and three times as fast.
        Otherwise each graph is a transaction, which is faster than a transaction for all.

        Raises:
            StoreError: a graph is malformed (then none is written), or the folder refused.
        """
        texts = {graph: canonical_ntriples(graph, triples) for graph, triples in graphs.items()}
        if self._read_only:
            raise StoreError(f"the store in {self._path} was opened read-only")
        new = {name: text for name, text in texts.items() if text and not self._run(partial(_holds, name=name))}
        quads = {name: nquads_of(name, text).encode() for name, text in new.items()}
        if sum(text.count("\n") for text in new.values()) >= MANY:
            self._run(lambda store: store.bulk_load(b"".join(quads.values()), format=ox.RdfFormat.N_QUADS))
        else:
            for nquads in quads.values():
                self._run(partial(ox.Store.extend, quads=ox.parse(nquads, format=ox.RdfFormat.N_QUADS)))
        for name in texts.keys() - new.keys():
            self._run(partial(ox.Store.update, update=graph_replacement(name, texts[name])))

    def refusal(self, triples: str) -> str | None:
        """See `kg_etl.stores.Store.refusal`."""
        return unfaithful(triples)

    def query(self, sparql: str) -> Answer:
        """See `kg_etl.stores.Store.query`; without GRAPH or FROM the query runs on the union of all graphs.

        A triple in several graphs then matches once per graph: use DISTINCT.
        """
        read_form(sparql)
        for address in services(sparql):
            if address not in self._services:
                raise QueryError(
                    f"SERVICE {address or 'with anything but an IRI'} is not allowed in the embedded store; allowed: "
                    f"{', '.join(sorted(self._services)) or 'none'} ([wikidata] sparql, unless offline)"
                )
        return self._run(lambda store: _answer(store, sparql))

    def sizes(self) -> dict[str, int]:
        """See `kg_etl.stores.Store.sizes`."""
        quads = self._run(lambda store: store.quads_for_pattern(None, None, None, None))
        return dict(Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)))

    def graphs(self, names: Sequence[str]) -> dict[str, str]:
        """See `kg_etl.stores.Store.graphs`."""
        texts = {name: self._run(partial(_contents, name=name)) for name in names}
        return {name: text for name, text in texts.items() if text}

    def nquads(self) -> Iterator[str]:
        """See `kg_etl.stores.Store.nquads`; the store stays open until the iterator is exhausted or dropped."""
        quads = iter(self._run(lambda store: store.quads_for_pattern(None, None, None, None)))
        while lines := self._run(lambda _: canonical_nquads(islice(quads, 1000))):
            yield from lines

    def close(self) -> None:
        """Release the folder; the store cannot be used afterwards.

        First RocksDB's log is flushed to its tables: opening the store read-only would replay the log, which takes 35 s
        for ten thousand articles; opening the tables takes 0.1 s.
        """
        if self._store is not None and not self._read_only:
            self._run(lambda store: store.flush())
        # pyoxigraph has no close: the lock is released with the last reference.
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, operation: Callable[[ox.Store], T]) -> T:
        if self._store is None:
            raise StoreError(f"the store in {self._path} is closed")
        try:
            return operation(self._store)
        except SyntaxError as error:
            raise QueryError(f"not valid SPARQL: {error.msg}") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store in {self._path} refused: {error}") from error


def _opened(path: Path, read_only: bool, lock_timeout: float) -> ox.Store:
    if read_only and not (path / "CURRENT").exists():
        raise StoreError(f"there is no store in {path}: create it with `kg-etl run PATH... --store {path}`")
    deadline = time.monotonic() + lock_timeout
    while True:
        try:
            if read_only:
                return ox.Store.read_only(str(path))
            _create(path)
            return ox.Store(str(path))
        except (OSError, RuntimeError) as error:
            locked = "LOCK" in str(error)
            # Opening can miss a file while another process compacts its files or moves a new store into place.
            transient = locked or "No such file" in str(error)
            if transient and time.monotonic() < deadline:
                time.sleep(PAUSE)
                continue
            if locked:
                raise StoreLockedError(
                    f"another process is writing to the store in {path}: waited {lock_timeout:g} s. "
                    "Wait until it has ended, or stop it, and run again; queries work in the meantime"
                ) from error
            raise StoreError(f"cannot open the store in {path}: {error}") from error


def _create(path: Path) -> None:
    """Create a store atomically if there is none yet.

    If creation is interrupted, the remains cannot be opened read-only: the store is created under another name and then
    moved into place.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    ox.Store(str(temporary))
    try:
        temporary.replace(path)
    except OSError:
        if not (path / "CURRENT").exists():
            raise
        # Another process was first.
        shutil.rmtree(temporary, ignore_errors=True)


def _contents(store: ox.Store, name: str) -> str:
    written: bytes | None = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name))
    return sorted_lines((written or b"").decode("utf-8"))


def _holds(store: ox.Store, name: str) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, ox.NamedNode(name))), None) is not None


def _answer(store: ox.Store, sparql: str) -> Answer:
    results = store.query(sparql, use_default_graph_as_union=not names_dataset(sparql))
    if isinstance(results, ox.QueryTriples):
        raise QueryError("only SELECT and ASK queries are supported")
    return answer_of(results)
