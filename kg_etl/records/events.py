"""Event records: events as flat records for JSON, one per line, with stable fields.

`event_records` makes them from an extraction, with or without links; `kg_etl.mapping.records_of_graph` makes the same
records from a graph in a store.
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
    Background,
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
    TimeBasis,
)
from kg_etl.schema import ATTRIBUTES


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the exported records: an unknown value is null, never absent."""


class TextSpan(Record, frozen=True, kw_only=True):
    """A span of the article's text; offsets are half-open and count code points."""

    start: int
    end: int
    text: str


class QuoteSpan(Record, frozen=True, kw_only=True):
    """A span of the article's text that is evidence of an event; offsets are half-open and count code points."""

    start: int
    end: int
    quote: str


class RoleRecord(Record, frozen=True, kw_only=True):
    """A role filler: the words for it where the article tells the event, and the entity they denote."""

    role: RoleName
    text: str
    start: int
    end: int
    entity_iri: str | None
    """None without links."""
    qid: str | None
    """The Wikidata item; None for NIL and without links."""
    label: str
    """Label of the entity; without links the best name in the mention's coreference chain."""


class EventRecord(Record, frozen=True, kw_only=True, rename={"cls": "class"}):
    """An event as a line of JSON.

    Attributes of a single class are absent from the records of other classes: `content`, `quotation_kind`, `cue` and
    `no_speaker` of statements, `name` and `subject` of agreements.
    """

    article: str
    """The article's id in its source."""
    article_iri: str
    event_iri: str
    cls: EventClass
    """Named `class` in JSON."""
    type: str
    """The subclass if there is one, otherwise the class."""
    status: Status
    earliest: dt.date | None
    latest: dt.date | None
    time_basis: TimeBasis | None
    """How the days are known; None where there are none."""
    background: Background | None
    """Why the article only recalls the event; None for what it reports."""
    confidence: float
    """In [0, 1], to four decimal places."""
    roles: tuple[RoleRecord, ...]
    """In the order of `RoleName`, then in text order."""
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
    """The trigger: the word or words that name the event."""
    time: TextSpan | None
    """The time expression that the days were read or counted from."""
    said_in: str | None
    """IRI of the statement whose content tells the event, if the article tells it nowhere else."""
    article_title: str | None
    published: dt.datetime | None


class MentionLink(Record, frozen=True, kw_only=True):
    """The entity that a mention denotes."""

    start: int
    end: int
    text: str
    qid: str | None
    iri: str
    score: float
    """In [0, 1]; 0 for NIL."""
    method: str


class ArticleLinks(Record, frozen=True, kw_only=True):
    """The links of all mentions of an article, in text order."""

    id: str
    links: tuple[MentionLink, ...]


def event_records(article: Article, extraction: Extraction, links: Links | None, base: str) -> tuple[EventRecord, ...]:
    """One record per event, in the order of their triggers in the text.

    Args:
        article: The article.
        extraction: Its mentions and events.
        links: The entities that the mentions denote; with None, `entity_iri` and `qid` are null, and labels are names
            from the article.
        base: Base IRI of the graphs.
    """
    graph_iri = article_iri(base, article.id)
    iris = [event_iri(graph_iri, event.cls, event.trigger.start, event.trigger.end) for event in extraction.events]
    entities = {entity.iri: entity for entity in links.entities} if links else {}
    denoted = [entities[link.entity] for link in links.links] if links else [None] * len(extraction.mentions)
    return in_text_order(
        _record(article, graph_iri, event, node, iris, extraction, denoted)
        for event, node in zip(extraction.events, iris, strict=True)
    )


def article_links(extraction: Extraction, links: Links) -> ArticleLinks:
    """The links of all mentions of an article, in text order."""
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
    """The records, sorted by article and by the position of their triggers."""
    return tuple(
        sorted(records, key=lambda record: (record.article, record.trigger.start, record.trigger.end, record.cls))
    )


def roles_in_order(roles: Iterable[RoleRecord]) -> tuple[RoleRecord, ...]:
    """The roles without duplicates, in the order of `RoleName`, then in text order."""
    number = {name: position for position, name in enumerate(RoleName)}
    return tuple(sorted(set(roles), key=lambda role: (number[role.role], role.start, role.end, role.entity_iri or "")))


def _record(
    article: Article,
    iri: str,
    event: Event,
    node: str,
    iris: list[str],
    extraction: Extraction,
    denoted: list[Entity] | list[None],
) -> EventRecord:
    return EventRecord(
        article=article.id,
        article_iri=iri,
        event_iri=node,
        cls=event.cls,
        type=event.type,
        roles=roles_in_order(_role(role, extraction, denoted) for role in event.roles),
        article_title=article.title,
        published=article.published,
        **{name: _attribute(event, name, iris) for name in ATTRIBUTES},
    )


def _attribute(event: Event, name: str, iris: list[str]) -> Any:
    """The value of an attribute in a record; UNSET if the class does not have the attribute."""
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
    """The same span as evidence, whose words are exported as `quote`."""
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
    """The longest name in a mention's chain; without names its first nominal mention, else the mention itself."""
    chain = [member for member in extraction.mentions if member.chain == mention.chain]
    names = [member.text for member in chain if member.form in NAMED_FORMS]
    nominals = [member.text for member in chain if member.form == MentionForm.NOMINAL]
    return max(names, key=len) if names else [*nominals, mention.text][0]


def _distinct(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    return sorted({(e.start, e.end): e for e in evidence}.values(), key=lambda e: (e.start, e.end))


def _text_span(evidence: Evidence) -> TextSpan:
    return TextSpan(start=evidence.start, end=evidence.end, text=evidence.quote)
