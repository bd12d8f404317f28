"""The items that one mention may denote, each with a score and how it was found.

A score is not a probability but an order of trust, set by the kind of support:

===== ===============================================================================================
0.95  a label, or a person's full name, in an article that speaks of the person's country or office
0.90  an alias, acronym or demonym; a family name whose bearer the article names in full
0.80  a family name after the title of an office that exactly one bearer can have held on that day; a title alone
      that exactly one person can have held
0.75  a name of several things of which the article supports exactly one
0.65  a bare family name of the one office holder of that name whose country the article speaks of
0.50  anything that several entries share and nothing decides; a full name without any support; a lone family name
===== ===============================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import folded, is_acronym
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
_PROVINCE = re.compile(r"\s+(region|oblast|province|governorate|state)\b", re.IGNORECASE)
_WINDOW = 80


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry that a mention may denote."""

    entry: Entry
    score: float
    method: str


def candidates(mention: Mention, reading: Reading, gazetteer: Gazetteer) -> tuple[Scored, ...]:
    """The entries that a mention may denote, best first; none for pronouns and for words without a title."""
    if mention.form is MentionForm.PRONOUN:
        return ()
    if mention.form is MentionForm.NOMINAL:
        title = title_in_place_of_name(mention.text, gazetteer)
        found = () if title is None else _holders(title, reading, gazetteer)
    else:
        found = (*_things(mention, reading, gazetteer), *_people(mention, reading, gazetteer))
    return tuple(sorted(found, key=lambda scored: -scored.score))


def _things(mention: Mention, reading: Reading, gazetteer: Gazetteer) -> tuple[Scored, ...]:
    province = _PROVINCE.match(reading.text, mention.end)
    name, _ = without_title(mention.text, gazetteer)
    entries = gazetteer.named(f"{name}{province[0]}") if province else ()
    entries = entries or gazetteer.named(name)
    entries = tuple(e for e in entries if e.type is not EntityType.PERSON and _fits(e, mention, reading, gazetteer))
    if not entries:
        return ()
    if len(entries) == 1:
        return (_single(entries[0], name),)
    return _decided(entries, name, mention, reading, gazetteer)


def _single(entry: Entry, name: str) -> Scored:
    key = folded(name)
    if key == folded(entry.label):
        return Scored(entry, 0.95, "exact")
    if any(key == folded(demonym) for demonym in entry.demonyms):
        return Scored(entry, 0.9, "demonym")
    return Scored(entry, 0.9, "alias")


def _fits(entry: Entry, mention: Mention, reading: Reading, gazetteer: Gazetteer) -> bool:
    name = folded(mention.text)
    if entry.type not in _COMPATIBLE[mention.type]:
        mistaken = mention.type is EntityType.PERSON and name not in _GIVEN_NAMES and name not in reading.strangers
        if not (mistaken and " " not in name):
            return False
    if name in reading.strangers or entry.qid in reading.elsewhere:
        return False
    if entry.type in _BODIES and name != folded(entry.label) and not is_acronym(name):
        before = body_at_end(reading.text[max(0, mention.start - _WINDOW) : mention.start], gazetteer)
        return before is None or before.type is not EntityType.COUNTRY or before.qid == entry.country
    return True


def _decided(
    entries: tuple[Entry, ...], name: str, mention: Mention, reading: Reading, gazetteer: Gazetteer
) -> tuple[Scored, ...]:
    city = _city_before(mention, reading, gazetteer)
    if city is not None:
        inside = [entry for entry in entries if city.country in (entry.qid, entry.country)]
        if len(inside) == 1:
            return tuple(replace(_single(e, name), score=0.95 if e is inside[0] else 0.3) for e in entries)
    cities = [entry for entry in entries if entry.type is EntityType.CITY]
    if len(cities) == 1 and all(entry.type is not EntityType.COUNTRY for entry in entries):
        return tuple(replace(_single(e, name), score=0.75 if e is cities[0] else 0.3) for e in entries)
    support = {entry.qid: _support(entry, entries, reading, gazetteer) for entry in entries}
    best = max(support.values())
    leaders = [entry for entry in entries if support[entry.qid] == best]
    if len(leaders) == 1 and best:
        return tuple(replace(_single(e, name), score=0.75 if e is leaders[0] else 0.3) for e in entries)
    return tuple(replace(_single(e, name), score=0.5) for e in entries)


