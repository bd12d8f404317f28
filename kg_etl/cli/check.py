"""`kg-etl check`: whether configuration, model, gazetteer, shapes and store are in place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import click

from kg_etl import loading
from kg_etl.cli.console import out
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.errors import KgEtlError
from kg_etl.runs import process
from kg_etl.settings import Settings


@click.command()
@STORE_OPTION
@click.pass_context
def check(context: click.Context, store: str | None) -> None:
    """Check configuration, model, gazetteer, shapes and store: what is wrong, and what to do."""
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
        articles = loading.loaded_articles(source)
    old = sum(article.version != process.versions().pipeline for article in articles.values())
    again = f"; {old} were made by other versions and will be done again" if old else ""
    return f"{location}: {len(articles)} articles{again}"
