"""`kg-etl rejected` and `kg-etl check`: what was set aside and why, and whether everything is in place."""

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

    found = ambiguity(load())
    return (
        f"{found.shared_names} of {found.names} names have several entries, "
        f"{found.shared_surnames} of {found.surnames} family names several people"
    )


def _freshness(today: dt.date) -> str:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.quality import freshness, is_younger_than_its_people

    known = freshness(load())
    days = f"known until {known.earliest} to {known.latest}, half until {known.half}"
    old = is_younger_than_its_people(today, known)
    warning = "; warning: in younger articles titles lead to nobody, and bare family names seldom" if old else ""
    return f"{known.open_offices} holders of offices {days}{warning}"


def _coverage() -> str:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.quality import coverage

    found = coverage(load())
    return (
        f"of {found.countries} countries {found.with_demonyms} have demonyms, "
        f"{found.with_head} a head of state or government, {found.with_diplomat} a foreign minister"
    )


def _full_gazetteer() -> str:
    from kg_etl.gazetteer.refresh import in_words

    full = process.components().full_gazetteer
    return f"version {full.version}, {in_words(full.about)}" if full else "none"


def _store(settings: Settings, store: str | None) -> str:
    location = store or settings.store.location
    with opened(store) as source:
        held = loading.loaded_articles(source)
    old = sum(one.version != process.versions().pipeline for one in held.values())
    again = f"; {old} were made by other versions and will be done again" if old else ""
    return f"{location}: {len(held)} articles{again}"
