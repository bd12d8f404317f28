"""Sources read articles.

A new kind of source (a feed, an agency's API) is a module here with a class that implements `Source`. A new file format
is a module with a function that implements `Reader` and a row in `kg_etl.sources.folder.READERS`, or an entry point of
another package in the group `kg_etl.readers`. See docs/sources.md.

    folder.py          files and folders -> the reader of each file, by suffix
    text.py            .txt -> one article
    front_matter.py    metadata in YAML at the head of a .txt file
    header.py          headline, date line and byline of a .txt file without front matter
    jsonl.py           .jsonl -> one article per line
    instants.py        written dates and times -> datetimes with a time zone
    acceptance.py      rules for every article, whatever format it was read from
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from kg_etl.model import Article, Failure


class SourceArticle(NamedTuple):
    """An article and where it was read from (`file` or `file:line`), for messages."""

    where: str
    article: Article


class Source(Protocol):
    """Reads every article of a collection, in a stable order, one at a time."""

    def articles(self) -> Iterator[SourceArticle | Failure]:
        """One `SourceArticle` or `Failure` for each article: bad input is a value and does not stop the rest.

        No two `SourceArticle` have the same id.

        Raises:
            SourceError: nothing can be read at all: the path does not exist or cannot be opened.
        """
        ...


class ReaderOptions(NamedTuple):
    """Settings of a reader."""

    timezone: dt.tzinfo
    """Time zone of dates that name none."""
    max_bytes: int
    """The largest article that is read: a whole file, or a line of a file with one article per line."""


class Reader(Protocol):
    """Reads the articles of one file."""

    def __call__(self, path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
        """One `SourceArticle` or one `Failure` for each article in the file, in the file's order.

        Args:
            path: A regular file.
            name: The article's id if the file gives none: its path within the folder.
            where: The name of the file in messages.
            options: Settings of the reader.

        Raises:
            OSError: the file cannot be opened or read; the caller turns it into a `Failure`.
        """
        ...


def distinct(results: Iterable[SourceArticle | Failure]) -> Iterator[SourceArticle | Failure]:
    """Keeps the first article of each id and all withdrawn ones; replaces the others by a Failure that names the first.

    Keeps an id, a digest and a location per article in memory, no text.
    """
    first: dict[str, tuple[bytes, str]] = {}
    for result in results:
        if isinstance(result, Failure):
            yield result
            continue
        if result.article.withdrawn:
            yield result
            continue
        key, digest = result.article.id, bytes.fromhex(result.article.content_hash)
        if key not in first:
            first[key] = (digest, result.where)
            yield result
            continue
        first_digest, where = first[key]
        reason = (
            f"duplicate of {where}"
            if first_digest == digest
            else f"id {key!r} was already read from {where} with different content; the first is kept: "
            "give this article another id, or remove one of the two"
        )
        yield Failure(where=result.where, reason=reason, article_id=key)
