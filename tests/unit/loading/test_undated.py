"""Events that no day can place are counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kg_etl import pipeline
from kg_etl.loading import loaded, undated_events
from kg_etl.model import Article, Event, EventClass, Evidence, Extraction, Links, Status, TimeBasis
from kg_etl.stores.oxigraph import OxigraphStore

TEXT = "They met."
DAY = dt.date(2024, 5, 15)


def test_only_events_without_a_day_in_articles_without_a_day_count(tmp_path: Path) -> None:
    words = Evidence(start=0, end=9, quote=TEXT)
    met = Evidence(start=5, end=8, quote="met")
    undated = Event(
        cls=EventClass.VISIT, type="Meeting", status=Status.HAPPENED, confidence=0.5, trigger=met, evidence=(words,)
    )
    dated = Event(
        cls=EventClass.VISIT,
        type="Meeting",
        status=Status.HAPPENED,
        confidence=0.5,
        trigger=met,
        evidence=(words,),
        latest=DAY,
        time_basis=TimeBasis.BOUNDED,
    )
    articles = {"a": (undated, None), "b": (undated, DAY), "c": (dated, None), "d": (undated, None)}
    graphs = pipeline.mapped(
        [Article(id=name, text=TEXT) for name in articles],
        [Extraction(article_id=name, events=(event,), report_day=day) for name, (event, day) in articles.items()],
        [Links(article_id=name) for name in articles],
        "https://example.org/id/",
        {"software": "1", "pipeline": "p"},
    )
    with OxigraphStore(tmp_path / "store") as store:
        assert undated_events(store) == 0
        loaded(tuple(graphs), store)
        assert undated_events(store) == 2
