"""Sources give articles.

A new kind of source (a feed, an agency's API) is a file here whose class keeps to `Source`; a new file format is a file
here whose function keeps to `Reader`, and a row in `kg_etl.sources.folder.READERS`. See docs/sources.md.

    folder.py        files and folders -> the reader of each file, by suffix
    text.py          .txt -> one article; its header by header.py or front_matter.py
    jsonl.py         .jsonl -> an article a line
    instants.py      dates as people and machines write them -> time with a zone
    acceptance.py    what every article must keep to, whatever it was read from
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from kg_etl.model import Article, Failure


class SourceArticle(NamedTuple):
    """An article, and the place it was read from (`file` or `file:line`) for messages to people."""

    where: str
    article: Article


class Source(Protocol):
    """Gives every article there is, in a stable order, one at a time."""

    def articles(self) -> Iterator[SourceArticle | Failure]:
        """One `SourceArticle` or one `Failure` for each article met: bad input is a value and never stops the rest.

        No two `SourceArticle` have the same id.

        Raises:
            SourceError: nothing can be read at all, because the path does not exist or may not be opened.
        """
        ...


class ReaderOptions(NamedTuple):
    """What a reader must know beside the file."""

    timezone: dt.tzinfo
    """Zone of dates that name none."""
    max_bytes: int
    """The largest article that is read: a whole file, or one line of a file of lines."""


class Reader(Protocol):
    """Reads the articles of one file."""

    def __call__(self, path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
        """One `SourceArticle` or one `Failure` for each article in the file, in the file's order.

        Args:
            path: The file, a regular one.
            name: The article's id if the file gives none: its path within the folder.
            where: How to name the file to people.
            options: What else there is to know.

        Raises:
            OSError: the file cannot be opened or read; the caller makes a `Failure` of it.
        """
        ...


def distinct(outcomes: Iterable[SourceArticle | Failure]) -> Iterator[SourceArticle | Failure]:
    """The first article of each id, and each that is withdrawn, as it is; any other as a Failure that names the first.

    Holds an id, a digest and a place for each article, no text.
    """
    first: dict[str, tuple[bytes, str]] = {}
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            yield outcome
            continue
        if outcome.article.withdrawn:
            yield outcome
            continue
        key, digest = outcome.article.id, bytes.fromhex(outcome.article.content_hash)
        if key not in first:
            first[key] = (digest, outcome.where)
            yield outcome
            continue
        kept, where = first[key]
        reason = (
            f"duplicate of {where}"
            if kept == digest
            else f"id {key!r} was already read from {where} with other content, and that is kept: "
            "give this one an id of its own, or remove one of the two"
        )
        yield Failure(where=outcome.where, reason=reason, article_id=key)
