"""Loaded articles that other versions wrote, and the parts that have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_etl import pipeline
from kg_etl.loading import Outdated, changed_parts, loaded, outdated_articles
from kg_etl.model import Article, Extraction, Links
from kg_etl.stores.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
TODAY = {"software": "1", "pipeline": "p2", "model": "m", "lexicon": "l2", "gazetteer": "g", "shapes": "s"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with OxigraphStore(tmp_path / "store") as opened:
        yield opened


def load(store: OxigraphStore, article_id: str, **versions: str) -> None:
    graphs = pipeline.mapped(
        [Article(id=article_id, text="They met.")],
        [Extraction(article_id=article_id)],
        [Links(article_id=article_id)],
        BASE,
        TODAY | versions,
    )
    loaded(tuple(graphs), store)


def test_an_empty_store_has_no_outdated_articles(store: OxigraphStore) -> None:
    assert outdated_articles(store, TODAY) == Outdated(articles=0, of=0)


def test_articles_of_today_are_not_outdated(store: OxigraphStore) -> None:
    load(store, "a")
    assert outdated_articles(store, TODAY) == Outdated(articles=0, of=1)


def test_an_outdated_article_counts_for_each_part_that_has_changed(store: OxigraphStore) -> None:
    load(store, "a")
    load(store, "b", pipeline="p1", lexicon="l1")
    load(store, "c", pipeline="p0", lexicon="l0", model="m0")
    outdated = outdated_articles(store, TODAY)
    assert outdated == Outdated(articles=2, of=3, parts={"lexicon": 2, "model": 1})
    assert str(outdated) == "2 (lexicon 2, model 1)"


def test_where_no_part_has_changed_it_is_code_or_settings(store: OxigraphStore) -> None:
    load(store, "a", pipeline="p1")
    assert str(outdated_articles(store, TODAY)) == "1 (code or settings 1)"


def test_each_version_that_wrote_a_loaded_article_has_the_parts_that_have_changed_since(store: OxigraphStore) -> None:
    assert changed_parts(store, TODAY) == {}
    load(store, "a")
    load(store, "b", pipeline="p1", lexicon="l1")
    load(store, "c", pipeline="p0", lexicon="l0", model="m0")
    load(store, "d", pipeline="p-1")
    assert changed_parts(store, TODAY) == {
        "p1": ("lexicon",),
        "p0": ("model", "lexicon"),
        "p-1": ("code or settings",),
    }
