"""Candidates among people, for a name or a title."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import folded
from kg_etl.linkers.gazetteer.adjacent import WINDOW, is_numbered
from kg_etl.linkers.gazetteer.article_context import ArticleContext
from kg_etl.linkers.gazetteer.features import Feature, Features, Match
from kg_etl.linkers.gazetteer.scored import Scored
from kg_etl.linkers.gazetteer.titles import Title, title_before
from kg_etl.model import EntityType, Mention, MentionForm


def people(
    name: str,
    title: Title | None,
    mention: Mention,
    context: ArticleContext,
    gazetteer: Gazetteer,
    features: frozenset[Feature],
) -> Iterator[Scored]:
    """The people of a full name, or else of a family name; none for demonyms and mentions of other types."""
    if mention.form is MentionForm.DEMONYM:
        return
    namesakes = gazetteer.named(name)
    full = " " in name and any(entry.type is EntityType.PERSON for entry in namesakes)
    bearers = tuple(e for e in namesakes if e.type is EntityType.PERSON) if full else gazetteer.surnamed(name)
    if not bearers:
        return
    things = not full and any(entry.type is not EntityType.PERSON for entry in namesakes)
    if Feature.TYPE in features and things and mention.type not in (EntityType.PERSON, EntityType.ACTOR):
        return
    if Feature.TITLE not in features:
        title = None
    elif title is None:
        title = title_before(context.text[max(0, mention.start - WINDOW) : mention.start], gazetteer)
    in_full = [entry for entry in bearers if entry in context.in_full] if Feature.COREFERENCE in features else []
    stranger = Feature.COREFERENCE in features and not full and name.split()[-1].casefold() in context.strangers
    numbered = Feature.CONTEXT in features and is_numbered(mention, context.text)
    for entry in bearers:
        yield Scored(
            entry,
            Features(
                match=(Match.EXACT if folded(name) == folded(entry.label) else Match.ALIAS) if full else Match.SURNAME,
                prior=round(1 / len(bearers), 3),
                titled=None if title is None else _can_hold(entry, title),
                in_office=_in_office(entry, title, context) if Feature.DATES in features else None,
                country_mentioned=Feature.CONTEXT in features and _is_country_mentioned(entry, context),
                in_full=in_full == [entry],
                stranger=not full and (in_full != [entry] if in_full else stranger),
                part=numbered,
            ),
        )


def _is_country_mentioned(entry: Entry, context: ArticleContext) -> bool:
    of = {entry.country, *(office.of for office in entry.offices)} - {None}
    return bool(of & (context.countries | context.certain))


def _in_office(entry: Entry, title: Title | None, context: ArticleContext) -> bool | None:
    """Whether a person is in office on the day of publication; False only against a title of an office not held."""
    if context.day is None or (title is not None and not title.current):
        return None
    if title is None:
        in_office = any(office.held_on(context.day) and not office.is_stale(context.day) for office in entry.offices)
        return in_office or None
    return any(office.position in title.positions and office.held_on(context.day) for office in entry.offices)


def _can_hold(entry: Entry, title: Title) -> bool:
    """Whether a person holds or held an office of a title."""
    return any(
        office.position in title.positions and (title.of is None or office.of == title.of.qid)
        for office in entry.offices
    )


def office_holders(
    title: Title, context: ArticleContext, gazetteer: Gazetteer, features: frozenset[Feature]
) -> Iterator[Scored]:
    """The holders of an office on the day of publication, if the title names the country or body."""
    dated = Feature.DATES in features
    if title.of is None or not title.current or (dated and context.day is None):
        return
    of, day = title.of.qid, context.day if dated else None
    entries = {e.qid: e for position in title.positions for e in gazetteer.office_holders(position, of, day)}
    in_full = [e for e in entries.values() if e in context.in_full] if Feature.COREFERENCE in features else []
    fresh = all(
        not office.is_stale(day)
        for entry in entries.values()
        for office in entry.offices
        if day and office.position in title.positions and office.of == of and office.held_on(day)
    )
    for entry in entries.values():
        yield Scored(
            entry,
            Features(
                match=Match.TITLE,
                prior=round(1 / len(entries), 3),
                in_office=(fresh or None) if dated and (not in_full or in_full == [entry]) else None,
                in_full=in_full == [entry],
            ),
        )
