"""The items that one mention may denote, each with the features that speak for and against it, and its score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import folded, is_acronym
from kg_etl.linkers.gazetteer.beside import (
    WINDOW,
    inside_of,
    is_numbered,
    is_part_of_another_name,
    province_after,
)
from kg_etl.linkers.gazetteer.features import ALL, Feature, Features, Match, score
from kg_etl.linkers.gazetteer.reading import Reading
from kg_etl.linkers.gazetteer.titles import Title, body_at_end, title_before, title_in_place_of_name, without_title
from kg_etl.model import EntityType, Mention, MentionForm

_PLACES = frozenset({EntityType.COUNTRY, EntityType.CITY, EntityType.REGION, EntityType.FACILITY})
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
_COMPATIBLE = {
    EntityType.PERSON: frozenset({EntityType.PERSON}),
    EntityType.COUNTRY: _PLACES | _BODIES,
    EntityType.CITY: _PLACES,
    EntityType.REGION: _PLACES,
    EntityType.FACILITY: _PLACES | _BODIES,
    EntityType.PLACE: _PLACES,
    EntityType.ORGANIZATION: _PLACES | _BODIES,
    EntityType.ARMED_FORCE: _PLACES | _BODIES,
    EntityType.ACTOR: frozenset(EntityType),
}
_GIVEN_NAMES = frozenset(
    {"america", "chad", "cuba", "georgia", "india", "israel", "jordan", "kenya", "malta", "paris", "sydney", "victoria"}
    | {"washington", "london", "lincoln", "houston", "austin", "florence", "francis", "santiago", "milan", "sofia"}
)
_REGION_WORD = re.compile(r"\s+(?:region|oblast|krai|province|prefecture|governorate|state)$", re.IGNORECASE)
_SAME_COUNTRY = 0.1
"""Weight of a region beside a city of its name in the same country: a bare name is the city."""
_UNKNOWN_POPULATION = 50_000


@dataclass(frozen=True)
class Scored:
    """An entry that a mention may denote, and why."""

    entry: Entry
    features: Features

    @cached_property
    def score(self) -> float:
        """Order of trust in [0, 1]."""
        return score(self.features, self.entry.type)

    @property
    def method(self) -> str:
        """How the mention led to the entry: `coreference` where the article's full name decided."""
        by_name = self.features.match is Match.SURNAME and self.features.in_full
        return "coreference" if by_name else self.features.match.value


def candidates(
    mention: Mention, reading: Reading, gazetteer: Gazetteer, features: frozenset[Feature] = ALL
) -> tuple[Scored, ...]:
    """The entries that a mention may denote, best first; none for pronouns and for words without a title.

    Args:
        mention: a name, demonym, description or pronoun.
        reading: what its article as a whole tells.
        gazetteer: knows the entries and the titles.
        features: those that count; the others are left as if nobody knew.
    """
    if mention.form is MentionForm.PRONOUN:
        return ()
    if mention.form is MentionForm.NOMINAL:
        title = title_in_place_of_name(mention.text, gazetteer) if Feature.TITLE in features else None
        found = () if title is None else tuple(_holders(title, reading, gazetteer, features))
    else:
        name, title = without_title(mention.text, gazetteer)
        found = (
            *_things(name, mention, reading, gazetteer, features),
            *_people(name, title, mention, reading, gazetteer, features),
        )
    return tuple(sorted(found, key=lambda scored: -scored.score))


