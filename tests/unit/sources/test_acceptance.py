"""The rules for every article, and that each id is unique."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from kg_etl.model import Article, Failure
from kg_etl.sources import SourceArticle, distinct
from kg_etl.sources.acceptance import accepted, refusal

ARTICLE = Article(id="a", text="The envoys met.")


def changed(**fields: object) -> Article:
    return msgspec.structs.replace(ARTICLE, **fields)


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (changed(text=""), "empty: there is no text"),
        (changed(text=" \r\n\u00a0\u200b\ufeff"), "empty: there is no text"),
        (changed(text="ab\0c"), "text: contains a NUL at character 3: is it binary?"),
        (changed(text="ab\ud800"), "text: contains a lone surrogate at character 3"),
        (changed(id=" "), "id: is empty"),
        (changed(id="a\nb"), "id: contains the control character U+000A at character 2"),
        (changed(id="a" * 2_001), "id: has 2,001 characters; at most 2,000 are allowed"),
        (changed(id="a\udcff"), "id: is not Unicode; the file name must be UTF-8"),
        (changed(title="a\ud800"), "title: contains a NUL or a lone surrogate"),
        (changed(authors=("Ana Lee", "\0")), "authors: contains a NUL or a lone surrogate"),
        (changed(url="example.org/a b"), "url: is not an http or https URL"),
        (changed(language="in English"), "language: is not a language tag such as en or en-GB"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_the_rule(article: Article, reason: str) -> None:
    assert refusal(article) == reason


@pytest.mark.parametrize(
    "article",
    [
        ARTICLE,
        changed(id="a" * 2_000),
        changed(id="Köln/ä b?#"),
        changed(language="pt-BR"),
        changed(url="https://example.org/a?b=ü#c"),
    ],
)
def test_any_other_article_is_taken_whatever_its_language(article: Article) -> None:
    assert refusal(article) is None


def test_an_article_from_the_future_is_refused_only_where_a_latest_moment_is_given() -> None:
    latest = dt.datetime(2021, 5, 3, tzinfo=dt.UTC)
    late = changed(published=latest + dt.timedelta(seconds=1))
    assert refusal(late) is None
    assert refusal(changed(published=latest), latest) is None
    assert refusal(late, latest) == "published 2021-05-03T00:00:01+00:00: this is in the future; correct the date"


def test_a_failure_carries_the_id_except_where_the_id_itself_is_broken() -> None:
    results = [
        SourceArticle("x:1", changed(text="")),
        SourceArticle("x:2", changed(id="\n")),
        SourceArticle("x:3", ARTICLE),
    ]
    empty, broken, good = accepted(results)
    assert empty == Failure(where="x:1", reason="empty: there is no text", article_id="a")
    assert isinstance(broken, Failure)
    assert (broken.where, broken.article_id) == ("x:2", None)
    assert good == results[2]


def test_the_first_article_of_an_id_is_kept_and_later_failures_say_where_it_was() -> None:
    other = changed(text="The envoys parted.")
    failed = Failure(where="x:4", reason="invalid JSON")
    first, same, differs, passed = distinct(
        [SourceArticle("x:1", ARTICLE), SourceArticle("x:2", ARTICLE), SourceArticle("x:3", other), failed]
    )
    assert first == SourceArticle("x:1", ARTICLE)
    assert same == Failure(where="x:2", reason="duplicate of x:1", article_id="a")
    assert isinstance(differs, Failure)
    assert differs.reason.startswith("id 'a' was already read from x:1 with different content; the first is kept")
    assert passed is failed
