"""`kg-etl export`: all that the store holds, for other programs."""

from __future__ import annotations

import csv
import json
import sys

import click
import msgspec

from kg_etl import jsonl, pipeline
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.records.tables import COLUMNS, flat


@click.command()
@click.option("--format", "style", type=click.Choice(["jsonl", "csv", "nquads"]), default="jsonl", show_default=True)
@STORE_OPTION
def export(style: str, store: str | None) -> None:
    """Print what the store holds.

    jsonl gives one event a line, in the form that `kg-etl extract --link` gives; csv the same as a flat table; nquads
    every quad, sorted, so that two exports can be compared line by line.
    """
    with opened(store) as source:
        if style == "nquads":
            sys.stdout.writelines(line + "\n" for line in sorted(source.nquads()))
        elif style == "jsonl":
            sys.stdout.writelines(jsonl.lines(pipeline.event_records_of(source)))
        else:
            writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            for record in pipeline.event_records_of(source):
                writer.writerow(flat(json.loads(msgspec.json.encode(record))))
