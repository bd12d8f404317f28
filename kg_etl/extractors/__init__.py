"""Extractors find mentions and events in articles; `Extractor` is their interface, and tests/contracts its contract.

rules   frames of the lexicon matched against spaCy's parse
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg_etl.model import Article, Extraction, Failure


class Extractor(Protocol):
    """Finds mentions and events in articles."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """Yields an outcome for each article, in the same order.

        An article that cannot be processed gives a `Failure` and does not affect the others.
        """
        ...
