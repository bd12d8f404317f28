"""`kg-etl export`: all events or all quads of a store, for other programs."""

from __future__ import annotations

import csv
import sys

import click

from kg_etl import jsonl, pipeline
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.records import COLUMNS, row_of


@click.command()
@click.option("--format", "style", type=click.Choice(["jsonl", "csv", "nquads"]), default="jsonl", show_default=True)
@STORE_OPTION
def export(style: str, store: str | None) -> None:
    """Print the events or quads of the store.

    jsonl gives an event a line, as `kg-etl extract --link` does; csv a flat table; nquads
    every quad, sorted, so that two exports can be compared line by line.
    """
    with opened(store) as source:
        if style == "nquads":
            sys.stdout.writelines(line + "\n" for line in sorted(source.nquads()))
        elif style == "jsonl":
            sys.stdout.writelines(jsonl.lines(pipeline.events_in_store(source)))
        else:
            writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(map(row_of, pipeline.events_in_store(source)))
