"""Progress of a run: seconds by stage, and bars of the articles done."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as Signal
from threading import Thread
from typing import Any

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kg_etl.cli.console import err

STAGES = ("Extract", "Link", "Map", "Validate", "Load")


@dataclass
class Timing:
    """Seconds by stage and articles done, summed over processes that are forked later."""

    seconds: dict[str, Any] = field(default_factory=lambda: {stage: multiprocessing.Value("d") for stage in STAGES})
    done: dict[str, Any] = field(
        default_factory=lambda: {stage.lower(): multiprocessing.Value("L") for stage in STAGES}
    )
    model: float = 0.0
    total: float = 0.0


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s")


@contextmanager
def progress_bars(articles: int, timing: Timing) -> Iterator[None]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:9}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    stopped = Signal()
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        blocks = {stage: progress.add_task(stage, total=articles) for stage in ("extract", "link", "map", "validate")}

        def draw() -> None:
            while not stopped.wait(0.2):
                for stage, bar in blocks.items():
                    # Not under its lock, which a worker that was killed may have taken along.
                    progress.update(bar, completed=timing.done[stage].get_obj().value)

        drawer = Thread(target=draw, daemon=True)
        drawer.start()
        try:
            yield
        finally:
            stopped.set()
            drawer.join()
