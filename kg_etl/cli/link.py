"""`kg-etl link`: the links of articles, as lines of JSON on standard output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from kg_etl.cli.outcomes import print_outcomes
from kg_etl.model import Article, Failure
from kg_etl.pipeline import links_read
from kg_etl.runs import process


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

    context.exit(print_outcomes(paths, outcomes))
