"""A store in a folder is asked by a process of its own, which answers, fails and ends like a call."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_etl import loading
from kg_etl.errors import StoreError
from kg_etl.model import Article, Failure
from kg_etl.runs import monitoring, process
from kg_etl.runs.planning import Quarantined
from kg_etl.runs.quarantine import Quarantine
from kg_etl.settings import Settings
from kg_etl.settings.sections import General
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore

GRAPH = "https://example.org/g"


@pytest.fixture
def articles(tmp_path: Path) -> Iterator[str]:
    """A folder with an article, in a process whose data folder is empty."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Talks\n\nThe two presidents met in Ankara and signed a treaty.\n")
    process.use(Settings(kg_etl=General(data=str(tmp_path / "data"))))
    yield str(tmp_path / "articles")
    process._given.clear()
    process.forget_plans()


@pytest.fixture
def location(tmp_path: Path) -> str:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace_graphs({GRAPH: '<https://example.org/s> <https://example.org/p> "x" .\n'})
    return str(tmp_path / "store")


def test_the_answer_comes_back(location: str) -> None:
    assert process.query_store(location, lambda store: store.sizes()) == {GRAPH: 1}
    assert len(process.query_store(location, lambda _, size: "x" * size, 5_000_000)) == 5_000_000


def test_only_a_store_in_a_folder_takes_a_process(location: str) -> None:
    assert process.query_store(location, lambda _: os.getpid()) != os.getpid()
    assert process.query_store("http://127.0.0.1:9/store", lambda _: os.getpid()) == os.getpid()


def test_an_error_of_the_store_is_raised_where_it_was_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store in"):
        process.query_store(str(tmp_path / "none"), loading.store_state)


def test_a_process_that_is_killed_is_an_error_of_the_store(location: str) -> None:
    def killed(_: Store) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(StoreError, match="was killed: run again"):
        process.query_store(location, killed)


def test_it_ends_when_the_one_that_asks_is_killed(location: str, tmp_path: Path) -> None:
    asking = tmp_path / "asking.py"
    asking.write_text(
        "import time\n"
        "from kg_etl.runs import process\n"
        f"process.query_store({location!r}, lambda _: print('asked', flush=True) or time.sleep(1) or 'x' * 1_000_000)\n"
    )
    killed = subprocess.Popen([sys.executable, str(asking)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "asked\n"
    killed.kill()
    # The pipe closes when nobody who could write to it is left.
    assert killed.communicate(timeout=60) == ("", None)


def test_a_plan_is_recorded_in_the_log(articles: str, tmp_path: Path) -> None:
    plan = process.plan((articles,), str(tmp_path / "none"))
    (record,) = monitoring.records(tmp_path / "data" / "log")
    assert (record.stage, record.articles, record.due) == ("plan", 1, {"new": 1})
    assert process.plan((articles,), str(tmp_path / "none")) is plan
    assert len(list(monitoring.records(tmp_path / "data" / "log"))) == 1


def test_without_a_store_a_plan_has_articles_that_other_versions_rejected(articles: str, tmp_path: Path) -> None:
    (due,) = process.plan((articles,), str(tmp_path / "none")).pending
    failed = Failure(where="a.txt", reason="the rules broke")
    Quarantine(tmp_path / "data" / "quarantine").put(
        Quarantined(article_id=due.id, content_hash=due.content.hex(), version="old", outcome=failed)
    )
    process.plan.cache_clear()
    plan = process.plan((articles,), str(tmp_path / "none"))
    assert plan.due_again == {"code, data or settings changed": 1}
    assert process.spool_file().get(plan.pending[0].place, Article).id == "a.txt"
