"""luigi.cfg -> frozen settings -> the objects of a run: the only place that knows which backend is which."""

from __future__ import annotations

from kg_etl.settings.settings import Settings, load
from kg_etl.settings.versions import PACKAGE

__all__ = ["PACKAGE", "Settings", "load"]