def _things(
    name: str, mention: Mention, reading: Reading, gazetteer: Gazetteer, features: frozenset[Feature]
) -> Iterator[Scored]:
    context = Feature.CONTEXT in features
    province = province_after(mention, reading.text) if context else ""
    entries = gazetteer.named(f"{name}{province}") if province else ()
    entries = entries or gazetteer.named(name) or _regions(name, gazetteer)
    entries = tuple(entry for entry in entries if entry.type is not EntityType.PERSON)
    if Feature.TYPE in features:
        entries = tuple(entry for entry in entries if _can_be(entry, mention))
    entries = tuple(entry for entry in entries if not context or _is_said_of(entry, mention, reading, gazetteer))
    if not entries:
        return
    key = folded(name)
    stranger = Feature.COREFERENCE in features and folded(mention.text) in reading.strangers
    part = context and is_part_of_another_name(mention, reading.text, gazetteer)
    inside = inside_of(entries, mention, reading, gazetteer) if context else {}
    supported = _supported(entries, reading, gazetteer) if context and len(entries) > 1 else None
    weights = _weights(entries)
    for entry in entries:
        elsewhere = context and entry.qid in reading.elsewhere
        yield Scored(
            entry,
            Features(
                match=_match(entry, key),
                prior=round(weights[entry.qid] / sum(weights.values()), 3),
                spoken_of=len(entries) > 1 and context and entry.country in reading.countries,
                neighbours=entry.qid == supported,
                placed=False if elsewhere else inside.get(entry.qid),
                stranger=stranger,
                part=part,
            ),
        )


