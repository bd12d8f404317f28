"""Which loaded articles were written by other versions than today's, and which parts have changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kg_etl import queries
from kg_etl.model import Value
from kg_etl.stores import Store

PARTS = ("model", "lexicon", "gazetteer", "shapes")
"""The parts of which provenance records a version each."""
THE_REST = "code or settings"
"""What has changed if the version of the whole chain differs and that of no part does."""


class Outdated(Value, frozen=True):
    """Loaded articles that were written by other versions; the next run processes them again."""

    articles: int
    of: int
    """All loaded articles."""
    parts: Mapping[str, int] = {}
    """Part that has changed since -> number of these articles; an article counts for each of its parts."""

    def __str__(self) -> str:
        """The number of articles with the parts, for messages: `12 (lexicon 12, model 3)`."""
        parts = ", ".join(f"{part} {number}" for part, number in self.parts.items())
        return f"{self.articles} ({parts})" if parts else str(self.articles)


def outdated_articles(store: Store, versions: Mapping[str, str]) -> Outdated:
    """The loaded articles whose version of the whole chain is not today's.

    Args:
        store: The store, which is queried once.
        versions: Today's versions: `pipeline`, that of the whole chain, and those of `PARTS`.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    articles = every = 0
    parts: Counter[str] = Counter()
    for row in _rows(store):
        number = int(row["articles"])
        every += number
        if row["pipeline"] == versions["pipeline"]:
            continue
        articles += number
        for part in _changed(row, versions):
            parts[part] += number
    return Outdated(articles=articles, of=every, parts=dict(parts.most_common()))


def changed_parts(store: Store, versions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each version of the whole chain that wrote a loaded article -> the parts that have changed since.

    Args:
        store: The store, which is queried once.
        versions: As for `outdated_articles`. Today's version is not in the result.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    return {row["pipeline"]: _changed(row, versions) for row in _rows(store) if row["pipeline"] != versions["pipeline"]}


def _rows(store: Store) -> Iterator[dict[str, str]]:
    for row in store.query(queries.internal("versions")).as_dicts():
        if "pipeline" in row:  # an empty store gives a single row without it
            yield row


def _changed(row: Mapping[str, str], versions: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part for part in PARTS if row.get(part) != versions[part]) or (THE_REST,)
