"""The whole flow over iterables: extract, link, map, validate. Start reading here.

    extracted         Article -> Extraction
    linked            Extraction -> Links
    mapped            Extraction + Links -> ArticleGraph
    validated         ArticleGraph -> ArticleGraph or Rejection
    loaded            ArticleGraph -> the store's named graph, confirmed -> Receipt (kg_etl/loading/)

    events_read       Article -> its events as records, without a graph or a store
    links_read        Article -> what its mentions denote, as records
    events_in_store   Store -> its events as records

Count in, count out: each step gives one outcome for each article, in the same order. What goes wrong with one article
is a `Failure` (it could not be processed) or a `Rejection` (its graph violates the shapes), which later steps pass on:
articles in = loaded + unchanged + rejected + failed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg_etl import queries
from kg_etl.errors import MappingError
from kg_etl.events.role_constraints import check_entity_roles
from kg_etl.extractors import Extractor
from kg_etl.identifiers import article_iri
from kg_etl.linkers import Linker
from kg_etl.loading import Outcome, Receipt, loaded_articles
from kg_etl.mapping import article_graph, records_of_graph
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links, Rejection
from kg_etl.records import ArticleLinks, EventRecord, article_links, event_records
from kg_etl.stores import Store

if TYPE_CHECKING:
    from kg_etl.validation import Shapes


def extracted(articles: Iterable[Article], extractor: Extractor) -> Iterator[Extraction | Failure]:
    """The extraction of each article."""
    return extractor.extract(articles)


def linked(
    articles: Iterable[Article], extractions: Iterable[Extraction | Failure], linker: Linker
) -> Iterator[Links | Failure]:
    """The links of each extraction."""
    for article, extraction in zip(articles, extractions, strict=True):
        yield extraction if isinstance(extraction, Failure) else linker.link(article, extraction)


def mapped(
    articles: Iterable[Article],
    extractions: Iterable[Extraction | Failure],
    links: Iterable[Links | Failure],
    base: str,
    versions: Mapping[str, str],
    at: dt.datetime | None = None,
) -> Iterator[ArticleGraph | Failure]:
    """The named graph of each article."""
    for article, extraction, link in zip(articles, extractions, links, strict=True):
        if isinstance(extraction, Failure):
            yield extraction
        elif isinstance(link, Failure):
            yield link
        else:
            try:
                yield article_graph(article, check_entity_roles(extraction, link), link, base, versions, at)
            except MappingError as error:
                yield Failure(where=article.id, article_id=article.id, reason=str(error))


def validated(
    articles: Iterable[Article], graphs: Iterable[ArticleGraph | Failure], shapes: Shapes
) -> Iterator[Outcome]:
    """Each graph that conforms as it is; each other one as a rejection with its validation report."""
    from kg_etl.validation import violations  # a run with nothing new does without it

    for article, graph in zip(articles, graphs, strict=True):
        if isinstance(graph, Failure):
            yield graph
            continue
        results = violations(graph, article.text, shapes)
        yield (
            Rejection(article_id=article.id, content_hash=graph.content_hash, violations=results, triples=graph.triples)
            if results
            else graph
        )


def tallied(
    receipt: Receipt, extractions: Iterable[Extraction | Failure], links: Iterable[Links | Failure], base: str
) -> Receipt:
    """The receipt with the counts of what the loaded articles hold."""
    events: Counter[str] = Counter()
    mentions = linked_mentions = 0
    for extraction, link in zip(extractions, links, strict=True):
        if isinstance(extraction, Failure) or isinstance(link, Failure):
            continue
        if article_iri(base, extraction.article_id) not in receipt.loaded:
            continue
        events.update(f"{event.cls} {event.status}" for event in extraction.events)
        items = {entity.iri for entity in link.entities if entity.qid}
        mentions += len(link.links)
        linked_mentions += sum(mention_link.entity in items for mention_link in link.links)
    return replace(receipt, events=dict(sorted(events.items())), mentions=mentions, linked=linked_mentions)


def events_read(
    articles: Iterable[Article], extractor: Extractor, linker: Linker | None, base: str
) -> Iterator[tuple[EventRecord, ...] | Failure]:
    """The events of each article as records: one tuple, in text order, or one Failure for each article, in order.

    Args:
        articles: The articles; read a batch ahead.
        extractor: What reads them.
        linker: What decides which items their mentions denote; None leaves `entity_iri` and `qid` null.
        base: Base IRI of the graphs, with its closing slash.
    """
    for article, extraction in _extractions(articles, extractor):
        if isinstance(extraction, Failure):
            yield extraction
        elif linker is None:
            yield event_records(article, extraction, None, base)
        else:
            links = linker.link(article, extraction)
            yield event_records(article, check_entity_roles(extraction, links), links, base)


def links_read(articles: Iterable[Article], extractor: Extractor, linker: Linker) -> Iterator[ArticleLinks | Failure]:
    """What the mentions of each article denote, or one Failure, for each article in order."""
    for article, extraction in _extractions(articles, extractor):
        if isinstance(extraction, Failure):
            yield extraction
        else:
            yield article_links(extraction, linker.link(article, extraction))


def events_in_store(store: Store) -> Iterator[EventRecord]:
    """Every event that a store holds as a record, by article and place in its text.

    Raises:
        StoreError: the store refused or is not there.
        MappingError: a graph is not one that this package writes.
    """
    for iri in sorted(loaded_articles(store)):
        answer = store.query(queries.internal("triples", graph=[iri]))
        yield from records_of_graph(iri, answer)


def _extractions(articles: Iterable[Article], extractor: Extractor) -> Iterator[tuple[Article, Extraction | Failure]]:
    to_extract, to_pair = tee(articles)
    return zip(to_pair, extracted(to_extract, extractor), strict=True)
