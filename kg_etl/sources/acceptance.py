"""Checks that every article must pass, whatever its format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from kg_etl.model import Article, Failure
from kg_etl.sources import SourceArticle

MAX_ID = 2_000
"""The longest id of an article, in code points."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_VISIBLE = re.compile(r"[^\s\ufeff\u200b]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def accepted(
    outcomes: Iterable[SourceArticle | Failure], latest: dt.datetime | None = None
) -> Iterator[SourceArticle | Failure]:
    """Each article that keeps to the rules as it is, each other one as a Failure that names the rule.

    Args:
        found: Articles as a reader gives them.
        latest: The last moment at which an article can have been published; None leaves that unchecked.
    """
    for outcome in outcomes:
        reason = None if isinstance(outcome, Failure) else refusal(outcome.article, latest)
        if reason is None or isinstance(outcome, Failure):
            yield outcome
        else:
            # an id that breaks the rules could break the line or the file it is written to
            named = None if reason.startswith("id") else outcome.article.id
            yield Failure(where=outcome.where, reason=reason, article_id=named)


def refusal(article: Article, latest: dt.datetime | None = None) -> str | None:
    """Why an article cannot be taken, in one line; None for one that can.

    >>> refusal(Article(id="a", text=" "))
    'empty: there is no text'
    """
    broken = _broken_id(article.id) or (not article.withdrawn and _broken_text(article)) or _broken_field(article)
    if broken or latest is None or article.published is None or article.published <= latest:
        return broken
    return f"published {article.published.isoformat()}: that is in the future; correct the date"


def _broken_id(key: str) -> str | None:
    if not key.strip():
        return "id: is empty"
    if len(key) > MAX_ID:
        return f"id: has {len(key):,} characters; at most {MAX_ID:,} are allowed"
    if control := _CONTROL.search(key):
        return f"id: holds the control character U+{ord(control.group()):04X} at character {control.start() + 1}"
    if _SURROGATE.search(key):
        return "id: is not Unicode; a file needs a name in UTF-8"
    return None


def _broken_text(article: Article) -> str | None:
    if not _VISIBLE.search(article.text):
        return "empty: there is no text"
    if "\0" in article.text:
        return f"text: holds a NUL at character {article.text.index(chr(0)) + 1}: is it binary?"
    if lone := _SURROGATE.search(article.text):
        return f"text: holds half a surrogate pair at character {lone.start() + 1}, which is no character"
    return None


def _broken_field(article: Article) -> str | None:
    fields = {"title": (article.title,), "publisher": (article.publisher,), "authors": article.authors}
    for name, values in fields.items():
        for value in values:
            if value is not None and ("\0" in value or _SURROGATE.search(value)):
                return f"{name}: holds a NUL or half a surrogate pair"
    if article.url is not None and not _URL.fullmatch(article.url):
        return "url: is not an http or https address"
    if article.language is not None and not _LANGUAGE.fullmatch(article.language):
        return "language: is not a language tag such as en or en-GB"
    return None
