"""`kg-etl extract` and `kg-etl link`: events or links of articles, as lines of JSON on standard output."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import click
from rich.progress import track

from kg_etl import jsonl
from kg_etl.api import Pipeline
from kg_etl.cli.console import err, note
from kg_etl.model import Article, Failure
from kg_etl.pipeline import links_read
from kg_etl.runs import process


@click.command()
@click.argument("paths", metavar="ARTICLES.jsonl...", nargs=-1, required=True, type=click.Path())
@click.option("--link", "linking", is_flag=True, help="Add the entity of each role: entity_iri, qid and label.")
@click.pass_context
def extract(context: click.Context, paths: tuple[str, ...], linking: bool) -> None:
    """Print the events of articles, one line of JSON each, without store or side effects.

    Offsets count code points of the text given, which is never altered. Articles come from .jsonl (`id` and `text`,
    and if known `title`, `published`, `publisher`, `url`, `authors`, `language`), .txt, or folders of them.
    """
    components = process.components()
    pipeline = Pipeline(components.extractor, components.linker if linking else None, base=components.settings.base)
    context.exit(_print_outcomes(paths, pipeline.outcomes))


@click.command()
@click.argument("paths", metavar="ARTICLES.jsonl...", nargs=-1, required=True, type=click.Path())
@click.pass_context
def link(context: click.Context, paths: tuple[str, ...]) -> None:
    """Print what each mention denotes, an article a line.

    \b
    {"id": "...", "links": [{"start": 0, "end": 5, "text": "Putin", "qid": "Q7747", "iri": "...",
                             "score": 0.97, "method": "surname"}]}

    `qid` is null where no Wikidata item is sure enough.
    """
    components = process.components()

    def outcomes(articles: Iterable[Article]) -> Iterator[tuple[object, ...] | Failure]:
        for outcome in links_read(articles, components.extractor, components.linker):
            yield outcome if isinstance(outcome, Failure) else (outcome,)

    context.exit(_print_outcomes(paths, outcomes))


def _print_outcomes(
    paths: tuple[str, ...], outcomes_of: Callable[[Iterable[Article]], Iterable[tuple[object, ...] | Failure]]
) -> int:
    """Print the records of every article; return the exit status: 3 if an article failed."""
    count: Counter[str] = Counter()

    def report(failure: Failure) -> None:
        note(f"failed: {failure.where}: {failure.reason}")
        count["failed"] += 1

    def readable() -> Iterator[Article]:
        sources = process.components().articles(paths, dt.datetime.now(dt.UTC))
        for source in track(sources, description="articles", console=err, transient=True, disable=not err.is_terminal):
            if isinstance(source, Failure):
                report(source)
            else:
                count["read"] += 1
                yield source.article

    for outcome in outcomes_of(readable()):
        if isinstance(outcome, Failure):
            report(outcome)
            continue
        sys.stdout.writelines(jsonl.lines(outcome))
        count["printed"] += len(outcome)
    note(f"{count['read']} articles read, {count['printed']} lines printed, {count['failed']} failed")
    return 3 if count["failed"] else 0
