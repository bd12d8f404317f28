"""Measuring on a machine that is not quiet: ways side by side in one run, medians and spread, as JSON and as a plot."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

JSON_FOLDER = Path("data/benchmarks")
PLOT_FOLDER = Path("docs/benchmarks")


class Spread(NamedTuple):
    """Several measurements of one thing."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Median, least and greatest."""
        several = sorted(values)
        return cls(statistics.median(several), several[0], several[-1])

    def __str__(self) -> str:
        return f"{self.median:.3g} ({self.low:.3g} to {self.high:.3g})"


def interleaved(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of this process for each way in each round; the order turns with the rounds.

    One round before the first warms up and is not counted.
    """
    names = list(ways)
    result: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(-1, rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            start = time.process_time()
            ways[name]()
            if turn >= 0:
                result[name].append(time.process_time() - start)
    return result


def ratios(samples: Mapping[str, Sequence[float]], to: str) -> dict[str, Spread]:
    """Each way over one of them, round by round."""
    return {
        name: Spread.of(value / other for value, other in zip(values, samples[to], strict=True))
        for name, values in samples.items()
    }


class Ended(NamedTuple):
    """A command that ended."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of it and its children."""
    peak: float
    """Most memory of one of its processes, in MB."""


def command(arguments: Sequence[str | Path], folder: Path) -> Ended:
    """Run a command to its end.

    Raises:
        RuntimeError: its exit status is not 0.
    """
    start = time.perf_counter()
    with (folder / "output.txt").open("wb") as output:
        running = subprocess.Popen([str(argument) for argument in arguments], cwd=folder, stdout=output, stderr=output)
        _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{arguments}: {running.returncode}\n{(folder / 'output.txt').read_text()[-2000:]}")
    return Ended(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """k of the cost = c * size ** k that fits best; 1 is proportional."""
    from math import log

    return statistics.linear_regression([log(size) for size in sizes], [log(cost) for cost in costs]).slope


def show(name: str, figures: Mapping[str, Any], draw: Callable[[Any], None], title: str) -> None:
    """Print figures, and write them as JSON and as a plot."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    print(f"\n{title}")
    for key, value in figures.items():
        print(f"  {key:34} {value}")
    JSON_FOLDER.mkdir(parents=True, exist_ok=True)
    PLOT_FOLDER.mkdir(parents=True, exist_ok=True)
    path = JSON_FOLDER / f"{name}.json"
    path.write_text(json.dumps({"title": title, "python": sys.version.split()[0], **figures}, indent=2) + "\n")
    figure, axes = pyplot.subplots(figsize=(8, 3.6), layout="constrained")
    draw(axes)
    axes.set_title(title, fontsize=10)
    figure.savefig(PLOT_FOLDER / f"{name}.png", dpi=100, metadata={"Software": None})
    pyplot.close(figure)
    print(f"  written: {path}, {PLOT_FOLDER / f'{name}.png'}")


def blocks(values: Mapping[str, Spread], unit: str, *, logarithmic: bool = False) -> Callable[[Any], None]:
    """What draws medians as bars, with the spread as whiskers."""

    def draw(axes: Any) -> None:
        names, several = list(values), list(values.values())
        whiskers = [[item.median - item.low for item in several], [item.high - item.median for item in several]]
        axes.barh(names, [item.median for item in several], xerr=whiskers, color="#4477aa", ecolor="#222222", capsize=3)
        axes.invert_yaxis()
        axes.set_xlabel(unit)
        if logarithmic:
            axes.set_xscale("log")

    return draw
