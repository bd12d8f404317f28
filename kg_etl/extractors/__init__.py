"""Extractors read mentions and events from articles. A new one is a file here with a class that keeps to `Extractor`.

rules   RulesExtractor: documents, mentions, coreference, events and statements in a row
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg_etl.model import Article, Extraction, Failure


class Extractor(Protocol):
    """Reads mentions and events out of articles."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """One outcome for each article, in the same order; one that cannot be processed costs the others nothing."""
        ...
