"""Generated articles: as many as wanted, the same every time, varied, and never to be taken for news."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from kg_etl.model import Article
from kg_etl.settings.versions import PACKAGE
from tools.benchmarks.generate import Names, generated, samples_of, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(islice(generated(samples_of(ROOT / "seeds"), Names.load(PACKAGE / "gazetteer"), seed=1), 60))


def test_every_article_says_that_it_is_generated(articles: list[Article]) -> None:
    assert {article.publisher for article in articles} == {"generated"}
    assert all(article.id.startswith("generated:") for article in articles)


def test_no_two_articles_are_alike(articles: list[Article]) -> None:
    assert len({article.id for article in articles}) == len({article.text for article in articles}) == len(articles)


def test_more_articles_begin_with_the_same_ones(tmp_path: Path) -> None:
    few = write(5, tmp_path / "few", seeds=ROOT / "seeds", lines=2)
    many = write(7, tmp_path / "many", seeds=ROOT / "seeds", lines=2)
    assert [len(path.read_text().splitlines()) for path in few] == [2, 2, 1]
    assert "".join(path.read_text() for path in many).startswith("".join(path.read_text() for path in few))


def test_another_seed_gives_other_articles(articles: list[Article]) -> None:
    other = generated(samples_of(ROOT / "seeds"), Names.load(PACKAGE / "gazetteer"), seed=2)
    assert {article.text for article in articles}.isdisjoint(item.text for item in islice(other, 60))


def test_weekdays_stay_right(articles: list[Article]) -> None:
    samples = samples_of(ROOT / "seeds")
    assert {article.published.weekday() for article in articles if article.published} <= {
        sample.published.weekday() for sample in samples if sample.published
    }
