"""What validation costs a graph, by engine and by how the shapes are prepared.

    python -m tools.benchmarks.shacl_engines [--articles N] [--rounds N]

The same graphs of generated articles, one at a time, with the facts about their texts; CPU milliseconds a graph.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial

import pyoxigraph as ox
import pyshacl
from rdflib import Graph

from kg_etl import pipeline
from kg_etl.model import ArticleGraph
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Versions
from kg_etl.validation import Shapes, validate, violations
from kg_etl.validation.terms import article_quads, text_triples
from kg_etl.vocabulary import packaged
from tools.benchmarks.chain import articles, bare
from tools.benchmarks.measuring import Spread, blocks, interleaved, show

Pairs = list[tuple[ArticleGraph, str]]


def ntriples(graph: ArticleGraph, text: str) -> str:
    """A graph with the facts about its text."""
    return graph.triples + "".join(f"{fact} .\n" for fact in text_triples(graph.iri, article_quads(graph), text))


def as_people_call_it(pairs: Pairs, shapes: Graph, *, parse_again: bool) -> None:
    """pySHACL with the shapes given for each graph."""
    for graph, text in pairs:
        data = Graph().parse(data=ntriples(graph, text), format="nt")
        given = Graph().parse(data=shapes.serialize(format="nt"), format="nt") if parse_again else shapes
        pyshacl.validate(data, shacl_graph=given, inference="none")


def reference(pairs: Pairs, shapes: Shapes) -> None:
    """pySHACL with the queries of the shapes prepared once."""
    for graph, text in pairs:
        validate(graph, text, shapes)


def in_use(pairs: Pairs, shapes: Shapes) -> None:
    """What the pipeline does: the native engine, and the reference for what it refuses."""
    for graph, text in pairs:
        violations(graph, text, shapes)


def native(pairs: Pairs, shapes: Shapes) -> None:
    """The native engine alone."""
    if shapes.native is None:
        raise SystemExit("these shapes have no native engine")
    for graph, text in pairs:
        shapes.native.conforms(graph, text)


def main(argv: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    chosen = parser.parse_args(argv)
    local, shapes, sample_articles = configured_settings(), Shapes.load(), articles(chosen.articles)
    extractor = Components(local).extractor
    extractions = list(pipeline.extracted(sample_articles, extractor))
    links = list(pipeline.linked(sample_articles, extractions, Components(local).linker))
    made = pipeline.mapped(sample_articles, extractions, links, local.base, Versions(Components(local)).provenance)
    pairs = [
        (graph, item.text) for graph, item in zip(made, sample_articles, strict=True) if isinstance(graph, ArticleGraph)
    ]
    few = pairs[:10]
    ways: dict[str, tuple[Pairs, Callable[[], object]]] = {
        "pySHACL, shapes parsed each time": (few, partial(as_people_call_it, few, shapes.graph, parse_again=True)),
        "pySHACL, shapes parsed once": (few, partial(as_people_call_it, few, shapes.graph, parse_again=False)),
        "pySHACL, queries prepared": (few, partial(reference, few, shapes)),
        "native alone": (pairs, partial(native, pairs, shapes)),
        "in use: native, then pySHACL": (pairs, partial(in_use, pairs, shapes)),
        **others(pairs),
    }
    import spacy

    nlp = spacy.load(local.extractor.model)
    ways["for comparison: the parser"] = (pairs, lambda: bare(nlp, sample_articles))
    samples = interleaved({name: way for name, (_, way) in ways.items()}, chosen.rounds)
    cost = {name: Spread.of(1000 * value / len(ways[name][0]) for value in values) for name, values in samples.items()}
    size = sum(graph.triples.count("\n") for graph, _ in pairs) / len(pairs)
    figures = {"graphs": len(pairs), "triples a graph": round(size), "rounds": chosen.rounds, **cost}
    show("shacl", figures, blocks(cost, "CPU ms a graph", logarithmic=True), "SHACL validation of one article graph")
    return 0


def others(pairs: Pairs) -> dict[str, tuple[Pairs, Callable[[], object]]]:
    """Native engines that were not chosen, where they are installed (dependency group `bench`)."""
    content = b"\n".join(path.read_bytes() for path in sorted(packaged("shapes").glob("*.ttl"))).decode()
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(content.encode(), ox.RdfFormat.TURTLE)]
    shapes = "".join(f"{triple} .\n" for triple in triples)
    try:
        import shifty
    except ImportError:
        return {}
    prepared = shifty.PreparedValidator(Graph().parse(data=shapes, format="nt"))

    def by_shifty() -> None:
        for graph, text in pairs:
            prepared.validate(Graph().parse(data=ntriples(graph, text), format="nt"), infer=False)

    return {"pyshifty, shapes prepared": (pairs, by_shifty)}


if __name__ == "__main__":
    sys.exit(main())
