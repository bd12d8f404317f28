"""Events as flat records with stable fields, one a line of JSON.

event_records(article, extraction, links, base)    before there is a graph, with or without links
kg_etl.mapping.records_of_graph(iri, answer)       the same records out of a store
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from kg_etl.identifiers import article_iri, event_iri
from kg_etl.model import (
    NAMED_FORMS,
    Article,
    Entity,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Links,
    Mention,
    MentionForm,
    QuotationKind,
    Role,
    RoleName,
    Status,
)
from kg_etl.schema import ATTRIBUTES


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen part of the export: what is not known is null, never left out."""


class TextSpan(Record, frozen=True, kw_only=True):
    """A stretch of the article's text; offsets are half-open and count code points."""

    start: int
    end: int
    text: str


class QuoteSpan(Record, frozen=True, kw_only=True):
    """A stretch of the article's text that tells an event; offsets are half-open and count code points."""

    start: int
    end: int
    quote: str


class RoleRecord(Record, frozen=True, kw_only=True):
    """Who plays which part: the words that say so at this place of the article, and what they denote."""

    role: RoleName
    text: str
    start: int
    end: int
    entity_iri: str | None
    """None without links."""
    qid: str | None
    """The Wikidata item; None for NIL and without links."""
    label: str
    """Of the entity; without links the best name of the mention's chain in the article."""


class EventRecord(Record, frozen=True, kw_only=True, rename={"cls": "class"}):
    """One event as one line of JSON.

    What only one class can have is absent from the records of the others: `content`, `quotation_kind`, `cue` and
    `no_speaker` of statements, `name` and `subject` of agreements.
    """

    article: str
    """The id that the source gave."""
    article_iri: str
    event_iri: str
    cls: EventClass
    """Written `class`."""
    type: str
    """The most specific subclass."""
    status: Status
    earliest: dt.date | None
    latest: dt.date | None
    confidence: float
    """In [0, 1], to four decimal places."""
    roles: tuple[RoleRecord, ...]
    """By role as the model lists them, then by place in the text."""
    evidence: tuple[QuoteSpan, ...]
    """In text order."""
    content: tuple[TextSpan, ...] | UnsetType = UNSET
    """In text order."""
    quotation_kind: QuotationKind | UnsetType | None = UNSET
    cue: TextSpan | UnsetType | None = UNSET
    no_speaker: str | UnsetType | None = UNSET
    name: TextSpan | UnsetType | None = UNSET
    subject: TextSpan | UnsetType | None = UNSET
    trigger: TextSpan
    """The word or words that name the event."""
    time: TextSpan | None
    """The expression that the days were read from."""
    said_in: str | None
    """IRI of the statement in whose content the event is told, if the article tells it nowhere else."""
    article_title: str | None
    published: dt.datetime | None


class MentionLink(Record, frozen=True, kw_only=True):
    """What one mention denotes."""

    start: int
    end: int
    text: str
    qid: str | None
    iri: str
    score: float
    """In [0, 1]; 0 for NIL."""
    method: str


class ArticleLinks(Record, frozen=True, kw_only=True):
    """What every mention of an article denotes, in text order."""

    id: str
    links: tuple[MentionLink, ...]


def event_records(article: Article, extraction: Extraction, links: Links | None, base: str) -> tuple[EventRecord, ...]:
    """One record for each event, in the order of their triggers in the text.

    Args:
        article: The article that was read.
        extraction: What was read from it.
        links: What its mentions denote; None leaves `entity_iri` and `qid` null; labels are then names in the article.
        base: Base IRI of the graphs.
    """
    iri = article_iri(base, article.id)
    iris = [event_iri(iri, event.cls, event.trigger.start, event.trigger.end) for event in extraction.events]
    entities = {entity.iri: entity for entity in links.entities} if links else {}
    denoted = [entities[link.entity] for link in links.links] if links else [None] * len(extraction.mentions)
    return in_text_order(
        _record(article, iri, event, event_iri, iris, extraction, denoted)
        for event, event_iri in zip(extraction.events, iris, strict=True)
    )


