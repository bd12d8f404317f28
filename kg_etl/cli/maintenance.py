"""`kg-etl verify` and `kg-etl retract`: compares a store with what was loaded, and takes articles out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from kg_etl import jsonl, loading
from kg_etl.cli.console import note, out
from kg_etl.cli.run import run
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.loading import Receipt
from kg_etl.loading.verification import Fault, Verification, reopen, verified
from kg_etl.runs import process
from kg_etl.runs.planning import store_key

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--since", type=DAY, help="First UTC day of the editions that are checked.")
@click.option("--until", type=DAY, help="Last such day.")
@click.option("--repair", is_flag=True, help="Load again what is not as it should be, from the sources of luigi.cfg.")
@STORE_OPTION
@click.pass_context
def verify(
    context: click.Context, since: dt.datetime | None, until: dt.datetime | None, repair: bool, store: str | None
) -> None:
    """Read the graphs back, and list those that are missing, changed, strange or unfinished.

    Every graph is compared with the digest in its provenance graph, and, without --since and --until, with the receipts
    under [kg_etl] data. Exit status 3 says that there is such a graph.
    """
    location = store or process.settings().store.location
    first, last = (moment.date() if moment else None for moment in (since, until))
    verification = _verified(store, location, first, last)
    _show(verification, location)
    if verification.faults and repair:
        with process.components().open_store(location) as target:
            reopen(target, verification.faults)
        context.invoke(run, paths=(), store=store)
        verification = _verified(store, location, first, last)
        _show(verification, location)
    context.exit(3 if verification.faults else 0)


def _verified(store: str | None, location: str, since: dt.date | None, until: dt.date | None) -> Verification:
    with opened(store) as source:
        return verified(source, process.settings().base, _receipted(location), since, until)


def _receipted(location: str) -> Iterator[str]:
    """The graphs that the receipts of this store list."""
    for path in sorted((process.settings().data / "receipts" / store_key(location)).rglob("*.json")):
        for receipt in jsonl.read(path, Receipt):
            yield from receipt.loaded


def _show(verification: Verification, location: str) -> None:
    for fault in verification.faults:
        out.print(_line(fault), markup=False, soft_wrap=True)
    counts = f"{verification.checked} graphs read back, {verification.retracted} articles retracted"
    out.print(f"{location}: {counts}, {len(verification.faults)} faults", soft_wrap=True, markup=False)


def _line(fault: Fault) -> str:
    of = f" ({fault.article_id})" if fault.article_id else ""
    return f"{fault.kind:10} <{fault.graph}>{of}: {fault.reason}"


@click.command()
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", help="Is kept in the store.")
@click.option("--undo", is_flag=True, help="Let the next run load the articles again.")
@STORE_OPTION
def retract(article_ids: tuple[str, ...], reason: str | None, undo: bool, store: str | None) -> None:
    """Take articles out of the store, and leave a tombstone, so that no run brings them back.

    ID is the source's own key of an article, as `kg-etl query articles` and `kg-etl export` show it.
    """
    settings = process.settings()
    with process.components().open_store(store or settings.store.location) as target:
        for article_id in article_ids:
            if undo:
                there = loading.reinstate(target, settings.base, article_id)
                note(f"{article_id}: {'will be loaded again by the next run' if there else 'was not retracted'}")
            else:
                there = loading.retract(target, settings.base, article_id, reason)
                note(f"{article_id}: {'retracted' if there else 'was not there; no run will load it'}")
