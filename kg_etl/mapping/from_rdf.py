"""The graph of an article -> event records for export: the inverse of `to_rdf`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from msgspec import UNSET

from kg_etl.errors import MappingError
from kg_etl.identifiers import WIKIDATA_ENTITY
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, EventClass, RoleName, member_of
from kg_etl.queries import Answer
from kg_etl.records import EventRecord, RoleRecord, TextSpan, in_text_order, quote_span, roles_in_order
from kg_etl.schema import ATTRIBUTES
from kg_etl.vocabulary import DIP, ITSRDF, OA, RDF, RDFS

_NAMESPACE = str(DIP._NS)


def records_of_graph(iri: str, answer: Answer) -> tuple[EventRecord, ...]:
    """The records of an article's events, in the order of their triggers, as `kg_etl.records.event_records` gives them.

    Args:
        iri: IRI of the graph, which is that of the article.
        answer: All triples of the graph, as `?subject ?predicate ?object`.

    Raises:
        MappingError: `article_graph` cannot have written the graph.
    """
    return _records(iri, ((row["subject"], row["predicate"], row["object"]) for row in answer.as_dicts()))


def records_of_ntriples(iri: str, ntriples: str) -> tuple[EventRecord, ...]:
    """The records of an article's events from the N-Triples of its graph.

    Raises:
        MappingError: `article_graph` cannot have written the graph.
    """
    try:
        quads = list(ox.parse(ntriples.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise MappingError(f"{iri}: {error}") from error
    return _records(iri, ((_value(q.subject), q.predicate.value, _value(q.object)) for q in quads))


class _Graph:
    """The triples of a graph, as node and property -> values as strings."""

    def __init__(self, iri: str, triples: Iterable[tuple[str, str, str]]) -> None:
        self.iri = iri
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.events: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in triples:
            self._values[subject, predicate].append(value)
            if predicate == str(RDF.type) and value.startswith(_NAMESPACE):
                self.events[subject].add(value.removeprefix(_NAMESPACE))

    def values(self, node: str, term: str) -> list[str]:
        return self._values.get((node, str(term)), [])

    def value(self, node: str, term: str) -> str:
        values = self.values(node, term)
        if len(values) != 1:
            raise MappingError(f"{self.iri}: <{node}> must have a single value of {term}, not {len(values)}")
        return values[0]

    def optional(self, node: str, term: str) -> str | None:
        return self.value(node, term) if self.values(node, term) else None

    def span(self, node: str) -> TextSpan:
        return TextSpan(
            start=int(self.value(node, OA.start)), end=int(self.value(node, OA.end)), text=self.value(node, OA.exact)
        )

    def spans(self, node: str, term: str) -> list[TextSpan]:
        return sorted((self.span(value) for value in self.values(node, term)), key=lambda span: (span.start, span.end))


def _records(iri: str, triples: Iterable[tuple[str, str, str]]) -> tuple[EventRecord, ...]:
    graph = _Graph(iri, triples)
    classes = {cls.value: cls for cls in EventClass}
    return in_text_order(
        _record(graph, node, classes[cls], types)
        for node, types in graph.events.items()
        for cls in sorted(types & classes.keys())
    )


def _record(graph: _Graph, node: str, cls: EventClass, types: set[str]) -> EventRecord:
    published = graph.optional(graph.iri, DIP.published)
    return EventRecord(
        article=graph.value(graph.iri, DIP.sourceId),
        article_iri=graph.iri,
        event_iri=node,
        cls=cls,
        type=next(iter(sorted(types & EVENT_TYPES[cls] - {cls.value})), cls.value),
        roles=roles_in_order(
            _role(graph, name, mention, words)
            for name in CLASS_ROLES[cls]
            for mention in graph.values(node, DIP[f"{name.value}Mention"])
            for words in _words(graph, node, mention)
        ),
        article_title=graph.optional(graph.iri, DIP.title),
        published=dt.datetime.fromisoformat(published) if published else None,
        **{name: _attribute(graph, node, name, cls) for name in ATTRIBUTES},
    )


def _attribute(graph: _Graph, node: str, name: str, cls: EventClass) -> Any:
    """The value of an attribute in a record; UNSET if the class does not have the attribute.

    Raises:
        MappingError: a required value is missing, or there are several.
    """
    attribute = ATTRIBUTES[name]
    if not attribute.is_of(cls):
        return UNSET
    if attribute.is_multiple:
        spans = graph.spans(node, DIP[attribute.evidence])
        return tuple(map(quote_span, spans)) if attribute.kind == "quotes" else tuple(spans)
    term: str = DIP[attribute.evidence if attribute.kind == "span" else attribute.term]
    value = graph.value(node, term) if attribute.required else graph.optional(node, term)
    if value is None:
        return None
    match attribute.kind:
        case "span":
            return graph.span(value)
        case "day":
            return dt.date.fromisoformat(value)
        case "number":
            return float(value)
        case "term":
            return member_of(name, value.removeprefix(_NAMESPACE))
        case _:
            return value


def _words(graph: _Graph, event: str, mention: str) -> list[str]:
    """The nodes of the words that stand for a mention in an event; without such words the mention's node."""
    return [words for words in graph.values(event, DIP.roleWords) if mention in graph.values(words, DIP.standsFor)] or [
        mention
    ]


def _role(graph: _Graph, name: RoleName, mention: str, words: str) -> RoleRecord:
    span, entity = graph.span(words), graph.value(mention, ITSRDF.taIdentRef)
    return RoleRecord(
        role=name,
        text=span.text,
        start=span.start,
        end=span.end,
        entity_iri=entity,
        qid=entity.removeprefix(WIKIDATA_ENTITY) if entity.startswith(WIKIDATA_ENTITY) else None,
        label=graph.value(entity, RDFS.label),
    )


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
