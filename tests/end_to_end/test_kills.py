"""A run that is killed at any moment and run again leaves what an undisturbed run leaves."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 10


@pytest.fixture
def small_shards(workplace):
    """The seeds in six shards, and what the store holds after an undisturbed run of so many seconds."""
    shutil.copytree(ROOT / "seeds", workplace.articles, dirs_exist_ok=True)
    config = workplace.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("shard_size = 200", "shard_size = 3"))
    started = time.monotonic()
    workplace.kg_etl("run", "--store", "undisturbed", "--data", "undisturbed-data")
    took = time.monotonic() - started
    expected = workplace.kg_etl("export", "--format", "nquads", "--store", "undisturbed").stdout
    assert expected.count("\n") > 1000
    return took, expected


def started_run(workplace, *options):
    return subprocess.Popen(
        [sys.executable, "-m", "kg_etl", "run", *options],
        cwd=workplace.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def all_have_ended(group: int) -> bool:
    """Is no process of a group left after some seconds, in which init buries the dead?"""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_ten_kills_at_random_moments_leave_the_same_store(workplace, small_shards):
    took, expected = small_shards
    moments = random.Random(20240516)
    for number in range(KILLS):
        options = ("--store", f"store-{number}", "--data", f"data-{number}")
        victim = started_run(workplace, *options)
        # Half of the kills fall into the last third of the run, where the store is written.
        low, high = (0.0, 1.0) if number % 2 else (0.6, 1.0)
        time.sleep(took * moments.uniform(low, high))
        victim.send_signal(signal.SIGKILL)
        victim.communicate(timeout=20)
        done = workplace.kg_etl("run", *options)
        assert "Articles in: 17" in done.stdout
        got = workplace.kg_etl("export", "--format", "nquads", "--store", f"store-{number}").stdout
        assert got == expected, f"kill {number}"


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "share"), [("1", 0.6), ("2", 0.4), ("2", 0.8)])
def test_ctrl_c_ends_a_run_with_one_line_and_the_next_goes_on(workplace, small_shards, workers, share):
    took, expected = small_shards
    options = ("--workers", workers)
    run = started_run(workplace, *options)
    time.sleep(took * share)
    # As a terminal does it: to every process of the run.
    os.killpg(run.pid, signal.SIGINT)
    said, _ = run.communicate(timeout=30)
    assert "Traceback" not in said
    if run.returncode != 0:
        assert run.returncode == 130, said
        assert "what is done is kept" in said
    assert all_have_ended(run.pid)
    workplace.kg_etl("run", *options)
    assert workplace.quads() == expected
