"""Candidates among countries, places and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import folded, is_acronym
from kg_etl.lexicon.tables import alternatives, words
from kg_etl.linkers.gazetteer.adjacent import WINDOW, following_province, inside_of, is_part_of_another_name
from kg_etl.linkers.gazetteer.article_context import ArticleContext
from kg_etl.linkers.gazetteer.features import Feature, Features, Match
from kg_etl.linkers.gazetteer.scored import Scored
from kg_etl.linkers.gazetteer.titles import body_at_end
from kg_etl.model import BODY_TYPES, EntityType, Mention

_PLACES = frozenset({EntityType.COUNTRY, EntityType.CITY, EntityType.REGION, EntityType.FACILITY})
_COMPATIBLE = {
    EntityType.PERSON: frozenset({EntityType.PERSON}),
    EntityType.COUNTRY: _PLACES | BODY_TYPES,
    EntityType.CITY: _PLACES,
    EntityType.REGION: _PLACES,
    EntityType.FACILITY: _PLACES | BODY_TYPES,
    EntityType.PLACE: _PLACES,
    EntityType.ORGANIZATION: _PLACES | BODY_TYPES,
    EntityType.ARMED_FORCE: _PLACES | BODY_TYPES,
    EntityType.ACTOR: frozenset(EntityType),
}
_GIVEN_NAMES = words("given_names_of_places")
_DIVISION_NOUN = re.compile(rf"\s+(?:{alternatives('division_nouns')}|krai|prefecture|state)$", re.IGNORECASE)
_SAME_COUNTRY = 0.1
"""Weight of a region with a namesake city in the same country, since the bare name denotes the city."""
_UNKNOWN_POPULATION = 50_000
_WELL_KNOWN = 80
"""Minimum number of Wikimedia sites for entries that newspapers abroad name without the country ..."""
_POPULOUS = 500_000
"""... or minimum number of inhabitants."""


def things(
    name: str, mention: Mention, context: ArticleContext, gazetteer: Gazetteer, features: frozenset[Feature]
) -> Iterator[Scored]:
    """The entries of a name that are not people and are compatible with the mention."""
    uses_context = Feature.CONTEXT in features
    province = following_province(mention, context.text) if uses_context else ""
    entries = _entries_named(name, province, gazetteer)
    entries = tuple(entry for entry in entries if entry.type is not EntityType.PERSON)
    if Feature.TYPE in features:
        entries = tuple(entry for entry in entries if _can_be(entry, mention))
    entries = tuple(
        entry for entry in entries if not uses_context or _may_be_the_body(entry, mention, context, gazetteer)
    )
    if not entries:
        return
    key = folded(name)
    stranger = Feature.COREFERENCE in features and folded(mention.text) in context.strangers
    part = uses_context and is_part_of_another_name(mention, context.text, gazetteer)
    inside = inside_of(entries, mention, context, gazetteer) if uses_context else {}
    supported = _supported(entries, context, gazetteer) if uses_context and len(entries) > 1 else None
    weights = _weights(entries, key)
    for entry in entries:
        elsewhere = uses_context and entry.qid in context.elsewhere
        yield Scored(
            entry,
            Features(
                match=_match(entry, key),
                prior=round(weights[entry.qid] / sum(weights.values()), 3),
                country_mentioned=len(entries) > 1 and uses_context and entry.country in context.countries,
                neighbours=entry.qid == supported,
                located=False if elsewhere else inside.get(entry.qid),
                stranger=stranger,
                part=part,
                far=uses_context and _is_far(entry, context, gazetteer),
            ),
        )


def _is_far(entry: Entry, context: ArticleContext, gazetteer: Gazetteer) -> bool:
    """See `Features.far`."""
    if gazetteer.is_curated(entry.qid) or entry.country is None or entry.country in context.countries:
        return False
    return entry.prominence < _WELL_KNOWN and (entry.population or 0) < _POPULOUS


def _entries_named(name: str, province: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entries of a name with the noun for a region beside it, which excludes cities."""
    full_name = f"{name}{province}"
    entries = gazetteer.named(full_name) or _regions(full_name, gazetteer)
    if entries:
        return entries
    no_city = province and province.casefold() != " state"
    return tuple(entry for entry in gazetteer.named(name) if not no_city or entry.type is not EntityType.CITY)


