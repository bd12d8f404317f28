"""OxigraphStore: the embedded store, in a folder, with one writing process at a time."""

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
"""Triples from which on files are written instead of a log: a file costs as much as some thousand triples."""

PAUSE = 0.05
"""Seconds between two attempts to open a store that another process holds."""


class OxigraphStore:
    """Named graphs in a folder.

    It is open, and for writing locked against other writers, from its making until `close` or the end of its `with`.
    A store opened to be read shows what was there when it was opened, whatever others write meanwhile.
    """

    def __init__(
        self, path: Path | str, *, read_only: bool = False, lock_timeout: float = 60.0, services: Collection[str] = ()
    ) -> None:
        """Open the store.

        Args:
            path: The folder; made when missing, unless `read_only`.
            read_only: Whether to read beside another process that writes.
            lock_timeout: Seconds to wait for another process that holds the store.
            services: Addresses that a query may have asked with SERVICE. All others are refused: whoever can put a
                query must not thereby reach whatever this machine can.

        Raises:
            StoreLockedError: another process still holds it when the time is over.
            StoreError: there is no store to read, or the folder is none or damaged.
        """
        self._path = Path(path)
        self._read_only = read_only
        self._services = frozenset(services)
        self._store: ox.Store | None = _opened(self._path, read_only, lock_timeout)

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """See `kg_etl.stores.Store.replace_graphs`: all are checked before the first is written.

        Many triples of graphs that are not there yet go in together, by RocksDB's own way to take in files, which is
        one act and three times as fast. Else each graph is a transaction, which is faster than several in one.

        Raises:
            StoreError: a graph is malformed (then none is written), or the folder refused.
        """
        texts = {graph: canonical_ntriples(graph, triples) for graph, triples in graphs.items()}
        if self._read_only:
            raise StoreError(f"the store in {self._path} was opened only to be read")
        new = {
            name: triples for name, triples in texts.items() if triples and not self._answer(partial(_holds, name=name))
        }
        quads = {name: nquads_of(name, triples).encode() for name, triples in new.items()}
        if sum(triples.count("\n") for triples in new.values()) >= MANY:
            self._answer(lambda store: store.bulk_load(b"".join(quads.values()), format=ox.RdfFormat.N_QUADS))
        else:
            for nquads in quads.values():
                self._answer(partial(ox.Store.extend, quads=ox.parse(nquads, format=ox.RdfFormat.N_QUADS)))
        for name in texts.keys() - new.keys():
            self._answer(partial(ox.Store.update, update=graph_replacement(name, texts[name])))

    def refusal(self, triples: str) -> str | None:
        """See `kg_etl.stores.Store.refusal`."""
        return unfaithful(triples)

    def query(self, sparql: str) -> Answer:
        """See `kg_etl.stores.Store.query`; without GRAPH or FROM it asks all graphs together.

        A triple that several graphs hold is then met once for each of them: ask DISTINCT.
        """
        read_form(sparql)
        for address in services(sparql):
            if address not in self._services:
                raise QueryError(
                    f"the embedded store does not ask {address or 'a server that the query does not name plainly'}: "
                    f"it may ask {', '.join(sorted(self._services)) or 'none'} ([wikidata] sparql, unless offline)"
                )
        return self._answer(lambda store: _answered(store, sparql))

    def sizes(self) -> dict[str, int]:
        """See `kg_etl.stores.Store.sizes`."""
        quads = self._answer(lambda store: store.quads_for_pattern(None, None, None, None))
        return dict(Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)))

    def graphs(self, names: Sequence[str]) -> dict[str, str]:
        """See `kg_etl.stores.Store.graphs`."""
        contents = {name: self._answer(partial(_contents, name=name)) for name in names}
        return {name: text for name, text in contents.items() if text}

    def nquads(self) -> Iterator[str]:
        """See `kg_etl.stores.Store.nquads`; the store stays open until the iterator is exhausted or dropped."""
        quads = iter(self._answer(lambda store: store.quads_for_pattern(None, None, None, None)))
        while lines := self._answer(lambda _: canonical_nquads(islice(quads, 1000))):
            yield from lines

    def close(self) -> None:
        """Release the folder; nothing can be asked any more.

        What was written goes from RocksDB's log into its tables first: whoever opens the store to read would replay
        that log, 35 s for ten thousand articles where opening the tables takes a tenth of one.
        """
        if self._store is not None and not self._read_only:
            self._answer(lambda store: store.flush())
        # pyoxigraph has no close: the lock goes with the last reference.
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, ask: Callable[[ox.Store], T]) -> T:
        if self._store is None:
            raise StoreError(f"the store in {self._path} is closed")
        try:
            return ask(self._store)
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {error.msg}") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store in {self._path} refused: {error}") from error


def _opened(path: Path, read_only: bool, lock_timeout: float) -> ox.Store:
    if read_only and not (path / "CURRENT").exists():
        raise StoreError(f"there is no store in {path}: make one with `kg-etl run PATH... --store {path}`")
    deadline = time.monotonic() + lock_timeout
    while True:
        try:
            if read_only:
                return ox.Store.read_only(str(path))
            _make(path)
            return ox.Store(str(path))
        except (OSError, RuntimeError) as error:
            locked = "LOCK" in str(error)
            # One that opens just while another tidies its files, or moves a new store into place, misses a file once.
            passing = locked or "No such file" in str(error)
            if passing and time.monotonic() < deadline:
                time.sleep(PAUSE)
                continue
            if locked:
                raise StoreLockedError(
                    f"another process writes to the store in {path}: waited {lock_timeout:g} s. "
                    "Wait until it has ended, or stop it, and run again; queries can read beside it"
                ) from error
            raise StoreError(f"cannot open the store in {path}: {error}") from error


def _make(path: Path) -> None:
    """Make a store where there is none yet, whole or not at all.

    A store whose making was killed could not be opened to be read: it is made beside its place and moved there.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    ox.Store(str(unfinished))
    try:
        unfinished.replace(path)
    except OSError:
        if not (path / "CURRENT").exists():
            raise
        # Another process was first.
        shutil.rmtree(unfinished, ignore_errors=True)


def _contents(store: ox.Store, name: str) -> str:
    written: bytes | None = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name))
    return sorted_lines((written or b"").decode("utf-8"))


def _holds(store: ox.Store, name: str) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, ox.NamedNode(name))), None) is not None


def _answered(store: ox.Store, sparql: str) -> Answer:
    results = store.query(sparql, use_default_graph_as_union=not names_dataset(sparql))
    if isinstance(results, ox.QueryTriples):
        raise QueryError("only SELECT and ASK queries are answered")
    return answer_of(results)
