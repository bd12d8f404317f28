"""SparqlEndpoint: a SPARQL endpoint with Wikidata's content (the query service, QLever, a private one)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kg_etl.errors import QueryTimeoutError, WikidataError
from kg_etl.identifiers import WIKIDATA_ENTITY
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client, PassingError, first_line

_QID = re.compile(r"Q[1-9]\d*")
_ROWS = "rows 1"
_LATE = re.compile(rb"TimeoutException|timed? ?out|timeout", re.IGNORECASE)


class _Cell(msgspec.Struct):
    type: str
    value: str


class _Results(msgspec.Struct):
    bindings: list[dict[str, _Cell]]


class _Document(msgspec.Struct):
    results: _Results


_DECODER = msgspec.json.Decoder(_Document)

Row = dict[str, str]
"""Variable -> lexical form, IRI or, for the IRI of an item, QID; without unbound variables and unknown values."""


class SparqlEndpoint:
    """Runs SELECT queries."""

    def __init__(self, url: str, client: Client, page: int = 300, answers: Cache | None = None) -> None:
        """Set the endpoint.

        Args:
            url: Address of the endpoint.
            client: Sends the queries.
            page: Maximum number of items in one query.
            answers: Stores responses, so that an interrupted series of queries can be resumed.
        """
        self.url = url
        self._client = client
        self._page = page
        self._answers = answers

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query.

        Source: SPARQL 1.1 Query Results JSON Format.

        Raises:
            QueryTimeoutError: the endpoint timed out.
            WikidataError: the endpoint refuses the query or cannot be reached.
        """
        key = hashlib.sha256(f"{self.url}\n{query}".encode()).hexdigest()
        kept = self._answers.get(_ROWS, [key]) if self._answers else {}
        if key in kept:
            return msgspec.json.decode(kept[key], type=list[Row])
        rows = self._client.ask(
            self.url, {"query": query}, self._read, accept="application/sparql-results+json", post=True
        )
        if self._answers:
            self._answers.put(_ROWS, {key: msgspec.json.encode(rows)})
        return rows

    def about(self, query: str, variable: str, qids: Iterable[str], page: int | None = None) -> Iterator[Row]:
        """The rows of a query for many items, requested page by page; a page that times out is split in halves.

        Args:
            query: Contains one block `VALUES ?variable { ... }`, which is replaced by the items of a page.
            variable: Its name, without the question mark.
            qids: The items.
            page: Smaller page size, for queries that return many rows per item.

        Raises:
            WikidataError: the endpoint refuses the query, cannot be reached, or times out for a single item.
        """
        wanted = list(dict.fromkeys(qids))
        size = min(self._page, page or self._page)
        for start in range(0, len(wanted), size):
            yield from self._halved(query, variable, wanted[start : start + size])

    def _halved(self, query: str, variable: str, qids: Sequence[str]) -> Iterator[Row]:
        try:
            rows = self.select(bound(query, variable, (item_term(qid) for qid in qids)))
        except QueryTimeoutError:
            if len(qids) == 1:
                raise
            middle = len(qids) // 2
            yield from self._halved(query, variable, qids[:middle])
            yield from self._halved(query, variable, qids[middle:])
        else:
            yield from rows

    def _read(self, status: int, body: bytes) -> list[Row]:
        if status == 200:
            try:
                return [_row(binding) for binding in _DECODER.decode(body).results.bindings]
            except msgspec.DecodeError:
                if body.lstrip().startswith(b"{") and b'"exception"' in body and not _LATE.search(body):
                    raise WikidataError(self._refusal("HTTP 200", body)) from None
        web_page = body.lstrip().startswith(b"<")
        if status in {408, 413, 414} or (_LATE.search(body) and not web_page):
            raise QueryTimeoutError(
                f"{self.url} timed out: lower [wikidata] page or use one with a longer limit: {first_line(body[-200:])}"
            )
        if status == 200:
            raise PassingError(f"the response is not a complete SPARQL result: {first_line(body)}")
        if status >= 500:
            raise PassingError(f"HTTP {status}: {first_line(body)}")
        raise WikidataError(self._refusal(f"HTTP {status}", body))

    def _refusal(self, status: str, body: bytes) -> str:
        return f"{self.url} refuses the query ({status}): {first_line(body)}: check that it has Wikidata's content"


def bound(query: str, variable: str, terms: Iterable[str]) -> str:
    """A query whose block `VALUES ?variable { ... }` contains these terms instead of its own.

    >>> bound("SELECT ?x { VALUES ?item { wd:Q1 } ?item ?p ?x }", "item", [item_term("Q7747")])
    'SELECT ?x { VALUES ?item { <http://www.wikidata.org/entity/Q7747> } ?item ?p ?x }'
    """
    block = rf"VALUES \?{variable} \{{[^{{}}]*\}}"
    new_query, count = re.subn(block, lambda _: f"VALUES ?{variable} {{ {' '.join(terms)} }}", query)
    if count != 1:
        raise ValueError(f"the query must contain `VALUES ?{variable} {{ ... }}` once, but found {count}")
    return new_query


def item_term(qid: str) -> str:
    """An item as a SPARQL term.

    Raises:
        ValueError: it is not a QID.
    """
    if not _QID.fullmatch(qid):
        raise ValueError(f"not a QID: {qid!r}")
    return f"<{WIKIDATA_ENTITY}{qid}>"


def _row(binding: dict[str, _Cell]) -> Row:
    return {
        name: cell.value.removeprefix(WIKIDATA_ENTITY) if cell.type == "uri" else cell.value
        for name, cell in binding.items()
        if cell.type != "bnode" and "/.well-known/genid/" not in cell.value
    }
