"""The named graph of an article: the article, its events, their evidence, and the entities they name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
from msgspec.structs import replace

from kg_etl.errors import MappingError
from kg_etl.identifiers import article_iri, event_iri, evidence_iri, wikidata_iri
from kg_etl.mapping.provenance import provenance_graph
from kg_etl.mapping.terms import canonical, day, decimal, instant, integer, iri, named, text, web_address
from kg_etl.model import (
    EVENT_TYPES,
    ROLES,
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
from kg_etl.vocabulary import DIP, ITSRDF, OA, RDF, RDFS

_MOST_CANDIDATES = 3

Term = ox.NamedNode | ox.Literal


def article_graph(
    article: Article,
    extraction: Extraction,
    links: Links,
    base: str,
    versions: Mapping[str, str],
    at: dt.datetime | None = None,
) -> ArticleGraph:
    """The named graph of one article and its provenance graph: equal arguments give equal graphs, byte for byte.

    The graph holds the mentions that roles need and the entities that events name; it does not hold the article's text.

    Args:
        article: The article that was read.
        extraction: What was read from it.
        links: What its mentions denote.
        base: Base IRI of the graphs.
        versions: What made the graph: name (`software`, `pipeline`, `model`, `lexicon`, `gazetteer` or `shapes`) ->
            version.
        at: When the graph was made, with a zone; None leaves the time out of the provenance.

    Raises:
        MappingError: the three do not belong together, an index points nowhere, or a value cannot be an RDF term.
    """
    _check(article, extraction, links)
    content_hash = _content_hash(article)
    own = article_iri(base, article.id)
    events = _event_iris(own, extraction)
    try:
        triples = set(_article(own, article, content_hash))
        for number, event in enumerate(extraction.events):
            triples.update(_event(own, events[number], event, events, extraction, links))
        triples.update(_entities(extraction, links))
    except IndexError as error:
        raise MappingError(f"{article.id}: an event points at a mention or event that is not there") from error
    written = canonical(triples)
    graph = ArticleGraph(
        article_id=article.id,
        iri=own,
        content_hash=content_hash,
        triples=written,
        provenance="",
        edition=article.edition,
    )
    return replace(graph, provenance=canonical(provenance_graph(graph, article, len(events), base, versions, at)))


def _check(article: Article, extraction: Extraction, links: Links) -> None:
    if not article.id == extraction.article_id == links.article_id:
        raise MappingError(
            f"of different articles: {article.id}, extraction of {extraction.article_id}, links of {links.article_id}"
        )
    if [link.mention for link in links.links] != list(range(len(extraction.mentions))):
        raise MappingError(f"{article.id}: not one link for each mention, in order")
    known = {entity.iri for entity in links.entities}
    unknown = {link.entity for link in links.links} | {e.acts_for for e in links.entities if e.acts_for}
    if unknown - known:
        raise MappingError(f"{article.id}: links to entities that are not given: {', '.join(sorted(unknown - known))}")


def _content_hash(article: Article) -> str:
    try:
        return article.content_hash
    except UnicodeEncodeError as error:
        raise MappingError(f"{article.id!r} holds what is not Unicode text: {error}") from error


def _event_iris(own: str, extraction: Extraction) -> list[str]:
    iris = [event_iri(own, event.cls, event.trigger.start, event.trigger.end) for event in extraction.events]
    twice = [one for one, times in Counter(iris).items() if times > 1]
    if twice:
        raise MappingError(f"{extraction.article_id}: two events of one class have one trigger: {', '.join(twice)}")
    return iris


def _article(own: str, article: Article, content_hash: str) -> Iterator[ox.Triple]:
    yield _triple(own, RDF.type, named(DIP.Article))
    yield _triple(own, DIP.sourceId, text(article.id))
    yield _triple(own, DIP.contentHash, text(content_hash))
    yield _triple(own, DIP.textLength, integer(len(article.text)))
    for term, value in (
        (DIP.title, article.title),
        (DIP.publisher, article.publisher),
        (DIP.language, article.language),
        *((DIP.author, author) for author in article.authors),
    ):
        if value is not None:
            yield _triple(own, term, text(value))
    if article.url is not None:
        yield _triple(own, DIP.url, web_address(article.url))
    if article.published is not None:
        yield _triple(own, DIP.published, instant(article.published))


def _event(
    article: str, own: str, event: Event, events: list[str], extraction: Extraction, links: Links
) -> Iterator[ox.Triple]:
    if event.type not in EVENT_TYPES[event.cls]:
        raise MappingError(f"{own}: {event.type} is no kind of {event.cls}")
    yield _triple(own, RDF.type, named(DIP[event.cls.value]))
    yield _triple(own, RDF.type, named(DIP[event.type]))
    yield _triple(own, DIP.status, named(DIP[event.status.value]))
    yield _triple(own, DIP.confidence, decimal(event.confidence))
    if event.earliest is not None:
        yield _triple(own, DIP.earliest, day(event.earliest))
    if event.latest is not None:
        yield _triple(own, DIP.latest, day(event.latest))
    if event.said_in is not None:
        yield _triple(own, DIP.saidIn, iri(events[event.said_in]))
        yield _triple(events[event.said_in], DIP.about, iri(own))
    for role in event.roles:
        if role.name not in ROLES[event.cls]:
            raise MappingError(f"{own}: {event.cls} has no role {role.name}")
        link = links.links[role.mention]
        yield _triple(own, DIP[role.name.value], iri(link.entity))
        yield from _mention(article, own, f"{role.name.value}Mention", link, extraction, links)
        if role.words is not None:
            yield from _role_words(article, own, role.words, extraction.mentions[role.mention])
    for term, evidence in _passages(event):
        yield from _evidence(article, own, term, evidence)
    for term, words in _words(event):
        yield _triple(own, term, text(words))
    for mention in event.about:
        yield _triple(own, DIP.about, iri(links.links[mention].entity))
    if event.quotation_kind is not None:
        yield _triple(own, DIP.quotationKind, named(DIP[event.quotation_kind.value]))


def _passages(event: Event) -> Iterator[tuple[str, Evidence]]:
    yield DIP.triggerEvidence, event.trigger
    for several, term in ((event.evidence, DIP.evidence), (event.content, DIP.contentEvidence)):
        for evidence in several:
            yield term, evidence
    for one, term in (
        (event.time, DIP.timeEvidence),
        (event.name, DIP.nameEvidence),
        (event.subject, DIP.subjectEvidence),
        (event.cue, DIP.cueEvidence),
    ):
        if one is not None:
            yield term, one


def _words(event: Event) -> Iterator[tuple[str, str]]:
    if event.content:
        yield DIP.content, " … ".join(evidence.quote for evidence in event.content)
    for evidence, term in (
        (event.time, DIP.timeExpression),
        (event.name, DIP.name),
        (event.subject, DIP.subject),
        (event.cue, DIP.cue),
    ):
        if evidence is not None:
            yield term, evidence.quote
    if event.no_speaker is not None:
        yield DIP.speakerUnknownBecause, event.no_speaker


def _evidence(article: str, event: str, term: str, evidence: Evidence) -> Iterator[ox.Triple]:
    node = evidence_iri(article, evidence.start, evidence.end)
    yield _triple(event, term, iri(node))
    yield _triple(node, RDF.type, named(DIP.Evidence))
    yield _triple(node, OA.hasSource, iri(article))
    # One node is resource and selector at once: half the triples, and a reader of annotations finds both.
    yield _triple(node, OA.hasSelector, iri(node))
    yield _triple(node, OA.start, integer(evidence.start))
    yield _triple(node, OA.end, integer(evidence.end))
    yield _triple(node, OA.exact, text(evidence.quote))


def _mention(
    article: str, event: str, role_term: str, link: Link, extraction: Extraction, links: Links
) -> Iterator[ox.Triple]:
    mention = extraction.mentions[link.mention]
    passage = Evidence(start=mention.start, end=mention.end, quote=mention.text)
    node = evidence_iri(article, mention.start, mention.end)
    yield from _evidence(article, event, DIP.mention, passage)
    yield _triple(event, DIP[role_term], iri(node))
    yield _triple(node, ITSRDF.taIdentRef, iri(link.entity))
    yield _triple(node, DIP.linkMethod, text(link.method))
    if any(entity.iri == link.entity and entity.qid for entity in links.entities):
        yield _triple(node, ITSRDF.taConfidence, decimal(link.score))
    elif link.candidates:
        best = link.candidates[:_MOST_CANDIDATES]
        for one in best:
            yield _triple(node, DIP.candidate, iri(wikidata_iri(one.qid)))
        scores = " ".join(f"{one.qid}={decimal(one.score).value}" for one in best)
        yield _triple(node, DIP.candidateScores, text(scores))


def _role_words(article: str, event: str, words: Evidence, mention: Mention) -> Iterator[ox.Triple]:
    yield from _evidence(article, event, DIP.roleWords, words)
    node = evidence_iri(article, words.start, words.end)
    yield _triple(node, DIP.standsFor, iri(evidence_iri(article, mention.start, mention.end)))


def _entities(extraction: Extraction, links: Links) -> Iterator[ox.Triple]:
    known = {entity.iri: entity for entity in links.entities}
    used = {
        links.links[mention].entity
        for event in extraction.events
        for mention in (*(role.mention for role in event.roles), *event.about)
    }
    for entity in _with_principals(used, known):
        yield _triple(entity.iri, RDF.type, named(DIP[entity.type.value]))
        yield _triple(entity.iri, RDFS.label, text(entity.label))
        if entity.acts_for is not None:
            yield _triple(entity.iri, DIP.actsFor, iri(entity.acts_for))
        if entity.country is not None:
            yield _triple(entity.iri, DIP.ofCountry, iri(entity.country))
        for office in entity.offices:
            yield _triple(entity.iri, DIP.office, text(office))


def _with_principals(iris: Iterable[str], known: Mapping[str, Entity]) -> Iterator[Entity]:
    """These entities, whom they act for and what country they are of, and so on; each once."""
    seen: set[str] = set()
    open_ones = list(iris)
    while open_ones:
        entity = known[open_ones.pop()]
        if entity.iri not in seen:
            seen.add(entity.iri)
            yield entity
            open_ones += [one for one in (entity.acts_for, entity.country) if one is not None]


def _triple(subject: str, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(iri(subject), named(predicate), value)
