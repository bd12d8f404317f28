"""Reads articles for a command without a store, and prints their records as lines of JSON."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rich.progress import track

from kg_etl import jsonl
from kg_etl.cli.console import err, note
from kg_etl.model import Article, Failure
from kg_etl.runs import process


def print_outcomes(
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