def article_links(extraction: Extraction, links: Links) -> ArticleLinks:
    """What every mention of an article denotes, in text order."""
    entities = {entity.iri: entity for entity in links.entities}
    return ArticleLinks(
        id=extraction.article_id,
        links=tuple(
            MentionLink(
                start=mention.start,
                end=mention.end,
                text=mention.text,
                qid=entities[link.entity].qid,
                iri=link.entity,
                score=link.score,
                method=link.method,
            )
            for mention, link in zip(extraction.mentions, links.links, strict=True)
        ),
    )


def in_text_order(records: Iterable[EventRecord]) -> tuple[EventRecord, ...]:
    """The records by article and by the place of their triggers."""
    return tuple(
        sorted(records, key=lambda record: (record.article, record.trigger.start, record.trigger.end, record.cls))
    )


def roles_in_order(roles: Iterable[RoleRecord]) -> tuple[RoleRecord, ...]:
    """The roles, each once, by role as the model lists them, then by place in the text."""
    number = {name: position for position, name in enumerate(RoleName)}
    return tuple(sorted(set(roles), key=lambda role: (number[role.role], role.start, role.end, role.entity_iri or "")))


def _record(
    article: Article,
    iri: str,
    event: Event,
    event_iri: str,
    iris: list[str],
    extraction: Extraction,
    denoted: list[Entity] | list[None],
) -> EventRecord:
    return EventRecord(
        article=article.id,
        article_iri=iri,
        event_iri=event_iri,
        cls=event.cls,
        type=event.type,
        roles=roles_in_order(_role(role, extraction, denoted) for role in event.roles),
        article_title=article.title,
        published=article.published,
        **{name: _attribute(event, name, iris) for name in ATTRIBUTES},
    )


def _attribute(event: Event, name: str, iris: list[str]) -> Any:
    """The value of an attribute as records have it; UNSET where the class has no such attribute."""
    attribute, value = ATTRIBUTES[name], getattr(event, name)
    if not attribute.is_of(event.cls):
        return UNSET
    if value is None:
        return None
    match attribute.kind:
        case "span":
            return _text_span(value)
        case "spans":
            return tuple(map(_text_span, _distinct(value)))
        case "quotes":
            return tuple(quote_span(_text_span(span)) for span in _distinct(value))
        case "number":
            return round(value, 4)
        case "event":
            return iris[value]
        case _:
            return value


def quote_span(span: TextSpan) -> QuoteSpan:
    """The span under the name that the export gives to evidence."""
    return QuoteSpan(start=span.start, end=span.end, quote=span.text)


def _role(role: Role, extraction: Extraction, denoted: list[Entity] | list[None]) -> RoleRecord:
    mention, entity = extraction.mentions[role.mention], denoted[role.mention]
    words = role.words or Evidence(start=mention.start, end=mention.end, quote=mention.text)
    return RoleRecord(
        role=role.name,
        text=words.quote,
        start=words.start,
        end=words.end,
        entity_iri=entity.iri if entity else None,
        qid=entity.qid if entity else None,
        label=entity.label if entity else _best_name(mention, extraction),
    )


def _best_name(mention: Mention, extraction: Extraction) -> str:
    """The longest name of a mention's chain; where it has none, its first words that are no pronoun, else its own."""
    chain = [other for other in extraction.mentions if other.chain == mention.chain]
    names = [other.text for other in chain if other.form in NAMED_FORMS]
    nominals = [other.text for other in chain if other.form == MentionForm.NOMINAL]
    return max(names, key=len) if names else [*nominals, mention.text][0]


def _distinct(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    return sorted({(e.start, e.end): e for e in evidence}.values(), key=lambda e: (e.start, e.end))


def _text_span(evidence: Evidence) -> TextSpan:
    return TextSpan(start=evidence.start, end=evidence.end, text=evidence.quote)
