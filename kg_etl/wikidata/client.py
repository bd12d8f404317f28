"""An HTTP client that keeps to Wikimedia's rules: a contact, one request at a time, a rate limit and back-off.

Source: https://meta.wikimedia.org/wiki/User-Agent_policy, https://www.mediawiki.org/wiki/API:Etiquette,
https://www.mediawiki.org/wiki/Manual:Maxlag_parameter, RFC 9110 section 10.2.3 (Retry-After).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests

from kg_etl.errors import QueryTimeoutError, WikidataError
from kg_etl.wikidata.turns import LONGEST_WAIT, Turns

T = TypeVar("T")

ATTEMPTS = 5
"""Maximum number of attempts at one request."""
BACKOFF = 5.0
"""Seconds before the second attempt if the server names none; doubled before each further attempt."""
CONNECT_TIMEOUT = 10.0
"""Seconds."""
_BUSY = frozenset({429, 502, 503, 504})
_CONTACT = re.compile(r"(?:[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+|https?://[\x21-\x27\x2a-\x7e]+)")


class PassingError(Exception):
    """A temporary failure: the same request may succeed later. Internal to this package."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        """Seconds after which the server allows the next request; None if it names none."""


class Client:
    """Sends all requests of this installation to one server, or to several of one operator."""

    def __init__(
        self,
        contact: str,
        *,
        queue: Path | None = None,
        rate: float = 1.0,
        timeout: float = 70.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Prepare a session; nothing is sent yet.

        Args:
            contact: E-mail address or web page of the operator.
            queue: File shared by all processes that send requests to the server; None if this is the only one.
            rate: Maximum number of requests per second.
            timeout: Seconds without a byte from the server before a request is abandoned.
            clock: See `kg_etl.wikidata.turns.Turns`.
            sleep: See `kg_etl.wikidata.turns.Turns`.

        Raises:
            WikidataError: the contact is neither an e-mail address nor a web page.
        """
        if not _CONTACT.fullmatch(contact):
            raise WikidataError(
                f"luigi.cfg: [wikidata] contact = {contact}: set the e-mail address or web page of the operator of "
                "this installation; Wikimedia requires it and blocks clients without one"
            )
        self._turns = Turns(queue, rate, clock=clock, sleep=sleep)
        self._timeout = timeout
        self._session = requests.Session()
        # Without an explicit auth, requests would look for credentials in ~/.netrc.
        self._session.auth = lambda request: request
        agent = f"kg-etl/{version('kg-etl')} ({contact}) python-requests/{requests.__version__}"
        self._session.headers.update({"User-Agent": agent, "Accept-Encoding": "gzip"})

    def ask(
        self,
        url: str,
        parameters: Mapping[str, str],
        read: Callable[[int, bytes], T],
        *,
        accept: str = "application/json",
        post: bool = False,
    ) -> T:
        """What `read` returns for the response to a request, which is repeated after temporary failures.

        Args:
            url: The address.
            parameters: Parameters of the query string or of the posted form.
            read: Parses status and body of a response; raises `PassingError` if the body reports a temporary failure.
            accept: Requested media type.
            post: Whether to post the parameters, which may be too long for an address.

        Raises:
            QueryTimeoutError: the server timed out.
            WikidataError: the server refuses, cannot be reached, or demands a long pause.
        """
        if urlsplit(url).scheme not in {"http", "https"}:
            raise WikidataError(f"[wikidata] {url!r} is not the address of a server: set one that begins with https://")
        for attempt in range(ATTEMPTS):
            with self._turns.turn() as pause:
                try:
                    return self._once(url, parameters, read, accept, post)
                except PassingError as passing:
                    reason = passing
                    wait = passing.wait if passing.wait is not None else BACKOFF * 2**attempt
                    pause(wait)
            if wait > LONGEST_WAIT:
                raise WikidataError(f"{url} demands a pause of {wait:.0f} s ({reason}): run again after it")
        raise WikidataError(
            f"{url} did not answer {ATTEMPTS} times: {reason}: check the address and network, or run again later"
        ) from reason

    def _once(
        self, url: str, parameters: Mapping[str, str], read: Callable[[int, bytes], T], accept: str, post: bool
    ) -> T:
        try:
            response = self._session.request(
                "POST" if post else "GET",
                url,
                params=None if post else parameters,
                data=parameters if post else None,
                headers={"Accept": accept},
                timeout=(CONNECT_TIMEOUT, self._timeout),
                allow_redirects=False,
            )
            body = response.content
        except requests.ReadTimeout as error:
            raise QueryTimeoutError(
                f"{url} sent nothing for {self._timeout:g} s: raise [wikidata] timeout or lower [wikidata] page"
            ) from error
        except requests.RequestException as error:
            raise PassingError(f"no response: {error}") from error
        status, wait = response.status_code, _retry_after(response.headers.get("Retry-After"))
        if status == 403:
            raise WikidataError(
                f"{url} refuses this client (HTTP 403): {first_line(body)}. It may be a ban, "
                "which lasts a day for requests sent too early: check [wikidata] contact and rate before running again"
            )
        if 300 <= status < 400:
            raise WikidataError(f"{url} redirects elsewhere (HTTP {status}): set the final address in [wikidata]")
        if status in _BUSY:
            raise PassingError(f"HTTP {status}: {first_line(body)}", wait)
        try:
            return read(status, body)
        except PassingError as passing:
            if passing.wait is None:
                passing.wait = wait
            raise


def first_line(body: bytes) -> str:
    """The beginning of a response body as one printable line."""
    text = body[:400].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _retry_after(header: str | None) -> float | None:
    """Seconds to wait, or None if the header is absent or neither a number nor a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
