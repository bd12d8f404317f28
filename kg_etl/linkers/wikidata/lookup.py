"""Entries from Wikidata's API for names that the gazetteer lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg_etl.gazetteer import Entry, Gazetteer, Office
from kg_etl.gazetteer.names import folded, keys
from kg_etl.gazetteer.refresh.wording import position_in, usable_names
from kg_etl.linkers.wikidata.kinds import HUMAN, ItemKind, kind_of
from kg_etl.model import EntityType
from kg_etl.wikidata.api import Item, WikidataApi


def entries_named(names: Iterable[str], api: WikidataApi, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The items of these names whose type is known, sorted by QID as text; one of the names must be a name of the item.

    The requests are a search for each name, then the items, then their classes and positions, fifty per request.

    Args:
        names: Names in the article, without titles.
        api: The API of Wikidata.
        gazetteer: The gazetteer with countries and the titles of offices.

    Raises:
        WikidataError: Wikidata refuses a request or cannot be reached.
    """
    names = tuple(dict.fromkeys(names))
    items = api.items(qid for name in names for qid in api.search(name))
    wanted = {key for name in names for key in keys(name)}
    named = {
        item.qid: item
        for item in items.values()
        if item.label and wanted & {folded(name) for name in (item.label, *item.aliases)}
    }
    others = api.items(
        qid
        for item in named.values()
        for qid in (item.classes if HUMAN not in item.classes else (term.position for term in item.positions))
        if qid != HUMAN
    )
    made = (_entry(named[qid], others, gazetteer) for qid in sorted(named))
    return tuple(entry for entry in made if entry is not None)


def _entry(item: Item, others: Mapping[str, Item], gazetteer: Gazetteer) -> Entry | None:
    human = HUMAN in item.classes
    kind = ItemKind(EntityType.PERSON) if human else kind_of(others[qid].label for qid in item.classes if qid in others)
    if kind is None:
        return None
    offices = tuple(_offices(item, others, gazetteer)) if human else ()
    country = _only({office.of for office in offices} or item.citizenships) if human else _only(item.countries)
    entry = gazetteer.by_qid(country) if country else None
    is_country = entry is not None and entry.type is EntityType.COUNTRY
    return Entry(
        qid=item.qid,
        label=item.label,
        type=kind.type,
        aliases=usable_names(kind.type, item.label, item.aliases),
        demonyms=item.demonyms if kind.type is EntityType.COUNTRY else (),
        country=country if is_country else None,
        acts_for=country if is_country and kind.acts else None,
        population=item.population,
        offices=offices,
        prominence=item.sitelinks,
    )


def _offices(item: Item, others: Mapping[str, Item], gazetteer: Gazetteer) -> Iterable[Office]:
    """The offices with a known position, body and start; an open end is the day of death."""
    offices: dict[Office, None] = {}
    for term in item.positions:
        position = others.get(term.position)
        of = position and _only(position.jurisdictions or position.countries)
        if position is None or not of or term.start is None:
            continue

        def is_body(words: str, of: str = of) -> bool:
            return any(entry.qid == of for entry in gazetteer.named(words))

        words = position_in(position.label, gazetteer.titles, is_body)
        end = term.end or item.died
        if words is not None and (end is None or term.start <= end):
            offices[Office(position=words, of=of, start=term.start, end=end, as_of=item.seen)] = None
    return offices


def _only(qids: Iterable[str]) -> str | None:
    several = set(qids)
    return several.pop() if len(several) == 1 else None
