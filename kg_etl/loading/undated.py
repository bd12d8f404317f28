"""How many loaded events no day can place."""

from __future__ import annotations

from kg_etl import queries
from kg_etl.stores import Store


def undated_events(store: Store) -> int:
    """The number of loaded events that have no day, and whose article has none either.

    Raises:
        StoreError: the store refused or is unavailable.
    """
    return sum(int(row["events"]) for row in store.query(queries.internal("undated")).as_dicts())
