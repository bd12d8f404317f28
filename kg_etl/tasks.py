"""The Luigi DAG: stage × span × shard. A span is a day (`2024-05-16`) or `all`.

    Run ─┐
    Day ─┴─> Load ─> Validate ─> Map ─> Link ─> Extract ─> Articles

`Run` loads whatever is new or changed; `Day` does the same for one day of publication, for `RangeDaily`. Both plan
first: they read the source, ask the store what it holds, and write the pending articles as shards whose digest is part
of every path after them. So a path says all that decides its content, `<data>/<stage>/<version>/<yyyy>/<mm>/<dd>/
<shard>-<digest>.jsonl`, new code or data makes new paths by itself, and what exists is never made again. Only `Load`
asks more than a file: it is complete when the store confirms what its receipt says.
"""

from __future__ import annotations

from functools import cached_property

import luigi
from luigi.task import MixinNaiveBulkComplete

from kg_etl import jsonl, loading, pipeline
from kg_etl.errors import KgEtlError, StoreError
from kg_etl.loading import Outcome, Receipt
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links, Rejection
from kg_etl.runs import planning
from kg_etl.runs.planning import Plan, Quarantined
from kg_etl.runs.process import components, plan, query_store, settings, spool_file, versions
from kg_etl.runs.quarantine import Quarantine
from kg_etl.runs.shard_task import Articles, ShardTask
from kg_etl.runs.targets import ReceiptTarget


class TooManyRejectedError(KgEtlError):
    """More articles of a shard were rejected than [validation] max_rejected allows."""


class Extract(ShardTask):
    """Mentions and events of each article."""

    stage = "extract"

    def requires(self) -> ShardTask:
        """The articles."""
        return self.shard(Articles)

    def prepare(self) -> None:
        """Load the model."""
        _ = components().extractor

    def run(self) -> None:
        """Extract."""
        articles = jsonl.read(self.input().path, Article)
        self.write(pipeline.extracted(articles, components().extractor))


class Link(ShardTask):
    """What each mention denotes."""

    stage = "link"

    def requires(self) -> list[ShardTask]:
        """The articles and what was extracted from them."""
        return [self.shard(Articles), self.shard(Extract)]

    def run(self) -> None:
        """Link."""
        articles, extractions = self.input()
        self.write(
            pipeline.linked(
                jsonl.read(articles.path, Article),
                jsonl.read(extractions.path, Extraction | Failure),
                components().linker,
            )
        )


class Map(ShardTask):
    """The named graph of each article."""

    stage = "map"

    def requires(self) -> list[ShardTask]:
        """The articles, extractions and links."""
        return [self.shard(Articles), self.shard(Extract), self.shard(Link)]

    def run(self) -> None:
        """Map."""
        articles, extractions, links = self.input()
        self.write(
            pipeline.mapped(
                jsonl.read(articles.path, Article),
                jsonl.read(extractions.path, Extraction | Failure),
                jsonl.read(links.path, Links | Failure),
                settings().base,
                versions().provenance,
            )
        )


class Validate(ShardTask):
    """Each graph that conforms; each other one as a rejection."""

    stage = "validate"

    def requires(self) -> list[ShardTask]:
        """The articles and their graphs."""
        return [self.shard(Articles), self.shard(Map)]

    def prepare(self) -> None:
        """Parse the shapes."""
        _ = components().shapes

    def run(self) -> None:
        """Validate."""
        articles, graphs = self.input()
        self.write(
            pipeline.validated(
                jsonl.read(articles.path, Article),
                jsonl.read(graphs.path, ArticleGraph | Failure),
                components().shapes,
            )
        )


