"""Linkers decide which item each mention denotes. A new one is a module here with a class that implements `Linker`.

gazetteer   links to the gazetteer by the context of the article
wikidata    adds items from Wikidata's API
"""

from __future__ import annotations

from typing import Protocol

from kg_etl.model import Article, Extraction, Links


class Linker(Protocol):
    """Decides which Wikidata item each mention denotes, or that it denotes none (NIL)."""

    def link(self, article: Article, extraction: Extraction) -> Links:
        """One link for each mention, in order; the mentions of a chain have the same entity.

        An exception are mentions that are part of another name (`American` in `Latin American`), which are NIL.
        """
        ...
