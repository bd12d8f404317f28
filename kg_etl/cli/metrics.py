"""`kg-etl metrics`: counts and seconds of the runs, in Prometheus' format."""

from __future__ import annotations

import click

from kg_etl.cli.console import out
from kg_etl.runs import process


@click.command()
@click.option("--out", "path", type=click.Path(dir_okay=False), help="Write to a file, whole or not at all.")
def metrics(path: str | None) -> None:
    """Print articles, events, rejections, triples and seconds of all runs in Prometheus' format.

    With --out FILE.prom in the folder of node_exporter's textfile collector, Prometheus scrapes them.
    """
    from prometheus_client import generate_latest, write_to_textfile

    from kg_etl.runs import monitoring

    registry = monitoring.metrics(monitoring.records(process.settings().log))
    if path:
        write_to_textfile(path, registry)
    else:
        out.print(generate_latest(registry).decode(), end="", markup=False, soft_wrap=True)
