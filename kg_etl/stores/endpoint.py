"""Addresses and options of a SPARQL server, and the credentials for it; nothing here sends requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from msgspec.structs import replace

from kg_etl.errors import StoreError
from kg_etl.model import Value
from kg_etl.stores.server_profiles import OTHER, ServerProfile


@dataclass(frozen=True)
class Credentials:
    """User and secret for a server; the repr omits the secret."""

    user: str = ""
    """Empty if there is only a token."""
    secret: str = field(default="", repr=False)
    """Password or bearer token."""


class Endpoint(Value, frozen=True):
    """Addresses of a server, and how to send requests to it."""

    query_url: str
    """Answers queries."""
    update_url: str = ""
    """Accepts updates; if set, graphs are written through it, many in one request."""
    graph_store_url: str = ""
    """Accepts whole graphs, one per request; used for writing if there is no `update_url`."""
    kind: ServerProfile = OTHER
    authentication: str = "none"
    """`none`, `basic`, `digest` or `bearer`."""
    timeout: float = 300.0
    """Seconds without a byte from the server after which a request fails."""
    retries: int = 5
    """Retries of a request after its first attempt."""
    batch_triples: int = 10_000
    """Maximum number of triples in a request that writes several graphs; a larger graph gets a request for itself."""
    batch_bytes: int = 2_000_000
    """The same limit in bytes."""
    ca_bundle: str = ""
    """File of trusted certificates that replaces the system's."""

    @classmethod
    def at(cls, location: str, kind: ServerProfile, **more: Any) -> Self:
        """The endpoint with addresses derived from the root address; those in `more` take precedence.

        Args:
            location: The root address of the server, dataset or repository.
            kind: The kind of server, which gives the paths.
            more: Fields of `Endpoint`; an empty address is derived.

        Raises:
            StoreError: an address is not http or https, or contains credentials.

        >>> from kg_etl.stores.server_profiles import FUSEKI
        >>> Endpoint.at("http://localhost:3030/articles/", FUSEKI).update_url
        'http://localhost:3030/articles/update'
        """
        check_address(location)
        root = location.rstrip("/")
        derived = {"query_url": kind.query, "update_url": kind.update, "graph_store_url": kind.graph_store}
        addresses: dict[str, Any] = {
            name: str(more.pop(name, "") or ("" if tail is None else f"{root}{tail}")) for name, tail in derived.items()
        }
        addresses["query_url"] = addresses["query_url"] or root
        for address in filter(None, addresses.values()):
            check_address(address)
        return cls(kind=kind, **addresses, **more)

    def read_only(self) -> Endpoint:
        """The same endpoint without the addresses for writing."""
        return replace(self, update_url="", graph_store_url="")


def check_address(url: str) -> None:
    """Check that an address is http or https and contains no credentials, which would appear in messages.

    Raises:
        StoreError: the check fails.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise StoreError(f"not the address of a SPARQL server: {error}") from error
    if parts.username or parts.password:
        raise StoreError(
            f"the address of {host} contains credentials: set KG_ETL_STORE_USER and KG_ETL_STORE_PASSWORD instead"
        )
    if parts.scheme not in {"http", "https"} or not host:
        raise StoreError(f"not the address of a SPARQL server: {url!r} (an example is http://localhost:7878)")
