"""`kg-etl retract`: takes articles out of a store, so that no run loads them again."""

from __future__ import annotations

import click

from kg_etl import loading
from kg_etl.cli.console import note
from kg_etl.cli.stores import STORE_OPTION
from kg_etl.runs import process


@click.command()
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", help="Is kept in the store.")
@click.option("--undo", is_flag=True, help="Let the next run load the articles again.")
@STORE_OPTION
def retract(article_ids: tuple[str, ...], reason: str | None, undo: bool, store: str | None) -> None:
    """Take articles out of the store, and leave a tombstone, so that no run brings them back.

    ID is the source's own key of an article, as `kg-etl query articles` and `kg-etl export` show it.
    """
    settings = process.settings()
    with process.components().open_store(store or settings.store.location) as target:
        for article_id in article_ids:
            if undo:
                there = loading.reinstate(target, settings.base, article_id)
                note(f"{article_id}: {'will be loaded again by the next run' if there else 'was not retracted'}")
            else:
                there = loading.retract(target, settings.base, article_id, reason)
                note(f"{article_id}: {'retracted' if there else 'was not there; no run will load it'}")
