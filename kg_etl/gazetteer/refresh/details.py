"""Labels, aliases and other details of items, requested page by page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg_etl.wikidata.sparql import SparqlEndpoint
from kg_etl.wikidata.times import days

_PROPERTIES = {
    "label": "label",
    "altLabel": "alias",
    "P1813": "alias",
    "P1549": "demonym",
    "P27": "citizenship",
    "P570": "died",
    "P1082": "population",
    "sitelinks": "sitelinks",
}
"""Last part of the IRI of a property in queries/details.rq -> the kind of its value."""
Report = Callable[[str], None]
"""Receives messages on progress."""


@dataclass(frozen=True, slots=True)
class Details:
    """Names and facts of an item, besides its type."""

    label: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    citizenships: frozenset[str] = frozenset()
    died: dt.date | None = None
    prominence: int = 0
    population: int | None = None


@cache
def query(name: str) -> str:
    """The text of a query of the folder queries/."""
    return files(__package__).joinpath("queries", f"{name}.rq").read_text("utf-8")


def redirected(endpoint: SparqlEndpoint, qids: Iterable[str]) -> dict[str, str]:
    """Merged item -> the item that it was merged into."""
    return {row["item"]: row["target"] for row in endpoint.about(query("redirects"), "item", qids) if "target" in row}


def detailed(
    endpoint: SparqlEndpoint, qids: Iterable[str], report: Report
) -> tuple[dict[str, Details], dict[str, str]]:
    """The details of items, and the redirects of merged items among the countries that they name.

    Raises:
        WikidataError: the endpoint refuses a query or cannot be reached.
    """
    values: dict[str, dict[str, list[tuple[str, str]]]] = {}
    wanted = list(dict.fromkeys(qids))
    for number, row in enumerate(endpoint.about(query("details"), "item", wanted)):
        if "value" in row:
            of_item = values.setdefault(row["item"], {})
            what = _PROPERTIES[re.split(r"[/#]", row["property"])[-1]]
            of_item.setdefault(what, []).append((row.get("language", ""), row["value"]))
        if number % 100_000 == 99_999:
            report(f"names of {len(values)} of {len(wanted)} items")
    report(f"names of {len(values)} items")
    named = {qid: _of_values(of_item) for qid, of_item in values.items()}
    labelled = {qid for qid, details in named.items() if details.label}
    missing = {qid for details in named.values() for qid in details.citizenships} - labelled
    return named, redirected(endpoint, sorted(missing))


def _of_values(values: Mapping[str, list[tuple[str, str]]]) -> Details:
    def texts(what: str) -> list[str]:
        return sorted({text for _, text in values.get(what, ())})

    labels = dict(sorted(values.get("label", ()), reverse=True))
    label = labels.get("en") or labels.get("mul", "")
    deaths = [span[1] for text in texts("died") if (span := days(text)) is not None]
    return Details(
        label=" ".join(label.split()),
        aliases=(*sorted(set(labels.values()) - {label}), *texts("alias")),
        demonyms=tuple(text for text in texts("demonym") if text[:1].isupper()),
        citizenships=frozenset(texts("citizenship")),
        died=min(deaths, default=None),
        prominence=max((int(text) for text in texts("sitelinks")), default=0),
        population=max((int(float(text)) for text in texts("population")), default=0) or None,
    )
