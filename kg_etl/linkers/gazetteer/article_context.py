"""The context of an article: the items that it names without ambiguity, which disambiguate other names."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.linkers.gazetteer.titles import without_title
from kg_etl.model import NAMED_FORMS, Article, EntityType, Extraction

_REGION_AFTER = re.compile(r", ((?:[A-Z][\w-]*\.)+|[A-Z][\w-]+(?: [A-Z][\w-]+)?)")
_CITY_NEAR = re.compile(
    r",? (?:just |about |some |\d+ \w+ )*(?:(?:north|south|east|west)\w* of|outside|near)"
    r" ([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_PERSONAL_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]*[^\W\d_])+")


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """The context in which an article's mentions are linked."""

    text: str
    day: dt.date | None
    """Day of publication, if known."""
    certain: frozenset[str]
    """QIDs of the countries, places and bodies that the article names without ambiguity."""
    countries: frozenset[str]
    """QIDs of those countries, and of the countries of those places and bodies; see `_mentioned_countries`."""
    in_full: tuple[Entry, ...]
    """The people whose given name and family name are in the article."""
    elsewhere: frozenset[str]
    """QIDs of cities that a namesake in the article rules out (`London, Ontario`)."""
    strangers: frozenset[str]
    """Last words, in lower case, of full names of people that the gazetteer lacks."""


def article_context(article: Article, extraction: Extraction, gazetteer: Gazetteer) -> ArticleContext:
    """The context of an article."""
    certain: dict[str, Entry] = {}
    in_full: dict[str, Entry] = {}
    strangers: set[str] = set()
    for mention in extraction.mentions:
        if mention.form not in NAMED_FORMS:
            continue
        name, _ = without_title(mention.text, gazetteer)
        entries = gazetteer.named(name)
        people = [entry for entry in entries if entry.type is EntityType.PERSON]
        if " " in name and people:
            in_full.update((entry.qid, entry) for entry in people if len(people) == 1)
        elif mention.type is EntityType.PERSON and not entries and _PERSONAL_NAME.fullmatch(name):
            strangers.add(name.split()[-1].casefold())
        elif len(entries) == 1 and entries[0].type is not EntityType.PERSON and mention.type is not EntityType.PERSON:
            certain[entries[0].qid] = entries[0]
    return ArticleContext(
        text=article.text,
        day=article.published.date() if article.published else None,
        certain=frozenset(certain),
        countries=frozenset(_mentioned_countries(certain.values(), gazetteer)),
        in_full=tuple(in_full.values()),
        elsewhere=frozenset(_elsewhere(article, extraction, gazetteer)),
        strangers=frozenset(strangers),
    )


def _elsewhere(article: Article, extraction: Extraction, gazetteer: Gazetteer) -> Iterable[str]:
    for mention in extraction.mentions:
        around = _around(article.text, mention.end, gazetteer)
        for entry in gazetteer.named(mention.text) if around else ():
            if entry.type is EntityType.CITY and all(_is_outside(entry, place) for place in around):
                yield entry.qid


def _is_outside(city: Entry, place: Entry) -> bool:
    """Whether a city lies in another country than a place, or outside it if the place is a state or province."""
    another = place.type is EntityType.REGION and city.region is not None and city.region != place.qid
    return another or city.country != place.country


def _around(text: str, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The places that locate a name by the words after it (`, Ontario`; `, south of Brisbane`)."""
    for pattern, kind in ((_REGION_AFTER, EntityType.REGION), (_CITY_NEAR, EntityType.CITY)):
        after = pattern.match(text, end)
        names = (after[1], after[1].rstrip("."), after[1].split()[0]) if after else ()
        places = next((entries for name in names if (entries := gazetteer.named(name))), ())
        if places and all(place.type is kind and place.country for place in places):
            return places
    return ()


def _mentioned_countries(entries: Iterable[Entry], gazetteer: Gazetteer) -> Iterable[str]:
    """The countries of curated entries, and those of at least two other entries."""
    entries = list(entries)
    yield from _countries(entry for entry in entries if gazetteer.is_curated(entry.qid))
    rest = Counter(_countries(entry for entry in entries if not gazetteer.is_curated(entry.qid)))
    yield from (country for country, number in rest.items() if number > 1)


def _countries(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        if entry.type is EntityType.COUNTRY:
            yield entry.qid
        elif entry.country is not None:
            yield entry.country
