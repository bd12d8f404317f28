"""Loading article graphs against the bulk loader of the same store.

    python -m tools.benchmarks.bulk_loading [--graphs N] [--rounds N]

The graphs are all of one size, that of a typical article; what differs is how they come into an empty embedded store:
as the pipeline loads them (replaced, confirmed, with provenance, in shards), or as one file through the bulk loader.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg_etl import loading, pipeline
from kg_etl.model import ArticleGraph
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Versions
from kg_etl.stores.oxigraph import OxigraphStore
from tools.benchmarks.chain import articles
from tools.benchmarks.measuring import Spread, blocks, show

SHARD = 200


def graphs(number: int) -> list[ArticleGraph]:
    """Graphs of generated articles, and copies of them under other names."""
    local, article_graphs = configured_settings(), articles(min(number, 20))
    extractions = list(pipeline.extracted(article_graphs, Components(local).extractor))
    links = list(pipeline.linked(article_graphs, extractions, Components(local).linker))
    made = pipeline.mapped(article_graphs, extractions, links, local.base, Versions(Components(local)).provenance)
    real = [item for item in made if isinstance(item, ArticleGraph)]
    return [_copy(real[at % len(real)], at) for at in range(number)]


def _copy(graph: ArticleGraph, number: int) -> ArticleGraph:
    iri = f"{graph.iri[:-8]}{number:08x}"
    return ArticleGraph(
        article_id=f"{graph.article_id}:{number}",
        iri=iri,
        content_hash=graph.content_hash,
        triples="".join(sorted(graph.triples.replace(graph.iri, iri).splitlines(keepends=True))),
        provenance=graph.provenance.replace(graph.iri, iri),
    )


def by_pipeline(article_graphs: list[ArticleGraph]) -> None:
    """In shards, replaced and confirmed."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        OxigraphStore(Path(folder) / "store") as store,
    ):
        for start in range(0, len(article_graphs), SHARD):
            loading.loaded(article_graphs[start : start + SHARD], store)


def by_bulk_loader(article_graphs: list[ArticleGraph]) -> None:
    """All quads through the bulk loader."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = ox.Store(str(Path(folder) / "store"))
        for item in article_graphs:
            for name, triples in ((item.iri, item.triples), (f"{item.iri}/provenance", item.provenance)):
                store.bulk_load(triples.encode(), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
        store.flush()


def by_bulk_loader_at_once(article_graphs: list[ArticleGraph]) -> None:
    """All quads as one document through the bulk loader."""
    quads = "".join(
        line[:-1] + f"<{name}> .\n"
        for item in article_graphs
        for name, triples in ((item.iri, item.triples), (f"{item.iri}/provenance", item.provenance))
        for line in triples.splitlines()
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = ox.Store(str(Path(folder) / "store"))
        store.bulk_load(quads.encode(), ox.RdfFormat.N_QUADS)
        store.flush()


def main(argv: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graphs", type=int, default=400, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    chosen = parser.parse_args(argv)
    article_graphs = graphs(chosen.graphs)
    triples = sum(item.triples.count("\n") + item.provenance.count("\n") for item in article_graphs)
    ways = {
        "pipeline": partial(by_pipeline, article_graphs),
        "bulk loader, graph by graph": partial(by_bulk_loader, article_graphs),
        "bulk loader, at once": partial(by_bulk_loader_at_once, article_graphs),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(chosen.rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            rates[name].append(triples / (time.perf_counter() - start))
    result = {name: Spread.of(article_graphs) for name, article_graphs in rates.items()}
    over = Spread.of(a / b for a, b in zip(rates["pipeline"], rates["bulk loader, at once"], strict=True))
    figures = {"graphs": len(article_graphs), "triples": triples, **result, "pipeline over bulk loader": over}
    show("loading", figures, blocks(result, "triples a second"), "Loading into the embedded store")
    return 0


if __name__ == "__main__":
    sys.exit(main())
