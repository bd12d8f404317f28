"""Linkers decide what each mention denotes. A new one is a file here with a class that keeps to `Linker`.

gazetteer   by the gazetteer and the article's context
wikidata    the same, with items from Wikidata's API
"""

from __future__ import annotations

from typing import Protocol

from kg_etl.model import Article, Extraction, Links


class Linker(Protocol):
    """Decides what each mention denotes: a Wikidata item, or honestly none."""

    def link(self, article: Article, extraction: Extraction) -> Links:
        """One link for each mention, in the same order; mentions of one chain get the same entity.

        Except a mention whose words are part of another name there (`American` in `Latin American`): it gets none.
        """
        ...
