"""Luigi targets of the tasks."""

from __future__ import annotations

from pathlib import Path

from luigi.local_target import LocalTarget

from kg_etl import jsonl, loading
from kg_etl.errors import StoreError
from kg_etl.loading import Receipt
from kg_etl.runs.process import query_store


class ReceiptTarget(LocalTarget):
    """A receipt that exists only while the store confirms it, so that an emptied store does not count as loaded."""

    def __init__(self, path: Path, store: str) -> None:
        super().__init__(str(path))
        self._store = store

    def read(self) -> Receipt:
        """The receipt."""
        receipt: Receipt = next(jsonl.read(self.path, Receipt))
        return receipt

    def exists(self) -> bool:
        """Whether the receipt exists and the store has every graph that it lists."""
        if not super().exists():
            return False
        receipt = self.read()
        if not receipt.loaded:
            return True
        try:
            return query_store(self._store, loading.holds, receipt)
        except StoreError:
            return False
