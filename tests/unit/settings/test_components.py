"""The components of a deployment: backends of other packages that are registered as entry points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg_etl.errors import SettingsError
from kg_etl.model import Article, Failure
from kg_etl.settings import Components, Settings, plugins
from kg_etl.sources import ReaderOptions, SourceArticle

NOW = dt.datetime(2024, 5, 16, tzinfo=dt.UTC)


def read_xml(path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
    """A reader as another package would register it."""
    yield SourceArticle(where, Article(id=name, text=path.read_text(encoding="utf-8")))


def read_text_as_xml(path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
    """A reader of a suffix for which this package has one."""
    raise AssertionError((path, name, where, options))


def register(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    entry_point = EntryPoint(name=name, value=value, group="kg_etl.readers")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [entry_point] if group == "kg_etl.readers" else [])


def read(folder: Path) -> list[SourceArticle | Failure]:
    return list(Components(Settings()).articles((str(folder),), NOW))


def test_a_registered_reader_reads_the_files_with_its_suffix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("They met.")
    assert read(tmp_path) == []
    register(monkeypatch, ".XML", f"{__name__}:read_xml")
    assert read(tmp_path) == [SourceArticle(str(tmp_path / "a.xml"), Article(id="a.xml", text="They met."))]


def test_a_registered_reader_does_not_replace_a_shipped_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    register(monkeypatch, ".txt", f"{__name__}:read_text_as_xml")
    assert read(tmp_path) == [SourceArticle(str(tmp_path / "a.txt"), Article(id="a.txt", text="They met."))]


def test_a_reader_that_cannot_be_loaded_is_an_error_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register(monkeypatch, ".xml", "no_such_module:read_xml")
    with pytest.raises(SettingsError, match=r"'\.xml' \(no_such_module:read_xml\) cannot be loaded"):
        read(tmp_path)
