"""`kg-etl verify`: reads the graphs of a store back, and compares them with what was loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from kg_etl import jsonl
from kg_etl.cli.console import out
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
