"""Graphs into a store, confirmed by what the store gives back; what it holds, verified; articles taken out again."""

from __future__ import annotations

from kg_etl.loading.load import (
    Held,
    Known,
    Outcome,
    Receipt,
    confirm,
    contents,
    digest_of,
    held_by,
    holds,
    known_to,
    loaded,
    reinstate,
    retract,
    withdrawn,
)

__all__ = [
    "Held",
    "Known",
    "Outcome",
    "Receipt",
    "confirm",
    "contents",
    "digest_of",
    "held_by",
    "holds",
    "known_to",
    "loaded",
    "reinstate",
    "retract",
    "withdrawn",
]
