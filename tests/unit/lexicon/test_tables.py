"""The loader of the lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_etl.errors import GazetteerError
from kg_etl.lexicon.tables import SHIPPED, table, toml_files, toml_of, words


def test_every_set_of_words_is_loaded_by_its_name() -> None:
    for file in toml_files(SHIPPED.joinpath("words")):
        for name, text in toml_of(file).items():
            assert words(name) == set(text.split()) != set()


def test_an_unknown_set_of_words_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_words"):
        words("no_such_words")


def test_a_table_is_loaded_once() -> None:
    assert table("status") is table("status")


def test_files_are_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "c.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [file.name for file in toml_files(tmp_path)] == ["a.toml", "b.toml"]


@pytest.mark.parametrize("content", [b"[[", b"\xff"])
def test_a_file_that_is_not_toml_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    with pytest.raises(GazetteerError, match=r"bad\.toml: not TOML"):
        toml_of(tmp_path / "bad.toml")
