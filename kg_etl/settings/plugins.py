"""Backends of other packages, found as entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any, NamedTuple

from kg_etl.errors import SettingsError


class Seam(NamedTuple):
    """A place where one of several backends is chosen by name."""

    group: str
    """The group of entry points in which other packages register theirs."""
    key: str
    """Where luigi.cfg names the backend, for messages."""
    shipped: tuple[str, ...]
    """The names of the backends of this package."""


EXTRACTORS = Seam("kg_etl.extractors", "[extractor] backend", ("rules",))
LINKERS = Seam("kg_etl.linkers", "[linker] backend", ("gazetteer", "wikidata"))
READERS = Seam("kg_etl.readers", "file suffix", ())
STORES = Seam("kg_etl.stores", "[store] location", ("http", "https"))


def distribution_of(seam: Seam, name: str) -> str:
    """Distribution and version of a backend of another package, which decide its output; empty for a shipped one.

    Raises:
        SettingsError: no backend has that name.
    """
    if name in seam.shipped:
        return ""
    entry_point = _entry_point(seam, name)
    distribution = entry_point.dist
    return f"{entry_point.value} {distribution.name} {distribution.version}" if distribution else entry_point.value


def _entry_point(seam: Seam, name: str) -> EntryPoint:
    registered = {entry_point.name: entry_point for entry_point in entry_points(group=seam.group)}
    if name not in registered:
        names = ", ".join(sorted({*seam.shipped, *registered}))
        raise SettingsError(f"luigi.cfg: {seam.key}: there is no {name!r}; installed are: {names}")
    return registered[name]


def plugin(seam: Seam, name: str) -> Any:
    entry_point = _entry_point(seam, name)
    try:
        return entry_point.load()
    except Exception as error:
        raise SettingsError(
            f"luigi.cfg: {seam.key}: {name!r} ({entry_point.value}) cannot be loaded: {type(error).__name__}: {error}"
        ) from error


def registered_names(seam: Seam) -> tuple[str, ...]:
    """The names of the backends that other packages register."""
    return tuple(entry_point.name for entry_point in entry_points(group=seam.group))
