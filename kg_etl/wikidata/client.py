"""An HTTP client by Wikimedia's rules: identified, one request at a time, rate-limited, with back-off.

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

from kg_etl.errors import TooMuchError, WikidataError
from kg_etl.wikidata.turns import LONGEST_WAIT, Turns

T = TypeVar("T")

ATTEMPTS = 5
"""Attempts of one request, the first included."""
BACKOFF = 5.0
"""Seconds before the second attempt if the server does not say; doubled for each further one."""
CONNECT_TIMEOUT = 10.0
"""Seconds."""
_BUSY = frozenset({429, 502, 503, 504})
_CONTACT = re.compile(r"(?:[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+|https?://[\x21-\x27\x2a-\x7e]+)")


class PassingError(Exception):
    """The server cannot answer now; the same request may succeed later. Raised only inside this package."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        """Seconds to wait by the server's answer; None if it does not say."""


class Client:
    """Sends all requests of this installation to a server, or to several of one operator."""

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
        """A client that identifies itself by `contact`; sends nothing yet.

        Args:
            contact: E-mail address or web page of the operator.
            queue: File that all processes with requests to this server share; None: there is no other one.
            rate: Requests a second, at most.
            timeout: Seconds without a byte from the server before a request is given up.
            clock: As `kg_etl.wikidata.turns.Turns` wants it.
            sleep: Likewise.

        Raises:
            WikidataError: there is no contact, or it is none.
        """
        if not _CONTACT.fullmatch(contact):
            raise WikidataError(
                f"luigi.cfg: [wikidata] contact = {contact}: give the e-mail address or web page of whoever operates "
                "this installation; Wikimedia asks for it, and blocks clients that cannot be reached"
            )
        self._turns = Turns(queue, rate, clock=clock, sleep=sleep)
        self._timeout = timeout
        self._session = requests.Session()
        # Without an auth object, requests would read credentials from ~/.netrc.
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
        """The value that `read` returns for the answer to a request, which is repeated while the server cannot answer.

        Args:
            url: The address.
            parameters: Of the query string, or of the form that is posted.
            read: Takes status and body of an answer; raises `PassingError` if the body says to try again later.
            accept: Requested media type.
            post: Whether to post the parameters: there can be many.

        Raises:
            TooMuchError: the server timed out.
            WikidataError: it refuses, is unavailable, or says to wait for long.
        """
        if urlsplit(url).scheme not in {"http", "https"}:
            raise WikidataError(f"not the address of a server: {url!r}")
        for attempt in range(ATTEMPTS):
            with self._turns.turn() as pause:
                try:
                    return self._once(url, parameters, read, accept, post)
                except PassingError as passing:
                    reason = passing
                    wait = passing.wait if passing.wait is not None else BACKOFF * 2**attempt
                    pause(wait)
            if wait > LONGEST_WAIT:
                raise WikidataError(f"{url} wants to be left alone for {wait:.0f} s ({reason}): come back then")
        raise WikidataError(f"{url} did not answer {ATTEMPTS} times: {reason}") from reason

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
            raise TooMuchError(f"{url} was silent for {self._timeout:g} s") from error
        except requests.RequestException as error:
            raise PassingError(f"no answer: {error}") from error
        status, wait = response.status_code, _retry_after(response.headers.get("Retry-After"))
        if status == 403:
            raise WikidataError(
                f"{url} refuses this client (HTTP 403): {in_words(body)}. It can be a ban, of a day for one who came "
                "back too early: see that [wikidata] contact and rate are right before asking again"
            )
        if 300 <= status < 400:
            raise WikidataError(f"{url} redirects elsewhere (HTTP {status}): set the final address instead")
        if status in _BUSY:
            raise PassingError(f"HTTP {status}: {in_words(body)}", wait)
        try:
            return read(status, body)
        except PassingError as passing:
            if passing.wait is None:
                passing.wait = wait
            raise


def in_words(body: bytes) -> str:
    """The beginning of a body as one printable line."""
    text = body[:400].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _retry_after(header: str | None) -> float | None:
    """Seconds; None where the header is absent or neither seconds nor a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
