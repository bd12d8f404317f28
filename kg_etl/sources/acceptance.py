"""The rules that every article must satisfy, whatever format it was read from."""

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
    results: Iterable[SourceArticle | Failure], latest: dt.datetime | None = None
) -> Iterator[SourceArticle | Failure]:
    """Passes on each article that satisfies the rules; replaces the others by a Failure that names the rule.

    Args:
        results: What a reader returns.
        latest: The latest permitted time of publication; None skips this check.
    """
    for result in results:
        reason = None if isinstance(result, Failure) else refusal(result.article, latest)
        if reason is None or isinstance(result, Failure):
            yield result
        else:
            # An invalid id could corrupt the line or file that it is written to.
            named = None if reason.startswith("id") else result.article.id
            yield Failure(where=result.where, reason=reason, article_id=named)


def refusal(article: Article, latest: dt.datetime | None = None) -> str | None:
    """Why an article is rejected, in one line; None for an acceptable one.

    >>> refusal(Article(id="a", text=" "))
    'empty: there is no text'
    """
    broken = _broken_id(article.id) or (not article.withdrawn and _broken_text(article)) or _broken_field(article)
    if broken or latest is None or article.published is None or article.published <= latest:
        return broken
    return f"published {article.published.isoformat()}: this is in the future; correct the date"


def _broken_id(key: str) -> str | None:
    if not key.strip():
        return "id: is empty"
    if len(key) > MAX_ID:
        return f"id: has {len(key):,} characters; at most {MAX_ID:,} are allowed"
    if control := _CONTROL.search(key):
        return f"id: contains the control character U+{ord(control.group()):04X} at character {control.start() + 1}"
    if _SURROGATE.search(key):
        return "id: is not Unicode; the file name must be UTF-8"
    return None


def _broken_text(article: Article) -> str | None:
    if not _VISIBLE.search(article.text):
        return "empty: there is no text"
    if "\0" in article.text:
        return f"text: contains a NUL at character {article.text.index(chr(0)) + 1}: is it binary?"
    if lone := _SURROGATE.search(article.text):
        return f"text: contains a lone surrogate at character {lone.start() + 1}"
    return None


def _broken_field(article: Article) -> str | None:
    fields = {"title": (article.title,), "publisher": (article.publisher,), "authors": article.authors}
    for name, values in fields.items():
        for value in values:
            if value is not None and ("\0" in value or _SURROGATE.search(value)):
                return f"{name}: contains a NUL or a lone surrogate"
    if article.url is not None and not _URL.fullmatch(article.url):
        return "url: is not an http or https URL"
    if article.language is not None and not _LANGUAGE.fullmatch(article.language):
        return "language: is not a language tag such as en or en-GB"
    return None
