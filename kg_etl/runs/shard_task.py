"""ShardTask: the base of the Luigi tasks that do a stage of one shard; each appends a line to the log when it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import luigi
from luigi.local_target import LocalTarget

from kg_etl import jsonl
from kg_etl.loading import Receipt
from kg_etl.runs import monitoring
from kg_etl.runs.process import settings, versions

ARTICLE_DONE = "event.kg_etl.article.done"
"""Luigi event that a stage triggers for each processed article, with the stage's name."""


class ShardTask(luigi.Task):
    """A stage of one shard."""

    span = luigi.Parameter(description="a day (2024-05-16) or all")
    number = luigi.IntParameter(description="the shard's number in its span")
    digest = luigi.Parameter(description="short hash of the articles in the shard")

    stage: ClassVar[str]
    articles = 0
    """Number of articles that `run` processed."""

    def receipt(self) -> Receipt | None:
        """The receipt of a task that loads; None for others."""
        return None

    def output(self) -> LocalTarget:
        """One line of JSON for each article of the shard, in order."""
        version = versions().stages.get(self.stage, "")
        folder = settings().data / self.stage / version / self.span.replace("-", "/")
        return LocalTarget(str(folder / f"{self.number}-{self.digest}.jsonl"))

    def prepare(self) -> None:
        """Loads what `run` needs and keeps for the whole process."""

    def complete(self) -> bool:
        """Whether the output exists. If not, calls `prepare` in the parent, so that forked workers share the result."""
        done = bool(super().complete())
        if not done:
            self.prepare()
        return done

    def shard(self, stage: type[ShardTask], **more: str) -> ShardTask:
        """Another stage of the same shard."""
        return stage(span=self.span, number=self.number, digest=self.digest, **more)

    def write(self, values: Iterable[object]) -> None:
        """Writes the output completely or not at all, and triggers `ARTICLE_DONE` for each article."""

        def observed() -> Iterator[object]:
            for value in values:
                self.trigger_event(ARTICLE_DONE, self.stage)
                self.articles += 1
                yield value

        with self.output().open("w") as file:
            file.writelines(jsonl.lines(observed()))


class Articles(ShardTask, luigi.ExternalTask):
    """The articles of the shard, written by the plan."""

    stage = "articles"


@ShardTask.event_handler(luigi.Event.PROCESSING_TIME)  # type: ignore[untyped-decorator]
def _log_end(task: ShardTask, seconds: float) -> None:
    receipt = task.receipt()
    if receipt is None:
        _log(task, seconds=seconds, articles=task.articles)
        return
    outcomes = {"loaded": len(receipt.loaded), "rejected": len(receipt.rejected), "failed": len(receipt.failed)}
    _log(
        task,
        seconds=seconds,
        articles=task.articles,
        outcomes=outcomes,
        events=receipt.events,
        triples=receipt.triples,
        mentions=receipt.mentions,
        linked=receipt.linked,
    )


@ShardTask.event_handler(luigi.Event.FAILURE)  # type: ignore[untyped-decorator]
def _log_failure(task: ShardTask, error: BaseException) -> None:
    _log(task, error=f"{type(error).__name__}: {error}")


def _log(task: ShardTask, **more: Any) -> None:
    record = monitoring.Record(
        at=dt.datetime.now(dt.UTC), stage=task.stage, span=task.span, number=task.number, digest=task.digest, **more
    )
    monitoring.append(settings().log, record)
