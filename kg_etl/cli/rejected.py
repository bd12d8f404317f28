"""`kg-etl rejected`: the articles that violate the shapes, each with its validation report."""

from __future__ import annotations

import click

from kg_etl.cli.console import note, out
from kg_etl.model import Rejection
from kg_etl.runs import process
from kg_etl.runs.quarantine import Quarantine


@click.command()
@click.option("--failed", is_flag=True, help="Show articles that could not be processed as well.")
@click.option("--graph", is_flag=True, help="Show the refused triples too.")
def rejected(failed: bool, graph: bool) -> None:
    """Show the articles that violate the shapes, each with its validation report.

    They are processed again when they, the software, a lexicon, the gazetteer or the shapes change.
    """
    from kg_etl.validation import in_words

    shown = 0
    for entry in Quarantine(process.settings().data / "quarantine"):
        if isinstance(entry.outcome, Rejection):
            out.print(entry.article_id, style="bold", markup=False, soft_wrap=True)
            for violation in entry.outcome.violations:
                out.print(f"  {in_words(violation)}", markup=False, soft_wrap=True)
            if graph:
                out.print(entry.outcome.triples, markup=False, soft_wrap=True)
        elif failed:
            out.print(entry.article_id, style="bold", markup=False, soft_wrap=True)
            out.print(f"  failed: {entry.outcome.reason}", markup=False, soft_wrap=True)
        else:
            continue
        shown += 1
    note(f"{shown} articles")
