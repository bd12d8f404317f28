"""The values that pass from step to step.

Offsets are half-open and count code points of `Article.text`, which no step ever alters:
`article.text[e.start:e.end] == e.quote` for every piece of evidence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from enum import StrEnum
from functools import cache
from typing import get_args, get_type_hints

import msgspec

from kg_etl.model.enumerations import (
    Background,
    EntityType,
    EventClass,
    MentionForm,
    QuotationKind,
    RoleName,
    Status,
    TimeBasis,
)


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen value; two with equal fields are equal."""


class Article(Value, frozen=True):
    """One news article as its source gave it."""

    id: str
    """The source's own key, raw: URL, agency id or path within the folder."""
    text: str
    """As stored; every offset counts its code points."""
    title: str | None = None
    published: dt.datetime | None = None
    """With a time zone, always; a bare day is its noon in the source's zone."""
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    """A BCP 47 tag such as `en`; None where the source does not say."""
    modified: dt.datetime | None = None
    """When the source last changed it, with a time zone; None where the source does not say."""
    withdrawn: bool = False
    """Whether the source withdraws the article; its text is then ignored."""

    @property
    def edition(self) -> dt.datetime | None:
        """Time of this edition, in UTC; the later of two editions replaces the other. None if unknown."""
        moment = self.modified or self.published
        return moment.astimezone(dt.UTC) if moment else None

    @property
    def content_hash(self) -> str:
        """SHA-256 over all fields, hexadecimal: equal hashes mean nothing has changed."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


class Failure(Value, frozen=True, tag="failure", tag_field="outcome"):
    """An article, or a piece of input, that could not be processed, and why; the rest go on."""

    where: str
    """File and line, or the article's id."""
    reason: str
    article_id: str | None = None


class Evidence(Value, frozen=True):
    """A span of an article's text with its words."""

    start: int
    end: int
    quote: str


class Mention(Value, frozen=True):
    """A span of text that denotes a person, place or body."""

    start: int
    end: int
    text: str
    type: EntityType
    form: MentionForm
    chain: int
    """Mentions of one chain denote the same thing in this article."""
    acts_for: int | None = None
    """Index of the mention of the country or body that this one acts for (`Ukrainian officials` -> `Ukrainian`)."""


class Role(Value, frozen=True):
    """A role of an event and the mention that fills it."""

    name: RoleName
    mention: int
    """Index into `Extraction.mentions`. Of a statement the mention at the cue, whose chain gives the antecedent; of any
    other event the best mention of the participant, a name if there is one."""
    words: Evidence | None = None
    """The noun phrase that names the participant at this place (`Foreign Minister Sergey Lavrov`, `he`), where it is
    not the mention itself."""


class Event(Value, frozen=True):
    """An event as this article tells it."""

    cls: EventClass
    type: str
    """The most specific class: one of `EVENT_TYPES[cls]`."""
    status: Status
    confidence: float
    """In [0, 1]."""
    trigger: Evidence
    """The word or words that name the event; the event's IRI is minted from its place."""
    evidence: tuple[Evidence, ...]
    """The evidence of each event mention, in text order: usually whole sentences. Never empty."""
    roles: tuple[Role, ...] = ()
    earliest: dt.date | None = None
    """First day on which it can have begun, inclusive; None when not known."""
    latest: dt.date | None = None
    """Last day on which it can have ended, inclusive; None when not known."""
    time: Evidence | None = None
    """The expression that the days were read or counted from."""
    time_basis: TimeBasis | None = None
    """How the days are known; None where there are none."""
    background: Background | None = None
    """Why the article only recalls it; None for what it reports."""
    name: Evidence | None = None
    """Agreements: what it is called (`“no limits” relationship`)."""
    subject: Evidence | None = None
    """Agreements: what it is about."""
    content: tuple[Evidence, ...] = ()
    """Statements: the content, one or more spans in order."""
    cue: Evidence | None = None
    """Statements: the word that reports it (`said`)."""
    quotation_kind: QuotationKind | None = None
    about: tuple[int, ...] = ()
    """Statements: mentions inside the content, one for each entity."""
    no_speaker: str | None = None
    """Statements: why there is no speaker (`passive without agent`); None when there is one."""
    said_in: int | None = None
    """Index of the statement whose content mentions this event, if the article mentions it nowhere else."""


