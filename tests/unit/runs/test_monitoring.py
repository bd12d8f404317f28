"""What tasks did: appended line by line, read back, and summed up for Prometheus."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import generate_latest

from kg_etl.runs import monitoring
from kg_etl.runs.monitoring import Record

AT = dt.datetime(2024, 5, 16, 2, 15, tzinfo=dt.UTC)


def record(stage, **more):
    return Record(at=AT, stage=stage, span="all", number=0, digest="d", **more)


LOAD = record(
    "load",
    seconds=2.5,
    articles=3,
    outcomes={"loaded": 2, "rejected": 1, "failed": 0},
    events={"Visit happened": 4},
    triples=900,
    mentions=10,
    linked=7,
)


def shown(*several):
    return generate_latest(monitoring.metrics(several)).decode().splitlines()


def test_what_was_appended_is_read_back(tmp_path):
    monitoring.append(tmp_path / "log", LOAD)
    monitoring.append(tmp_path / "log", record("map", error="OSError: disk full"))
    assert list(monitoring.records(tmp_path / "log")) == [LOAD, record("map", error="OSError: disk full")]


def test_metrics_count_articles_events_rejections_triples_and_seconds():
    lines = shown(LOAD, LOAD)
    assert 'kg_etl_articles_total{outcome="loaded"} 4.0' in lines
    assert 'kg_etl_articles_total{outcome="rejected"} 2.0' in lines
    assert 'kg_etl_events_total{event_class="Visit",status="happened"} 8.0' in lines
    assert "kg_etl_triples_total 1800.0" in lines
    assert 'kg_etl_stage_seconds_total{stage="load"} 5.0' in lines
    assert 'kg_etl_mentions_total{linked="yes"} 14.0' in lines
    assert any(line.startswith("kg_etl_last_load_timestamp_seconds 1.7158") for line in lines)


def test_a_task_that_failed_counts_as_a_failure_only():
    lines = shown(record("map", error="OSError: disk full", articles=9))
    assert 'kg_etl_task_failures_total{stage="map"} 1.0' in lines
    assert not any(line.startswith("kg_etl_stage_articles_total{") for line in lines)


@given(st.lists(st.integers(0, 500), max_size=20))
def test_every_article_of_every_record_is_in_the_sum(numbers):
    registry = monitoring.metrics(record("extract", articles=number) for number in numbers)
    result = registry.get_sample_value("kg_etl_stage_articles_total", {"stage": "extract"})
    assert (result or 0) == sum(numbers)


def plan(at, **due):
    return Record(
        at=at, stage="plan", span="all", number=0, digest="", seconds=0.5, articles=sum(due.values()), due=due
    )


def test_metrics_have_the_articles_due_in_the_latest_plan_by_reason():
    lines = shown(plan(AT + dt.timedelta(days=1), new=3, outdated=5), plan(AT, new=900, interrupted=1), LOAD)
    assert [line for line in lines if line.startswith("kg_etl_due_articles{")] == [
        'kg_etl_due_articles{reason="new"} 3.0',
        'kg_etl_due_articles{reason="outdated"} 5.0',
    ]
    assert 'kg_etl_stage_articles_total{stage="plan"} 909.0' in lines
    assert any(line.startswith("kg_etl_last_load_timestamp_seconds 1.7158") for line in lines)


def test_fields_that_a_later_release_has_written_are_ignored(tmp_path):
    monitoring.append(tmp_path, LOAD)
    (path,) = tmp_path.iterdir()
    path.write_text(path.read_text().replace('"stage":', '"colour":"red","stage":'))
    assert list(monitoring.records(tmp_path)) == [LOAD]


def test_without_a_log_there_is_nothing_to_sum(tmp_path):
    assert list(monitoring.records(tmp_path / "log")) == []
    assert "kg_etl_triples_total 0.0" in shown()
