"""The pipeline is killed at any moment, its clock jumps, two run at once: running again leaves what one run leaves.

The runs are forked from a process that has loaded the model: what is tested is the run, not its start.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
import traceback
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import luigi.configuration
import pytest

from kg_etl import cli, tasks
from kg_etl.runs import process
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from tools.servers import Server
from tools.servers.clients import environment_of, store_of

KILLS = {"embedded": 100}
KILLS_OF_A_SERVER = 20
ARTICLES = {
    "ankara": "ANKARA (KGN) — German Chancellor Olaf Scholz arrived in Ankara for an official visit to Turkey.",
    "helsinki": "HELSINKI (KGN) — Finland and Sweden signed a security agreement in Helsinki on Friday.",
    "oslo": "OSLO (KGN) — Norwegian Prime Minister Jonas Gahr Store said on Monday that the talks were useful.",
}


class Workplace:
    """A configuration and three articles, each a shard of its own, and one store."""

    def __init__(self, folder: Path, server: Server | None, ended: Callable[[int], int]) -> None:
        self.folder, self.server, self.ended = folder, server, ended
        self.number = 0
        (folder / "articles").mkdir(parents=True)
        for number, (name, text) in enumerate(ARTICLES.items()):
            written = f"Title of {name}\n\nMay {16 + number}, 2024 | 8:10 PM\n\n{text}\n"
            (folder / "articles" / f"{name}.txt").write_text(written, encoding="utf-8")
        store = f"location = {server.url}\nserver = {server.name}\n" if server else "location = store\n"
        (folder / "luigi.cfg").write_text(
            "[kg_etl]\ndata = data\nshard_size = 1\n[sources]\npaths = " + str(folder / "articles") + "\n"
            "[core]\nlocal_scheduler = true\n[worker]\nkeep_alive = true\nwait_interval = 0.05\nwait_jitter = 0.05\n"
            f"[scheduler]\nretry_count = 1\n[store]\nretries = 2\n{store}",
            encoding="utf-8",
        )

    def fresh(self) -> Path:
        """An empty folder to run in, and an empty store."""
        if self.server:
            with store_of(self.server) as store:
                store.replace_graphs(dict.fromkeys(store.sizes(), ""))
        self.number += 1
        place = self.folder / f"run-{self.number}"
        place.mkdir()
        return place

    def opened(self, place: Path) -> Store:
        return store_of(self.server) if self.server else OxigraphStore(place / "store", lock_timeout=20)

    def warm(self) -> None:
        """Load in this process what every run needs."""
        self._configure()
        _ = Components(configured_settings()).extractor
        process.forget_plans()

    def _configure(self) -> None:
        luigi.configuration.LuigiConfigParser._instance = None
        os.environ["LUIGI_CONFIG_PATH"] = str(self.folder / "luigi.cfg")
        luigi.configuration.add_config_path(str(self.folder / "luigi.cfg"))
        if self.server:
            os.environ.update(environment_of(self.server))

    def started(self, place: Path, prepare: Callable[[], None] = lambda: None) -> int:
        """The process id of a run."""
        if child := os.fork():
            return child
        status = 70
        try:
            os.setsid()
            os.chdir(place)
            output = os.open(place / "output.txt", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
            os.dup2(output, 1)
            os.dup2(output, 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            process.forget_plans()
            prepare()
            try:
                status = cli.cli.main(["run"], standalone_mode=False) or 0
            except BaseException:  # noqa: BLE001  whatever it is, this copy of the test must not go on
                traceback.print_exc()
                status = 1
            sys.stdout.flush()
        finally:
            os._exit(status)

    def run(self, place: Path, prepare: Callable[[], None] = lambda: None) -> int:
        """The exit status of a run."""
        return self.ended(self.started(place, prepare))

    def quads(self, place: Path) -> list[str]:
        """What the store holds; read in a child, see `forked` in conftest.py."""
        result = place / "quads.nq"
        if not (child := os.fork()):
            status = 70
            try:
                with self.opened(place) as store:
                    result.write_text("\n".join(sorted(store.nquads())), encoding="utf-8", newline="\n")
                status = 0
            finally:
                os._exit(status)
        assert self.ended(child) == 0
        return result.read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="session")
def workplaces(
    tmp_path_factory: pytest.TempPathFactory, running_servers: Callable[[str], Server], end_of: Callable[[int], int]
) -> Callable[[str], tuple[Workplace, list[str], float]]:
    made: dict[str, tuple[Workplace, list[str], float]] = {}

    def workplace(name: str) -> tuple[Workplace, list[str], float]:
        server = None if name == "embedded" else running_servers(name)
        if name not in made:
            item = Workplace(tmp_path_factory.mktemp("workplace") / name, server, end_of)
            item.warm()
            place = item.fresh()
            begin = time.monotonic()
            assert item.run(place) == 0, (place / "output.txt").read_text()
            made[name] = (item, item.quads(place), time.monotonic() - begin)
            assert len(made[name][1]) > 100
        made[name][0].warm()
        return made[name]

    return workplace


def test_a_run_that_is_killed_at_any_moment_and_run_again_leaves_what_one_run_leaves(
    store_name: str, workplaces: Any, table: Callable[..., None]
) -> None:
    workplace, expected, took = workplaces(store_name)
    moments = random.Random(20240517)
    kills = KILLS.get(store_name, KILLS_OF_A_SERVER)
    killed = identical = tries = 0
    while killed < kills and tries < 3 * kills:
        place = workplace.fresh()
        victim = workplace.started(place)
        # Spread evenly over the run, every stretch of it once, and not always at the same moments.
        time.sleep(took * (killed + moments.random()) / kills)
        os.kill(victim, signal.SIGKILL)
        in_time = workplace.ended(victim) == -signal.SIGKILL
        assert workplace.run(place) == 0, (place / "output.txt").read_text()
        assert "Articles in: 3" in (place / "output.txt").read_text()
        identical += workplace.quads(place) == expected
        killed, tries = killed + in_time, tries + 1
        if not in_time:
            # The first run was slower than this one.
            took *= 0.9
    table(f"pipeline killed {killed} times", store_name, f"{tries} runs", f"{identical} of {tries} identical")
    assert (identical, killed) == (tries, kills)


@pytest.mark.parametrize("days", [-4000, 4000])
def test_a_clock_that_jumps_in_a_run_does_no_harm(
    store_name: str, days: int, workplaces: Any, table: Callable[..., None]
) -> None:
    workplace, expected, took = workplaces(store_name)
    place = workplace.fresh()

    def jump() -> None:
        real, begin = time.time, time.monotonic()

        def jumped() -> float:
            return real() + (days * 86_400 if time.monotonic() - begin > took / 3 else 0)

        class Clock(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> Any:
                return dt.datetime.fromtimestamp(jumped(), tz)

        time.time = jumped
        tasks.dt = types.SimpleNamespace(UTC=dt.UTC, datetime=Clock, timedelta=dt.timedelta)  # type: ignore[assignment]

    said = "loaded" if workplace.run(place, jump) == 0 else "stopped"
    assert workplace.run(place) == 0, (place / "output.txt").read_text()
    assert workplace.quads(place) == expected
    table(f"clock jumps by {days} days in a run", store_name, said, "identical")


def test_two_pipelines_at_once_do_no_harm(store_name: str, workplaces: Any, table: Callable[..., None]) -> None:
    workplace, expected, _ = workplaces(store_name)
    statuses = []
    for _ in range(3):
        place = workplace.fresh()
        both = [workplace.started(place) for _ in range(2)]
        statuses += [workplace.ended(item) for item in both]
        assert workplace.run(place) == 0, (place / "output.txt").read_text()
        assert workplace.quads(place) == expected
    said = f"{statuses.count(0)} of {len(statuses)} ended well"
    table("two pipelines at once", store_name, said, "identical")
