"""Loading of article graphs, their retraction, and verification of a store.

load.py            loads graphs and reads them back; retracts and reinstates articles
outdated.py        which articles were written by other versions
undated.py         how many events no day can place
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
from kg_etl.loading.outdated import Outdated, changed_parts, outdated_articles
from kg_etl.loading.undated import undated_events

__all__ = [
    "LoadedArticle",
    "Outcome",
    "Outdated",
    "Receipt",
    "StoreState",
    "changed_parts",
    "confirm",
    "contents",
    "digest_of",
    "holds",
    "loaded",
    "loaded_articles",
    "outdated_articles",
    "reinstate",
    "retract",
    "store_state",
    "undated_events",
    "withdrawn",
]
