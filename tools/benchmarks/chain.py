"""What the whole chain costs over the parser alone, and which stage takes what share of it.

    python -m tools.benchmarks.chain whole  [--articles N] [--rounds N]
    python -m tools.benchmarks.chain stages [--articles N] [--rounds N]

CPU seconds in one process, on generated articles. The bare parser is `nlp.pipe` over the same texts with the same
model, in batches of the size that the extractor uses, since spaCy's own default is slower.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language

from kg_etl import loading, pipeline
from kg_etl.model import Article
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Versions
from kg_etl.settings.versions import PACKAGE
from tools.benchmarks.generate import Names, generated, samples_of
from tools.benchmarks.measuring import Spread, blocks, interleaved, ratios, show

STAGES = ("extract", "link", "map", "validate", "load")
BATCH = 16


def articles(number: int) -> list[Article]:
    """Generated articles."""
    return list(islice(generated(samples_of(Path("seeds")), Names.load(PACKAGE / "gazetteer"), seed=0), number))


def bare(nlp: Language, sample_articles: Sequence[Article]) -> None:
    """The parser alone."""
    for _ in nlp.pipe((item.text for item in sample_articles), batch_size=BATCH):
        pass


def chain(components: Components, sample_articles: Sequence[Article]) -> dict[str, float]:
    """All articles through all stages; CPU seconds of each."""
    moments = [time.process_time()]
    extractions = list(pipeline.extracted(sample_articles, components.extractor))
    moments.append(time.process_time())
    links = list(pipeline.linked(sample_articles, extractions, components.linker))
    moments.append(time.process_time())
    graphs = list(
        pipeline.mapped(sample_articles, extractions, links, components.settings.base, Versions(components).provenance)
    )
    moments.append(time.process_time())
    outcomes = list(pipeline.validated(sample_articles, graphs, components.shapes))
    moments.append(time.process_time())
    with tempfile.TemporaryDirectory() as folder, components.open_store(f"{folder}/store") as store:
        pipeline.tallied(loading.loaded(outcomes, store), extractions, links, components.settings.base)
    moments.append(time.process_time())
    return {name: moments[at + 1] - moments[at] for at, name in enumerate(STAGES)}


def whole_chain(components: Components, sample_articles: Sequence[Article], rounds: int) -> None:
    """(a) The chain over the parser."""
    nlp = spacy.load(components.settings.extractor.model)
    samples = interleaved(
        {"parser": partial(bare, nlp, sample_articles), "chain": partial(chain, components, sample_articles)}, rounds
    )
    result = ratios(samples, to="parser")
    rate = Spread.of(len(sample_articles) / sample for sample in samples["chain"])
    figures = {
        "articles": len(sample_articles),
        "rounds": rounds,
        "chain over parser": result["chain"],
        "articles a CPU s": rate,
    }
    show("whole", figures, blocks(result, "CPU time over the bare parser"), "The whole chain over the bare parser")


def stages(components: Components, sample_articles: Sequence[Article], rounds: int) -> None:
    """(b) Each stage over the parser, and its share of the chain."""
    nlp = spacy.load(components.settings.extractor.model)
    taken: list[dict[str, float]] = []
    samples = interleaved(
        {
            "parser": partial(bare, nlp, sample_articles),
            "chain": lambda: taken.append(chain(components, sample_articles)),
        },
        rounds,
    )
    parser, taken = samples["parser"], taken[1:]
    over = {name: Spread.of(item[name] / base for item, base in zip(taken, parser, strict=True)) for name in STAGES}
    share = {f"share of {name}": Spread.of(item[name] / sum(item.values()) for item in taken) for name in STAGES}
    figures = {
        "articles": len(sample_articles),
        "rounds": rounds,
        **{f"{k} over parser": v for k, v in over.items()},
        **share,
    }
    show("stages", figures, blocks(over, "CPU time over the bare parser"), "Each stage over the bare parser")


def main(argv: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("whole", "stages"))
    parser.add_argument("--articles", type=int, default=200, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    chosen = parser.parse_args(argv)
    {"whole": whole_chain, "stages": stages}[chosen.what](
        Components(configured_settings()), articles(chosen.articles), chosen.rounds
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
