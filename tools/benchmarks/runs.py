"""Whole runs of the command on generated articles: what more articles, more workers, nothing new, and Spark cost.

    python -m tools.benchmarks.runs size    [--articles 100 1000 10000]  time, memory, disk, tasks, fitted exponents
    python -m tools.benchmarks.runs workers [--articles N] [--rounds N]  one worker against two
    python -m tools.benchmarks.runs nothing [--articles N] [--rounds N]  a run that finds nothing new
    python -m tools.benchmarks.runs spark   [--articles N] [--rounds N]  Luigi against Spark, both with two processes

Each run is a process of its own, in a folder of its own, as a user would start it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg_etl import loading, pipeline
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links
from kg_etl.runs import monitoring
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Settings, Versions
from tools.benchmarks.generate import write
from tools.benchmarks.measuring import Ended, Spread, blocks, command, exponent, show

CONFIG = """
[kg_etl]
data = data
shard_size = {size}
[sources]
paths = articles
[store]
location = data/store
[core]
local_scheduler = true
workers = {workers}
log_level = WARNING
[worker]
keep_alive = true
[resources]
store_write = 1
[retcode]
task_failed = 30
not_run = 25
scheduling_error = 35
unhandled_exception = 40
[spark]
master = local[{workers},4]
"""
RUN = (sys.executable, "-m", "kg_etl", "run")
LUIGI = (sys.executable, "-m", "luigi", "--module", "kg_etl.tasks", "Run")
SPARK = (sys.executable, "-m", "luigi", "--module", "kg_etl.spark", "SparkRun")


class Place(tempfile.TemporaryDirectory[str]):
    """A folder with generated articles and a configuration, gone afterwards."""

    def __init__(self, articles: int, workers: int = 1, size: int = 200) -> None:
        super().__init__()
        self.path = Path(self.name)
        write(articles, self.path / "articles")
        (self.path / "luigi.cfg").write_text(CONFIG.format(workers=workers, size=size), encoding="utf-8")

    def run(self, arguments: Iterable[str] = RUN) -> Ended:
        """Run a command there."""
        return command(list(arguments), self.path)

    def disk(self) -> float:
        """What lies there after a run, in MB."""
        return sum(item.stat().st_size for item in (self.path / "data").rglob("*") if item.is_file()) / 1e6

    def tasks(self) -> int:
        """Tasks that ran."""
        return sum(record.stage != "plan" for record in monitoring.records(self.path / "data" / "log"))


def size(articles: list[int], _: int) -> None:
    """(e) Cost against the number of articles."""
    rows: dict[str, list[float]] = {name: [] for name in ("seconds", "CPU seconds", "peak MB", "disk MB", "tasks")}
    for number in articles:
        with tempfile.TemporaryDirectory():
            place = Place(number)
            ended = place.run()
            values = (ended.wall, ended.cpu, ended.peak, place.disk(), float(place.tasks()))
            for name, value in zip(rows, values, strict=True):
                rows[name].append(value)
            place.cleanup()
    slopes = {f"exponent of {name}": round(exponent(articles, values), 3) for name, values in rows.items()}

    def draw(axes: Any) -> None:
        for name, values in rows.items():
            axes.loglog(articles, values, marker="o", label=f"{name} ~ n^{slopes[f'exponent of {name}']:.2f}")
        axes.set_xlabel("articles")
        axes.legend(fontsize=8)

    show("size", {"articles": articles, **rows, **slopes}, draw, "Cost against the number of articles")


def workers(articles: list[int], rounds: int) -> None:
    """(f) One worker against two, and whether they write the same."""
    number = articles[-1]
    taken: dict[str, list[float]] = {"1 worker": [], "2 workers": []}
    busy: dict[str, list[float]] = defaultdict(list)
    peaks: dict[str, float] = {}
    for turn in range(rounds):
        outputs = []
        for name, count in (("1 worker", 1), ("2 workers", 2))[:: 1 if turn % 2 else -1]:
            place = Place(number, workers=count, size=min(200, max(5, number // 16)))
            ended = place.run()
            taken[name].append(ended.wall)
            busy[f"CPU seconds, {name}"].append(ended.cpu)
            peaks[f"peak MB of a process, {name}"] = ended.peak
            place.run((sys.executable, "-m", "kg_etl", "export", "--format", "nquads"))
            outputs.append(_sum_of_lines(place.path / "output.txt"))
            place.cleanup()
        if outputs[0] != outputs[1]:
            raise SystemExit("two workers and one do not write the same")
    result = {name: Spread.of(values) for name, values in taken.items()}
    gain = Spread.of(item / two for item, two in zip(taken["1 worker"], taken["2 workers"], strict=True))
    cpu = {name: Spread.of(values) for name, values in busy.items()}
    figures = {
        "articles": number,
        "rounds": rounds,
        **result,
        "one over two": gain,
        **cpu,
        **peaks,
        "same output": True,
    }
    show("workers", figures, blocks(result, "seconds"), "One worker against two")


def _sum_of_lines(path: Path) -> int:
    """The same for the same lines in whatever order. Not sorted: a process counts as its own memory what the one that
    started it ever took.
    """
    with path.open("rb") as lines:
        return sum(int.from_bytes(hashlib.sha256(line).digest()) for line in lines)


def nothing(articles: list[int], rounds: int) -> None:
    """(g) A run that finds nothing new. The graphs in the store are of articles without events: they cost no parse."""
    number = articles[-1]
    place = Place(number)
    local = configured_settings()
    filled(local, place)
    first = place.run()
    ended = [first, *(place.run() for _ in range(rounds))]
    if "Nothing new" not in (place.path / "output.txt").read_text():
        raise SystemExit("there was something new")
    walls, cpus = Spread.of(item.wall for item in ended), Spread.of(item.cpu for item in ended)
    figures = {"articles": number, "rounds": rounds, "seconds": walls, "CPU seconds": cpus, "peak MB": first.peak}
    show("nothing", figures, blocks({"wall": walls, "CPU": cpus}, "seconds"), f"Nothing new among {number} articles")
    place.cleanup()


def filled(settings: Settings, place: Place) -> None:
    """Load a graph without events for each article of a place."""
    from kg_etl.stores.oxigraph import OxigraphStore

    result = Components(settings).articles((str(place.path / "articles"),), _far_ahead())
    sample_articles: list[Article] = [item.article for item in result if not isinstance(item, Failure)]
    extractions = (Extraction(article_id=item.id) for item in sample_articles)
    links = (Links(article_id=item.id) for item in sample_articles)
    made = pipeline.mapped(
        sample_articles, extractions, links, settings.base, Versions(Components(settings)).provenance
    )
    with OxigraphStore(place.path / "data" / "store") as store:
        loading.loaded([item for item in made if isinstance(item, ArticleGraph)], store)


def _far_ahead() -> Any:
    import datetime as dt

    return dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def spark(articles: list[int], rounds: int) -> None:
    """(h) The same articles by Luigi alone and by Spark."""
    number = articles[-1]
    taken: dict[str, list[float]] = {"Luigi, 2 workers": [], "Spark, local[2]": []}
    for _ in range(rounds):
        for name, how in (("Luigi, 2 workers", LUIGI), ("Spark, local[2]", SPARK)):
            place = Place(number, workers=2, size=max(5, number // 16))
            taken[name].append(place.run(how).wall)
            place.cleanup()
    result = {name: Spread.of(values) for name, values in taken.items()}
    over = Spread.of(s / item for item, s in zip(*taken.values(), strict=True))
    figures = {"articles": number, "rounds": rounds, **result, "Spark over Luigi": over}
    show("spark", figures, blocks(result, "seconds"), f"Luigi and Spark on {number} articles")


WHAT: dict[str, tuple[Callable[[list[int], int], None], list[int], int]] = {
    "size": (size, [100, 1000, 10_000], 1),
    "workers": (workers, [3200], 1),
    "nothing": (nothing, [10_000], 5),
    "spark": (spark, [2000], 3),
}


def main(argv: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=tuple(WHAT))
    parser.add_argument("--articles", type=int, nargs="+", metavar="N")
    parser.add_argument("--rounds", type=int, metavar="N")
    chosen = parser.parse_args(argv)
    measure, articles, rounds = WHAT[chosen.what]
    measure(chosen.articles or articles, chosen.rounds or rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
