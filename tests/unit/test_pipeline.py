"""The flow: count in, count out; the store is asked, and what it confirms is what counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl import pipeline
from kg_etl.errors import StoreError
from kg_etl.identifiers import article_iri, provenance_iri
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links, Rejection, Violation
from kg_etl.pipeline import Held, Quarantined
from kg_etl.sources import Found
from kg_etl.stores.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
VERSIONS = {"software": "1", "pipeline": "v", "model": "m", "lexicon": "l", "gazetteer": "g", "shapes": "s"}


def article(article_id, text="Nothing happened.", day=16):
    return Article(id=article_id, text=text, published=dt.datetime(2024, 5, day, 12, tzinfo=dt.UTC))


def found(*articles):
    return [Found(f"{one.id}:1", one) for one in articles]


def keep(_):
    return 0


def nothing_quarantined(_):
    return None


def graph(one):
    return next(pipeline.mapped([one], [Extraction(article_id=one.id)], [Links(article_id=one.id)], BASE, VERSIONS))


def held(one, version="v"):
    return {article_iri(BASE, one.id): Held(content_hash=one.content_hash, version=version, digest="d")}


def test_what_the_store_does_not_hold_is_pending():
    plan = pipeline.planned(found(article("a")), {}, nothing_quarantined, "v", BASE, keep)
    assert [one.id for one in plan.pending] == ["a"]


def test_what_it_holds_with_the_same_content_and_version_is_unchanged():
    plan = pipeline.planned(found(article("a")), held(article("a")), nothing_quarantined, "v", BASE, keep)
    assert (plan.pending, plan.unchanged) == ((), 1)


@pytest.mark.parametrize("there", [held(article("a", "Other text.")), held(article("a"), version="old")])
def test_other_content_or_another_version_is_pending_again(there):
    plan = pipeline.planned(found(article("a")), there, nothing_quarantined, "v", BASE, keep)
    assert len(plan.pending) == 1


def quarantined(one, version="v"):
    rejection = Rejection(
        article_id=one.id,
        content_hash=one.content_hash,
        violations=(Violation(message="odd", severity="Violation", focus_node="x"),),
        triples="",
    )
    return Quarantined(article_id=one.id, content_hash=one.content_hash, version=version, outcome=rejection)


def test_what_was_rejected_is_left_alone_until_its_content_or_the_version_changes():
    one = article("a")
    plan = pipeline.planned(found(one), {}, lambda _: quarantined(one), "v", BASE, keep)
    assert (len(plan.pending), plan.rejected) == (0, 1)
    plan = pipeline.planned(found(one), {}, lambda _: quarantined(one, "old"), "v", BASE, keep)
    assert (len(plan.pending), plan.rejected) == (1, 0)


@given(st.lists(st.sampled_from(["new", "held", "rejected", "unreadable"]), max_size=30))
def test_every_article_in_is_counted_once(kinds):
    articles = [article(f"{kind}-{number}") for number, kind in enumerate(kinds)]
    there = {iri: value for one in articles if one.id.startswith("held") for iri, value in held(one).items()}
    aside = {one.id: quarantined(one) for one in articles if one.id.startswith("rejected")}
    source = [
        Failure(where=one.id, reason="unreadable") if one.id.startswith("unreadable") else Found(one.id, one)
        for one in articles
    ]
    plan = pipeline.planned(source, there, aside.get, "v", BASE, keep)
    assert len(plan) == len(kinds)
    counts = (len(plan.pending), plan.unchanged, plan.rejected, len(plan.failed))
    assert counts == tuple(kinds.count(kind) for kind in ("new", "held", "rejected", "unreadable"))


@given(st.sets(st.text(min_size=1, max_size=5), max_size=40), st.integers(1, 7))
def test_every_pending_article_is_in_one_shard(ids, size):
    plan = pipeline.planned(found(*map(article, ids)), {}, nothing_quarantined, "v", BASE, keep)
    sharded = [one.id for shard in plan.shards("all", size) for one in shard.articles]
    assert sorted(sharded) == sorted(ids)


def test_a_day_takes_the_articles_of_that_utc_day():
    late = Article(
        id="late", text="t", published=dt.datetime(2024, 5, 16, 20, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    )
    plan = pipeline.planned(found(article("a", day=16), late), {}, nothing_quarantined, "v", BASE, keep)
    assert [one.id for shard in plan.shards("2024-05-17", 9) for one in shard.articles] == ["late"]


def test_shards_that_are_not_done_keep_their_digest_when_others_are_done():
    articles = [article(f"a{number}") for number in range(40)]
    first = pipeline.planned(found(*articles), {}, nothing_quarantined, "v", BASE, keep).shards("all", 10)
    done = {one.id for one in first[0].articles}
    there = {iri: value for one in articles if one.id in done for iri, value in held(one).items()}
    second = pipeline.planned(found(*articles), there, nothing_quarantined, "v", BASE, keep).shards("all", 10)
    assert second == first[1:]


def test_a_failure_is_passed_on_to_the_end():
    one = article("a")
    failure = Failure(where="a", reason="the rules broke", article_id="a")
    linked = list(pipeline.linked([one], [failure], linker=None))
    mapped = list(pipeline.mapped([one], [failure], linked, BASE, VERSIONS))
    assert list(pipeline.validated([one], mapped, shapes=None)) == [failure]


def test_a_missing_outcome_is_an_error_and_not_a_shorter_batch():
    with pytest.raises(ValueError, match="shorter"):
        list(pipeline.linked([article("a"), article("b")], [Failure(where="a", reason="r")], linker=None))


def test_a_loaded_graph_is_held_with_its_content_version_and_digest(tmp_path):
    one = graph(article("a"))
    with OxigraphStore(tmp_path / "store") as store:
        receipt = pipeline.loaded([one], store)
        there = pipeline.held_by(store)
    assert receipt.loaded == {one.iri: one.digest}
    assert there == {one.iri: Held(content_hash=one.content_hash, version="v", digest=one.digest)}


def test_a_receipt_counts_while_the_store_holds_what_it_names(tmp_path):
    one, other = graph(article("a")), graph(article("b"))
    with OxigraphStore(tmp_path / "store") as store:
        receipt = pipeline.loaded([one, other], store)
        assert pipeline.confirmed(receipt, store)
        store.replace_graphs({provenance_iri(one.iri): ""})
        assert not pipeline.confirmed(receipt, store)


class Recorder:
    """A store that notes what is written to it, and can lose a graph."""

    def __init__(self, store, loses=()):
        self.store, self.loses, self.writes = store, loses, []

    def replace_graphs(self, graphs):
        self.writes.extend((iri, bool(triples)) for iri, triples in graphs.items())
        self.store.replace_graphs({iri: text for iri, text in graphs.items() if iri not in self.loses})

    def query(self, sparql):
        return self.store.query(sparql)


def test_the_provenance_graph_goes_first_and_comes_back_last(tmp_path):
    first = graph(article("a"))
    second = graph(article("a", "Something else."))
    with OxigraphStore(tmp_path / "store") as store:
        pipeline.loaded([first], store)
        recorder = Recorder(store)
        pipeline.loaded([second], recorder)
    provenance = provenance_iri(first.iri)
    assert recorder.writes == [(provenance, False), (first.iri, True), (provenance, True)]


def test_a_graph_that_the_store_has_already_is_not_sent_again(tmp_path):
    one = graph(article("a"))
    with OxigraphStore(tmp_path / "store") as store:
        pipeline.loaded([one], store)
        recorder = Recorder(store)
        pipeline.loaded([one], recorder)
    assert (one.iri, True) not in recorder.writes


def test_a_store_that_loses_a_graph_is_found_out_and_the_article_does_not_look_loaded(tmp_path):
    one = graph(article("a"))
    with OxigraphStore(tmp_path / "store") as store:
        with pytest.raises(StoreError, match=r"where \d+ were sent"):
            pipeline.loaded([one], Recorder(store, loses={one.iri}))
        assert pipeline.held_by(store) == {}


def test_only_graphs_are_loaded_and_the_rest_is_in_the_receipt(tmp_path):
    one = graph(article("a"))
    refused = quarantined(article("b")).outcome
    failed = Failure(where="c", reason="r", article_id="c")
    with OxigraphStore(tmp_path / "store") as store:
        receipt = pipeline.loaded([one, refused, failed], store)
        assert list(pipeline.held_by(store)) == [one.iri]
    assert (receipt.rejected, receipt.failed) == ((refused,), (failed,))
    assert isinstance(one, ArticleGraph)
