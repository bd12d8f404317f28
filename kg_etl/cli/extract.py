"""`kg-etl extract`: the events of articles, as lines of JSON on standard output."""

from __future__ import annotations

import click

from kg_etl.api import Pipeline
from kg_etl.cli.outcomes import print_outcomes
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
    context.exit(print_outcomes(paths, pipeline.outcomes))
