"""The stages on Spark, for back-files: one partition a shard, with the same tasks and files.

    SparkRun ─┬─> Shards (one Spark job) ─> Articles
              └─> Load of each shard, which finds the outputs of its stages there

    luigi --module kg_etl.spark SparkRun --paths '["/back-file"]'

`[spark] master` in luigi.cfg says where it runs. The folder `[kg_etl] data` must be the same for the driver and all
executors. Each output is whole or not there, so that a partition that fails is simply done again, and a job that was
stopped goes on with the shards that are left. docs/spark.md tells the rest.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import luigi
import luigi.configuration
from luigi.contrib.spark import PySparkTask
from luigi.local_target import LocalTarget
from msgspec.structs import replace

from kg_etl import tasks
from kg_etl.errors import KgEtlError
from kg_etl.runs import process
from kg_etl.settings import Settings

STAGES = (tasks.Extract, tasks.Link, tasks.Map, tasks.Validate)

Place = tuple[int, str]
"""Number and digest of a shard."""


def staged(settings: Settings, span: str, place: Place) -> None:
    """Take one shard through the stages, on whatever machine this is; what is there already is left alone."""
    process.use(settings)
    number, digest = place
    for stage in STAGES:
        task = stage(span=span, number=number, digest=digest)
        if not task.complete():
            started = time.perf_counter()
            task.run()
            task.trigger_event(luigi.Event.PROCESSING_TIME, task, time.perf_counter() - started)


class Shards(PySparkTask):
    """The stage outputs of some shards, by one Spark job."""

    span = luigi.Parameter(description="a day (2024-05-16) or all")
    places = luigi.ListParameter(description="number and digest of each shard")

    @property
    def pyspark_python(self) -> str:
        """The interpreter of the executors: `[spark] pyspark-python`, by default this one."""
        return str(luigi.configuration.get_config().get("spark", "pyspark-python", sys.executable))

    @property
    def spark_submit(self) -> str:
        """`[spark] spark-submit`, by default the one that pip put beside this interpreter, else that on PATH."""
        command = Path(sys.executable).with_name("spark-submit")
        program = str(command) if command.is_file() else "spark-submit"
        return str(luigi.configuration.get_config().get("spark", "spark-submit", program))

    def program_environment(self) -> dict[str, str]:
        """This interpreter for the driver, and no secrets: nothing is loaded there, and Luigi's log shows it all."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_ETL_STORE_")}
        return {**kept, "PYSPARK_DRIVER_PYTHON": sys.executable, "PYSPARK_PYTHON": self.pyspark_python}

    def output(self) -> list[LocalTarget]:
        """The validated graphs of each shard."""
        return [tasks.Validate(span=self.span, number=number, digest=digest).output() for number, digest in self.places]

    def main(self, sc: Any, *_: Any) -> None:
        """Run on the driver: one partition for each shard that is not done.

        Raises:
            KgEtlError: the job succeeded, and yet there are outputs missing here.
        """
        chosen = process.settings()
        chosen = replace(chosen, kg_etl=replace(chosen.kg_etl, data=str(chosen.data.resolve())))
        left = [
            (number, digest)
            for (number, digest), target in zip(self.places, self.output(), strict=True)
            if not target.exists()
        ]
        if left:
            sc.parallelize(left, len(left)).foreach(partial(staged, chosen, self.span))
        if not self.complete():
            raise KgEtlError(
                f"the executors did not write to {chosen.data}: that folder must be the same for the driver and all "
                "executors, and so must the installed packages"
            )


class SparkRun(tasks.Run):
    """Everything that is new or changed: the stages on Spark, the loading here."""

    def requires(self) -> tuple[luigi.Task, ...]:
        """The stage outputs of every shard."""
        places = [(load.number, load.digest) for load in self.loads]
        return (Shards(span=self.span, places=places),) if places else ()

    def complete(self) -> bool:
        """Is all done that a run without Spark requires?"""
        return all(task.complete() for task in super().requires())

    def run(self) -> Iterator[tuple[luigi.Task, ...]]:
        """Load, and whatever else a run without Spark requires."""
        yield super().requires()
