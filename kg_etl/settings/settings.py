"""luigi.cfg -> frozen Settings -> the objects of a run. The only place that knows which backend is which."""

from __future__ import annotations

import datetime as dt
import difflib
import importlib.metadata
import os
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import luigi.configuration
import msgspec
from requests.utils import get_netrc_auth

from kg_etl.errors import SettingsError, WikidataError
from kg_etl.settings.sections import (
    SECTIONS,
    ExtractorSection,
    GazetteerSection,
    General,
    LinkerSection,
    Section,
    Sources,
    StoreSection,
    Validation,
    WikidataSection,
)
from kg_etl.settings.versions import STAGE_SOURCES, _code, _hash, _model_version

if TYPE_CHECKING:  # each backend is imported where it is made: a run with nothing to do loads no model
    from kg_etl.extractors import Extractor
    from kg_etl.gazetteer import Gazetteer
    from kg_etl.gazetteer.full import FullGazetteer
    from kg_etl.linkers.gazetteer import GazetteerLinker
    from kg_etl.linkers.wikidata import WikidataLinker
    from kg_etl.model import Failure
    from kg_etl.sources import SourceArticle
    from kg_etl.stores import Store
    from kg_etl.stores.endpoint import Credentials
    from kg_etl.validation import Shapes
    from kg_etl.wikidata.api import WikidataApi
    from kg_etl.wikidata.client import Client


