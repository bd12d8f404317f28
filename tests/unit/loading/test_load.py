"""Loading: the store has what was sent, in the newest edition, and no withdrawn article."""

import datetime as dt

import pytest

from kg_etl import loading, pipeline
from kg_etl.errors import StoreError
from kg_etl.identifiers import article_iri, provenance_iri
from kg_etl.loading import LoadedArticle
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links, Rejection, Violation
from kg_etl.stores.faithful import unfaithful
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.server_profiles import VIRTUOSO

BASE = "https://example.org/id/"
VERSIONS = {"software": "1", "pipeline": "v", "model": "m", "lexicon": "l", "gazetteer": "g", "shapes": "s"}


def article(article_id, text="Nothing happened.", day=16, **fields):
    return Article(id=article_id, text=text, published=dt.datetime(2024, 5, day, 12, tzinfo=dt.UTC), **fields)


def graph(article, versions=VERSIONS):
    return next(
        pipeline.mapped([article], [Extraction(article_id=article.id)], [Links(article_id=article.id)], BASE, versions)
    )


@pytest.fixture
def store(tmp_path):
    with OxigraphStore(tmp_path / "store") as opened:
        yield opened


def rejection(article):
    odd = Violation(message="odd", severity="Violation", focus_node="x")
    return Rejection(article_id=article.id, content_hash=article.content_hash, violations=(odd,), triples="")


def test_a_loaded_graph_is_held_with_its_content_version_and_digest(store):
    loaded = graph(article("a"))
    receipt = loading.loaded([loaded], store)
    assert receipt.loaded == {loaded.iri: loaded.digest}
    assert loading.loaded_articles(store) == {
        loaded.iri: LoadedArticle(content_hash=loaded.content_hash, version="v", digest=loaded.digest)
    }


class Recorder:
    """A store that records its writes, and can lose or change a graph."""

    def __init__(self, store, spoils=None):
        self.store, self.spoils, self.writes = store, spoils or {}, []

    def replace_graphs(self, graphs):
        self.writes.extend((iri, triples.count("\n")) for iri, triples in graphs.items())
        self.store.replace_graphs({iri: self.spoils.get(iri, text) for iri, text in graphs.items()})

    def __getattr__(self, name):
        return getattr(self.store, name)


def test_what_the_provenance_graph_says_is_taken_back_first_and_said_again_last(store):
    first, second = graph(article("a")), graph(article("a", "Something else."))
    loading.loaded([first], store)
    recorder = Recorder(store)
    loading.loaded([second], recorder)
    provenance = provenance_iri(first.iri)
    assert recorder.writes == [
        (provenance, 3),
        (first.iri, second.triples.count("\n")),
        (provenance, second.provenance.count("\n")),
    ]


def test_a_graph_that_the_store_has_already_is_not_sent_again(store):
    loaded = graph(article("a"))
    loading.loaded([loaded], store)
    recorder = Recorder(store)
    loading.loaded([loaded], recorder)
    assert loaded.iri not in dict(recorder.writes)


@pytest.mark.parametrize("spoilt", ["", '<https://e.org/s> <https://e.org/p> "other" .\n'])
def test_a_store_that_loses_or_changes_a_graph_is_found_out_and_the_article_does_not_look_loaded(store, spoilt):
    loaded = graph(article("a"))
    with pytest.raises(StoreError, match="differ from those sent"):
        loading.loaded([loaded], Recorder(store, {loaded.iri: spoilt}))
    assert loading.loaded_articles(store) == {}


def test_only_graphs_are_loaded_and_the_rest_is_in_the_receipt(store):
    loaded, refused = graph(article("a")), rejection(article("b"))
    failed = Failure(where="c", reason="r", article_id="c")
    receipt = loading.loaded([loaded, refused, failed], store)
    assert list(loading.loaded_articles(store)) == [loaded.iri]
    assert (receipt.rejected, receipt.failed) == ((refused,), (failed,))
    assert isinstance(loaded, ArticleGraph)


