"""Loads graphs into a store, confirms and verifies them, and takes articles out.

load           load, confirm, retract
verification   reads graphs back and compares digests
"""

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
