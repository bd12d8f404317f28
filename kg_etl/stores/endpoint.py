"""Endpoint: addresses, authentication and limits of a SPARQL server, as values."""

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
    """What opens a server; it prints without the secret."""

    user: str = ""
    """Empty where a token alone opens it."""
    secret: str = field(default="", repr=False)
    """Password or bearer token."""


class Endpoint(Value, frozen=True):
    """A server's addresses and how to ask it."""

    query_url: str
    """Answers queries."""
    update_url: str = ""
    """Takes updates: graphs are written through it where there is one, many in one request."""
    graph_store_url: str = ""
    """Takes whole graphs, one a request: used for writing where there is no `update_url`."""
    kind: ServerProfile = OTHER
    authentication: str = "none"
    """`none`, `basic`, `digest` or `bearer`."""
    timeout: float = 300.0
    """Seconds without a byte from the server before a request is given up."""
    retries: int = 5
    """Repetitions of a request after its first attempt."""
    batch_triples: int = 10_000
    """Most triples of a request that writes several graphs; a single larger graph goes alone."""
    batch_bytes: int = 2_000_000
    """Likewise, in bytes."""
    ca_bundle: str = ""
    """File of certificates to trust instead of the system's."""

    @classmethod
    def at(cls, location: str, kind: ServerProfile, **more: Any) -> Self:
        """The endpoint at the address that people know; addresses given stand in the place of derived ones.

        Args:
            location: The root address of the server, dataset or repository.
            kind: What the addresses behind it are called.
            more: Fields of `Endpoint`; an empty address is derived.

        Raises:
            StoreError: an address is not http or https, or holds credentials.

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
        """The same server without an address that takes writes."""
        return replace(self, update_url="", graph_store_url="")


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
