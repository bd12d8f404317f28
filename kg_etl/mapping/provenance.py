"""The provenance graph of an article: the source, software versions and size of its named graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg_etl.errors import MappingError
from kg_etl.identifiers import activity_iri, agent_iri, article_iri, retraction_iri
from kg_etl.mapping.terms import canonical, instant, integer, iri, named, text, web_address
from kg_etl.model import Article, ArticleGraph
from kg_etl.vocabulary import DIP, PROV, RDF, RDFS

_VERSIONS = {
    "software": DIP.softwareVersion,
    "pipeline": DIP.pipelineVersion,
    "model": DIP.modelVersion,
    "lexicon": DIP.lexiconVersion,
    "gazetteer": DIP.gazetteerVersion,
    "shapes": DIP.shapesVersion,
}


def provenance_graph(
    graph: ArticleGraph,
    article: Article,
    events: int,
    base: str,
    versions: Mapping[str, str],
    at: dt.datetime | None,
) -> Iterator[ox.Triple]:
    """The triples about a named graph, in which the IRI of the article names the graph.

    Args:
        graph: The named graph.
        article: The article that it was made from.
        events: Number of events in it.
        base: Base IRI of the graphs.
        versions: Name of a component -> its version.
        at: When it was made; None omits the time.

    Raises:
        MappingError: a version has an unknown name, or the time has no time zone.
    """
    unknown = versions.keys() - _VERSIONS.keys()
    if unknown:
        raise MappingError(
            f"no term for the version of {', '.join(sorted(unknown))}; available: {', '.join(_VERSIONS)}"
        )
    node, activity = iri(graph.iri), iri(activity_iri(base, versions))
    yield ox.Triple(node, named(RDF.type), named(PROV.Entity))
    yield ox.Triple(node, named(PROV.wasGeneratedBy), activity)
    if article.url is not None and isinstance(source := web_address(article.url), ox.NamedNode):
        yield ox.Triple(node, named(PROV.wasDerivedFrom), source)
    yield ox.Triple(node, named(DIP.sourceId), text(article.id))
    yield ox.Triple(node, named(DIP.contentHash), text(graph.content_hash))
    yield ox.Triple(node, named(DIP.graphDigest), text(graph.digest))
    yield ox.Triple(node, named(DIP.tripleCount), integer(graph.triples.count("\n")))
    yield ox.Triple(node, named(DIP.eventCount), integer(events))
    if "pipeline" in versions:
        yield ox.Triple(node, named(DIP.pipelineVersion), text(versions["pipeline"]))
    if graph.edition is not None:
        yield ox.Triple(node, named(DIP.edition), instant(graph.edition))
    if at is not None:
        yield ox.Triple(node, named(PROV.generatedAtTime), instant(at))
    yield ox.Triple(activity, named(RDF.type), named(PROV.Activity))
    for name, version in versions.items():
        yield ox.Triple(activity, named(_VERSIONS[name]), text(version))
    if "software" in versions:
        yield from _agent(activity, base, versions["software"])


def unfinished_marker(graph: ArticleGraph) -> str:
    """The provenance graph of an article whose load is not finished, as canonical N-Triples.

    It records no content, only the source id and the time of the edition, which must not be lost.
    """
    return unfinished_marker_of(graph.iri, graph.article_id, graph.edition)


def unfinished_marker_of(graph_iri: str, article_id: str, edition: dt.datetime | None) -> str:
    """As `unfinished_marker`, for a graph of which only this is known."""
    return canonical(_article_triples(graph_iri, article_id, edition))


def tombstone(base: str, article_id: str, edition: dt.datetime | None = None, reason: str | None = None) -> str:
    """The provenance graph of a retracted article, as canonical N-Triples.

    Source: PROV-O, section 3.2 (prov:wasInvalidatedBy).
    """
    graph_iri, retraction = article_iri(base, article_id), iri(retraction_iri(base))
    triples = [
        *_article_triples(graph_iri, article_id, edition),
        ox.Triple(iri(graph_iri), named(PROV.wasInvalidatedBy), retraction),
        ox.Triple(retraction, named(RDF.type), named(PROV.Activity)),
        ox.Triple(retraction, named(RDFS.label), text("retraction")),
    ]
    if reason:
        triples.append(ox.Triple(iri(graph_iri), named(RDFS.comment), text(reason)))
    return canonical(triples)


def _article_triples(graph_iri: str, article_id: str, edition: dt.datetime | None) -> Iterator[ox.Triple]:
    node = iri(graph_iri)
    yield ox.Triple(node, named(RDF.type), named(PROV.Entity))
    yield ox.Triple(node, named(DIP.sourceId), text(article_id))
    if edition is not None:
        yield ox.Triple(node, named(DIP.edition), instant(edition))


def _agent(activity: ox.NamedNode, base: str, version: str) -> Iterator[ox.Triple]:
    agent = iri(agent_iri(base, version))
    yield ox.Triple(activity, named(PROV.wasAssociatedWith), agent)
    yield ox.Triple(agent, named(RDF.type), named(PROV.SoftwareAgent))
    yield ox.Triple(agent, named(RDFS.label), text(f"kg_etl {version}"))
