"""Plans: each article of the sources counts once, and each article that is due has a reason."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kg_etl.identifiers import article_iri
from kg_etl.loading import LoadedArticle, StoreState
from kg_etl.model import Article, Failure, Rejection, Violation
from kg_etl.runs import planning
from kg_etl.runs.planning import Quarantined
from kg_etl.sources import SourceArticle

BASE = "https://example.org/id/"
NOTHING_LOADED = StoreState()


def article(article_id, text="Nothing happened.", day=16):
    return Article(id=article_id, text=text, published=dt.datetime(2024, 5, day, 12, tzinfo=dt.UTC))


def outcomes(*articles):
    return [SourceArticle(f"{article.id}:1", article) for article in articles]


def keep(_):
    return 0


def nothing_quarantined(_):
    return None


def loaded_article(item, version="v"):
    return {article_iri(BASE, item.id): LoadedArticle(content_hash=item.content_hash, version=version, digest="d")}


def state_of(there):
    return StoreState(loaded=there)


def planned(source, state=NOTHING_LOADED, quarantined=nothing_quarantined):
    return planning.planned(source, state, quarantined, "v", BASE, keep)


def test_an_article_that_is_not_loaded_is_pending():
    plan = planned(outcomes(article("a")))
    assert [item.id for item in plan.pending] == ["a"]


def test_an_article_loaded_with_the_same_content_and_version_is_unchanged():
    plan = planned(outcomes(article("a")), state_of(loaded_article(article("a"))))
    assert (plan.pending, plan.unchanged) == ((), 1)


@pytest.mark.parametrize(
    "there", [loaded_article(article("a", "Other text.")), loaded_article(article("a"), version="old")]
)
def test_other_content_or_another_version_is_pending_again(there):
    plan = planned(outcomes(article("a")), state_of(there))
    assert len(plan.pending) == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (NOTHING_LOADED, "new"),
        (state_of(loaded_article(article("a", "Other text."))), "changed by the source"),
        (state_of(loaded_article(article("a", "Other text."), version="old")), "changed by the source"),
        (state_of(loaded_article(article("a"), version="old")), "lexicon, shapes changed"),
        (state_of(loaded_article(article("a"), version="unknown")), "code, data or settings changed"),
        (StoreState(editions={article_iri(BASE, "a"): dt.datetime(2024, 5, 1, tzinfo=dt.UTC)}), "load interrupted"),
    ],
)
def test_a_plan_says_why_an_article_is_due(state, reason):
    plan = replace(planned(outcomes(article("a")), state), changes={"old": ("lexicon", "shapes")})
    assert plan.due == {reason: 1}
    assert plan.due_again == {words: 1 for words in (reason,) if reason != "new"}
    assert plan.has_outdated == reason.endswith(" changed")


def test_an_article_that_other_versions_rejected_is_due_again():
    plan = planned(outcomes(article("a")), quarantined=lambda _: quarantined(article("a"), "old"))
    assert plan.due_again == {"code, data or settings changed": 1}


@given(st.lists(st.sampled_from(["new", "changed", "older", "oldest", "same"]), max_size=30))
def test_the_reasons_add_up_to_the_pending_articles(kinds):
    articles = [article(f"{kind}-{number}") for number, kind in enumerate(kinds)]
    there = {}
    for kind, item in zip(kinds, articles, strict=True):
        if kind != "new":
            edited = article(item.id, "Other text.") if kind == "changed" else item
            there |= loaded_article(edited, version="v" if kind == "same" else kind)
    plan = replace(
        planned(outcomes(*articles), state_of(there)), changes={"older": ("model",), "oldest": ("lexicon", "model")}
    )
    assert sum(plan.due.values()) == len(plan.pending)
    words = {
        "new": "new",
        "changed by the source": "changed",
        "model changed": "older",
        "lexicon, model changed": "oldest",
    }
    assert {words[reason]: number for reason, number in plan.due.items()} == {
        kind: kinds.count(kind) for kind in words.values() if kind in kinds
    }
    assert list(plan.due)[:1] == ["new"] or "new" not in kinds


def quarantined(item, version="v"):
    rejection = Rejection(
        article_id=item.id,
        content_hash=item.content_hash,
        violations=(Violation(message="odd", severity="Violation", focus_node="x"),),
        triples="",
    )
    return Quarantined(article_id=item.id, content_hash=item.content_hash, version=version, outcome=rejection)


def test_a_rejected_article_is_skipped_until_its_content_or_the_version_changes():
    item = article("a")
    plan = planned(outcomes(item), StoreState(), lambda _: quarantined(item))
    assert (len(plan.pending), plan.rejected) == (0, 1)
    plan = planned(outcomes(item), StoreState(), lambda _: quarantined(item, "old"))
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
    rejected = {article.id: quarantined(article) for article in articles if article.id.startswith("rejected")}
    source = [
        Failure(where=article.id, reason="unreadable")
        if article.id.startswith("unreadable")
        else SourceArticle(article.id, article)
        for article in articles
    ]
    plan = planned(source, state_of(there), rejected.get)
    assert len(plan) == len(kinds)
    counts = (len(plan.pending), plan.unchanged, plan.rejected, len(plan.failed))
    assert counts == tuple(kinds.count(kind) for kind in ("new", "held", "rejected", "unreadable"))


@given(st.sets(st.text(min_size=1, max_size=5), max_size=40), st.integers(1, 7))
def test_every_pending_article_is_in_one_shard(ids, size):
    plan = planned(outcomes(*map(article, ids)))
    sharded = [article.id for shard in plan.shards("all", size) for article in shard.articles]
    assert sorted(sharded) == sorted(ids)


def test_a_day_takes_the_articles_of_that_utc_day():
    late = Article(
        id="late", text="t", published=dt.datetime(2024, 5, 16, 20, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    )
    plan = planned(outcomes(article("a", day=16), late))
    assert [article.id for shard in plan.shards("2024-05-17", 9) for article in shard.articles] == ["late"]


def test_shards_that_are_not_done_keep_their_digest_when_others_are_done():
    articles = [article(f"a{number}") for number in range(40)]
    first = planned(outcomes(*articles)).shards("all", 10)
    done = {article.id for article in first[0].articles}
    there = {iri: value for article in articles if article.id in done for iri, value in loaded_article(article).items()}
    second = planned(outcomes(*articles), state_of(there)).shards("all", 10)
    assert second == first[1:]


def withdrawal(article_id):
    return Article(id=article_id, text="", withdrawn=True)


def test_an_edition_older_than_the_loaded_one_is_skipped():
    seen = StoreState(editions={article_iri(BASE, "a"): dt.datetime(2024, 5, 17, tzinfo=dt.UTC)})
    plan = planned(outcomes(article("a", day=16)), seen)
    assert (plan.pending, plan.blocked, len(plan)) == ((), 1, 1)
    plan = planned(outcomes(article("a", day=18)), seen)
    assert [item.id for item in plan.pending] == ["a"]


def test_a_retracted_article_is_skipped():
    gone = StoreState(retracted=frozenset({article_iri(BASE, "a")}))
    plan = planned(outcomes(article("a"), article("b")), gone)
    assert ([item.id for item in plan.pending], plan.blocked) == (["b"], 1)


def test_a_withdrawn_article_is_not_loaded_wherever_its_source_withdraws_it():
    plan = planned(outcomes(article("a"), withdrawal("a")))
    assert (plan.pending, plan.withdrawn, plan.blocked, len(plan)) == ((), ("a",), 1, 1)


def test_a_withdrawn_article_that_is_retracted_already_is_nothing_to_do():
    gone = StoreState(retracted=frozenset({article_iri(BASE, "a")}))
    plan = planned(outcomes(withdrawal("a")), gone)
    assert (plan.withdrawn, len(plan)) == ((), 0)
