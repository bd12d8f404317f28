"""`kg-etl run`: the same Luigi DAG as `luigi --module kg_etl.tasks Run`, with progress and a summary."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
import luigi
import luigi.configuration
from msgspec.structs import replace

from kg_etl import tasks
from kg_etl.cli.console import err, note, out, table
from kg_etl.cli.progress import STAGES, Timing, progress_bars
from kg_etl.errors import KgEtlError
from kg_etl.loading import Receipt
from kg_etl.model import Failure, Rejection
from kg_etl.runs import process
from kg_etl.runs.planning import Plan
from kg_etl.runs.shard_task import ARTICLE_DONE


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--store", help="Folder of an embedded store, or URL of a SPARQL server. [default: [store] location]")
@click.option("--data", help="Folder of intermediate outputs. [default: [kg_etl] data]")
@click.option("--workers", type=click.IntRange(1), help="Processes. [default: [core] workers, else 1]")
@click.option("--strict", is_flag=True, help="Exit with status 3 if any article failed or was rejected.")
@click.option("--verbose", is_flag=True, help="Show Luigi's log and tracebacks.")
@click.pass_context
def run(
    context: click.Context,
    paths: tuple[str, ...],
    store: str | None,
    data: str | None,
    workers: int | None,
    strict: bool,
    verbose: bool,
) -> None:
    """Take articles through the whole chain into the store.

    PATHS are files (.txt, .jsonl) and folders of articles; without any, those of luigi.cfg. Articles that are loaded
    already, unchanged and by the same versions, are skipped; a changed article replaces the earlier one. An article
    that cannot be processed, or whose graph violates the shapes, is kept with the reason, and the others go on.
    """
    config = luigi.configuration.get_config()
    if data:
        config.set("kg_etl", "data", data)
    if store:
        config.set("store", "location", store)
    process.forget_plans()
    root = tasks.Run(paths=paths, store=store or "")
    plan = root.plan
    for failure in plan.failed:
        note(f"failed: {failure.where}: {failure.reason}")
    if due_again := plan.due_again:
        reasons = ", ".join(f"{number} ({words})" for words, number in due_again.items())
        note(f"Due again: {reasons}")
    timing = Timing()
    if plan.pending or plan.withdrawn:
        _build(root, plan, workers, verbose, timing)
    receipts = [_without_triples(load.output().read()) for load in root.loads]
    summary = Summary(plan, receipts)
    for late in summary.new_failures:
        note(f"failed: {late.where}: {late.reason}")
    for refused in summary.new_rejections:
        note(f"rejected: {refused.article_id}: {refused.violations[0].message} (kg-etl rejected shows the report)")
    _show(summary, timing, root.store_location)
    came_through = summary.loaded + summary.unchanged
    if summary.articles and (not came_through or (strict and came_through < summary.articles)):
        context.exit(3)


def _without_triples(receipt: Receipt) -> Receipt:
    return replace(receipt, rejected=tuple(replace(rejection, triples="") for rejection in receipt.rejected))


@dataclass(frozen=True)
class Summary:
    """The result of a run: `articles == loaded + unchanged + rejected + failed`."""

    plan: Plan
    receipts: list[Receipt]

    @property
    def articles(self) -> int:
        """Articles in."""
        return len(self.plan)

    @property
    def loaded(self) -> int:
        """Articles whose graph the store confirmed in this run."""
        return sum(len(receipt.loaded) for receipt in self.receipts)

    @property
    def unchanged(self) -> int:
        """Articles that were loaded already in this edition or a newer one, or that were retracted."""
        return self.plan.unchanged + self.blocked

    @property
    def blocked(self) -> int:
        """Retracted articles, and editions older than the loaded ones."""
        return self.plan.blocked + sum(len(receipt.left) for receipt in self.receipts)

    @property
    def new_rejections(self) -> list[Rejection]:
        """Articles that were rejected in this run."""
        return [rejection for receipt in self.receipts for rejection in receipt.rejected]

    @property
    def new_failures(self) -> list[Failure]:
        """Articles that could be read, but not processed, in this run."""
        return [failure for receipt in self.receipts for failure in receipt.failed]

    @property
    def rejected(self) -> int:
        """Articles that were rejected, in this run or, with the same content and version, before."""
        return self.plan.rejected + len(self.new_rejections)

    @property
    def failed(self) -> int:
        """Input that could not be read, and articles that could not be processed, now or before."""
        return len(self.plan.failed) + len(self.new_failures)

    @property
    def events(self) -> Counter[str]:
        """Events of the articles loaded in this run by `Class status`."""
        total: Counter[str] = Counter()
        for receipt in self.receipts:
            total.update(receipt.events)
        return total


def _build(root: tasks.Run, plan: Plan, workers: int | None, verbose: bool, timing: Timing) -> None:
    errors: Any = multiprocessing.SimpleQueue()
    started = time.perf_counter()
    with err.status(f"loading the model for {len(plan.pending)} articles"):
        _ = process.components().extractor
    timing.model = time.perf_counter() - started
    with _listening(timing, errors), progress_bars(len(plan.pending), timing):
        logging.getLogger("luigi").setLevel(logging.INFO if verbose else logging.CRITICAL)
        logging.getLogger("luigi-interface").setLevel(logging.INFO if verbose else logging.CRITICAL)
        result = luigi.build(
            [root],
            workers=workers or luigi.configuration.get_config().getint("core", "workers", 1),
            local_scheduler=luigi.configuration.get_config().getboolean("core", "local_scheduler", True),
            no_lock=True,
            detailed_summary=True,
            log_level="INFO" if verbose else "CRITICAL",
        )
    timing.total = time.perf_counter() - started
    if not root.complete():
        reasons = []
        while not errors.empty():
            reasons.append(errors.get())
        raise KgEtlError(
            "the run stopped: "
            + ("; ".join(dict.fromkeys(reasons)) or result.one_line_summary)
            + "\nWhat is done is kept: the same command goes on from there. --verbose shows Luigi's log."
        )


@contextmanager
def _listening(timing: Timing, errors: Any) -> Iterator[None]:
    def processed(task: luigi.Task, seconds: float) -> None:
        if task.task_family in timing.seconds:
            with timing.seconds[task.task_family].get_lock():
                timing.seconds[task.task_family].value += seconds

    def done(stage: str) -> None:
        if stage in timing.done:
            with timing.done[stage].get_lock():
                timing.done[stage].value += 1

    def failed(task: luigi.Task, error: BaseException) -> None:
        errors.put(
            str(error) if isinstance(error, KgEtlError) else f"{task.task_family}: {type(error).__name__}: {error}"
        )

    handlers = [
        (luigi.Event.PROCESSING_TIME, processed),
        (luigi.Event.FAILURE, failed),
        (luigi.Event.BROKEN_TASK, failed),
        (ARTICLE_DONE, done),
    ]
    for event, handler in handlers:
        luigi.Task.event_handler(event)(handler)
    try:
        yield
    finally:
        for event, handler in handlers:
            luigi.Task.remove_event_handler(event, handler)


def _show(summary: Summary, timing: Timing, store: str) -> None:
    out.print(
        f"Articles in: {summary.articles} = {summary.loaded} loaded + {summary.unchanged} unchanged"
        f" + {summary.rejected} rejected + {summary.failed} failed"
    )
    if summary.blocked:
        note(f"{summary.blocked} of the unchanged were retracted, or are older than the edition that the store has")
    if summary.plan.withdrawn:
        out.print(f"Withdrawn by their source, and retracted: {len(summary.plan.withdrawn)}")
    if not summary.plan.pending:
        out.print("Nothing new: the store was left as it is.", soft_wrap=True)
        return
    if summary.plan.due_again:
        out.print()
        rows = [[words, str(number)] for words, number in summary.plan.due.items()]
        out.print(table(("Processed because", "articles"), rows))
    events = summary.events
    if events:
        classes = sorted({name.split()[0] for name in events})
        statuses = ("happened", "planned", "denied", "claimed")
        rows = [
            [
                cls,
                *(str(events[f"{cls} {status}"]) for status in statuses),
                str(sum(events[f"{cls} {s}"] for s in statuses)),
            ]
            for cls in classes
        ]
        out.print()
        out.print(table(("Events", *statuses, "all"), rows))
    mentions = sum(receipt.mentions for receipt in summary.receipts)
    linked = sum(receipt.linked for receipt in summary.receipts)
    triples = sum(receipt.triples for receipt in summary.receipts)
    share = f" ({linked / mentions:.0%})" if mentions else ""
    out.print()
    out.print(f"Mentions linked to Wikidata: {linked} of {mentions}{share}")
    out.print(f"Triples loaded: {triples} into {store}", soft_wrap=True)
    spent = [("model", timing.model)] + [(stage.lower(), timing.seconds[stage].value) for stage in STAGES]
    times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in spent)
    out.print(f"Time: {timing.total:.1f} s ({times})", soft_wrap=True)
