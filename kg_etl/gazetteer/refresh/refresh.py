"""Replacement of the full gazetteer, with a report of the changes; the old file stays if too much would be lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import Gazetteer
from kg_etl.gazetteer.entries import Entry, Office
from kg_etl.gazetteer.full import About, FullGazetteer, write
from kg_etl.gazetteer.refresh.details import Report, redirected
from kg_etl.gazetteer.refresh.harvest import harvested_entries
from kg_etl.wikidata.sparql import SparqlEndpoint

MOST_LOST = 0.1
"""Share of the entries of a type that a refresh may lose without --accept-losses; more is probably an error."""
MOST_SHOWN = 12
"""Number of changes of one kind that are listed; the rest are counted."""


def refreshed(
    path: Path,
    endpoint: SparqlEndpoint,
    shipped: Gazetteer,
    today: dt.date,
    *,
    min_population: int,
    since: int,
    accept_losses: bool = False,
    report: Report = lambda _: None,
) -> About:
    """Query the endpoint and replace the full gazetteer with the result.

    Args:
        path: The file of the full gazetteer.
        endpoint: An endpoint with Wikidata's content.
        shipped: The curated gazetteer, for the titles of offices; merged items among its entries are reported.
        today: The day of the queries.
        min_population: Minimum number of inhabitants of a city.
        since: Year; offices that ended before it are left out.
        accept_losses: Whether the new file may lack many entries of the old one.
        report: Receives messages on progress.

    Returns:
        The provenance stored in the file, with the changes.

    Raises:
        WikidataError: the endpoint refuses a query or cannot be reached; the old file stays.
        GazetteerError: too much would be lost, or the file cannot be written; the old file stays.
    """
    old = _previous(path)
    entries = harvested_entries(endpoint, shipped, today, min_population=min_population, since=since, report=report)
    if not entries:
        raise GazetteerError(
            f"{endpoint.url} has no country: set an endpoint with Wikidata's content in [wikidata] sparql"
        )
    changes = list(differences(old, entries)) if old else []
    for item, target in sorted(redirected(endpoint, sorted(entry.qid for entry in shipped)).items()):
        changes.append(f"merged on Wikidata: {item} of the shipped tables is now {target}")
    if old and not accept_losses:
        _refuse_losses(old.about.counts, entries)
    about = About(
        made=today,
        endpoint=endpoint.url,
        selection=f"cities of {min_population} inhabitants or more, offices held in {since} or later",
        counts={},
        changes=tuple(changes),
    )
    return write(path, entries, about)


def _previous(path: Path) -> FullGazetteer | None:
    """The full gazetteer that will be replaced; None if there is none that can be read."""
    try:
        return FullGazetteer(path)
    except GazetteerError:
        return None


def _refuse_losses(before: dict[str, int], entries: Sequence[Entry]) -> None:
    after = Counter(str(entry.type) for entry in entries)
    for kind, count in sorted(before.items()):
        if after[kind] < count * (1 - MOST_LOST):
            raise GazetteerError(
                f"of {count} entries of type {kind} only {after[kind]} would be left: the old gazetteer stays. "
                "If the losses are right, run again with --accept-losses"
            )


def differences(old: FullGazetteer, entries: Sequence[Entry]) -> Iterator[str]:
    """The differences between new entries and those of a file, one line each."""
    labels = {entry.qid: entry.label for entry in entries}
    new: list[str] = []
    renamed: list[str] = []
    offices: list[str] = []
    for entry in entries:
        before = old.by_qid(entry.qid)
        if before is None:
            new.append(f"new: {entry.label} ({entry.type}, {entry.qid})")
        elif before != entry:
            if before.label != entry.label:
                renamed.append(f"renamed: {before.label} is now {entry.label} ({entry.qid})")
            offices.extend(_office_changes(before, entry, labels))
    gone = [f"gone: {entry.label} ({entry.type}, {entry.qid})" for entry in old if entry.qid not in labels]
    yield from _shortened(offices, "changes of offices")
    yield from _shortened(renamed, "renamed")
    yield from _shortened(new, "new")
    yield from _shortened(gone, "gone")


def _office_changes(before: Entry, after: Entry, labels: dict[str, str]) -> Iterator[str]:
    def bare(office: Office) -> tuple[str, str, dt.date | None, dt.date | None]:
        return office.position, office.of, office.start, office.end

    offices = {bare(office): office for office in before.offices}
    starts = {bare(office)[:3] for office in before.offices}
    for office in after.offices:
        if bare(office) in offices:
            continue
        what = f"{after.label}: {office.position} of {labels.get(office.of, office.of)}"
        if bare(office)[:3] in starts and office.end:
            yield f"{what} until {office.end.isoformat()}"
        else:
            until = f" until {office.end.isoformat()}" if office.end else ""
            yield f"{what} from {office.start.isoformat() if office.start else 'an unknown day'}{until}"


def _shortened(lines: list[str], what: str) -> Iterator[str]:
    yield from lines[:MOST_SHOWN]
    if len(lines) > MOST_SHOWN:
        yield f"... and {len(lines) - MOST_SHOWN} more {what}"


def in_words(about: About) -> str:
    """One line about a full gazetteer."""
    counts = ", ".join(f"{count} {kind}" for kind, count in about.counts.items())
    return f"{about.total} entries ({counts}) of {about.made.isoformat()} from {about.endpoint}; {about.selection}"
