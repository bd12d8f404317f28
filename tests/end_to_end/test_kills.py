"""A run that is killed at any moment and run again leaves what an undisturbed run leaves."""

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


@pytest.mark.slow
def test_ten_kills_at_random_moments_leave_the_same_store(workplace):
    shutil.copytree(ROOT / "seeds", workplace.articles, dirs_exist_ok=True)
    config = workplace.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("shard_size = 200", "shard_size = 3"))
    started = time.monotonic()
    workplace.kg_etl("run", "--store", "undisturbed", "--data", "undisturbed-data")
    took = time.monotonic() - started
    expected = workplace.kg_etl("export", "--format", "nquads", "--store", "undisturbed").stdout
    assert expected.count("\n") > 1000
    moments = random.Random(20240516)
    for number in range(KILLS):
        options = ("--store", f"store-{number}", "--data", f"data-{number}")
        victim = subprocess.Popen(
            [sys.executable, "-m", "kg_etl", "run", *options],
            cwd=workplace.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Half of the kills fall into the last third of the run, where the store is written.
        low, high = (0.0, 1.0) if number % 2 else (0.6, 1.0)
        time.sleep(took * moments.uniform(low, high))
        victim.send_signal(signal.SIGKILL)
        victim.wait(20)
        done = workplace.kg_etl("run", *options)
        assert "Articles in: 17" in done.stdout
        got = workplace.kg_etl("export", "--format", "nquads", "--store", f"store-{number}").stdout
        assert got == expected, f"kill {number}"
