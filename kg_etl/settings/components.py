"""Settings -> the objects of a run: sources, extractor, linker, gazetteer, shapes, stores.

This composition root is the only place that knows which backend is which. Each backend is imported where it is made, so
that a run with nothing to do loads no model. Backends of other packages register as entry points of four groups:

    kg_etl.readers      file suffix (`.xml`) -> a `kg_etl.sources.Reader`
    kg_etl.extractors   name -> function of Settings that gives a `kg_etl.extractors.Extractor`
    kg_etl.linkers      name -> function of Settings that gives a `kg_etl.linkers.Linker`
    kg_etl.stores       URL scheme -> function of URL, Settings and `read_only` that gives a `kg_etl.stores.Store`
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg_etl.errors import SettingsError, WikidataError
from kg_etl.settings.plugins import EXTRACTORS, LINKERS, READERS, STORES, plugin, registered_names
from kg_etl.settings.settings import Settings

if TYPE_CHECKING:
    from kg_etl.extractors import Extractor
    from kg_etl.gazetteer import Gazetteer
    from kg_etl.gazetteer.full import FullGazetteer
    from kg_etl.linkers import Linker
    from kg_etl.linkers.gazetteer import GazetteerLinker
    from kg_etl.linkers.wikidata import WikidataLinker
    from kg_etl.model import Failure
    from kg_etl.sources import Reader, SourceArticle
    from kg_etl.stores import Store
    from kg_etl.stores.endpoint import Credentials
    from kg_etl.validation import Shapes
    from kg_etl.wikidata.api import WikidataApi
    from kg_etl.wikidata.client import Client


class Components:
    """The objects of one deployment, each made when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def articles(self, paths: tuple[str, ...], now: dt.datetime) -> Iterator[SourceArticle | Failure]:
        """Every article under some paths, each id once.

        Args:
            paths: Files and folders.
            now: Articles published later than this, and the days allowed ahead, fail.

        Raises:
            SourceError: a path does not exist.
            SettingsError: the time zone does not exist, or a reader of another package cannot be loaded.
        """
        from kg_etl.sources.folder import FolderSource

        source = FolderSource(
            [Path(path) for path in paths],
            max_bytes=self.settings.sources.max_bytes,
            timezone=self.settings.sources.timezone,
            latest=now + dt.timedelta(days=self.settings.sources.max_days_ahead),
            readers=_readers(),
        )
        return source.articles()

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor that [extractor] backend names, with its model loaded: one in each process.

        Raises:
            ExtractorError: the model is not installed or does not fit.
            SettingsError: there is no such backend, or no such folder of frames.
            GazetteerError: a frame breaks the schema; the message names file and row.
        """
        if self.settings.extractor.backend not in EXTRACTORS.shipped:
            made: Extractor = plugin(EXTRACTORS, self.settings.extractor.backend)(self.settings)
            return made
        from kg_etl.events import frames
        from kg_etl.extractors.rules import RulesExtractor
        from kg_etl.gazetteer import load as load_gazetteer

        return RulesExtractor.load(
            self.settings.extractor.model,
            load_gazetteer(),
            frames.load(*self.settings.frame_folders),
            max_characters=self.settings.extractor.max_characters,
        )

    @cached_property
    def linker(self) -> Linker:
        """The linker that [linker] backend names, with its gazetteer.

        Raises:
            GazetteerError: as from `gazetteer`.
            WikidataError: requests to Wikidata need [wikidata] contact, or the cache cannot be opened.
            SettingsError: there is no such backend.
        """
        if self.settings.linker.backend not in LINKERS.shipped:
            made: Linker = plugin(LINKERS, self.settings.linker.backend)(self.settings)
            return made
        return self.explaining_linker

    @cached_property
    def explaining_linker(self) -> GazetteerLinker | WikidataLinker:
        """The linker of this package that [linker] backend names, which can explain its choices.

        Raises:
            GazetteerError: as from `gazetteer`.
            WikidataError: requests to Wikidata need [wikidata] contact, or the cache cannot be opened.
            SettingsError: the backend is that of another package.
        """
        if self.settings.linker.backend == "wikidata":
            from kg_etl.linkers.wikidata import WikidataLinker

            return WikidataLinker(
                self.wikidata_api(),
                self.gazetteer,
                base=self.settings.base,
                threshold=self.settings.linker.threshold,
            )
        if self.settings.linker.backend == "gazetteer":
            from kg_etl.linkers.gazetteer import GazetteerLinker

            return GazetteerLinker(self.gazetteer, base=self.settings.base, threshold=self.settings.linker.threshold)
        raise SettingsError(
            f"[linker] backend = {self.settings.linker.backend}: only a linker of kg_etl can explain its links"
        )

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer for linking: the shipped tables over the full gazetteer, if there is one.

        Raises:
            GazetteerError: [gazetteer] path names a file that is missing or is no gazetteer, or a choice about a
                disputed place is neither `country` nor `none` nor a country of the gazetteer.
        """
        from kg_etl.gazetteer.layered import Layered

        full = self.full_gazetteer
        return Layered(self._shipped_gazetteer, full) if full else self._shipped_gazetteer

    @cached_property
    def _shipped_gazetteer(self) -> Gazetteer:
        from kg_etl.gazetteer import load
        from kg_etl.gazetteer.disputed import resolved

        return resolved(load(), self.settings.sovereignty)

    @cached_property
    def full_gazetteer(self) -> FullGazetteer | None:
        """The full gazetteer that [gazetteer] path names; None where it names none.

        Raises:
            GazetteerError: the file is missing or is no gazetteer.
        """
        from kg_etl.gazetteer.full import FullGazetteer

        return FullGazetteer(Path(self.settings.gazetteer.path)) if self.settings.gazetteer.path else None

    def wikidata_api(self) -> WikidataApi:
        """Wikidata's API with its cache; offline only the cache, with answers of any age.

        Raises:
            WikidataError: [wikidata] names no contact, or the cache cannot be opened.
        """
        from kg_etl.wikidata.api import WikidataApi
        from kg_etl.wikidata.cache import Cache

        section = self.settings.wikidata
        cached = Cache(Path(section.cache) / "answers.sqlite", None if section.offline else section.cache_days)
        return WikidataApi(section.api, None if section.offline else self.wikidata_client(), cached)

    def wikidata_client(self) -> Client:
        """A client of Wikidata that identifies the operator.

        Raises:
            WikidataError: [wikidata] forbids requests, or names no contact.
        """
        from kg_etl.wikidata.client import Client

        section = self.settings.wikidata
        if section.offline:
            raise WikidataError("this needs the network, and [wikidata] offline (or --offline) forbids it")
        queue = Path(section.cache) / "turns.sqlite"
        return Client(section.contact, queue=queue, rate=section.rate, timeout=section.timeout)

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, parsed: once in each process.

        Raises:
            ValidationError: a file of shapes cannot be read; the message names it.
        """
        from kg_etl.validation import Engine, Shapes

        return Shapes.load(*self.settings.shape_folders, engine=Engine(self.settings.validation.engine))

    def open_store(self, location: str, *, read_only: bool = False) -> Store:
        """The store at a folder or URL.

        Raises:
            StoreError: it does not exist and is to be read only, or another process holds it.
            SettingsError: no backend knows the scheme of the URL.
        """
        scheme, separator, _ = location.partition("://")
        if separator and scheme not in STORES.shipped:
            opened: Store = plugin(STORES, scheme)(location, self.settings, read_only)
            return opened
        if separator:
            return self._sparql_store(location, read_only=read_only)
        from kg_etl.stores.oxigraph import OxigraphStore

        services = () if self.settings.wikidata.offline else (self.settings.wikidata.sparql,)
        return OxigraphStore(
            Path(location), read_only=read_only, lock_timeout=self.settings.store.lock_timeout, services=services
        )

    def _sparql_store(self, location: str, *, read_only: bool) -> Store:
        from kg_etl.stores.endpoint import Endpoint
        from kg_etl.stores.server_profiles import profile_named
        from kg_etl.stores.sparql import SparqlStore

        section = self.settings.store
        is_configured = location == section.location
        profile = profile_named(section.server)
        credentials = _credentials(location, netrc=bool(section.authentication))
        endpoint = Endpoint.at(
            location,
            profile,
            query_url=section.query_url if is_configured else "",
            update_url=section.update_url if is_configured else "",
            graph_store_url=section.graph_store_url if is_configured else "",
            authentication=section.authentication or (profile.authentication if credentials else "none"),
            timeout=float(section.timeout),
            retries=section.retries,
            batch_triples=section.batch_triples,
            batch_bytes=section.batch_bytes,
            ca_bundle=section.ca_bundle,
        )
        return SparqlStore(endpoint.read_only() if read_only else endpoint, credentials)


def _readers() -> Mapping[str, Reader]:
    from kg_etl.sources.folder import READERS as SHIPPED

    return {**{name.lower(): plugin(READERS, name) for name in registered_names(READERS)}, **SHIPPED}


def _credentials(location: str, *, netrc: bool) -> Credentials | None:
    """The credentials for a server: from the environment, else, if authentication is set, from ~/.netrc."""
    from requests.utils import get_netrc_auth

    from kg_etl.stores.endpoint import Credentials

    if token := os.environ.get("KG_ETL_STORE_TOKEN"):
        return Credentials(secret=token)
    if user := os.environ.get("KG_ETL_STORE_USER"):
        return Credentials(user=user, secret=os.environ.get("KG_ETL_STORE_PASSWORD", ""))
    pair = get_netrc_auth(location) if netrc else None
    return Credentials(*pair) if pair else None