def test_a_graph_that_the_store_could_not_give_back_is_a_failure_of_its_article_alone(store):
    class LikeVirtuoso(Recorder):
        def refusal(self, triples):
            return unfaithful(triples, VIRTUOSO)

    good, odd = graph(article("a")), graph(article("b", url="https://example.org/" + "x" * 1_900))
    odd_graph = graph(article("c"))
    long = f'<https://example.org/{"x" * 2_000}> <https://e.org/p> "x" .\n'
    receipt = loading.loaded(
        [good, odd, type(odd_graph)(**{**_fields(odd_graph), "triples": long})], LikeVirtuoso(store)
    )
    assert set(receipt.loaded) == {good.iri, odd.iri}
    ((failure),) = receipt.failed
    assert (failure.article_id, "would change it" in failure.reason) == ("c", True)


def _fields(receipt):
    return {name: getattr(receipt, name) for name in receipt.__struct_fields__}


class TestEditions:
    OLD, NEW = article("a", "First words.", day=16), article("a", "Corrected words.", day=16)
    NEW = Article(**{**_fields(NEW), "modified": dt.datetime(2024, 5, 17, tzinfo=dt.UTC)})

    def test_a_newer_edition_replaces_an_older(self, store):
        for edition in (self.OLD, self.NEW):
            loading.loaded([graph(edition)], store)
        assert loading.loaded_articles(store)[article_iri(BASE, "a")].content_hash == self.NEW.content_hash

    def test_an_older_edition_never_replaces_a_newer(self, store):
        loading.loaded([graph(self.NEW)], store)
        before = sorted(store.nquads())
        receipt = loading.loaded([graph(self.OLD)], store)
        assert (receipt.left, dict(receipt.loaded)) == (("a",), {})
        assert sorted(store.nquads()) == before

    def test_not_even_when_the_load_of_the_newer_edition_was_stopped(self, store):
        loading.loaded([graph(self.NEW)], store)
        again = graph(self.NEW, {**VERSIONS, "pipeline": "w"})
        changed = type(again)(
            **{**_fields(again), "triples": again.triples + '<https://e.org/s> <https://e.org/p> "x" .\n'}
        )
        with pytest.raises(StoreError):
            loading.loaded([changed], Recorder(store, {again.iri: ""}))
        assert loading.loaded_articles(store) == {}
        assert loading.loaded([graph(self.OLD)], store).left == ("a",)

    def test_without_a_date_the_last_edition_wins(self, store):
        undated = [Article(id="a", text=text) for text in ("one", "two")]
        for edition in undated:
            loading.loaded([graph(edition)], store)
        assert loading.loaded_articles(store)[article_iri(BASE, "a")].content_hash == undated[1].content_hash


class TestRetracting:
    def test_takes_the_article_out_and_leaves_a_tombstone(self, store):
        loaded = graph(article("a"))
        loading.loaded([loaded, graph(article("b"))], store)
        assert loading.retract(store, BASE, "a", "the agency says so") is True
        assert loaded.iri not in store.sizes()
        assert loading.store_state(store).retracted == {loaded.iri}
        assert "the agency says so" in store.graphs([provenance_iri(loaded.iri)])[provenance_iri(loaded.iri)]
        assert list(loading.loaded_articles(store)) == [article_iri(BASE, "b")]

    def test_keeps_a_backfill_from_bringing_it_back(self, store):
        loaded = graph(article("a"))
        loading.loaded([loaded], store)
        loading.retract(store, BASE, "a")
        assert loading.loaded([loaded], store).left == ("a",)
        assert loaded.iri not in store.sizes()

    def test_twice_is_once(self, store):
        loading.retract(store, BASE, "a")
        before = sorted(store.nquads())
        assert loading.retract(store, BASE, "a") is False
        assert sorted(store.nquads()) == before

    def test_can_be_undone(self, store):
        loaded = graph(article("a"))
        loading.retract(store, BASE, "a")
        assert loading.reinstate(store, BASE, "a") is True
        assert loading.loaded([loaded], store).loaded == {loaded.iri: loaded.digest}
        assert loading.reinstate(store, BASE, "a") is False


def test_a_receipt_counts_while_the_store_holds_what_it_names(store):
    loaded, other = graph(article("a")), graph(article("b"))
    receipt = loading.loaded([loaded, other], store)
    assert loading.holds(store, receipt)
    store.replace_graphs({provenance_iri(loaded.iri): ""})
    assert not loading.holds(store, receipt)
