"""Writes all that the text half and the mapping make of some articles, so that two states of the code can be compared.

    python -m tools.snapshot OUT PATH... [--workers N]

OUT gets one line, or one sorted block of triples, for each article, in the order of the sources:

    extractions.jsonl   mentions and events with their roles, times and evidence
    links.jsonl         what each mention denotes
    events.jsonl        the records that `kg-etl extract --link` prints
    graphs.nt           the named graph of each article
    provenance.nt       its provenance graph, with `-` for each version, since those differ wherever any code does
    failures.jsonl      articles that could not be processed, and why

`diff -r` of two such folders says whether a change of the code has changed any output.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg_etl import jsonl
from kg_etl.events.role_constraints import check_entity_roles
from kg_etl.mapping import article_graph
from kg_etl.model import Article, Failure
from kg_etl.pipeline import extracted
from kg_etl.records import event_records
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Settings, Versions

FILES = ("extractions.jsonl", "links.jsonl", "events.jsonl", "graphs.nt", "provenance.nt", "failures.jsonl")
LATEST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
"""The moment that publication dates are checked against: a fixed one, so that a snapshot does not depend on the day."""
CHUNK = 64
"""Articles handed to a process at once."""

Snapshot = dict[str, str]


def main(argv: list[str] | None = None) -> int:
    """Write the snapshot; 1 where an article failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    chosen = parser.parse_args(argv)
    started = time.perf_counter()
    articles, failures = [], []
    for result in Components(configured_settings()).articles(tuple(chosen.paths), LATEST):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            articles.append(result.article)
    chosen.out.mkdir(parents=True, exist_ok=True)
    files = {name: (chosen.out / name).open("w", encoding="utf-8", newline="") for name in FILES}
    files["failures.jsonl"].writelines(jsonl.lines(failures))
    chunks = [articles[start : start + CHUNK] for start in range(0, len(articles), CHUNK)]
    failed = len(failures)
    with multiprocessing.get_context("fork").Pool(chosen.workers) as pool:
        for snapshots in pool.imap(snapshots_of, chunks):
            for snapshot in snapshots:
                failed += "failures.jsonl" in snapshot
                for name, text in snapshot.items():
                    files[name].write(text)
    for file in files.values():
        file.close()
    print(f"{len(articles)} articles, {failed} failures, {time.perf_counter() - started:.0f} s: {chosen.out}")
    return 1 if failed else 0


def snapshots_of(articles: list[Article]) -> list[Snapshot]:
    """The snapshot of each article."""
    return list(_snapshots(configured_settings(), articles))


def _snapshots(settings: Settings, articles: list[Article]) -> Iterator[Snapshot]:
    linker = Components(settings).linker
    unversioned = dict.fromkeys(Versions(Components(settings)).provenance, "-")
    for article, extraction in zip(articles, extracted(articles, Components(settings).extractor), strict=True):
        if isinstance(extraction, Failure):
            yield {"failures.jsonl": jsonl.encoded(extraction) + "\n"}
            continue
        links = linker.link(article, extraction)
        read = check_entity_roles(extraction, links)
        graph = article_graph(article, read, links, settings.base, unversioned)
        yield {
            "extractions.jsonl": jsonl.encoded(extraction) + "\n",
            "links.jsonl": jsonl.encoded(links) + "\n",
            "events.jsonl": "".join(jsonl.lines(event_records(article, read, links, settings.base))),
            "graphs.nt": graph.triples,
            "provenance.nt": graph.provenance,
        }


if __name__ == "__main__":
    sys.exit(main())
