"""Triples a second for each store and path, beside the store's own bulk loader, in one run on one machine.

    python -m tools.benchmarks.loading [ARTICLES]

Graphs of some 230 triples. `load` is the whole of `kg_etl.loading.loaded`: what the store knows is asked, graphs and
provenance graphs are written, read back and compared. `write` is `Store.replace_graphs` alone, over graphs that are
there already. Bulk loaders replace nothing, confirm nothing, and read one file of N-Quads.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from msgspec.structs import replace

from kg_etl import loading, pipeline
from kg_etl.model import Article, ArticleGraph, Extraction, Links
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.server_profiles import PROFILES
from tools.servers import SERVERS, Fuseki, Oxigraph, Server, Virtuoso
from tools.servers.clients import store_of

BASE = "https://w3id.org/kg-etl/id/"
SIZE = 230
PUTTING = {name: replace(PROFILES[name], update=None) for name in ("oxigraph", "fuseki")}
"""Kinds of servers without their update address: each graph is then a PUT."""


def graphs(number: int) -> list[ArticleGraph]:
    """So many graphs of events and evidence, as the mapping writes them in kind and length."""
    made = []
    for place in range(number):
        article = Article(id=f"agency:{place}", text="Nothing happened.")
        links = Links(article_id=article.id)
        (graph,) = pipeline.mapped([article], [Extraction(article_id=article.id)], [links], BASE, {"pipeline": "v"})
        assert isinstance(graph, ArticleGraph)
        more = [
            f'<{graph.iri}#char={i},{i + 9}> <https://example.org/p{i % 25}> "“Word {i * place}” of it" .\n'
            for i in range(SIZE)
        ]
        lines = sorted([*graph.triples.splitlines(keepends=True), *more])
        complete = replace(graph, triples="".join(lines))
        made.append(replace(complete, provenance=graph.provenance.replace(graph.digest, complete.digest)))
    return made


def written(store: Store, made: list[ArticleGraph]) -> Callable[[], object]:
    """The write of all graphs."""
    return lambda: store.replace_graphs({item.iri: item.triples for item in made})


def timed(what: str, triples: int, do: Callable[[], object]) -> None:
    """Do it, and print its rate."""
    begin = time.perf_counter()
    do()
    seconds = time.perf_counter() - begin
    print(f"{what:44} {triples / seconds:10,.0f} triples/s  {seconds:7.2f} s", flush=True)


def measured(name: str, store: Store, made: list[ArticleGraph]) -> None:
    """Load into an empty store, and write again what is there."""
    triples = sum(item.triples.count("\n") + item.provenance.count("\n") for item in made)
    local = sum(item.triples.count("\n") for item in made)
    timed(f"{name}: load, confirmed", triples, lambda: loading.loaded(made, store))
    timed(f"{name}: write over", local, written(store, made))
    timed(f"{name}: load again, nothing changed", triples, lambda: loading.loaded(made, store))


def bulk(server: Server, quads: Path) -> Callable[[], object] | None:
    """The server's own bulk loader over a file of N-Quads; Virtuoso's runs in the server, the others without it."""
    match server:
        case Oxigraph():
            command = [server.fetch(), "load", "--location", str(server.folder / "bulk"), "--file", str(quads)]
        case Fuseki():
            place = str(server.folder / "bulk")
            command = ["java", "-cp", server.fetch(), "tdb2.tdbloader", "--loc", place, str(quads)]
        case Virtuoso():
            shutil.copy(quads, server.folder / "bulk.nq")
            server.sql(f"ld_dir('{server.folder}', 'bulk.nq', 'https://example.org/bulk')")

            def run() -> None:
                server.sql("rdf_loader_run()")
                server.sql("checkpoint")

            return run
        case _:
            return None
    return lambda: subprocess.run(command, check=True, capture_output=True)


def main(number: int) -> None:
    """Measure everything."""
    made = graphs(number)
    triples = sum(item.triples.count("\n") for item in made)
    print(f"{number} graphs, {triples} triples")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        quads = place / "all.nq"
        lines = (f"{line[:-2]} <{item.iri}> .\n" for item in made for line in item.triples.splitlines())
        quads.write_text("".join(lines), encoding="utf-8")
        with OxigraphStore(place / "embedded") as embedded:
            measured("embedded", embedded, made)
        bulk_store = ox.Store(str(place / "embedded-bulk"))
        timed(
            "embedded: bulk_load", triples, lambda: bulk_store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
        )
        for name, kind in SERVERS.items():
            with kind(place / name) as server:
                with store_of(server, timeout=300.0) as store:
                    measured(f"{name}, update", store, made)
                if putting := PUTTING.get(name):
                    with store_of(server, kind=putting, timeout=300.0) as store:
                        timed(f"{name}, PUT: write over", triples, written(store, made))
                loader = bulk(server, quads)
                if loader:
                    timed(f"{name}: its own bulk loader", triples, loader)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
