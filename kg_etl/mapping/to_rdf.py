"""The named graph of an article: the article, its events, their evidence, and the entities in their roles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from msgspec.structs import replace

from kg_etl.errors import MappingError
from kg_etl.identifiers import article_iri, event_iri, evidence_iri, wikidata_iri
from kg_etl.mapping.provenance import provenance_graph
from kg_etl.mapping.terms import canonical, day, decimal, instant, integer, iri, named, text, web_address
from kg_etl.model import (
    CLASS_ROLES,
    EVENT_TYPES,
    Article,
    ArticleGraph,
    Entity,
    Event,
    Evidence,
    Extraction,
    Link,
    Links,
    Mention,
)
from kg_etl.schema import ATTRIBUTES, AttributeSchema
from kg_etl.vocabulary import DIP, ITSRDF, OA, RDF, RDFS

_MOST_CANDIDATES = 3
_TYPE = RDF.type

Term = ox.NamedNode | ox.Literal


def article_graph(
    article: Article,
    extraction: Extraction,
    links: Links,
    base: str,
    versions: Mapping[str, str],
    at: dt.datetime | None = None,
) -> ArticleGraph:
    """The named graph of an article and its provenance graph; equal arguments give equal graphs, byte for byte.

    The graph contains only mentions with a role and entities that events refer to, and not the article's text.

    Args:
        article: The article.
        extraction: Its mentions and events.
        links: The entities that the mentions denote.
        base: Base IRI of the graphs.
        versions: Component (`software`, `pipeline`, `model`, `lexicon`, `gazetteer` or `shapes`) -> version.
        at: When the graph was made, with a time zone; None omits the time from the provenance.

    Raises:
        MappingError: the first three arguments belong to different articles, an index is out of range, or a value
            cannot be an RDF term.
    """
    _check(article, extraction, links)
    content_hash = _content_hash(article)
    graph_iri = article_iri(base, article.id)
    events = _event_iris(graph_iri, extraction)
    try:
        triples = [*_article(graph_iri, article, content_hash), *_report_day(graph_iri, extraction)]
        for event_node, event in zip(events, extraction.events, strict=True):
            triples.extend(_event(graph_iri, event_node, event, events, extraction, links))
        for span in _evidence_spans(extraction):
            triples.extend(_evidence(graph_iri, span))
        for number in {role.mention for event in extraction.events for role in event.roles}:
            triples.extend(_mention(graph_iri, links.links[number], extraction, links))
        triples.extend(_entities(extraction, links))
    except IndexError as error:
        raise MappingError(f"{article.id}: an event refers to a mention or event that does not exist") from error
    written = canonical(triples)
    graph = ArticleGraph(
        article_id=article.id,
        iri=graph_iri,
        content_hash=content_hash,
        triples=written,
        provenance="",
        edition=article.edition,
    )
    return replace(graph, provenance=canonical(provenance_graph(graph, article, len(events), base, versions, at)))


def _check(article: Article, extraction: Extraction, links: Links) -> None:
    if not article.id == extraction.article_id == links.article_id:
        raise MappingError(
            f"different articles: {article.id}, extraction of {extraction.article_id}, links of {links.article_id}"
        )
    if [link.mention for link in links.links] != list(range(len(extraction.mentions))):
        raise MappingError(f"{article.id}: the links do not match the mentions in number and order")
    entities = {entity.iri for entity in links.entities}
    unknown = {link.entity for link in links.links} | {e.acts_for for e in links.entities if e.acts_for}
    if unknown - entities:
        raise MappingError(f"{article.id}: links to missing entities: {', '.join(sorted(unknown - entities))}")


def _content_hash(article: Article) -> str:
    try:
        return article.content_hash
    except UnicodeEncodeError as error:
        raise MappingError(f"{article.id!r} contains text that is not Unicode: {error}") from error


def _event_iris(graph_iri: str, extraction: Extraction) -> list[str]:
    iris = [event_iri(graph_iri, event.cls, event.trigger.start, event.trigger.end) for event in extraction.events]
    repeated = [iri for iri, times in Counter(iris).items() if times > 1]
    if repeated:
        raise MappingError(
            f"{extraction.article_id}: two events of a class have the same trigger: {', '.join(repeated)}"
        )
    return iris


def _article(graph_iri: str, article: Article, content_hash: str) -> Iterator[ox.Triple]:
    node = iri(graph_iri)
    yield _triple(node, _TYPE, named(DIP.Article))
    yield _triple(node, DIP.sourceId, text(article.id))
    yield _triple(node, DIP.contentHash, text(content_hash))
    yield _triple(node, DIP.textLength, integer(len(article.text)))
    for term, value in (
        (DIP.title, article.title),
        (DIP.publisher, article.publisher),
        (DIP.language, article.language),
        *((DIP.author, author) for author in article.authors),
    ):
        if value is not None:
            yield _triple(node, term, text(value))
    if article.url is not None:
        yield _triple(node, DIP.url, web_address(article.url))
    if article.published is not None:
        yield _triple(node, DIP.published, instant(article.published))


def _report_day(graph_iri: str, extraction: Extraction) -> Iterator[ox.Triple]:
    node = iri(graph_iri)
    if extraction.report_day is not None:
        yield _triple(node, DIP.reportDay, day(extraction.report_day))
    if extraction.report_day_evidence is not None:
        yield _triple(node, DIP.reportDayEvidence, _span_node(graph_iri, extraction.report_day_evidence))


def _event(
    article: str, event_node: str, event: Event, events: list[str], extraction: Extraction, links: Links
) -> Iterator[ox.Triple]:
    if event.type not in EVENT_TYPES[event.cls]:
        raise MappingError(f"{event_node}: {event.type} is not a subclass of {event.cls}")
    node = iri(event_node)
    yield _triple(node, _TYPE, named(DIP[event.cls.value]))
    yield _triple(node, _TYPE, named(DIP[event.type]))
    for name, attribute in ATTRIBUTES.items():
        yield from _attribute(article, node, attribute, getattr(event, name), events)
    for role in event.roles:
        if role.name not in CLASS_ROLES[event.cls]:
            raise MappingError(f"{event_node}: {event.cls} has no role {role.name}")
        mention = _span_node(article, extraction.mentions[role.mention])
        yield _triple(node, DIP[role.name.value], iri(links.links[role.mention].entity))
        yield _triple(node, DIP.mention, mention)
        yield _triple(node, DIP[f"{role.name.value}Mention"], mention)
        if role.words is not None:
            words = _span_node(article, role.words)
            yield _triple(node, DIP.roleWords, words)
            yield _triple(words, DIP.standsFor, mention)
    for number in event.about:
        yield _triple(node, DIP.about, iri(links.links[number].entity))


def _attribute(
    article: str, node: ox.NamedNode, attribute: AttributeSchema, value: Any, events: list[str]
) -> Iterator[ox.Triple]:
    """The triples of one attribute of an event; none where it has no value."""
    if value is None or value == ():
        return
    match attribute.kind:
        case "span" | "spans" | "quotes":
            spans = _spans(attribute, value)
            if attribute.evidence is not None:
                for span in spans:
                    yield _triple(node, DIP[attribute.evidence], _span_node(article, span))
            if attribute.term is not None:
                yield _triple(node, DIP[attribute.term], text(" … ".join(span.quote for span in spans)))
        case "event":
            other = iri(events[value])
            yield _triple(node, DIP[attribute.term], other)
            if attribute.inverse is not None:
                yield _triple(other, DIP[attribute.inverse], node)
        case kind:
            yield _triple(node, DIP[attribute.term], _LITERALS[kind](value))


_LITERALS: Mapping[str, Callable[[Any], Term]] = {
    "day": day,
    "number": decimal,
    "text": text,
    "term": lambda member: named(DIP[member.value]),
}


def _spans(attribute: AttributeSchema, value: Any) -> tuple[Evidence, ...]:
    """The spans of text that the value of an attribute is read from; none where it is not of spans or has no value."""
    if value is None or not attribute.has_spans:
        return ()
    spans: tuple[Evidence, ...] = value if attribute.is_multiple else (value,)
    return spans


def _evidence_spans(extraction: Extraction) -> set[Evidence]:
    """The spans of text that events and the day of the report point at, each once."""
    spans = {
        span
        for event in extraction.events
        for name, attribute in ATTRIBUTES.items()
        for span in _spans(attribute, getattr(event, name))
    }
    if extraction.report_day_evidence is not None:
        spans.add(extraction.report_day_evidence)
    for role in (role for event in extraction.events for role in event.roles):
        mention = extraction.mentions[role.mention]
        spans.add(Evidence(start=mention.start, end=mention.end, quote=mention.text))
        if role.words is not None:
            spans.add(role.words)
    return spans


def _span_node(article: str, span: Evidence | Mention) -> ox.NamedNode:
    return iri(evidence_iri(article, span.start, span.end))


def _evidence(article: str, span: Evidence) -> Iterator[ox.Triple]:
    node = _span_node(article, span)
    yield _triple(node, _TYPE, named(DIP.Evidence))
    yield _triple(node, OA.hasSource, iri(article))
    # The node is both resource and selector: half the triples, and readers of Web Annotations find both.
    yield _triple(node, OA.hasSelector, node)
    yield _triple(node, OA.start, integer(span.start))
    yield _triple(node, OA.end, integer(span.end))
    yield _triple(node, OA.exact, text(span.quote))


def _mention(article: str, link: Link, extraction: Extraction, links: Links) -> Iterator[ox.Triple]:
    node = _span_node(article, extraction.mentions[link.mention])
    yield _triple(node, ITSRDF.taIdentRef, iri(link.entity))
    yield _triple(node, DIP.linkMethod, text(link.method))
    if any(entity.iri == link.entity and entity.qid for entity in links.entities):
        yield _triple(node, ITSRDF.taConfidence, decimal(link.score))
    elif link.candidates:
        best = link.candidates[:_MOST_CANDIDATES]
        for candidate in best:
            yield _triple(node, DIP.candidate, iri(wikidata_iri(candidate.qid)))
        scores = " ".join(f"{candidate.qid}={decimal(candidate.score).value}" for candidate in best)
        yield _triple(node, DIP.candidateScores, text(scores))


def _entities(extraction: Extraction, links: Links) -> Iterator[ox.Triple]:
    entities = {entity.iri: entity for entity in links.entities}
    used = {
        links.links[mention].entity
        for event in extraction.events
        for mention in (*(role.mention for role in event.roles), *event.about)
    }
    for entity in _with_principals(used, entities):
        node = iri(entity.iri)
        yield _triple(node, _TYPE, named(DIP[entity.type.value]))
        yield _triple(node, RDFS.label, text(entity.label))
        if entity.acts_for is not None:
            yield _triple(node, DIP.actsFor, iri(entity.acts_for))
        if entity.country is not None:
            yield _triple(node, DIP.ofCountry, iri(entity.country))
        for office in entity.offices:
            yield _triple(node, DIP.office, text(office))


def _with_principals(iris: Iterable[str], entities: Mapping[str, Entity]) -> Iterator[Entity]:
    """These entities and, transitively, those they act for and their countries; each once."""
    seen: set[str] = set()
    pending = list(iris)
    while pending:
        entity = entities[pending.pop()]
        if entity.iri not in seen:
            seen.add(entity.iri)
            yield entity
            pending += [principal for principal in (entity.acts_for, entity.country) if principal is not None]


def _triple(subject: ox.NamedNode, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(subject, named(predicate), value)
