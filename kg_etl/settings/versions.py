"""Versions: short hashes of all that decides the output of a stage: code, data, model, settings.

The version of a stage is part of the path of its output and of every provenance graph. When it changes, what was made
under another version is due again; what has not changed is never made twice.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from kg_etl.errors import ExtractorError
from kg_etl.settings.components import Components
from kg_etl.settings.plugins import EXTRACTORS, LINKERS, distribution_of

PACKAGE = Path(__file__).parents[1]

STAGE_SOURCES: Mapping[str, tuple[str, ...]] = {
    "extract": (
        "schema.py",
        "schema.toml",
        "model",
        "lexicon",
        "gazetteer",
        "documents",
        "mentions",
        "coreference",
        "times",
        "events",
        "statements",
        "extractors",
    ),
    "link": ("identifiers.py", "linkers"),
    "validate": ("mapping", "vocabulary.py", "validation"),
}
"""The files and folders of the package that decide the output of each stage, besides those of earlier stages."""

_HASHED = frozenset({".py", ".toml", ".csv", ".rq"})


class Versions:
    """The versions of one deployment, each computed on first use."""

    def __init__(self, components: Components) -> None:
        self._components = components
        self._settings = components.settings

    @cached_property
    def stages(self) -> Mapping[str, str]:
        """The version of each stage: `extract`, `link`, `map` and `validate`; each covers the stages before it.

        Raises:
            ExtractorError: the model is not installed.
            GazetteerError: [gazetteer] path names a file that is missing or is no gazetteer.
            SettingsError: no backend has the name that luigi.cfg gives.
        """
        settings = self._settings
        extract = short_hash(
            self.model,
            repr(settings.extractor),
            *_file_hashes(*STAGE_SOURCES["extract"]),
            *_folder_hashes(settings.frame_folders),
            distribution_of(EXTRACTORS, settings.extractor.backend),
        )
        link = short_hash(
            extract,
            repr(settings.linker),
            settings.base,
            *_file_hashes(*STAGE_SOURCES["link"]),
            *self._link_sources,
            distribution_of(LINKERS, settings.linker.backend),
        )
        valid = short_hash(link, self.shapes, *_file_hashes(*STAGE_SOURCES["validate"]))
        # The provenance graph names the shapes that a graph was validated with: one version for both.
        return {"extract": extract, "link": link, "map": valid, "validate": valid}

    @property
    def pipeline(self) -> str:
        """The version of the whole chain: an article loaded under another one is due again."""
        return self.stages["validate"]

    @cached_property
    def provenance(self) -> Mapping[str, str]:
        """The versions that provenance graphs record."""
        return {
            "software": importlib.metadata.version("kg-etl"),
            "pipeline": self.pipeline,
            "model": self.model,
            "lexicon": short_hash(*_file_hashes("lexicon"), *_folder_hashes(self._settings.frame_folders)),
            "gazetteer": short_hash(*_file_hashes("gazetteer"), *self._link_sources),
            "shapes": self.shapes,
        }

    @cached_property
    def shapes(self) -> str:
        """Short hash of the shapes, house rules included."""
        files = (path for folder in self._settings.shape_folders for path in sorted(folder.glob("*.ttl")))
        return short_hash(*(path.read_text(encoding="utf-8") for path in files))

    @cached_property
    def model(self) -> str:
        """Name and version of the spaCy model, without loading it.

        Raises:
            ExtractorError: the model is not installed.
        """
        model = self._settings.extractor.model
        meta = Path(model) / "meta.json"
        try:
            if meta.is_file():
                return f"{Path(model).name} {json.loads(meta.read_text(encoding='utf-8'))['version']}"
            return f"{model} {importlib.metadata.version(model)}"
        except (importlib.metadata.PackageNotFoundError, ValueError, KeyError) as error:
            raise ExtractorError(
                f"luigi.cfg: [extractor] model = {model}: no such spaCy model is installed; "
                f"install it (pip install {model.replace('_', '-')}) or name another one"
            ) from error

    @cached_property
    def _link_sources(self) -> tuple[str, ...]:
        """What decides links besides code and shipped tables."""
        full = self._components.full_gazetteer
        version = (full.version,) if full else ()
        wikidata = self._settings.wikidata
        if self._settings.linker.backend != "wikidata":
            return version
        return (*version, wikidata.api, str(wikidata.offline), *_file_hashes("wikidata"))


def short_hash(*parts: str) -> str:
    """Ten hexadecimal digits that change when any part does."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


@cache
def _file_hashes(*parts: str) -> tuple[str, ...]:
    """A hash of each file of code or data under these files and folders of the package.

    Raises:
        FileNotFoundError: one does not exist; without this error stale outputs would stay valid.
    """
    places = [PACKAGE / part for part in parts]
    for place in places:
        if not place.exists():
            raise FileNotFoundError(f"{place} decides an output and does not exist")
    files = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return tuple(_hash_of(path) for path in files if path.suffix in _HASHED)


def _folder_hashes(folders: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(_hash_of(path) for folder in folders for path in sorted(folder.glob("*.toml")))


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
