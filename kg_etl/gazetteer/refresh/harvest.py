"""Entries from an endpoint with Wikidata's content, by the queries in queries/*.rq in this order.

countries ─> capitals, regions, cities, ministries, forces      some countries per query
cities ─> the regions of cities
organizations                                                   international ones
heads, leaders ─> holders                                       offices, and their holders
all of them ─> details ─> entries                               names and facts, some items per query
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg_etl.gazetteer import Gazetteer
from kg_etl.gazetteer.entries import Entry, Office
from kg_etl.gazetteer.refresh.details import Details, Report, detailed, query
from kg_etl.gazetteer.refresh.harvested import Harvest, HarvestedItem, Term
from kg_etl.gazetteer.refresh.wording import position_in, usable_names
from kg_etl.lexicon.tables import alternatives
from kg_etl.model import EntityType
from kg_etl.wikidata.sparql import Row, SparqlEndpoint, bound
from kg_etl.wikidata.times import DAY, days

_BY_RANK = ("head", "foreign minister", "minister")
"""The kinds of offices in heads.rq; an office of several kinds is of the first."""
_SUBORDINATE = re.compile(rf"\b(?:{alternatives('subordinate_office_words')})\b", re.IGNORECASE)
_SETTLED = frozenset({EntityType.CITY, EntityType.REGION})


def harvested_entries(
    endpoint: SparqlEndpoint, shipped: Gazetteer, today: dt.date, *, min_population: int, since: int, report: Report
) -> tuple[Entry, ...]:
    """All entries from the endpoint, sorted by QID as text.

    Args:
        endpoint: An endpoint with Wikidata's content.
        shipped: The curated gazetteer, for the titles of offices.
        today: The day until which the offices are known.
        min_population: Minimum number of inhabitants of a city.
        since: Year; offices that ended and people who died before it are left out.
        report: Receives messages on progress.

    Raises:
        WikidataError: the endpoint refuses a query or cannot be reached.
    """
    harvest = Harvest()
    _find_places_and_bodies(endpoint, harvest, min_population, report)
    _find_offices(endpoint, harvest, report)
    _find_holders(endpoint, harvest, since, report)
    details, redirects = detailed(endpoint, [*harvest.items, *harvest.terms, *harvest.offices], report)
    return _entries(harvest, details, redirects, shipped, today, since)


def _find_places_and_bodies(endpoint: SparqlEndpoint, harvest: Harvest, min_population: int, report: Report) -> None:
    rows = endpoint.select(query("countries"))
    countries = sorted({row["item"] for row in rows})
    harvest.items.update((qid, HarvestedItem(EntityType.COUNTRY)) for qid in countries)
    report(f"{len(countries)} countries")
    capitals = [{"item": row["capital"], "country": row["item"]} for row in rows if "capital" in row]
    _add(harvest, capitals, EntityType.CITY, acts=True)
    report(f"{len(capitals)} capitals")
    organizations = endpoint.select(query("organizations"))
    _add(harvest, organizations, EntityType.ORGANIZATION)
    report(f"{len(organizations)} international organizations")
    # The classes are compared here: a property path through all of them makes the query service time out.
    settlements = {row["class"] for row in endpoint.select(query("settlements"))}
    cities = bound(query("cities"), "fewest", [str(int(min_population))])
    for name, text, kind, page in (
        ("ministries", query("ministries"), EntityType.ORGANIZATION, 25),
        ("forces", query("forces"), EntityType.ARMED_FORCE, 25),
        ("regions", query("regions"), EntityType.REGION, 25),
        ("cities", cities, EntityType.CITY, 5),
    ):
        before = len(harvest.items)
        in_countries = endpoint.about(text, "country", countries, page)
        fitting = (row for row in in_countries if "class" not in row or row["class"] in settlements)
        _add(harvest, fitting, kind, acts=name in {"ministries", "forces"})
        report(f"{len(harvest.items) - before} {name}")
    for row in endpoint.about(query("located"), "item", harvest.of_type(EntityType.CITY)):
        harvest.units[row["item"]] |= {row[name] for name in ("unit", "wider") if name in row}


def _add(harvest: Harvest, rows: Iterable[Row], kind: EntityType, *, acts: bool = False) -> None:
    """Add the items of some rows; an item that was added before keeps its type."""
    countries: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        countries[row["item"]] |= {row["country"]} if "country" in row else set()
    for qid, of in countries.items():
        harvest.items.setdefault(qid, HarvestedItem(kind, frozenset(of), acts))


def _find_offices(endpoint: SparqlEndpoint, harvest: Harvest, report: Report) -> None:
    bodies = harvest.of_type(EntityType.ORGANIZATION)
    for row in sorted(
        endpoint.about(query("heads"), "of", harvest.of_type(EntityType.COUNTRY)),
        key=lambda row: _BY_RANK.index(row["kind"]),
    ):
        harvest.offices.setdefault(row["item"], (row["of"], row["kind"]))
    for row in endpoint.about(query("leaders"), "of", bodies):
        item = harvest.items[row["of"]]
        of = next(iter(item.countries)) if item.acts and len(item.countries) == 1 else row["of"]
        harvest.offices.setdefault(row["item"], (of, "head" if of == row["of"] else "minister"))
    report(f"{len(harvest.offices)} offices")


def _find_holders(endpoint: SparqlEndpoint, harvest: Harvest, since: int, report: Report) -> None:
    statements: set[str] = set()
    for row in endpoint.about(query("holders"), "office", harvest.offices):
        if row["statement"] in statements or row["item"] in harvest.items:
            continue
        statements.add(row["statement"])
        start, end = _days(row, "start"), _days(row, "end")
        if row["ended"] == "true" and end is None:
            continue
        if end is None or end[1].year >= since:
            harvest.terms[row["item"]].append(Term(row["office"], start and start[0], end and end[1]))
    report(f"{len(harvest.terms)} holders of offices")


def _days(row: Row, name: str) -> tuple[dt.date, dt.date] | None:
    return days(row[name], int(row.get(f"{name}Precision", DAY))) if name in row else None


def _entries(
    harvest: Harvest,
    details: Mapping[str, Details],
    redirects: Mapping[str, str],
    shipped: Gazetteer,
    today: dt.date,
    since: int,
) -> tuple[Entry, ...]:
    countries = {qid for qid, item in harvest.items.items() if item.type is EntityType.COUNTRY and _label(details, qid)}
    made: dict[str, Entry] = {}
    for qid, item in harvest.items.items():
        if _label(details, qid):
            country = _only(item.countries & countries)
            made[qid] = _entry(
                qid,
                item.type,
                details[qid],
                country,
                region=_only(unit for unit in harvest.units[qid] if harvest.is_region(unit, country)),
                acts_for=country if item.acts else None,
            )
    positions = {
        office: (position, of)
        for office, (of, kind) in harvest.offices.items()
        if of in made and (position := _position(_label(details, office), kind, shipped))
    }
    for qid, terms in harvest.terms.items():
        details_of = details.get(qid, Details())
        if not details_of.label or (details_of.died and details_of.died.year < since):
            continue
        offices = tuple(sorted(_offices(terms, positions, details_of.died, today), key=_by_time))
        citizenships = {redirects.get(country, country) for country in details_of.citizenships} & countries
        of = {office.of for office in offices} & countries
        country = _only(of) or _only(citizenships)
        if any(term.office in positions for term in terms):
            made[qid] = _entry(qid, EntityType.PERSON, details_of, country, offices=offices)
    return tuple(made[qid] for qid in sorted(made))


def _label(details: Mapping[str, Details], qid: str) -> str:
    return details[qid].label if qid in details else ""


def _only(qids: Iterable[str]) -> str | None:
    several = set(qids)
    return several.pop() if len(several) == 1 else None


def _entry(
    qid: str,
    kind: EntityType,
    details: Details,
    country: str | None,
    *,
    region: str | None = None,
    acts_for: str | None = None,
    offices: tuple[Office, ...] = (),
) -> Entry:
    return Entry(
        qid=qid,
        label=details.label,
        type=kind,
        aliases=usable_names(kind, details.label, details.aliases),
        demonyms=details.demonyms if kind is EntityType.COUNTRY else (),
        country=country,
        region=region,
        acts_for=acts_for,
        population=details.population if kind in _SETTLED else None,
        offices=offices,
        prominence=details.prominence,
    )


def _position(label: str, kind: str, shipped: Gazetteer) -> str | None:
    """The position of an office: that of the title in its label, else its label; None without a label."""
    if not label:
        return None
    position = position_in(label, shipped.titles, lambda _: True)
    if _SUBORDINATE.search(label) and not (position and _SUBORDINATE.search(position)):
        return label.lower()
    if position is None or (kind == "minister" and "minister" not in position and "secretary" not in position):
        position = kind if kind == "foreign minister" else label.lower()
    return position


def _offices(
    terms: Iterable[Term], positions: Mapping[str, tuple[str, str]], died: dt.date | None, today: dt.date
) -> Iterable[Office]:
    """The distinct offices of the terms that have a start; an open end is the day of death."""
    seen: set[Office] = set()
    for term in terms:
        if term.office in positions and term.start is not None:
            position, of = positions[term.office]
            office = Office(position=position, of=of, start=term.start, end=term.end or died, as_of=today)
            if office not in seen and (office.end is None or term.start <= office.end):
                seen.add(office)
                yield office


def _by_time(office: Office) -> tuple[dt.date, str, str]:
    return (office.start or dt.date.min, office.position, office.of)
