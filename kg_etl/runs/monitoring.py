"""The log of tasks as JSON lines, and its sums as Prometheus metrics.

The log is the one record: every task appends a line when it ends, from whatever process or machine it ran on, and the
metrics are a fold over it. A log file that is deleted or rotated looks to Prometheus like a restart.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics

from kg_etl import jsonl
from kg_etl.model import Value


class Record(Value, frozen=True, forbid_unknown_fields=False):
    """The end of a task, or of a plan. A log outlives releases: fields that a later one has written are ignored."""

    at: dt.datetime
    """In UTC."""
    stage: str
    """`articles`, `extract`, `link`, `map`, `validate` or `load`; `plan` for a plan."""
    span: str
    number: int
    """The shard's number in its span."""
    digest: str
    seconds: float = 0.0
    error: str | None = None
    """The error; None if it succeeded."""
    articles: int = 0
    """Articles that it processed, including failed ones."""
    due: Mapping[str, int] = {}
    """Planning: the articles to be processed, by the reason in words; each counts once."""
    outcomes: Mapping[str, int] = {}
    """Loading: articles by `loaded`, `rejected`, `failed`."""
    events: Mapping[str, int] = {}
    """Loading: events by `Class status`."""
    triples: int = 0
    mentions: int = 0
    linked: int = 0


def append(folder: Path, record: Record) -> None:
    """Appends a line to this machine's log by a single write, so that lines of processes do not mix."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{socket.gethostname()}.jsonl").open("ab", buffering=0) as file:
        file.write(jsonl.encoded(record).encode() + b"\n")
        os.fsync(file.fileno())


def records(folder: Path) -> Iterator[Record]:
    """The records in the logs of all machines."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from jsonl.read(path, Record)


def metrics(records: Iterable[Record]) -> CollectorRegistry:
    """Prometheus metrics, summed over records."""
    disable_created_metrics()  # they would report the start of this process
    registry = CollectorRegistry()
    articles = Counter("kg_etl_articles", "Articles by what became of them", ["outcome"], registry=registry)
    events = Counter("kg_etl_events", "Events of loaded articles", ["event_class", "status"], registry=registry)
    triples = Counter("kg_etl_triples", "Triples loaded", registry=registry)
    mentions = Counter("kg_etl_mentions", "Mentions in loaded articles", ["linked"], registry=registry)
    seconds = Counter("kg_etl_stage_seconds", "Seconds spent in a stage", ["stage"], registry=registry)
    handled = Counter("kg_etl_stage_articles", "Articles that passed a stage", ["stage"], registry=registry)
    failures = Counter("kg_etl_task_failures", "Tasks that failed", ["stage"], registry=registry)
    last = Gauge("kg_etl_last_load_timestamp_seconds", "When a load ended last, Unix time", registry=registry)
    due = Gauge("kg_etl_due_articles", "Articles that were due in the latest plan", ["reason"], registry=registry)
    newest = 0.0
    latest: Record | None = None
    for record in records:
        if record.stage == "plan" and (latest is None or record.at >= latest.at):
            latest = record
        if record.error is not None:
            failures.labels(record.stage).inc()
            continue
        seconds.labels(record.stage).inc(record.seconds)
        handled.labels(record.stage).inc(record.articles)
        for outcome, number in record.outcomes.items():
            articles.labels(outcome).inc(number)
        for name, number in record.events.items():
            cls, _, status = name.partition(" ")
            events.labels(cls, status).inc(number)
        triples.inc(record.triples)
        mentions.labels("yes").inc(record.linked)
        mentions.labels("no").inc(record.mentions - record.linked)
        if record.outcomes:
            newest = max(newest, record.at.timestamp())
    last.set(newest)
    for reason, number in latest.due.items() if latest else ():
        due.labels(reason).set(number)
    return registry
