"""`kg-etl gazetteer`: refreshes the full gazetteer, and looks up what a name can denote."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg_etl.cli.console import note, out
from kg_etl.runs import process


@click.group()
def gazetteer() -> None:
    """Make a full gazetteer, and look names up."""


@gazetteer.command()
@click.option("--endpoint", help="A SPARQL endpoint with Wikidata's content. [default: [wikidata] sparql]")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: [gazetteer] path]")
@click.option("--accept-losses", is_flag=True, help="Even if much of what the old one holds is gone.")
def refresh(endpoint: str | None, output: Path | None, accept_losses: bool) -> None:
    """Make the full gazetteer from Wikidata: countries, cities, offices and their holders, bodies, forces.

    It replaces the old one only when it is complete, and prints the changes. At one request a second it
    takes some twenty minutes; after an interruption the same command resumes. To link with it, name the
    file as [gazetteer] path in luigi.cfg.
    """
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.refresh import in_words, refreshed
    from kg_etl.wikidata.cache import Cache
    from kg_etl.wikidata.sparql import SparqlEndpoint

    settings = process.settings()
    path = output or settings.full_gazetteer_path
    client = process.components().wikidata_client()
    unfinished = Path(settings.wikidata.cache) / "refresh.sqlite"
    source = SparqlEndpoint(
        endpoint or settings.wikidata.sparql, client, settings.wikidata.page, Cache(unfinished, days=1)
    )
    about = refreshed(
        path,
        source,
        load(),
        dt.datetime.now(dt.UTC).date(),
        min_population=settings.gazetteer.population,
        since=settings.gazetteer.since,
        accept_losses=accept_losses,
        report=note,
    )
    unfinished.unlink(missing_ok=True)
    for change in about.changes:
        out.print(change, markup=False, soft_wrap=True)
    out.print(f"{path}: {in_words(about)}", markup=False, soft_wrap=True)
    if Path(settings.gazetteer.path or ".") != path:
        note(f"to link with it, set in luigi.cfg: [gazetteer] path = {path}")


@gazetteer.command()
@click.argument("name")
def find(name: str) -> None:
    """Show what a name can denote: items with this label, alias or demonym, then people with this family name."""
    gazetteer_ = process.components().gazetteer
    entries = {entry.qid: entry for entry in (*gazetteer_.named(name), *gazetteer_.surnamed(name))}
    for entry in entries.values():
        out.print(f"{entry.qid:12} {entry.label} ({entry.type})", markup=False, soft_wrap=True)
        for office in entry.offices:
            body = gazetteer_.by_qid(office.of)
            span = f"{office.start or 'unknown'} to {office.end or f'the day of its evidence, {office.as_of}'}"
            of = f"{body.label} ({body.qid})" if body else office.of
            out.print(f"{'':12} {office.position} of {of}, {span}", markup=False, soft_wrap=True)
    note(f"{len(entries)} items")