class Settings(msgspec.Struct, frozen=True, dict=True):
    """Everything that luigi.cfg decides, and the objects that follow from it."""

    kg_etl: General
    sources: Sources
    extractor: ExtractorSection
    linker: LinkerSection
    gazetteer: GazetteerSection
    wikidata: WikidataSection
    validation: Validation
    store: StoreSection

    @property
    def data(self) -> Path:
        """Folder of stage outputs, receipts and quarantined articles."""
        return Path(self.kg_etl.data)

    @property
    def log(self) -> Path:
        """Folder of the logs, one file a machine."""
        return self.data / "log"

    @property
    def base(self) -> str:
        """Base of all minted IRIs."""
        return self.kg_etl.base

    @property
    def source_paths(self) -> tuple[str, ...]:
        """The files and folders to read."""
        return tuple(line.strip() for line in self.sources.paths.splitlines() if line.strip())

    @property
    def identities(self) -> dict[str, str]:
        """Whose each disputed place is: `country`, `none`, or the QID of a country."""
        names = ("crimea", "kosovo", "taiwan", "palestine", "jerusalem")
        return {name: getattr(self.linker, name) for name in names}

    @cached_property
    def model_version(self) -> str:
        """Name and version of the spaCy model, without loading it.

        Raises:
            ExtractorError: the model is not installed.
        """
        return _model_version(self.extractor.model)

    @cached_property
    def stage_versions(self) -> dict[str, str]:
        """Short hash of all that decides the output of each stage, earlier stages included."""
        extract = _hash(self.model_version, repr(self.extractor), *_code(*STAGE_SOURCES["extract"]))
        link = _hash(extract, repr(self.linker), self.base, *_code(*STAGE_SOURCES["link"]), *self._beyond_the_tables)
        valid = _hash(link, self.shapes_version, *_code(*STAGE_SOURCES["validate"]))
        # The provenance graph names the shapes that a graph was validated with: one version for both.
        return {"extract": extract, "link": link, "map": valid, "validate": valid}

    @property
    def version(self) -> str:
        """Short hash of the whole chain: an article loaded under another one is done again."""
        return self.stage_versions["validate"]

    @cached_property
    def full_gazetteer(self) -> FullGazetteer | None:
        """The full gazetteer that [gazetteer] path names; None where it names none.

        Raises:
            GazetteerError: it names one that is not there or is none.
        """
        from kg_etl.gazetteer.full import FullGazetteer

        return FullGazetteer(Path(self.gazetteer.path)) if self.gazetteer.path else None

    @cached_property
    def _beyond_the_tables(self) -> tuple[str, ...]:
        """What links are made with besides code and shipped tables."""
        full = (self.full_gazetteer.version,) if self.full_gazetteer else ()
        if self.linker.backend == "gazetteer":
            return full
        return (*full, self.wikidata.api, str(self.wikidata.offline), *_code("wikidata"))

    @cached_property
    def shapes_version(self) -> str:
        """Short hash of the shapes, house rules included."""
        files = (path for folder in self.shape_folders for path in sorted(folder.glob("*.ttl")))
        return _hash(*(path.read_text(encoding="utf-8") for path in files))

    @property
    def shape_folders(self) -> tuple[Path, ...]:
        """The folders of shapes that a graph must conform to: the project's, then the house rules."""
        from kg_etl.vocabulary import packaged

        house_rules = self.validation.house_rules
        return (packaged("shapes"), Path(house_rules)) if house_rules else (packaged("shapes"),)

    @cached_property
    def versions(self) -> dict[str, str]:
        """The versions that the provenance graph names."""
        return {
            "software": importlib.metadata.version("kg-etl"),
            "pipeline": self.version,
            "model": self.model_version,
            "lexicon": _hash(*_code("lexicon")),
            "gazetteer": _hash(*_code("gazetteer"), *self._beyond_the_tables),
            "shapes": self.shapes_version,
        }

    def articles(self, paths: tuple[str, ...], now: dt.datetime) -> Iterator[SourceArticle | Failure]:
        """Every article under some paths, each id once.

        Args:
            paths: Files and folders.
            now: Articles published later than this, and the days allowed ahead, fail.

        Raises:
            SourceError: a path does not exist.
        """
        from kg_etl.sources.folder import FolderSource

        source = FolderSource(
            [Path(path) for path in paths],
            max_bytes=self.sources.max_bytes,
            timezone=self.sources.timezone,
            latest=now + dt.timedelta(days=self.sources.max_days_ahead),
        )
        return source.articles()

    def make_extractor(self) -> Extractor:
        """The extractor with its model loaded: once a process, however often it is asked for.

        Raises:
            ExtractorError: the model is not installed or does not fit.
        """
        return _extractor(self)

    def make_linker(self) -> GazetteerLinker | WikidataLinker:
        """The linker that [linker] backend names, with its gazetteer.

        Raises:
            GazetteerError: as from `make_gazetteer`.
            WikidataError: Wikidata is to be asked, and [wikidata] names no contact; or its cache cannot be opened.
        """
        if self.linker.backend == "wikidata":
            from kg_etl.linkers.wikidata import WikidataLinker

            return WikidataLinker(
                self.wikidata_api(),
                self.make_gazetteer(),
                base=self.base,
                threshold=self.linker.threshold,
                offline=self.wikidata.offline,
            )
        from kg_etl.linkers.gazetteer import GazetteerLinker

        return GazetteerLinker(self.make_gazetteer(), base=self.base, threshold=self.linker.threshold)

    def make_gazetteer(self) -> Gazetteer:
        """What is linked with: the shipped tables, on top of the full gazetteer where there is one.

        Raises:
            GazetteerError: [gazetteer] path names a file that is not there or is none, or a choice about a disputed
                place is neither `country` nor `none` nor a country of the gazetteer.
        """
        from kg_etl.gazetteer.layered import Layered

        shipped = _shipped_gazetteer(self)
        return Layered(shipped, self.full_gazetteer) if self.full_gazetteer else shipped

    def wikidata_api(self) -> WikidataApi:
        """Wikidata's API behind its cache; offline, the cache alone, with answers of any age.

        Raises:
            WikidataError: [wikidata] names no contact, or the cache cannot be opened.
        """
        from kg_etl.wikidata.api import WikidataApi
        from kg_etl.wikidata.cache import Cache

        own = self.wikidata
        cache = Cache(Path(own.cache) / "answers.sqlite", None if own.offline else own.cache_days)
        return WikidataApi(own.api, None if own.offline else self.wikidata_client(), cache)

    @property
    def full_gazetteer_path(self) -> Path:
        """Where a refresh puts the full gazetteer."""
        return Path(self.gazetteer.path) if self.gazetteer.path else self.data / "gazetteer" / "full.sqlite"

    def wikidata_client(self) -> Client:
        """Asks Wikidata, in the name of the operator.

        Raises:
            WikidataError: [wikidata] forbids it, or names no contact.
        """
        from kg_etl.wikidata.client import Client

        own = self.wikidata
        if own.offline:
            raise WikidataError("this needs the network, and [wikidata] offline (or --offline) forbids it")
        return Client(own.contact, queue=Path(own.cache) / "turns.sqlite", rate=own.rate, timeout=own.timeout)

    def make_shapes(self) -> Shapes:
        """The shapes, parsed: once a process, however often they are asked for."""
        return _shapes(self)

    def open_store(self, location: str, *, read_only: bool = False) -> Store:
        """The store at a folder or URL.

        Raises:
            StoreError: there is none and it is to be read only, or it is held by another process.
        """
        if "://" in location:
            return self._remote_store(location, read_only=read_only)
        from kg_etl.stores.oxigraph import OxigraphStore

        services = () if self.wikidata.offline else (self.wikidata.sparql,)
        return OxigraphStore(
            Path(location), read_only=read_only, lock_timeout=self.store.lock_timeout, services=services
        )

    def _remote_store(self, location: str, *, read_only: bool) -> Store:
        from kg_etl.stores.endpoint import Endpoint
        from kg_etl.stores.server_profiles import profile_named
        from kg_etl.stores.sparql import SparqlStore

        section = self.store
        own = location == section.location
        kind = profile_named(section.server)
        credentials = _credentials(location, netrc=bool(section.authentication))
        endpoint = Endpoint.at(
            location,
            kind,
            query_url=section.query_url if own else "",
            update_url=section.update_url if own else "",
            graph_store_url=section.graph_store_url if own else "",
            authentication=section.authentication or (kind.authentication if credentials else "none"),
            timeout=float(section.timeout),
            retries=section.retries,
            batch_triples=section.batch_triples,
            batch_bytes=section.batch_bytes,
            ca_bundle=section.ca_bundle,
        )
        return SparqlStore(endpoint.read_only() if read_only else endpoint, credentials)