class Load(ShardTask):
    """The conforming graphs in the store, confirmed; the other articles in quarantine; the receipt, last."""

    store = luigi.Parameter(description="folder or URL of the store")

    stage = "load"

    resources = {"store_write": 1}  # noqa: RUF012  as Luigi declares it

    def requires(self) -> list[ShardTask]:
        """The validated graphs, and what the receipt counts."""
        return [self.shard(Articles), self.shard(Validate), self.shard(Extract), self.shard(Link)]

    def output(self) -> ReceiptTarget:
        """The receipt."""
        place = planning.store_key(self.store)
        folder = settings().data / "receipts" / place / versions().pipeline / self.span.replace("-", "/")
        return ReceiptTarget(folder / f"{self.number}-{self.digest}.json", self.store)

    def run(self) -> None:
        """Load."""
        chosen = settings()
        articles_target, validated, extracted, linked = self.input()
        articles = list(jsonl.read(articles_target.path, Article))
        outcomes = list(jsonl.read(validated.path, Outcome))
        self._stop_if_too_many_rejected(outcomes)
        with components().open_store(self.store) as store:
            receipt = loading.loaded(outcomes, store)
        receipt = pipeline.tallied(
            receipt,
            jsonl.read(extracted.path, Extraction | Failure),
            jsonl.read(linked.path, Links | Failure),
            chosen.base,
        )
        quarantine = Quarantine(chosen.data / "quarantine")
        for article, outcome in zip(articles, outcomes, strict=True):
            if isinstance(outcome, ArticleGraph):
                quarantine.release(article.id)
            else:
                quarantine.put(
                    Quarantined(
                        article_id=article.id,
                        content_hash=article.content_hash,
                        version=versions().pipeline,
                        outcome=outcome,
                    )
                )
        self.articles = len(articles)
        with self.output().open("w") as file:
            file.write(jsonl.encoded(receipt) + "\n")

    def receipt(self) -> Receipt:
        """What was loaded."""
        return self.output().read()

    def _stop_if_too_many_rejected(self, outcomes: list[Outcome]) -> None:
        rejected = [outcome for outcome in outcomes if isinstance(outcome, Rejection)]
        limit = settings().validation
        if len(rejected) >= limit.max_rejected_from and len(rejected) > limit.max_rejected * len(outcomes):
            raise TooManyRejectedError(
                f"{len(rejected)} of {len(outcomes)} articles of shard {self.span} {self.number} violate the shapes, "
                f"more than [validation] max_rejected = {limit.max_rejected} allows; nothing of the shard was loaded. "
                f"The first: {rejected[0].article_id}: {rejected[0].violations[0].message}"
            )


class Withdraw(luigi.Task):
    """Articles that their source takes back, taken out of the store; the store itself says whether it is done."""

    article_ids = luigi.ListParameter(description="ids of articles")
    store = luigi.Parameter(description="folder or URL of the store")

    resources = {"store_write": 1}  # noqa: RUF012  as Luigi declares it

    def complete(self) -> bool:
        """Does the store know them all as retracted?"""
        try:
            return query_store(self.store, loading.withdrawn, settings().base, tuple(self.article_ids))
        except StoreError:
            return False

    def run(self) -> None:
        """Retract."""
        with components().open_store(self.store) as store:
            for article_id in self.article_ids:
                loading.retract(store, settings().base, article_id, "its source withdrew it")


class Planned(luigi.WrapperTask):
    """A task that requires a `Load` of each shard of its plan."""

    paths = luigi.ListParameter(
        default=(), positional=False, description="files and folders of articles; default: [sources] paths"
    )
    store = luigi.OptionalParameter(
        default="", positional=False, description="folder or URL of the store; default: [store] location"
    )

    @property
    def span(self) -> str:
        """The span of the plan."""
        return "all"

    @cached_property
    def plan(self) -> Plan:
        """What there is to do."""
        return plan(tuple(self.paths) or settings().source_paths, self.store_location)

    @property
    def store_location(self) -> str:
        """Folder or URL of the store."""
        return self.store or settings().store.location

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """The load of each shard, whose articles are written by now."""
        files = []
        for shard in self.plan.shards(self.span, settings().kg_etl.shard_size):
            target = Articles(span=shard.span, number=shard.number, digest=shard.digest)
            if not target.complete():
                target.write(spool_file().get(article.place, Article) for article in shard.articles)
            files.append(Load(span=shard.span, number=shard.number, digest=shard.digest, store=self.store_location))
        return tuple(files)

    def requires(self) -> tuple[luigi.Task, ...]:
        """The loads, and after the plan's word what is to be withdrawn."""
        gone = self.plan.withdrawn
        return (*self.loads, Withdraw(article_ids=gone, store=self.store_location)) if gone else self.loads


class Run(Planned):
    """Everything that is new or changed, of whatever day."""


class Day(MixinNaiveBulkComplete, Planned):
    """Everything of one day of publication that is new or changed: `RangeDaily --of Day` backfills with it."""

    date = luigi.DateParameter(description="the UTC day of publication")

    @property
    def span(self) -> str:
        """The day."""
        return str(self.date.isoformat())
