"""Graphs into a store, confirmed by what the store gives back; what it holds, verified; articles taken out again."""

from __future__ import annotations

from kg_etl.loading.load import (
    LoadedArticle,
    Outcome,
    Receipt,
    StoreState,
    confirm,
    contents,
    digest_of,
    holds,
    loaded,
    loaded_articles,
    reinstate,
    retract,
    store_state,
    withdrawn,
)

__all__ = [
    "LoadedArticle",
    "Outcome",
    "Receipt",
    "StoreState",
    "confirm",
    "contents",
    "digest_of",
    "holds",
    "loaded",
    "loaded_articles",
    "reinstate",
    "retract",
    "store_state",
    "withdrawn",
]
