"""A SPARQL 1.1 server over HTTP: the SPARQL Protocol for queries and updates, the Graph Store Protocol for graphs."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
import requests
from SPARQLWrapper import JSON, POST, URLENCODED, SPARQLWrapper

from kg_etl import queries
from kg_etl.errors import StoreError
from kg_etl.queries import Answer, answer_from_json, read_form
from kg_etl.queries.syntax import names_dataset
from kg_etl.stores.connection import AGENT, Connection
from kg_etl.stores.endpoint import Credentials, Endpoint
from kg_etl.stores.faithful import unfaithful
from kg_etl.stores.ntriples import (
    batches,
    canonical_nquads,
    canonical_ntriples,
    graph_replacement,
    sorted_ntriples,
)
from kg_etl.stores.server_profiles import OXIGRAPH, ServerProfile

READ_AT_ONCE = 5_000
"""Triples requested by one query: servers truncate long answers, Virtuoso at 10,000 rows by default."""
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
VIRTUOSO_ASK = "__ASK_RETVAL"
"""The only variable in Virtuoso's JSON answer to ASK: a row means true, no row false."""


class SparqlStore:
    """Named graphs behind a query address, written through an update or graph store address.

    Every request is retried if the server cannot be reached or is busy. Redirects are not followed: they could send
    updates or credentials to a server that was not configured.
    """

    def __init__(
        self, endpoint: Endpoint, credentials: Credentials | None = None, session: requests.Session | None = None
    ) -> None:
        """Prepare the connection without sending anything.

        Args:
            endpoint: Addresses and options.
            credentials: User and secret.
            session: Session to use instead of a new one; it is closed with the store.

        Raises:
            StoreError: the endpoint requires credentials, but there are none.
        """
        self._endpoint = endpoint
        self._connection = Connection(endpoint, credentials, session)

    @classmethod
    def at(
        cls, location: str, kind: ServerProfile = OXIGRAPH, credentials: Credentials | None = None, **more: Any
    ) -> Self:
        """The store at a root address; `more` are fields of `Endpoint`.

        >>> with SparqlStore.at("http://localhost:7878") as store:
        ...     print(store)
        SPARQL server http://localhost:7878/query
        """
        more.setdefault("authentication", kind.authentication if credentials else "none")
        return cls(Endpoint.at(location, kind, **more), credentials)

    def __str__(self) -> str:
        return f"SPARQL server {self._endpoint.query_url}"

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """See `kg_etl.stores.Store.replace_graphs`: all graphs are checked before the first is sent.

        With an update address several graphs go in one request, which is a transaction on every server tested;
        otherwise each graph is a PUT.

        Source: SPARQL 1.1 Update, section 2.2 (a request is atomic); SPARQL 1.1 Graph Store HTTP Protocol,
        sections 5.3 (PUT) and 5.4 (DELETE).

        Raises:
            StoreError: a graph is malformed or would be returned changed (then none is written), or the server refused
                or is unavailable.
        """
        endpoint = self._endpoint
        checked = {graph: canonical_ntriples(graph, triples, endpoint.kind) for graph, triples in graphs.items()}
        if endpoint.update_url:
            for batch in batches(checked, endpoint.batch_triples, endpoint.batch_bytes, endpoint.kind.graphs_a_request):
                self._update(
                    " ;\n".join(graph_replacement(graph, text, endpoint.kind) for graph, text in batch.items())
                )
        elif endpoint.graph_store_url:
            for graph, triples in checked.items():
                self._put(graph, triples)
        else:
            raise StoreError(f"{self} is read-only: no update or graph store address is set")

    def refusal(self, triples: str) -> str | None:
        """See `kg_etl.stores.Store.refusal`."""
        return unfaithful(triples, self._endpoint.kind)

    def query(self, sparql: str) -> Answer:
        """See `kg_etl.stores.Store.query`; without GRAPH or FROM the query runs on the server's default graph.

        Oxigraph is told to use the union of all graphs, where a triple in several graphs matches once per graph: use
        DISTINCT.
        """
        form = read_form(sparql)
        body = self._results(sparql, form)
        try:
            answer = answer_from_json(body)
        except ValueError as error:
            raise StoreError(f"{self._endpoint.query_url} did not answer with SPARQL results: {error}") from error
        if answer.variables == (VIRTUOSO_ASK,) and form == "ASK":
            return Answer(boolean=bool(answer.rows))
        return answer

    def sizes(self) -> dict[str, int]:
        """See `kg_etl.stores.Store.sizes`."""
        rows = self.query(queries.internal("sizes")).as_dicts()
        return {
            row["graph"]: int(row["triples"]) for row in rows if row["graph"] not in self._endpoint.kind.system_graphs
        }

    def graphs(self, names: Sequence[str]) -> dict[str, str]:
        """See `kg_etl.stores.Store.graphs`: triples are counted first, then fetched in few queries of limited size."""
        texts = {}
        for start in range(0, len(names), 200):
            answer = self.query(queries.internal("count", graphs=names[start : start + 200]))
            sizes = {row["graph"]: int(row["triples"]) for row in answer.as_dicts()}
            wanted: list[str] = []
            for name in sizes:
                if wanted and sum(sizes[graph] for graph in [*wanted, name]) > READ_AT_ONCE:
                    texts.update(self._read(wanted, sizes))
                    wanted = []
                wanted.append(name)
            texts.update(self._read(wanted, sizes))
        return texts

    def nquads(self) -> Iterator[str]:
        """See `kg_etl.stores.Store.nquads`."""
        names = sorted(self.sizes())
        for start in range(0, len(names), 200):
            for graph, text in self.graphs(names[start : start + 200]).items():
                triples = ox.parse(input=text.encode(), format=ox.RdfFormat.N_TRIPLES)
                name = ox.NamedNode(graph)
                yield from canonical_nquads(
                    ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples
                )

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, names: list[str], sizes: Mapping[str, int]) -> dict[str, str]:
        if not names:
            return {}
        body = self._results(queries.internal("contents", graph=names), "SELECT")
        triples: dict[str, set[ox.Triple]] = defaultdict(set)
        try:
            for graph, subject, predicate, value in _rows(body):
                triples[graph.value].add(ox.Triple(subject, predicate, _as_sent(value)))
        except (SyntaxError, UnicodeDecodeError, ValueError, TypeError) as error:
            raise StoreError(f"{self} did not answer with the triples of graphs: {error}") from error
        for name in names:
            if len(triples[name]) < sizes[name]:
                raise StoreError(
                    f"{self} returned {len(triples[name])} of the {sizes[name]} triples of <{name}>: "
                    "it truncates answers (Virtuoso: raise ResultSetMaxRows), or another program is writing to it"
                )
        return {name: sorted_ntriples(triples[name]) for name in names}

    def _results(self, sparql: str, form: str) -> bytes:
        request = self._request(sparql, form)
        url = self._endpoint.query_url
        response = self._connection.request("POST", url, data=request.data, headers=dict(request.header_items()))
        if response.status_code != 200:
            raise self._connection.refusal(response, url)
        media_type = response.headers.get("Content-Type", "")
        if "json" not in media_type:
            raise StoreError(f"{url} answered with {media_type or 'no media type'} instead of SPARQL results")
        return response.content

    def _put(self, graph: str, triples: str) -> None:
        url = self._endpoint.graph_store_url
        method = "PUT" if triples else "DELETE"
        response = self._connection.request(
            method,
            url,
            params={"graph": graph},
            data=triples.encode("utf-8") or None,
            headers={"Content-Type": "application/n-triples"} if triples else {},
        )
        if not (method == "DELETE" and response.status_code == 404):
            self._check_written(response, url)

    def _update(self, sparql: str) -> None:
        url = self._endpoint.update_url
        headers = {"Content-Type": "application/sparql-update"}
        self._check_written(self._connection.request("POST", url, data=sparql.encode("utf-8"), headers=headers), url)

    def _check_written(self, response: requests.Response, url: str) -> None:
        if response.status_code not in {200, 201, 202, 204}:
            raise self._connection.refusal(response, url)
        if response.content and "html" in response.headers.get("Content-Type", ""):
            raise StoreError(f"{url} answered an update with a web page: is this an update address?")

    def _request(self, sparql: str, form: str) -> Any:
        wrapper = SPARQLWrapper(self._endpoint.query_url, returnFormat=JSON, agent=AGENT)
        wrapper.setMethod(POST)
        # Every server accepts form-encoded queries; Virtuoso never answers a query sent as the body.
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        if not names_dataset(sparql):
            wrapper.addParameter("union-default-graph", "true")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            wrapper.setQuery(sparql)
        # SPARQLWrapper guesses the form from the text and can mistake a query for an update.
        wrapper.queryType = form
        # Its own request method has no persistent connections and would follow redirects with credentials.
        return wrapper._createRequest()


def _rows(body: bytes) -> Iterator[Any]:
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        raise TypeError("yes or no")
    return iter(results)


def _as_sent(value: Any) -> Any:
    """The literal without the `.0` that Jena appends to whole decimals; canonical XML Schema 1.1 has none."""
    if isinstance(value, ox.Literal) and value.datatype == _DECIMAL:
        return ox.Literal(value.value.removesuffix(".0"), datatype=_DECIMAL)
    return value
