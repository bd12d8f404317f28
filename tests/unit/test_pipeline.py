"""The flow: count in, count out; the store is asked, and what it confirms is what counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl import pipeline
from kg_etl.identifiers import article_iri
from kg_etl.loading import LoadedArticle, StoreState
from kg_etl.model import Article, Extraction, Failure, Links, Rejection, Violation
from kg_etl.runs import planning
from kg_etl.runs.planning import Quarantined
from kg_etl.sources import SourceArticle

BASE = "https://example.org/id/"
VERSIONS = {"software": "1", "pipeline": "v", "model": "m", "lexicon": "l", "gazetteer": "g", "shapes": "s"}


def article(article_id, text="Nothing happened.", day=16):
    return Article(id=article_id, text=text, published=dt.datetime(2024, 5, day, 12, tzinfo=dt.UTC))


def outcomes(*articles):
    return [SourceArticle(f"{article.id}:1", article) for article in articles]


def keep(_):
    return 0


def nothing_quarantined(_):
    return None


def graph(item):
    return next(pipeline.mapped([item], [Extraction(article_id=item.id)], [Links(article_id=item.id)], BASE, VERSIONS))


def loaded_article(item, version="v"):
    return {article_iri(BASE, item.id): LoadedArticle(content_hash=item.content_hash, version=version, digest="d")}


def state_of(there):
    return StoreState(loaded=there)


def test_what_the_store_does_not_hold_is_pending():
    plan = planning.planned(outcomes(article("a")), StoreState(), nothing_quarantined, "v", BASE, keep)
    assert [item.id for item in plan.pending] == ["a"]


def test_what_it_holds_with_the_same_content_and_version_is_unchanged():
    plan = planning.planned(
        outcomes(article("a")), state_of(loaded_article(article("a"))), nothing_quarantined, "v", BASE, keep
    )
    assert (plan.pending, plan.unchanged) == ((), 1)


@pytest.mark.parametrize(
    "there", [loaded_article(article("a", "Other text.")), loaded_article(article("a"), version="old")]
)
def test_other_content_or_another_version_is_pending_again(there):
    plan = planning.planned(outcomes(article("a")), state_of(there), nothing_quarantined, "v", BASE, keep)
    assert len(plan.pending) == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (StoreState(), "new"),
        (StoreState(loaded=loaded_article(article("a", "Other text."))), "changed"),
        (StoreState(loaded=loaded_article(article("a", "Other text."), version="old")), "changed"),
        (StoreState(loaded=loaded_article(article("a"), version="old")), "rules"),
        (StoreState(editions={article_iri(BASE, "a"): dt.datetime(2024, 5, 1, tzinfo=dt.UTC)}), "unfinished"),
    ],
)
def test_a_plan_says_why_an_article_is_due(state, reason):
    plan = planning.planned(outcomes(article("a")), state, nothing_quarantined, "v", BASE, keep)
    assert dict(plan.reasons) == {reason: 1}


def test_what_was_rejected_by_other_rules_is_due_for_the_rules():
    plan = planning.planned(
        outcomes(article("a")), StoreState(), lambda _: quarantined(article("a"), "old"), "v", BASE, keep
    )
    assert dict(plan.reasons) == {"rules": 1}


def quarantined(item, version="v"):
    rejection = Rejection(
        article_id=item.id,
        content_hash=item.content_hash,
        violations=(Violation(message="odd", severity="Violation", focus_node="x"),),
        triples="",
    )
    return Quarantined(article_id=item.id, content_hash=item.content_hash, version=version, outcome=rejection)


def test_what_was_rejected_is_left_alone_until_its_content_or_the_version_changes():
    item = article("a")
    plan = planning.planned(outcomes(item), StoreState(), lambda _: quarantined(item), "v", BASE, keep)
    assert (len(plan.pending), plan.rejected) == (0, 1)
    plan = planning.planned(outcomes(item), StoreState(), lambda _: quarantined(item, "old"), "v", BASE, keep)
    assert (len(plan.pending), plan.rejected) == (1, 0)


@given(st.lists(st.sampled_from(["new", "held", "rejected", "unreadable"]), max_size=30))
def test_every_article_in_is_counted_once(kinds):
    articles = [article(f"{kind}-{number}") for number, kind in enumerate(kinds)]
    there = {
        iri: value
        for article in articles
        if article.id.startswith("held")
        for iri, value in loaded_article(article).items()
    }
    other_path = {article.id: quarantined(article) for article in articles if article.id.startswith("rejected")}
    source = [
        Failure(where=article.id, reason="unreadable")
        if article.id.startswith("unreadable")
        else SourceArticle(article.id, article)
        for article in articles
    ]
    plan = planning.planned(source, state_of(there), other_path.get, "v", BASE, keep)
    assert len(plan) == len(kinds)
    counts = (len(plan.pending), plan.unchanged, plan.rejected, len(plan.failed))
    assert counts == tuple(kinds.count(kind) for kind in ("new", "held", "rejected", "unreadable"))


@given(st.sets(st.text(min_size=1, max_size=5), max_size=40), st.integers(1, 7))
def test_every_pending_article_is_in_one_shard(ids, size):
    plan = planning.planned(outcomes(*map(article, ids)), StoreState(), nothing_quarantined, "v", BASE, keep)
    sharded = [article.id for shard in plan.shards("all", size) for article in shard.articles]
    assert sorted(sharded) == sorted(ids)


def test_a_day_takes_the_articles_of_that_utc_day():
    late = Article(
        id="late", text="t", published=dt.datetime(2024, 5, 16, 20, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    )
    plan = planning.planned(outcomes(article("a", day=16), late), StoreState(), nothing_quarantined, "v", BASE, keep)
    assert [article.id for shard in plan.shards("2024-05-17", 9) for article in shard.articles] == ["late"]


def test_shards_that_are_not_done_keep_their_digest_when_others_are_done():
    articles = [article(f"a{number}") for number in range(40)]
    first = planning.planned(outcomes(*articles), StoreState(), nothing_quarantined, "v", BASE, keep).shards("all", 10)
    done = {article.id for article in first[0].articles}
    there = {iri: value for article in articles if article.id in done for iri, value in loaded_article(article).items()}
    second = planning.planned(outcomes(*articles), state_of(there), nothing_quarantined, "v", BASE, keep).shards(
        "all", 10
    )
    assert second == first[1:]


def test_a_failure_is_passed_on_to_the_end():
    item = article("a")
    failure = Failure(where="a", reason="the rules broke", article_id="a")
    linked = list(pipeline.linked([item], [failure], linker=None))
    mapped = list(pipeline.mapped([item], [failure], linked, BASE, VERSIONS))
    assert list(pipeline.validated([item], mapped, shapes=None)) == [failure]


def test_a_missing_outcome_is_an_error_and_not_a_shorter_batch():
    with pytest.raises(ValueError, match="shorter"):
        list(pipeline.linked([article("a"), article("b")], [Failure(where="a", reason="r")], linker=None))


def withdrawal(article_id):
    return Article(id=article_id, text="", withdrawn=True)


def test_an_edition_older_than_the_one_the_store_has_seen_is_left_alone():
    seen = StoreState(editions={article_iri(BASE, "a"): dt.datetime(2024, 5, 17, tzinfo=dt.UTC)})
    plan = planning.planned(outcomes(article("a", day=16)), seen, nothing_quarantined, "v", BASE, keep)
    assert (plan.pending, plan.blocked, len(plan)) == ((), 1, 1)
    plan = planning.planned(outcomes(article("a", day=18)), seen, nothing_quarantined, "v", BASE, keep)
    assert [item.id for item in plan.pending] == ["a"]


def test_a_retracted_article_is_left_alone():
    gone = StoreState(retracted=frozenset({article_iri(BASE, "a")}))
    plan = planning.planned(outcomes(article("a"), article("b")), gone, nothing_quarantined, "v", BASE, keep)
    assert ([item.id for item in plan.pending], plan.blocked) == (["b"], 1)


def test_what_its_source_withdraws_is_not_loaded_wherever_the_source_says_so():
    plan = planning.planned(outcomes(article("a"), withdrawal("a")), StoreState(), nothing_quarantined, "v", BASE, keep)
    assert (plan.pending, plan.withdrawn, plan.blocked, len(plan)) == ((), ("a",), 1, 1)


def test_a_withdrawal_that_the_store_knows_is_nothing_to_do():
    gone = StoreState(retracted=frozenset({article_iri(BASE, "a")}))
    plan = planning.planned(outcomes(withdrawal("a")), gone, nothing_quarantined, "v", BASE, keep)
    assert (plan.withdrawn, len(plan)) == ((), 0)
