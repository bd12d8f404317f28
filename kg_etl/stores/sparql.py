"""A SPARQL 1.1 server over HTTP: queries and updates by the SPARQL Protocol, graphs by the Graph Store Protocol."""

from __future__ import annotations

import http.client
import time
import urllib.error
import warnings
from collections.abc import Iterator, Mapping
from itertools import islice
from types import TracebackType
from typing import IO, Any, Self, cast

import pyoxigraph as ox
import requests
import urllib3
from requests.adapters import HTTPAdapter
from SPARQLWrapper import JSON, POST, POSTDIRECTLY

from kg_etl.errors import QueryError, StoreError
from kg_etl.queries import Answer, Term, answer_from_json, iri_term, read_form
from kg_etl.queries.syntax import names_dataset
from kg_etl.stores.endpoint import AGENT, BACKOFF, BUSY, Endpoint, Patience, check_address, patience
from kg_etl.stores.ntriples import canonical_nquads, canonical_ntriples, graph_replacement

CONNECT_TIMEOUT = 10.0
"""Seconds."""


class SparqlStore:
    """Named graphs behind a query address, and either a graph store or an update address to write them through.

    Every request is tried again when the server cannot be reached or says that it is busy. No redirect is followed:
    it could carry a write, or credentials, to where nobody meant them to go.
    """

    def __init__(
        self,
        query_url: str,
        *,
        update_url: str = "",
        graph_store_url: str = "",
        user: str = "",
        password: str = "",
        timeout: float = 300.0,
        retries: int = 4,
        session: requests.Session | None = None,
    ) -> None:
        """Name the addresses; nothing is sent yet.

        Args:
            query_url: Answers queries.
            update_url: Takes updates; used for writing when there is no `graph_store_url`. Slower.
            graph_store_url: Takes whole graphs.
            user: For basic authentication; empty for none.
            password: Goes with `user`.
            timeout: Seconds without a byte from the server before a request is given up.
            retries: Repetitions of a request after its first attempt.
            session: Connections to use instead of new ones; it is closed with the store.

        Raises:
            StoreError: an address is not http or https, or holds credentials.
        """
        for url in filter(None, (query_url, update_url, graph_store_url)):
            check_address(url)
        self._query_url = query_url
        self._update_url = update_url
        self._graph_store_url = graph_store_url
        self._credentials = (user, password) if user else None
        self._timeout = timeout
        self._retries = retries
        self._session = session or requests.Session()
        # Without an auth of its own, requests would look for credentials in ~/.netrc.
        self._session.auth = self._credentials or (lambda request: request)
        self._session.headers["User-Agent"] = AGENT
        self._session.mount("http://", HTTPAdapter(max_retries=patience(retries)))
        self._session.mount("https://", HTTPAdapter(max_retries=patience(retries)))

    @classmethod
    def at(
        cls,
        url: str,
        *,
        query_url: str = "",
        update_url: str = "",
        graph_store_url: str = "",
        user: str = "",
        password: str = "",
        timeout: float = 300.0,
        retries: int = 4,
    ) -> Self:
        """The store of an Oxigraph server with this root address; addresses given stand in the place of derived ones.

        >>> with SparqlStore.at("http://localhost:7878") as store:
        ...     print(store)
        SPARQL server http://localhost:7878/query
        """
        root = url.rstrip("/")
        return cls(
            query_url or f"{root}/query",
            update_url=update_url or f"{root}/update",
            graph_store_url=graph_store_url or f"{root}/store",
            user=user,
            password=password,
            timeout=timeout,
            retries=retries,
        )

    def __str__(self) -> str:
        return f"SPARQL server {self._query_url}"

    def replace_graphs(self, graphs: Mapping[str, str]) -> None:
        """See `kg_etl.stores.Store.replace_graphs`: a request for each graph; all are checked before the first is sent.

        Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 5.3 (PUT) and 5.4 (DELETE).

        Raises:
            StoreError: a graph is malformed (then none is written), or the server refused or is not there.
        """
        checked = {graph: canonical_ntriples(graph, triples) for graph, triples in graphs.items()}
        for graph, triples in checked.items():
            if self._graph_store_url:
                self._put(graph, triples)
            elif self._update_url:
                self._updated(graph_replacement(graph, triples))
            else:
                raise StoreError(f"{self} can only be read: no graph store or update address is set")

    def query(self, sparql: str) -> Answer:
        """See `kg_etl.stores.Store.query`; without GRAPH or FROM it asks all graphs together.

        A triple that several graphs hold is then met once for each of them: ask DISTINCT.
        Servers other than Oxigraph decide for themselves what their default graph is.
        """
        form = read_form(sparql)
        wrapper = self._wrapper(sparql, form)
        if not names_dataset(sparql):
            wrapper.addParameter("union-default-graph", "true")
        media_type, body = self._sent(wrapper, self._query_url)
        if "json" not in media_type:
            raise StoreError(
                f"{self._query_url} answered with {media_type or 'no media type'} instead of SPARQL results"
            )
        try:
            return answer_from_json(body)
        except ValueError as error:
            raise StoreError(f"{self._query_url} answered with what is {error}") from error

    def nquads(self) -> Iterator[str]:
        """See `kg_etl.stores.Store.nquads`."""
        return self._dumped() if self._graph_store_url else self._queried()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _put(self, graph: str, triples: str) -> None:
        method = "PUT" if triples else "DELETE"
        response = self._requested(
            method,
            params={"graph": graph},
            data=triples.encode("utf-8") or None,
            headers={"Content-Type": "application/n-triples"} if triples else {},
        )
        if method == "DELETE" and response.status_code == 404:
            return
        if response.status_code not in {200, 201, 202, 204}:
            raise self._refusal(response.status_code, self._graph_store_url, response.text)
        if response.content and "html" in response.headers.get("Content-Type", ""):
            raise StoreError(f"{self._graph_store_url} answered a write with a web page: is this a graph store?")

    def _requested(self, method: str, **arguments: Any) -> requests.Response:
        try:
            return self._session.request(
                method,
                self._graph_store_url,
                timeout=(CONNECT_TIMEOUT, self._timeout),
                allow_redirects=False,
                **arguments,
            )
        except requests.RequestException as error:
            reason = getattr(error.args[0], "reason", error) if error.args else error
            raise self._silence(self._graph_store_url, reason) from error

    def _dumped(self) -> Iterator[str]:
        url = self._graph_store_url
        with self._requested("GET", headers={"Accept": "application/n-quads"}, stream=True) as response:
            if response.status_code != 200:
                raise self._refusal(response.status_code, url, response.text)
            media_type = response.headers.get("Content-Type", "")
            if "application/n-quads" not in media_type:
                raise StoreError(f"{url} answered with {media_type or 'no media type'} instead of N-Quads")
            response.raw.decode_content = True
            try:
                quads = ox.parse(input=cast("IO[bytes]", response.raw), format=ox.RdfFormat.N_QUADS)
                while lines := canonical_nquads(islice(quads, 1000)):
                    yield from lines
            except (SyntaxError, OSError, urllib3.exceptions.HTTPError) as error:
                raise StoreError(f"{url} broke off its N-Quads: {error}") from error

    def _queried(self) -> Iterator[str]:
        named = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        for graph in (row["g"] for row in named.as_dicts()):
            answer = self.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {iri_term(graph)} {{ ?s ?p ?o }} }}")
            yield from canonical_nquads(_quad(row, graph) for row in answer.rows)

    def _updated(self, sparql: str) -> None:
        media_type, body = self._sent(self._wrapper(sparql, "INSERT"), self._update_url)
        if body and "html" in media_type:
            raise StoreError(f"{self._update_url} answered an update with a web page: is this an update address?")

    def _wrapper(self, sparql: str, form: str) -> Endpoint:
        wrapper = Endpoint(self._query_url, self._update_url, returnFormat=JSON, agent=AGENT)
        wrapper.seconds = self._timeout
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setOnlyConneg(True)
        if self._credentials:
            wrapper.setCredentials(*self._credentials)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            wrapper.setQuery(sparql)
        # SPARQLWrapper guesses the form from the text, and can take a query for an update.
        wrapper.queryType = form
        return wrapper

    def _sent(self, wrapper: Endpoint, url: str) -> tuple[str, bytes]:
        for attempt in range(self._retries + 1):
            try:
                with wrapper.query().response as response:
                    return response.headers.get("Content-Type", ""), response.read()
            except urllib.error.HTTPError as error:
                with error:
                    body = error.read(2000).decode("utf-8", "replace")
                if error.code not in BUSY or attempt == self._retries:
                    raise self._refusal(error.code, url, body) from error
                wait = Patience().parse_retry_after(error.headers.get("Retry-After", "0"))
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", error)
                # A query that took too long would again take too long.
                if isinstance(reason, TimeoutError) or attempt == self._retries:
                    raise self._silence(url, reason) from error
                wait = 0.0
            time.sleep(wait or BACKOFF * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _silence(self, url: str, reason: object) -> StoreError:
        return StoreError(f"no answer from {url}: {reason}. Is the server running, and the address right?")

    def _refusal(self, status: int, url: str, body: str) -> StoreError | QueryError:
        said = " ".join("".join(c if c.isprintable() else " " for c in body[:500]).split())
        if self._credentials and self._credentials[1]:
            said = said.replace(self._credentials[1], "***")
        if status == 400 and url == self._query_url:
            return QueryError(f"{url} does not take this for SPARQL: {said}")
        if status in {401, 403}:
            given = "with the credentials given" if self._credentials else "without credentials"
            return StoreError(
                f"{url} refuses access {given} (HTTP {status}): set KG_ETL_STORE_USER and KG_ETL_STORE_PASSWORD"
            )
        if 300 <= status < 400:
            return StoreError(f"{url} redirects elsewhere (HTTP {status}): set the final address instead")
        return StoreError(f"{url} refused with HTTP {status}: {said}")


def _quad(row: tuple[Term | None, ...], graph: str) -> ox.Quad:
    subject, predicate, value = (_node(term) for term in row if term is not None)
    return ox.Quad(subject, predicate, value, ox.NamedNode(graph))


def _node(term: Term) -> Any:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "blank":
        return ox.BlankNode(term.value)
    if term.language is not None:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=None if term.datatype is None else ox.NamedNode(term.datatype))
