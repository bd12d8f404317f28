"""How kg_etl is told of a server: as a store, and as a section of luigi.cfg."""

from __future__ import annotations

from typing import Any

from kg_etl.stores.endpoint import Credentials
from kg_etl.stores.server_profiles import PROFILES, ServerProfile
from kg_etl.stores.sparql import SparqlStore
from tools.servers.process import Server


def store_of(server: Server, kind: ServerProfile | None = None, **more: Any) -> SparqlStore:
    """The store behind a server; `more` are fields of `Endpoint`."""
    credentials = Credentials(server.user, server.password) if server.user else None
    more.setdefault("timeout", 20.0)
    return SparqlStore.at(more.pop("url", server.url), kind or PROFILES[server.name], credentials, **more)


def environment_of(server: Server) -> dict[str, str]:
    """The variables that hold a server's credentials."""
    return {"KG_ETL_STORE_USER": server.user, "KG_ETL_STORE_PASSWORD": server.password}
