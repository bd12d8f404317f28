"""News into a knowledge graph of diplomacy: articles in, visits, agreements, offensives and statements out.

The public API is what `__all__` names; `kg_etl.api` shows it at work. To read the code, start at `kg_etl.pipeline`:
Article -> Extraction -> Links -> named graph -> ValidationReport -> Store.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg_etl.api import Pipeline, open_store, read_articles
    from kg_etl.errors import KgEtlError
    from kg_etl.extractors import Extractor
    from kg_etl.linkers import Linker
    from kg_etl.model import Article, Failure
    from kg_etl.records import EventRecord

__all__ = [
    "Article",
    "EventRecord",
    "Extractor",
    "Failure",
    "KgEtlError",
    "Linker",
    "Pipeline",
    "open_store",
    "read_articles",
]

_MODULES = {
    "Article": "kg_etl.model",
    "EventRecord": "kg_etl.records",
    "Extractor": "kg_etl.extractors",
    "Failure": "kg_etl.model",
    "KgEtlError": "kg_etl.errors",
    "Linker": "kg_etl.linkers",
    "Pipeline": "kg_etl.api",
    "open_store": "kg_etl.api",
    "read_articles": "kg_etl.api",
}
"""Where each name is defined; imported when it is first used, so that `import kg_etl` loads no library."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