def _regions(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The regions of a name that ends with a noun for them (`Zhejiang province`), else none."""
    bare = _DIVISION_NOUN.sub("", name)
    entries = gazetteer.named(bare) if bare != name else ()
    return tuple(entry for entry in entries if entry.type is EntityType.REGION)


def _match(entry: Entry, key: str) -> Match:
    if key == folded(entry.label):
        return Match.EXACT
    return Match.DEMONYM if any(key == folded(demonym) for demonym in entry.demonyms) else Match.ALIAS


def _can_be(entry: Entry, mention: Mention) -> bool:
    """Whether a mention of this type may denote an entry; a single word of type person may be a country or capital."""
    if entry.type in _COMPATIBLE[mention.type]:
        return True
    name = folded(mention.text)
    acts = entry.type is EntityType.COUNTRY or entry.acts_for is not None
    return mention.type is EntityType.PERSON and acts and " " not in name and name not in _GIVEN_NAMES


def _may_be_the_body(entry: Entry, mention: Mention, context: ArticleContext, gazetteer: Gazetteer) -> bool:
    """Whether the mention may be this body: not if another country is before it (`Russia's Security Council`)."""
    name = folded(mention.text)
    if entry.type not in BODY_TYPES or name == folded(entry.label) or is_acronym(name):
        return True
    before = body_at_end(context.text[max(0, mention.start - WINDOW) : mention.start], gazetteer)
    return before is None or before.type is not EntityType.COUNTRY or before.qid == entry.country


def _weights(entries: tuple[Entry, ...], key: str) -> dict[str, float]:
    """QID -> weight of an entry among its namesakes: inhabitants for cities, the maximum of these for all others.

    A region weighs less than a city of its country, unless the name is its label and only an alias of the city.
    """
    cities = [entry for entry in entries if entry.type is EntityType.CITY]
    city_countries = {entry.country for entry in cities}
    labelled_countries = {entry.country for entry in cities if folded(entry.label) == key}
    weights = {entry.qid: float(entry.population or _UNKNOWN_POPULATION) for entry in cities}
    greatest = max(weights.values(), default=1.0)
    for entry in entries:
        if entry.type is not EntityType.CITY:
            rivals = labelled_countries if folded(entry.label) == key else city_countries
            inside = entry.type is EntityType.REGION and entry.country in rivals
            weights[entry.qid] = greatest * (_SAME_COUNTRY if inside else 1.0)
    return weights


def _supported(entries: tuple[Entry, ...], context: ArticleContext, gazetteer: Gazetteer) -> str | None:
    """The QID of the entry with most support from the article, or None in a draw.

    A region with a namesake city in the same country is not eligible: both have the same neighbours.
    """
    city_countries = {entry.country for entry in entries if entry.type is EntityType.CITY}
    eligible = [
        entry for entry in entries if entry.type is not EntityType.REGION or entry.country not in city_countries
    ]
    support = {entry.qid: _support(entry, entries, context, gazetteer) for entry in eligible}
    best = max(support.values())
    leaders = [qid for qid, number in support.items() if number == best]
    return leaders[0] if best and len(leaders) == 1 else None


def _support(entry: Entry, rivals: tuple[Entry, ...], context: ArticleContext, gazetteer: Gazetteer) -> int:
    """The support of the article for an entry, from other items of its country."""
    if entry.qid in context.certain:
        return 10
    near = {entry.qid, entry.country} - {None}
    if entry.type is EntityType.CITY:
        return int(entry.country in context.countries)
    inside = sum(
        1
        for qid in context.certain
        if (item := gazetteer.by_qid(qid))
        and item.country in near
        and item.type is not EntityType.COUNTRY
        and (entry.type is EntityType.COUNTRY or item.acts_for is None)
    )
    abroad = entry.type is EntityType.COUNTRY and any(rival.type is EntityType.REGION for rival in rivals)
    foreign = {rival.country for rival in rivals} | {entry.qid}
    return 2 * inside + int(abroad and bool(context.countries - foreign))
