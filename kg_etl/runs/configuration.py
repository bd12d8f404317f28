"""luigi.cfg, found and read as Luigi does -> settings."""

from __future__ import annotations

from pathlib import Path

import luigi.configuration
from luigi.configuration.cfg_parser import LuigiConfigParser

from kg_etl.errors import SettingsError
from kg_etl.settings import Settings, settings_of


def configured_settings() -> Settings:
    """The settings in luigi.cfg, wherever Luigi finds it, with defaults for missing keys.

    Luigi reads /etc/luigi/luigi.cfg, ./luigi.cfg and the file that LUIGI_CONFIG_PATH names, later ones first.

    Raises:
        SettingsError: a key is unknown or a value impossible; the message names section and key.
    """
    return settings_of(luigi.configuration.get_config())


def settings_from_file(path: Path) -> Settings:
    """The settings in one file, with defaults for missing keys; no other file is read.

    Raises:
        SettingsError: the file cannot be read, a key is unknown, or a value impossible.
    """
    parser = LuigiConfigParser()
    if not parser.read([path]):
        raise SettingsError(f"cannot read the settings {path}: there is no such file")
    return settings_of(parser)