def _city_before(mention: Mention, reading: Reading, gazetteer: Gazetteer) -> Entry | None:
    """The city that stands before a name and a comma (`Atlanta, Georgia`)."""
    left = reading.text[max(0, mention.start - _WINDOW) : mention.start].rstrip()
    tokens = left[:-1].split() if left.endswith(",") else []
    for length in range(min(3, len(tokens)), 0, -1):
        found = gazetteer.named(" ".join(tokens[-length:]))
        if len(found) == 1 and found[0].type is EntityType.CITY:
            return found[0]
    return None


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


def _people(mention: Mention, reading: Reading, gazetteer: Gazetteer) -> tuple[Scored, ...]:
    if mention.form is MentionForm.DEMONYM:
        return ()
    name, title = without_title(mention.text, gazetteer)
    if title is None:
        title = title_before(reading.text[max(0, mention.start - _WINDOW) : mention.start], gazetteer)
    full = [entry for entry in gazetteer.named(name) if entry.type is EntityType.PERSON]
    if " " in name and full:
        return _by_full_name(full, name, title, reading)
    if mention.type not in (EntityType.PERSON, EntityType.ACTOR) and any(
        entry.type is not EntityType.PERSON for entry in gazetteer.named(name)
    ):
        return ()
    return _by_family_name(gazetteer.surnamed(name), name, title, reading)


def _by_full_name(people: list[Entry], name: str, title: Title | None, reading: Reading) -> tuple[Scored, ...]:
    supported = [entry for entry in people if _is_spoken_of(entry, reading) or _can_hold(entry, title)]
    if len(supported) != 1:
        return tuple(Scored(entry, 0.5, "exact") for entry in people)
    method = "exact" if folded(name) == folded(supported[0].label) else "alias"
    score = 0.95 if method == "exact" else 0.9
    return tuple(Scored(e, score if e is supported[0] else 0.3, method) for e in people)


def _by_family_name(people: tuple[Entry, ...], name: str, title: Title | None, reading: Reading) -> tuple[Scored, ...]:
    named_in_full = [entry for entry in people if entry in reading.in_full]
    if len(named_in_full) == 1:
        return tuple(Scored(e, 0.9 if e is named_in_full[0] else 0.3, "coreference") for e in people)
    stranger = name.split()[-1].casefold() in reading.strangers if name.split() else True
    if stranger or named_in_full:
        return tuple(Scored(entry, 0.3, "surname") for entry in people)
    if title is not None:
        titled = [entry for entry in people if _can_hold(entry, title) and _held(entry, title, reading)]
        return tuple(Scored(e, 0.8 if titled == [e] else 0.4, "title") for e in people)
    in_office = [entry for entry in people if _is_spoken_of(entry, reading) and _is_in_office(entry, reading)]
    return tuple(Scored(e, 0.65 if in_office == [e] else 0.5, "surname") for e in people)


def _is_spoken_of(entry: Entry, reading: Reading) -> bool:
    of = {entry.country, *(office.of for office in entry.offices)} - {None}
    return bool(of & (reading.countries | reading.certain))


def _is_in_office(entry: Entry, reading: Reading) -> bool:
    return reading.day is not None and any(
        office.held_on(reading.day) and not office.is_stale(reading.day) for office in entry.offices
    )


def _can_hold(entry: Entry, title: Title | None) -> bool:
    """Whether a person holds or held an office of that title."""
    return title is not None and any(
        office.position in title.positions and (title.of is None or office.of == title.of.qid)
        for office in entry.offices
    )


def _held(entry: Entry, title: Title, reading: Reading) -> bool:
    if reading.day is None or not title.current:
        return True
    return any(office.position in title.positions and office.held_on(reading.day) for office in entry.offices)


def _holders(title: Title, reading: Reading, gazetteer: Gazetteer) -> Iterable[Scored]:
    """Who holds an office on the day of the article, when its words name the country and the table is fresh enough."""
    if title.of is None or not title.current or reading.day is None:
        return ()
    of, day = title.of.qid, reading.day
    holders = {e.qid: e for position in title.positions for e in gazetteer.holders(position, of, day)}
    named = [entry for entry in holders.values() if entry in reading.in_full]
    if len(named) == 1:
        return tuple(Scored(e, 0.8 if e is named[0] else 0.3, "title") for e in holders.values())
    fresh = all(
        not office.is_stale(day)
        for entry in holders.values()
        for office in entry.offices
        if office.position in title.positions and office.of == of and office.held_on(day)
    )
    score = 0.8 if fresh and len(holders) == 1 else 0.4
    return tuple(Scored(entry, score, "title") for entry in holders.values())
