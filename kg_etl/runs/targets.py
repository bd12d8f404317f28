"""Luigi targets of the tasks."""

from __future__ import annotations

from pathlib import Path

from luigi.local_target import LocalTarget

from kg_etl import jsonl, loading
from kg_etl.errors import StoreError
from kg_etl.loading import Receipt
from kg_etl.runs.process import query_store


class ReceiptTarget(LocalTarget):
    """A receipt that counts only while the store confirms it: a store that was emptied must not look loaded."""

    def __init__(self, path: Path, store: str) -> None:
        super().__init__(str(path))
        self._store = store

    def read(self) -> Receipt:
        """The receipt."""
        receipt: Receipt = next(jsonl.read(self.path, Receipt))
        return receipt

    def exists(self) -> bool:
        """Is the receipt there, and does the store hold every graph that it names?"""
        if not super().exists():
            return False
        receipt = self.read()
        if not receipt.loaded:
            return True
        try:
            return query_store(self._store, loading.holds, receipt)
        except StoreError:
            return False
