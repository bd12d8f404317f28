"""`kg-etl extract` and `kg-etl link`: the text half alone, as lines of JSON, without a store."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import tee
from typing import Any

import click
from rich.progress import track

from kg_etl import jsonl
from kg_etl.cli.console import err, note
from kg_etl.events.role_constraints import check_entity_roles
from kg_etl.model import Article, Extraction, Failure
from kg_etl.pipeline import extracted
from kg_etl.records import article_links, event_records
from kg_etl.runs import process
from kg_etl.settings import Settings


@click.command()
@click.argument("paths", metavar="ARTICLES.jsonl...", nargs=-1, required=True, type=click.Path())
@click.option("--link", "linking", is_flag=True, help="Add the entity of each role: entity_iri, qid and label.")
@click.pass_context
def extract(context: click.Context, paths: tuple[str, ...], linking: bool) -> None:
    """Print the events of articles, one line of JSON each, without store or side effects.

    Offsets count code points of the text given, which is never altered. Articles come from .jsonl (`id` and `text`,
    and if known `title`, `published`, `publisher`, `url`, `authors`, `language`), .txt, or folders of them.
    """
    settings = process.settings()
    linker = settings.make_linker() if linking else None

    def records(article: Article, extraction: Extraction) -> Iterator[Any]:
        links = linker.link(article, extraction) if linker else None
        told = check_entity_roles(extraction, links) if links else extraction
        yield from event_records(article, told, links, settings.base)

    context.exit(_printed(settings, paths, records))


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
    settings = process.settings()
    linker = settings.make_linker()

    def records(article: Article, extraction: Extraction) -> Iterator[Any]:
        yield article_links(extraction, linker.link(article, extraction))

    context.exit(_printed(settings, paths, records))


def _printed(
    settings: Settings, paths: tuple[str, ...], records: Callable[[Article, Extraction], Iterator[Any]]
) -> int:
    """Print the records of every article; the exit status: 3 if some article failed."""
    count: Counter[str] = Counter()

    def failed(failure: Failure) -> None:
        note(f"failed: {failure.where}: {failure.reason}")
        count["failed"] += 1

    def readable() -> Iterator[Article]:
        found = settings.articles(paths, dt.datetime.now(dt.UTC))
        for one in track(found, description="articles", console=err, transient=True, disable=not err.is_terminal):
            if isinstance(one, Failure):
                failed(one)
            else:
                count["read"] += 1
                yield one.article

    articles, again = tee(readable())
    for article, extraction in zip(again, extracted(articles, settings.make_extractor()), strict=True):
        if isinstance(extraction, Failure):
            failed(extraction)
            continue
        for record in records(article, extraction):
            sys.stdout.write(jsonl.encoded(record) + "\n")
            count["printed"] += 1
    note(f"{count['read']} articles read, {count['printed']} lines printed, {count['failed']} failed")
    return 3 if count["failed"] else 0
