"""Verification reports missing, changed, unexpected and unfinished graphs, and no others."""

import datetime as dt

import pytest

from kg_etl import loading, pipeline
from kg_etl.identifiers import article_iri, provenance_iri
from kg_etl.loading.verification import reopen, verified
from kg_etl.mapping import provenance
from kg_etl.model import Article, Extraction, Links
from kg_etl.stores.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
VERSIONS = {"software": "1", "pipeline": "v"}
TRIPLE = '<https://e.org/s> <https://e.org/p> "x" .\n'
DAYS = {"a": 15, "b": 16, "c": 17}
A, B, C = (article_iri(BASE, name) for name in DAYS)


def graph(name, day):
    article = Article(id=name, text="Nothing.", published=dt.datetime(2024, 5, day, tzinfo=dt.UTC))
    return next(pipeline.mapped([article], [Extraction(article_id=name)], [Links(article_id=name)], BASE, VERSIONS))


@pytest.fixture
def store(tmp_path):
    with OxigraphStore(tmp_path / "store") as opened:
        loading.loaded([graph(name, day) for name, day in DAYS.items()], opened)
        yield opened


def faults(store, *receipts, **days):
    verification = verified(store, BASE, receipts, **days)
    return {(fault.graph, fault.kind, fault.article_id) for fault in verification.faults}


def test_what_was_loaded_and_left_alone_is_well(store):
    verification = verified(store, BASE, [A, B, C])
    assert (verification.checked, verification.faults) == (3, ())


def test_a_graph_that_is_gone_is_missing(store):
    store.replace_graphs({A: ""})
    assert faults(store) == {(A, "missing", "a")}


@pytest.mark.parametrize("content", [TRIPLE, graph("a", 15).triples + TRIPLE])
def test_a_graph_with_another_triple_or_other_triples_is_changed(store, content):
    store.replace_graphs({A: content})
    assert faults(store) == {(A, "changed", "a")}


def test_what_only_a_receipt_knows_is_missing(store):
    store.replace_graphs({A: "", provenance_iri(A): ""})
    assert faults(store) == set()
    assert faults(store, A, B) == {(A, "missing", "")}


def test_a_graph_without_its_provenance_is_unfinished(store):
    store.replace_graphs({provenance_iri(A): ""})
    assert faults(store) == {(A, "unfinished", "")}
    store.replace_graphs({A: "", provenance_iri(A): provenance.unfinished_marker(graph("a", 15))})
    assert faults(store) == {(provenance_iri(A), "unfinished", "a")}


def test_graphs_of_no_article_under_the_articles_are_strange_and_others_are_nobodys_business(store):
    store.replace_graphs({f"{A}/copy": TRIPLE, f"{BASE}events": TRIPLE, "https://elsewhere.org/": TRIPLE})
    assert faults(store) == {(f"{A}/copy", "strange", "")}


def test_a_retracted_article_is_well_until_its_graph_is_there_again(store):
    loading.retract(store, BASE, "a")
    assert faults(store, A) == set()
    store.replace_graphs({A: TRIPLE})
    assert faults(store) == {(A, "strange", "a")}


def test_days_choose_what_is_read_back(store):
    store.replace_graphs({A: "", C: TRIPLE})
    assert faults(store, since=dt.date(2024, 5, 16)) == {(C, "changed", "c")}
    assert faults(store, until=dt.date(2024, 5, 16)) == {(A, "missing", "a")}
    assert verified(store, BASE, (), dt.date(2024, 5, 16), dt.date(2024, 5, 16)).checked == 1


def test_what_is_reopened_is_not_held_any_more_and_strange_graphs_are_gone(store):
    loading.retract(store, BASE, "c")
    store.replace_graphs({A: TRIPLE, C: TRIPLE, f"{A}/copy": TRIPLE})
    reopen(store, verified(store, BASE).faults)
    assert set(loading.loaded_articles(store)) == {B}
    assert loading.store_state(store).editions[A] == dt.datetime(2024, 5, 15, tzinfo=dt.UTC)
    loading.loaded([graph(name, day) for name, day in DAYS.items()], store)
    assert faults(store) == set()
