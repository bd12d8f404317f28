"""Opens the store that a command reads."""

from __future__ import annotations

import click

from kg_etl.runs import process
from kg_etl.stores import Store

STORE_OPTION = click.option(
    "--store", help="Folder of an embedded store, or URL of a SPARQL server. [default: [store] location]"
)


def opened(store: str | None) -> Store:
    """Opens the store of a command that only reads."""
    settings = process.settings()
    return process.components().open_store(store or settings.store.location, read_only=True)
