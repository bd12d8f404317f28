"""The public API: articles in, events out, failures as values, and a store to ask."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import kg_etl
from kg_etl.api import Events, QueryResult
from kg_etl.errors import QueryError, SettingsError, SourceError, StoreError
from kg_etl.model import Article, Extraction, Failure
from kg_etl.queries import Answer, Term

ROOT = Path(__file__).parents[2]
VISIT = "Russian President Vladimir Putin arrived in Beijing on Thursday."


@pytest.fixture(scope="module")
def pipeline() -> kg_etl.Pipeline:
    return kg_etl.Pipeline.load()


class BadArticleFails:
    """An extractor that finds nothing, and cannot process the article `bad`."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        for article in articles:
            if article.id == "bad":
                yield Failure(where="bad", article_id="bad", reason="it is bad")
            else:
                yield Extraction(article_id=article.id)


def test_importing_the_package_loads_no_library() -> None:
    source = "import sys, kg_etl; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    heavy = {"spacy", "rdflib", "luigi", "pyoxigraph", "pyshacl", "requests", "msgspec", "pandas", "numpy", "rich"}
    assert heavy.isdisjoint(done.stdout.split())


def test_every_public_name_is_there_and_listed() -> None:
    assert len(kg_etl.__all__) == 9
    assert set(kg_etl.__all__) <= set(dir(kg_etl))
    assert all(getattr(kg_etl, name) for name in kg_etl.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg_etl.nothing


def test_a_text_gives_events_with_items(pipeline: kg_etl.Pipeline) -> None:
    events = pipeline.events([VISIT])
    assert [(event.type, [role.qid for role in event.roles]) for event in events] == [("Visit", ["Q7747", "Q956"])]
    assert events.failures == ()
    assert repr(events) == "<1 events of 1 articles, 0 failures>"


def test_equal_texts_have_equal_ids_and_others_others(pipeline: kg_etl.Pipeline) -> None:
    first, again, other = (pipeline.events([text])[0].article for text in (VISIT, VISIT, VISIT + " It rained."))
    assert first == again != other


def test_an_article_keeps_its_id_and_its_day(pipeline: kg_etl.Pipeline) -> None:
    published = dt.datetime(2024, 5, 16, 12, tzinfo=dt.UTC)
    (event,) = pipeline.events([kg_etl.Article(id="wire:1", text=VISIT, published=published)])
    assert (event.article, event.earliest) == ("wire:1", dt.date(2024, 5, 16))


def test_what_fails_is_a_value_and_the_rest_go_on() -> None:
    unreadable = Failure(where="broken.txt", reason="not UTF-8")
    articles = [Article(id="good", text="a"), unreadable, Article(id="bad", text="b"), Article(id="last", text="c")]
    outcomes = list(kg_etl.Pipeline(BadArticleFails()).outcomes(articles))
    assert [outcome for outcome in outcomes if not isinstance(outcome, Failure)] == [(), ()]
    assert {outcome.where for outcome in outcomes if isinstance(outcome, Failure)} == {"broken.txt", "bad"}
    assert {failure.where for failure in kg_etl.Pipeline(BadArticleFails()).events(articles).failures} == {
        "broken.txt",
        "bad",
    }


def test_a_failure_after_the_last_article_is_not_lost() -> None:
    events = kg_etl.Pipeline(BadArticleFails()).events([Failure(where="broken.txt", reason="not UTF-8")])
    assert [failure.where for failure in events.failures] == ["broken.txt"]


def test_progress_is_shown_on_standard_error_alone(capsys: pytest.CaptureFixture[str]) -> None:
    kg_etl.Pipeline(BadArticleFails()).events([Article(id="a", text="a")], progress=True)
    assert capsys.readouterr().out == ""


def test_the_command_gives_the_same_events(pipeline: kg_etl.Pipeline) -> None:
    command = [str(Path(sys.executable).with_name("kg-etl")), "extract", "--link", "seeds"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    events = pipeline.events(kg_etl.read_articles(ROOT / "seeds"))
    assert [json.loads(line) for line in done.stdout.splitlines()] == events.to_dicts()


def test_a_frame_has_a_row_for_each_event_with_dates_as_dates(pipeline: kg_etl.Pipeline) -> None:
    published = dt.datetime(2024, 5, 16, 12, tzinfo=dt.UTC)
    frame = pipeline.events([Article(id="a", text=VISIT, published=published), VISIT]).to_frame()
    assert list(frame["visitor_qid"]) == ["Q7747", "Q7747"]
    assert str(frame["earliest"].dtype) == "datetime64[s]"
    assert list(frame["earliest"].isna()) == [False, True]


def test_a_frame_of_no_events_has_all_columns() -> None:
    assert list(Events([]).to_frame().columns)[:4] == ["article", "class", "type", "status"]


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg_etl.KgEtlError, match=r"kg-etl\[pandas\]"):
        Events([]).to_frame()


def test_a_slice_of_events_is_events(pipeline: kg_etl.Pipeline) -> None:
    assert isinstance(pipeline.events([VISIT, VISIT + " It rained."])[:1], Events)


def test_settings_come_from_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.cfg").write_text("[kg_etl]\nbase = https://example.org/\n[linker]\nthreshold = 0.9\n")
    (event,) = kg_etl.Pipeline.load(tmp_path / "mine.cfg").events([VISIT])
    assert event.article_iri.startswith("https://example.org/")


@pytest.mark.parametrize("written", [None, "[linker]\nthreshold = many\n", "[linkr]\n"])
def test_impossible_settings_are_an_error(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / "mine.cfg").write_text(written)
    with pytest.raises(SettingsError):
        kg_etl.Pipeline.load(tmp_path / "mine.cfg")


def test_articles_that_cannot_be_read_are_failures_and_a_wrong_path_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("All was quiet.")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    kinds = [type(article) for article in kg_etl.read_articles(tmp_path)]
    assert kinds == [Failure, Article]
    with pytest.raises(SourceError):
        list(kg_etl.read_articles(tmp_path / "nothing"))


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one sample article."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copy(ROOT / "seeds" / "putin-beijing-2024-05-16.txt", folder)
    command = [str(Path(sys.executable).with_name("kg-etl")), "run", "putin-beijing-2024-05-16.txt"]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    return folder / "data" / "store"


def test_a_shipped_question_is_asked_by_name_with_parameters(location: Path) -> None:
    with kg_etl.open_store(location) as store:
        rows = store.query("who-visited-whom", actor="Putin")
        assert {row["visitor"] for row in rows} == {"Vladimir Putin"}
        assert isinstance(rows[0]["earliest"], dt.date)
        assert list(rows.to_frame()["visitor"].unique()) == ["Vladimir Putin"]
        assert len(store.query("timeline", from_="2031-01-01")) == 0
        with pytest.raises(QueryError, match="there is no question"):
            store.query("who-knows")


def test_a_question_of_ones_own_is_a_file_or_a_text(location: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("SELECT (1 AS ?number) {}")
    with kg_etl.open_store(location) as store:
        assert store.query(tmp_path / "mine.rq")[0] == {"number": 1}
        assert store.sparql("ASK { GRAPH ?graph { ?s ?p ?o } }")
        assert not store.sparql("ASK { GRAPH ?graph { ?s ?p 42 } }")


def test_the_events_of_a_store_are_those_that_were_read(location: Path, pipeline: kg_etl.Pipeline) -> None:
    with kg_etl.open_store(location) as store:
        stored = store.events()
    assert len(stored) > 10
    assert stored.to_dicts() == pipeline.events(kg_etl.read_articles(ROOT / "seeds" / stored[0].article)).to_dicts()


def test_a_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        kg_etl.open_store(tmp_path / "none")


def test_what_is_not_bound_is_none() -> None:
    answer = Answer(variables=("a", "b"), rows=((Term(kind="literal", value="x"), None),))
    assert QueryResult(answer)[0] == {"a": "x", "b": None}