class Extraction(Value, frozen=True, tag="extraction", tag_field="outcome"):
    """All that was read from one article."""

    article_id: str
    mentions: tuple[Mention, ...] = ()
    """In text order. Names, demonyms, and every mention that a role or a chain of a name needs."""
    events: tuple[Event, ...] = ()
    """In text order of their triggers."""
    report_day: dt.date | None = None
    """The day of the report at the place of its dateline, from which `Thursday` is counted; None if unknown."""
    report_day_evidence: Evidence | None = None
    """The date line in the text that gives the day of the report, where the metadata say another day or none."""


class Entity(Value, frozen=True):
    """A Wikidata item, or a local entity for a name without one."""

    iri: str
    label: str
    type: EntityType
    qid: str | None = None
    """The Wikidata item; None for NIL, whose IRI is local."""
    acts_for: str | None = None
    """IRI of the country or body it stands for, where it does (the Kremlin for Russia)."""
    country: str | None = None
    """IRI of the country that it lies in or belongs to, where that is known."""
    offices: tuple[str, ...] = ()
    """People: the offices that they hold on the day of the article, in the words of newspapers."""


class Candidate(Value, frozen=True):
    """A Wikidata item that a mention might denote."""

    qid: str
    score: float


class Link(Value, frozen=True):
    """The entity that a mention denotes."""

    mention: int
    """Index into `Extraction.mentions`."""
    entity: str
    """IRI of one of `Links.entities`."""
    score: float
    """In [0, 1]; 0 for NIL."""
    method: str
    """How: `exact`, `alias`, `surname`, `demonym`, `title`, `coreference`, `nil`."""
    candidates: tuple[Candidate, ...] = ()
    """Best first, also for NIL, so that one can be promoted later."""


class Links(Value, frozen=True, tag="links", tag_field="outcome"):
    """A link for every mention of an extraction, in the same order, and the entities they name, sorted by IRI."""

    article_id: str
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()


class ArticleGraph(Value, frozen=True, tag="graph", tag_field="outcome"):
    """The named graph of one article, with its provenance."""

    article_id: str
    iri: str
    """Name of the graph."""
    content_hash: str
    """Content hash of the article."""
    triples: str
    """Canonical N-Triples: sorted lines, no blank nodes."""
    provenance: str
    """Canonical N-Triples of the provenance graph."""
    edition: dt.datetime | None = None
    """Time of the edition of the article, in UTC."""

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical N-Triples, hexadecimal."""
        return hashlib.sha256(self.triples.encode()).hexdigest()


class Violation(Value, frozen=True):
    """One result of a SHACL validation, in words and in terms."""

    message: str
    severity: str
    """`Violation`, `Warning` or `Info`."""
    focus_node: str
    path: str | None = None
    value: str | None = None
    shape: str | None = None
    component: str | None = None


class Rejection(Value, frozen=True, tag="rejection", tag_field="outcome"):
    """An article whose graph violates the shapes: not loaded, and kept with the report."""

    article_id: str
    content_hash: str
    violations: tuple[Violation, ...]
    triples: str


def member_of(attribute: str, value: str) -> StrEnum:
    """The member with a value of the enumeration that an attribute of events takes.

    >>> member_of("status", "planned")
    <Status.PLANNED: 'planned'>

    Raises:
        ValueError: the enumeration has no such member.
    """
    return _enumeration_of(attribute)(value)


@cache
def _enumeration_of(attribute: str) -> type[StrEnum]:
    hints = get_type_hints(Event)
    kinds: tuple[type, ...] = get_args(hints[attribute]) or (hints[attribute],)
    return next(kind for kind in kinds if issubclass(kind, StrEnum))
