"""How servers are met over HTTP: which addresses, how often and how patiently, and never by way of a redirect."""

from __future__ import annotations

import http.client
import urllib.request
from urllib.parse import urlsplit

import urllib3
from SPARQLWrapper import SPARQLWrapper
from urllib3.util.retry import Retry

from kg_etl.errors import StoreError

BUSY = frozenset({429, 502, 503, 504})
"""HTTP statuses that mean: not now. Source: RFC 9110, section 15.6; RFC 6585, section 4."""
LONGEST_WAIT = 60.0
"""Seconds; a server's `Retry-After` beyond it is cut to it."""
BACKOFF = 0.25
"""Seconds before the second repetition; each further one waits twice as long."""
AGENT = "kg-etl"


class Endpoint(SPARQLWrapper):
    """SPARQLWrapper with redirects and errors left to us: its own opener would carry credentials to any host."""

    seconds: float
    """Without a byte from the server; SPARQLWrapper's own time-out is none, and takes whole seconds only."""

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        return _OPENER.open(self._createRequest(), timeout=self.seconds), self.returnFormat


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Staying)


class Patience(Retry):
    """How often and how long to wait for a server: `Retry-After` is kept to where it can be read and is not long."""

    def parse_retry_after(self, retry_after: str) -> float:
        """Seconds to wait, at most `LONGEST_WAIT`; 0 for what is neither seconds nor a date."""
        try:
            return min(super().parse_retry_after(retry_after), LONGEST_WAIT)
        except urllib3.exceptions.InvalidHeader:
            return 0.0


def patience(retries: int) -> Patience:
    """The patience of requests that may be repeated without harm, for so many repetitions."""
    return Patience(
        total=retries,
        # A server that was silent until the time-out is not waited for again and again.
        read=min(retries, 1),
        redirect=0,
        status_forcelist=BUSY,
        allowed_methods=frozenset({"GET", "PUT", "DELETE"}),
        backoff_factor=BACKOFF,
        backoff_max=LONGEST_WAIT,
        raise_on_status=False,
        raise_on_redirect=False,
    )


def check_address(url: str) -> None:
    """Refuse an address that is not http or https, or that holds credentials, which would show up in messages.

    Raises:
        StoreError: it is such an address.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise StoreError(f"not the address of a SPARQL server: {error}") from error
    if parts.username or parts.password:
        raise StoreError(
            f"the address of {host} holds credentials: give them as KG_ETL_STORE_USER and KG_ETL_STORE_PASSWORD instead"
        )
    if parts.scheme not in {"http", "https"} or not host:
        raise StoreError(f"not the address of a SPARQL server: {url!r} (http://localhost:7878 would be one)")
