"""The full gazetteer, made anew from a SPARQL endpoint with Wikidata's content."""

from __future__ import annotations

from kg_etl.gazetteer.refresh.refresh import differences, in_words, refreshed

__all__ = ["differences", "in_words", "refreshed"]
