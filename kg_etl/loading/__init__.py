"""Loading of article graphs, their retraction, and verification of a store.

load.py            loads graphs and reads them back; retracts and reinstates articles
verification.py    compares every graph in a store with its digest
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
