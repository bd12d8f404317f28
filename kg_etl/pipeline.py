"""The whole flow over iterables: start reading here.

    planned     what the source holds, less what the store holds already -> shards of articles
    extracted   Article -> Extraction
    linked      Extraction -> Links
    mapped      Extraction + Links -> ArticleGraph
    validated   ArticleGraph -> ArticleGraph or Rejection
    loaded      ArticleGraph -> the store's named graph, confirmed -> Receipt (kg_etl/loading.py)

Count in, count out: each step gives one outcome for each article it gets, in the same order. What went wrong with one
article is a `Failure` (it could not be processed) or a `Rejection` (its graph violates the shapes) that later steps
pass on, so that articles in = loaded + unchanged + rejected + failed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg_etl import queries
from kg_etl.casting import cast
from kg_etl.errors import MappingError
from kg_etl.extractors import Extractor
from kg_etl.identifiers import article_iri
from kg_etl.linkers import Linker
from kg_etl.loading import Known, Outcome, Receipt, held_by
from kg_etl.mapping import article_graph, records_of_graph
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links, Rejection, Value
from kg_etl.records import EventRecord
from kg_etl.sharding import shard_key, shard_number
from kg_etl.sources import Found
from kg_etl.stores import Store

if TYPE_CHECKING:
    from kg_etl.validation import Shapes


class Quarantined(Value, frozen=True):
    """An article that was rejected or failed, with the content and version it was tried with."""

    article_id: str
    content_hash: str
    version: str
    outcome: Rejection | Failure


class Pending(Value, frozen=True):
    """An article that is to be processed, without its text: a run may have millions of them."""

    id: str
    day: str
    """The UTC day of its publication, or `undated`."""
    content: bytes
    """Its content hash."""
    place: int
    """Where it was laid aside."""


class Shard(Value, frozen=True):
    """Articles that are processed together: a span of time, the shard's number in it, and a digest of its content."""

    span: str
    """A day (`2024-05-16`) or `all`."""
    number: int
    digest: str
    articles: tuple[Pending, ...]


class Plan(Value, frozen=True):
    """What there is to do: every article of the source is in exactly one of these."""

    pending: tuple[Pending, ...]
    unchanged: int
    failed: tuple[Failure, ...]
    """Input that could not be read now, and articles that failed before with the same content and version."""
    rejected: int
    """Articles that were rejected before with the same content and version."""
    barred: int = 0
    """Articles that were retracted, and editions that are older than what the store has: it is left as it is."""
    withdrawn: tuple[str, ...] = ()
    """Ids that the source takes back and the store does not know as retracted."""
    keys: Mapping[str, Sequence[int]] = {}
    """The hashes of all readable articles, sorted, by day and `all`: they decide what the shards are."""

    def __len__(self) -> int:
        """Articles in."""
        return len(self.pending) + self.unchanged + self.barred + len(self.failed) + self.rejected

    def shards(self, span: str, size: int) -> tuple[Shard, ...]:
        """The pending articles of a span in shards of at most `size`.

        What the shards are follows from all articles of the span, pending or not: a run that was stopped and is
        started again finds its unfinished shards as they were, and so their stage outputs.
        """
        buckets: dict[int, list[Pending]] = defaultdict(list)
        for article in self.pending:
            if span in {"all", article.day}:
                buckets[shard_number(shard_key(article.id), self.keys.get(span, ()), size)].append(article)
        return tuple(_shard(span, number, articles) for number, articles in sorted(buckets.items()))


UNDATED = "undated"
"""The day of an article that does not say when it was published."""


def day_of(article: Article) -> str:
    """The UTC day on which an article was published, or `undated`."""
    return article.published.astimezone(dt.UTC).date().isoformat() if article.published else UNDATED


def store_key(location: str) -> str:
    """A folder name for a store, so that receipts of two stores never meet; credentials never enter it.

    >>> store_key("data/store") == store_key("data/other")
    False
    """
    place = location if "://" in location else str(Path(location).resolve())
    return hashlib.sha256(place.encode()).hexdigest()[:12]


def _shard(span: str, number: int, articles: list[Pending]) -> Shard:
    articles.sort(key=lambda article: article.id)
    digest = hashlib.sha256(b"".join(article.content for article in articles)).hexdigest()[:12]
    return Shard(span=span, number=number, digest=digest, articles=tuple(articles))


def planned(
    found: Iterable[Found | Failure],
    known: Known,
    quarantined: Callable[[str], Quarantined | None],
    version: str,
    base: str,
    keep: Callable[[Article], int],
) -> Plan:
    """What there is to do. No more than one article is held at a time.

    Args:
        found: Everything the source gives, each id once.
        known: What the store knows.
        quarantined: The quarantined article of an id, if there is one.
        version: That of the whole chain: an article held under another one is pending.
        base: Base IRI of the graphs.
        keep: Lays a pending article aside and says where.
    """
    pending: list[Pending] = []
    withdrawn: list[str] = []
    failed: list[Failure] = []
    keys: dict[str, array[int]] = defaultdict(lambda: array("L"))
    unchanged = rejected = barred = 0
    for one in found:
        if isinstance(one, Failure):
            failed.append(one)
            continue
        article = one.article
        if article.withdrawn:
            withdrawn.append(article.id)
            continue
        content, day, iri = article.content_hash, day_of(article), article_iri(base, article.id)
        for span in (day, "all"):
            keys[span].append(shard_key(article.id))
        if known.bars(iri, article.edition):
            barred += 1
            continue
        there = known.held.get(iri)
        if there is not None and (there.content_hash, there.version) == (content, version):
            unchanged += 1
            continue
        before = quarantined(article.id)
        if before is None or (before.content_hash, before.version) != (content, version):
            pending.append(Pending(id=article.id, day=day, content=bytes.fromhex(content), place=keep(article)))
        elif isinstance(before.outcome, Rejection):
            rejected += 1
        else:
            failed.append(before.outcome)
    gone = set(withdrawn)
    kept = tuple(article for article in pending if article.id not in gone)
    return Plan(
        pending=kept,
        unchanged=unchanged,
        barred=barred + len(pending) - len(kept),
        failed=tuple(failed),
        rejected=rejected,
        withdrawn=tuple(one for one in withdrawn if article_iri(base, one) not in known.retracted),
        keys={span: array("L", sorted(some)) for span, some in keys.items()},
    )


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
                yield article_graph(article, cast(extraction, link), link, base, versions, at)
            except MappingError as error:
                yield Failure(where=article.id, article_id=article.id, reason=str(error))


def validated(
    articles: Iterable[Article], graphs: Iterable[ArticleGraph | Failure], shapes: Shapes
) -> Iterator[Outcome]:
    """Each graph that conforms as it is, each other one as a rejection with its report."""
    from kg_etl.validation import violations  # what a run with nothing new does without

    for article, graph in zip(articles, graphs, strict=True):
        if isinstance(graph, Failure):
            yield graph
            continue
        found = violations(graph, article.text, shapes)
        yield (
            Rejection(article_id=article.id, content_hash=graph.content_hash, violations=found, triples=graph.triples)
            if found
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
        known = {entity.iri for entity in link.entities if entity.qid}
        mentions += len(link.links)
        linked_mentions += sum(one.entity in known for one in link.links)
    return replace(receipt, events=dict(sorted(events.items())), mentions=mentions, linked=linked_mentions)


def event_records_of(store: Store) -> Iterator[EventRecord]:
    """Every event that a store holds as the record that is exported, by article and place in its text."""
    for iri in sorted(held_by(store)):
        answer = store.query(queries.internal("triples", graph=[iri]))
        yield from records_of_graph(iri, answer)