def load() -> Settings:
    """The settings in force: luigi.cfg where Luigi looks for it, defaults where it says nothing.

    Luigi reads /etc/luigi/luigi.cfg, ./luigi.cfg and the file that LUIGI_CONFIG_PATH names, later ones first.

    Raises:
        SettingsError: a key is unknown or a value impossible; the message names section and key.
    """
    config = luigi.configuration.get_config()
    for name in config.sections():
        close = difflib.get_close_matches(name, SECTIONS, n=1, cutoff=0.75)
        if name not in SECTIONS and name != "resources" and close:  # Luigi has a section of that name
            raise SettingsError(f"luigi.cfg: there is no section [{name}]; did you mean [{close[0]}]?")
    return Settings(**{name: _section(name, kind, config) for name, kind in SECTIONS.items()})


def _section(name: str, kind: type[Section], config: Any) -> Any:
    given = dict(config.items(name)) if config.has_section(name) else {}
    known = kind.__struct_fields__
    for key in given:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
            raise SettingsError(f"luigi.cfg: [{name}] has no key {key}; {hint}")
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"luigi.cfg: [{name}]: {error}") from error


def _credentials(location: str, *, netrc: bool) -> Credentials | None:
    """What opens a server: from the environment, else, where authentication is asked for, from ~/.netrc or NETRC."""
    from kg_etl.stores.endpoint import Credentials

    if token := os.environ.get("KG_ETL_STORE_TOKEN"):
        return Credentials(secret=token)
    if user := os.environ.get("KG_ETL_STORE_USER"):
        return Credentials(user=user, secret=os.environ.get("KG_ETL_STORE_PASSWORD", ""))
    found = get_netrc_auth(location) if netrc else None
    return Credentials(*found) if found else None


@cache
def _shapes(settings: Settings) -> Shapes:
    from kg_etl.validation import Engine, Shapes

    return Shapes.load(*settings.shape_folders, engine=Engine(settings.validation.engine))


@cache
def _shipped_gazetteer(settings: Settings) -> Gazetteer:
    from kg_etl.gazetteer import load
    from kg_etl.gazetteer.disputed import resolved

    return resolved(load(), settings.identities)


@cache
def _extractor(settings: Settings) -> Extractor:
    from kg_etl.extractors.rules import RulesExtractor
    from kg_etl.gazetteer import load as load_gazetteer

    return RulesExtractor.load(
        settings.extractor.model,
        load_gazetteer(),
        version=settings.stage_versions["extract"],
        max_characters=settings.extractor.max_characters,
    )
