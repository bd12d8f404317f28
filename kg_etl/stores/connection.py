"""HTTP requests to a SPARQL server: persistent connections, retries, no redirects."""

from __future__ import annotations

from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.util.retry import Retry

from kg_etl.errors import QueryError, StoreError
from kg_etl.stores.endpoint import Credentials, Endpoint

BUSY = frozenset({429, 502, 503, 504})
"""HTTP statuses of a server that is temporarily unavailable. Source: RFC 9110, section 15.6; RFC 6585, section 4."""
LONGEST_WAIT = 60.0
"""Upper limit for a server's `Retry-After`, in seconds."""
BACKOFF = 0.25
"""Seconds before the second retry; the wait doubles with each further one."""
CONNECT_TIMEOUT = 10.0
"""Seconds."""
AGENT = "kg-etl"


class RetryPolicy(Retry):
    """How often and how long to wait for a server: `Retry-After` is obeyed if it is valid, up to `LONGEST_WAIT`."""

    def parse_retry_after(self, retry_after: str) -> float:
        """Seconds to wait, at most `LONGEST_WAIT`; 0 if it is neither seconds nor a date."""
        try:
            return min(super().parse_retry_after(retry_after), LONGEST_WAIT)
        except urllib3.exceptions.InvalidHeader:
            return 0.0

    def increment(self, *arguments: Any, **named: Any) -> RetryPolicy:
        """The policy with one attempt less; raises the error if the answer timed out, which is not retried."""
        error = named.get("error")
        if isinstance(error, urllib3.exceptions.ReadTimeoutError):
            raise error
        return super().increment(*arguments, **named)


def retry_policy(retries: int) -> RetryPolicy:
    """The policy with this number of retries. Every request here is idempotent, updates too."""
    return RetryPolicy(
        total=retries,
        redirect=0,
        status_forcelist=BUSY,
        allowed_methods=None,
        backoff_factor=BACKOFF,
        backoff_jitter=BACKOFF,
        backoff_max=LONGEST_WAIT,
        raise_on_status=False,
        raise_on_redirect=False,
    )


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _NoAuthentication(AuthBase):
    """Sends no credentials; without any auth object, requests would look for them in ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _authentication(endpoint: Endpoint, credentials: Credentials | None) -> AuthBase:
    if endpoint.authentication == "none":
        return _NoAuthentication()
    if credentials is None or not credentials.secret:
        raise StoreError(
            f"{endpoint.query_url} requires {endpoint.authentication} authentication, but has no credentials: set "
            "KG_ETL_STORE_USER and KG_ETL_STORE_PASSWORD, KG_ETL_STORE_TOKEN, or an entry in ~/.netrc"
        )
    match endpoint.authentication:
        case "basic":
            return HTTPBasicAuth(credentials.user.encode(), credentials.secret.encode())
        case "digest":
            return HTTPDigestAuth(credentials.user, credentials.secret)
        case "bearer":
            return _Bearer(credentials.secret)
        case other:
            raise StoreError(f"unknown authentication {other!r}; available: none, basic, digest, bearer")


class Connection:
    """Persistent connections to one server, for one thread at a time."""

    def __init__(self, endpoint: Endpoint, credentials: Credentials | None, session: requests.Session | None) -> None:
        """Prepare the connection without sending anything.

        Raises:
            StoreError: the endpoint requires credentials, but there are none.
        """
        self._endpoint = endpoint
        self._secret = credentials.secret if credentials else ""
        self._session = session or requests.Session()
        self._session.auth = _authentication(endpoint, credentials)
        self._session.headers["User-Agent"] = AGENT
        # Virtuoso closes every connection that offers gzip, and breaks the first answer of digest authentication.
        self._session.headers["Accept-Encoding"] = "identity"
        # Passed with each request: variables such as REQUESTS_CA_BUNDLE override the setting of the session.
        self._trusted = endpoint.ca_bundle or None
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry_policy(endpoint.retries)))

    def request(self, method: str, url: str, **arguments: Any) -> requests.Response:
        """The response to a request, whatever its status, after retries.

        Raises:
            StoreError: there is no response.
        """
        try:
            return self._retried(method, url, arguments)
        except requests.exceptions.SSLError as error:
            raise StoreError(
                f"{url} has no trusted certificate: {_reason(error)}. "
                "Set [store] ca_bundle to a file of trusted certificates"
            ) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise StoreError(
                f"no answer from {url}: {_reason(error)}. Is the server running and the address right?"
            ) from error

    def _retried(self, method: str, url: str, arguments: dict[str, Any]) -> requests.Response:
        policy = retry_policy(self._endpoint.retries)
        while True:
            try:
                return self._session.request(
                    method,
                    url,
                    timeout=(CONNECT_TIMEOUT, self._endpoint.timeout),
                    allow_redirects=False,
                    verify=self._trusted,
                    **arguments,
                )
            except requests.exceptions.ChunkedEncodingError as error:
                # The answer broke off after its head, which the adapter that retries has already passed on.
                try:
                    policy = policy.increment(method, url, error=urllib3.exceptions.ProtocolError(error))
                except urllib3.exceptions.MaxRetryError:
                    raise error from None
                policy.sleep()

    def refusal(self, response: requests.Response, url: str) -> StoreError | QueryError:
        """The error for a response with a status of failure."""
        status, body = response.status_code, response.text
        detail = " ".join("".join(c if c.isprintable() else " " for c in body[:500]).split())
        if self._secret:
            detail = detail.replace(self._secret, "***")
        if status == 400 and url == self._endpoint.query_url:
            return QueryError(f"{url} does not accept this as SPARQL: {detail}")
        if status in {401, 403}:
            given = "with the credentials given" if self._secret else "without credentials"
            return StoreError(
                f"{url} refuses access {given} (HTTP {status}, [store] authentication = "
                f"{self._endpoint.authentication}): set KG_ETL_STORE_USER and KG_ETL_STORE_PASSWORD"
            )
        if 300 <= status < 400:
            return StoreError(f"{url} redirects to another address (HTTP {status}): set that address instead")
        if status == 413:
            return StoreError(f"{url} rejects requests of this size (HTTP 413): lower [store] batch_bytes")
        return StoreError(f"{url} refused with HTTP {status}: {detail}")

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


def _reason(error: Exception) -> object:
    inner = error.args[0] if error.args else error
    return getattr(inner, "reason", inner)