def _regions(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The regions that a name with the word for them means (`Zhejiang province`)."""
    bare = _REGION_WORD.sub("", name)
    found = gazetteer.named(bare) if bare != name else ()
    return tuple(entry for entry in found if entry.type is EntityType.REGION)


def _match(entry: Entry, key: str) -> Match:
    if key == folded(entry.label):
        return Match.EXACT
    return Match.DEMONYM if any(key == folded(demonym) for demonym in entry.demonyms) else Match.ALIAS


def _can_be(entry: Entry, mention: Mention) -> bool:
    """Whether a mention of its type can denote an entry; a lone word read as a person may be what acts for a state."""
    if entry.type in _COMPATIBLE[mention.type]:
        return True
    name = folded(mention.text)
    acts = entry.type is EntityType.COUNTRY or entry.acts_for is not None
    return mention.type is EntityType.PERSON and acts and " " not in name and name not in _GIVEN_NAMES


def _is_said_of(entry: Entry, mention: Mention, reading: Reading, gazetteer: Gazetteer) -> bool:
    """Whether no other country stands before a body that several countries have (`Russia's Security Council`)."""
    name = folded(mention.text)
    if entry.type not in _BODIES or name == folded(entry.label) or is_acronym(name):
        return True
    before = body_at_end(reading.text[max(0, mention.start - WINDOW) : mention.start], gazetteer)
    return before is None or before.type is not EntityType.COUNTRY or before.qid == entry.country


def _weights(entries: tuple[Entry, ...]) -> dict[str, float]:
    """How much of a name each entry has: cities by inhabitants, all else like the greatest of them."""
    cities = [entry for entry in entries if entry.type is EntityType.CITY]
    homes = {entry.country for entry in cities}
    weights = {entry.qid: float(entry.population or _UNKNOWN_POPULATION) for entry in cities}
    greatest = max(weights.values(), default=1.0)
    for entry in entries:
        if entry.type is not EntityType.CITY:
            inside = entry.type is EntityType.REGION and entry.country in homes
            weights[entry.qid] = greatest * (_SAME_COUNTRY if inside else 1.0)
    return weights


def _supported(entries: tuple[Entry, ...], reading: Reading, gazetteer: Gazetteer) -> str | None:
    """The entry for which most things of the article speak; None where several have as much.

    A region beside a city of its name in the same country is not asked for: its neighbours are the city's.
    """
    homes = {entry.country for entry in entries if entry.type is EntityType.CITY}
    asked = [entry for entry in entries if entry.type is not EntityType.REGION or entry.country not in homes]
    support = {entry.qid: _support(entry, entries, reading, gazetteer) for entry in asked}
    best = max(support.values())
    leaders = [qid for qid, number in support.items() if number == best]
    return leaders[0] if best and len(leaders) == 1 else None


def _support(entry: Entry, rivals: tuple[Entry, ...], reading: Reading, gazetteer: Gazetteer) -> int:
    """How many things of the article speak for an entry and not for its rivals."""
    if entry.qid in reading.certain:
        return 10
    near = {entry.qid, entry.country} - {None}
    if entry.type is EntityType.CITY:
        return int(entry.country in reading.countries)
    inside = sum(
        1
        for qid in reading.certain
        if (found := gazetteer.by_qid(qid))
        and found.country in near
        and found.type is not EntityType.COUNTRY
        and (entry.type is EntityType.COUNTRY or found.acts_for is None)
    )
    abroad = entry.type is EntityType.COUNTRY and any(rival.type is EntityType.REGION for rival in rivals)
    foreign = {rival.country for rival in rivals} | {entry.qid}
    return 2 * inside + int(abroad and bool(reading.countries - foreign))


def _people(
    name: str,
    title: Title | None,
    mention: Mention,
    reading: Reading,
    gazetteer: Gazetteer,
    features: frozenset[Feature],
) -> Iterator[Scored]:
    if mention.form is MentionForm.DEMONYM:
        return
    listed = gazetteer.named(name)
    full = " " in name and any(entry.type is EntityType.PERSON for entry in listed)
    people = tuple(e for e in listed if e.type is EntityType.PERSON) if full else gazetteer.surnamed(name)
    if not people:
        return
    things = not full and any(entry.type is not EntityType.PERSON for entry in listed)
    if Feature.TYPE in features and things and mention.type not in (EntityType.PERSON, EntityType.ACTOR):
        return
    if Feature.TITLE not in features:
        title = None
    elif title is None:
        title = title_before(reading.text[max(0, mention.start - WINDOW) : mention.start], gazetteer)
    in_full = [entry for entry in people if entry in reading.in_full] if Feature.COREFERENCE in features else []
    stranger = Feature.COREFERENCE in features and not full and name.split()[-1].casefold() in reading.strangers
    numbered = Feature.CONTEXT in features and is_numbered(mention, reading.text)
    for entry in people:
        yield Scored(
            entry,
            Features(
                match=(Match.EXACT if folded(name) == folded(entry.label) else Match.ALIAS) if full else Match.SURNAME,
                prior=round(1 / len(people), 3),
                titled=None if title is None else _can_hold(entry, title),
                in_office=_in_office(entry, title, reading) if Feature.DATES in features else None,
                spoken_of=Feature.CONTEXT in features and _is_spoken_of(entry, reading),
                in_full=in_full == [entry],
                stranger=not full and (in_full != [entry] if in_full else stranger),
                part=numbered,
            ),
        )


def _is_spoken_of(entry: Entry, reading: Reading) -> bool:
    of = {entry.country, *(office.of for office in entry.offices)} - {None}
    return bool(of & (reading.countries | reading.certain))


def _in_office(entry: Entry, title: Title | None, reading: Reading) -> bool | None:
    """Whether a person is in office on the day; False only where a title says so and no such office was held."""
    if reading.day is None or (title is not None and not title.current):
        return None
    if title is None:
        held = any(office.held_on(reading.day) and not office.is_stale(reading.day) for office in entry.offices)
        return held or None
    return any(office.position in title.positions and office.held_on(reading.day) for office in entry.offices)


def _can_hold(entry: Entry, title: Title) -> bool:
    """Whether a person holds or held an office of that title."""
    return any(
        office.position in title.positions and (title.of is None or office.of == title.of.qid)
        for office in entry.offices
    )


def _holders(title: Title, reading: Reading, gazetteer: Gazetteer, features: frozenset[Feature]) -> Iterable[Scored]:
    """Who holds an office on the day of the article, when its words name the country."""
    dated = Feature.DATES in features
    if title.of is None or not title.current or (dated and reading.day is None):
        return
    of, day = title.of.qid, reading.day if dated else None
    holders = {e.qid: e for position in title.positions for e in gazetteer.holders(position, of, day)}
    in_full = [e for e in holders.values() if e in reading.in_full] if Feature.COREFERENCE in features else []
    fresh = all(
        not office.is_stale(day)
        for entry in holders.values()
        for office in entry.offices
        if day and office.position in title.positions and office.of == of and office.held_on(day)
    )
    for entry in holders.values():
        yield Scored(
            entry,
            Features(
                match=Match.TITLE,
                prior=round(1 / len(holders), 3),
                in_office=(fresh or None) if dated and (not in_full or in_full == [entry]) else None,
                in_full=in_full == [entry],
            ),
        )
