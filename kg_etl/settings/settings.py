"""The settings of a deployment: the sections of luigi.cfg as frozen values."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import msgspec

from kg_etl.errors import SettingsError
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


class Settings(msgspec.Struct, frozen=True):
    """All settings of luigi.cfg. Hashable; equal if every section is equal."""

    kg_etl: General = General()
    sources: Sources = Sources()
    extractor: ExtractorSection = ExtractorSection()
    linker: LinkerSection = LinkerSection()
    gazetteer: GazetteerSection = GazetteerSection()
    wikidata: WikidataSection = WikidataSection()
    validation: Validation = Validation()
    store: StoreSection = StoreSection()

    @property
    def data(self) -> Path:
        """Folder of stage outputs, receipts and quarantined articles."""
        return Path(self.kg_etl.data)

    @property
    def log(self) -> Path:
        """Folder of the logs, one file for each machine."""
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
    def sovereignty(self) -> dict[str, str]:
        """The country of each disputed place: `country` (its own), `none`, or the QID of a country."""
        names = ("crimea", "kosovo", "taiwan", "palestine", "jerusalem")
        return {name: getattr(self.linker, name) for name in names}

    @property
    def frame_folders(self) -> tuple[Path, ...]:
        """Folders of frames beside the shipped ones: at most one, which [extractor] lexicon names.

        Raises:
            SettingsError: the folder has no folder `frames`.
        """
        if not self.extractor.lexicon:
            return ()
        folder = Path(self.extractor.lexicon) / "frames"
        if not folder.is_dir():
            raise SettingsError(f"luigi.cfg: [extractor] lexicon: there is no folder {folder}")
        return (folder,)

    @property
    def shape_folders(self) -> tuple[Path, ...]:
        """The folders of shapes that a graph must conform to: the shipped ones, then [validation] house_rules."""
        from kg_etl.vocabulary import packaged  # rdflib is not needed to read settings

        house_rules = self.validation.house_rules
        return (packaged("shapes"), Path(house_rules)) if house_rules else (packaged("shapes"),)

    @property
    def full_gazetteer_path(self) -> Path:
        """The path at which a refresh writes the full gazetteer."""
        return Path(self.gazetteer.path) if self.gazetteer.path else self.data / "gazetteer" / "full.sqlite"


def settings_of(config: ConfigParser) -> Settings:
    """The settings in a configuration, with defaults for missing keys.

    Sections of other programs are ignored, but a name close to one of ours is an error.

    Raises:
        SettingsError: a key is unknown or a value impossible; the message names section and key.
    """
    for name in config.sections():
        close = difflib.get_close_matches(name, SECTIONS, n=1, cutoff=0.75)
        if name not in SECTIONS and name != "resources" and close:  # Luigi has a section [resources]
            raise SettingsError(f"luigi.cfg: there is no section [{name}]; did you mean [{close[0]}]?")
    return Settings(
        **{name: _section(name, kind, config) for name, kind in SECTIONS.items() if config.has_section(name)}
    )


def _section(name: str, kind: type[Section], config: ConfigParser) -> Any:
    values: Mapping[str, str] = dict(config.items(name))
    keys = kind.__struct_fields__
    for key in values:
        if key not in keys:
            close = difflib.get_close_matches(key, keys, n=1)
            hint = f"did you mean {close[0]}?" if close else f"the keys are {', '.join(keys)}"
            raise SettingsError(f"luigi.cfg: [{name}] has no key {key}; {hint}")
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"luigi.cfg: [{name}]: {error}") from error
