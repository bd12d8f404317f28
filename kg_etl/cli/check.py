"""`kg-etl check`: whether configuration, model, gazetteer, shapes and store are in place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from kg_etl import loading
from kg_etl.cli.console import err, out
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.errors import KgEtlError, StoreError
from kg_etl.identifiers import article_iri
from kg_etl.model import Failure
from kg_etl.runs import process
from kg_etl.settings import Settings


@click.command()
@STORE_OPTION
@click.pass_context
def check(context: click.Context, store: str | None) -> None:
    """Check configuration, model, gazetteer, shapes, store and sources: what is wrong, and what to do.

    Says also how many loaded articles were written by other versions than today's, and how many are in no source any
    more. Exit status 1 if there is a fault; outdated articles are none.
    """
    faults = 0
    for name, examine in _examinations(store):
        try:
            out.print(f"ok    {name:14} {examine()}", markup=False, soft_wrap=True)
        except KgEtlError as error:
            faults += 1
            out.print(f"FAULT {name:14} {error}", markup=False, soft_wrap=True)
    context.exit(1 if faults else 0)


def _examinations(store: str | None) -> Iterator[tuple[str, Callable[[], str]]]:
    def configuration() -> str:
        settings = process.settings()
        return f"base {settings.base}, data in {settings.data}, pipeline version {process.versions().pipeline}"

    yield "configuration", configuration
    try:
        settings = process.settings()
    except KgEtlError:
        return
    yield "model", _model
    yield "gazetteer", _gazetteer
    yield "ambiguity", _ambiguity
    yield "freshness", lambda: _freshness(dt.datetime.now(dt.UTC).date())
    yield "coverage", _coverage
    yield "shapes", lambda: f"version {process.versions().shapes}, {process.components().shapes.count} shapes"
    yield "store", lambda: _store(settings, store)
    yield "sources", lambda: _sources(settings, store)
    if settings.gazetteer.path:
        yield "full gazetteer", _full_gazetteer


def _model() -> str:
    _ = process.components().extractor
    return process.versions().model


def _gazetteer() -> str:
    from kg_etl.gazetteer import load

    gazetteer = load()
    kinds = Counter(entry.type.value for entry in gazetteer)
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return f"version {gazetteer.version}, {len(gazetteer)} entries: {counts}"


def _ambiguity() -> str:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.quality import ambiguity

    names = ambiguity(load())
    return (
        f"{names.shared_names} of {names.names} names have several entries, "
        f"{names.shared_surnames} of {names.surnames} family names several people"
    )


def _freshness(today: dt.date) -> str:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.quality import freshness, is_outdated

    terms = freshness(load())
    days = f"known until {terms.earliest} to {terms.latest}, half until {terms.half}"
    old = is_outdated(today, terms)
    warning = "; warning: in younger articles titles lead to nobody, and bare family names seldom" if old else ""
    return f"{terms.open_offices} holders of offices {days}{warning}"


def _coverage() -> str:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.quality import coverage

    countries = coverage(load())
    return (
        f"of {countries.countries} countries {countries.with_demonyms} have demonyms, "
        f"{countries.with_head} a head of state or government, {countries.with_foreign_minister} a foreign minister"
    )


def _full_gazetteer() -> str:
    from kg_etl.gazetteer.refresh import in_words

    full = process.components().full_gazetteer
    return f"version {full.version}, {in_words(full.about)}" if full else "none"


def _store(settings: Settings, store: str | None) -> str:
    location = store or settings.store.location
    with opened(store) as source:
        outdated = loading.outdated_articles(source, process.versions().provenance)
    again = (
        f"; {outdated} were written by other versions: `kg-etl run` processes them again" if outdated.articles else ""
    )
    return f"{location}: {outdated.of} articles{again}"


def _sources(settings: Settings, store: str | None) -> str:
    """Compares the articles of the configured sources with the loaded ones."""
    paths = settings.source_paths
    if missing := [path for path in paths if not Path(path).exists()]:
        return f"not compared with the store: there is no {', '.join(missing)} ([sources] paths)"
    try:
        with opened(store) as source:
            loaded = loading.loaded_articles(source)
    except StoreError:
        return f"{', '.join(paths)}: not compared with the store, which cannot be read"
    given, unreadable = set(), 0
    with err.status("comparing the sources with the store"):
        for outcome in process.components().articles(paths, dt.datetime.now(dt.UTC)):
            if isinstance(outcome, Failure):
                unreadable += 1
            else:
                given.add(article_iri(settings.base, outcome.article.id))
    gone = loaded.keys() - given
    version = process.versions().pipeline
    old = sum(loaded[iri].version != version for iri in gone)
    text = f"{', '.join(paths)}: {len(given)} articles, {len(given - loaded.keys())} of them not loaded"
    if unreadable:
        text += f"; {unreadable} that cannot be read: `kg-etl run` says why"
    if not gone:
        return text
    perhaps = ", or cannot be read now" if unreadable else ""
    return (
        f"{text}; loaded articles that are in no source any more{perhaps}: {len(gone)}, of these written by other "
        f"versions: {old}. No run changes them: give their source again, or take them out with `kg-etl retract ID`"
    )
