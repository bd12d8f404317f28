"""The contract of `Source`, for every implementation."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg_etl.model import Failure
from kg_etl.sources import Source, SourceArticle
from kg_etl.sources.folder import FolderSource

GOOD = {"a": "The envoys met.", "b": "They signed a treaty.\r\n", "c": "“They parted.” – at last"}


def folder_of_files(folder: Path) -> Source:
    for name, text in GOOD.items():
        (folder / f"{name}.txt").write_bytes(f"---\nid: {name}\n---\n{text}".encode())
    (folder / "d.txt").write_bytes(b"\xff\0")
    (folder / "e.txt").write_bytes(b"---\nid: a\n---\nAgain.")
    return FolderSource([folder])


def file_of_lines(folder: Path) -> Source:
    path = folder / "batch.jsonl"
    first, *rest = (json.dumps({"id": name, "text": text}) for name, text in GOOD.items())
    again = json.dumps({"id": "a", "text": "Again."})
    path.write_text("\n".join([first, "{", *rest, again]), encoding="utf-8")
    return FolderSource([path])


@pytest.fixture(params=[folder_of_files, file_of_lines])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    make: Callable[[Path], Source] = request.param
    return make(tmp_path)


def test_every_article_is_found_and_bad_input_costs_the_others_nothing(source: Source) -> None:
    texts = {
        result.article.id: result.article.text for result in source.articles() if isinstance(result, SourceArticle)
    }
    assert texts.keys() == GOOD.keys()
    assert all(texts[name].endswith(text) for name, text in GOOD.items())


def test_each_piece_of_bad_input_is_a_failure_with_place_and_reason(source: Source) -> None:
    failed = [failure for failure in source.articles() if isinstance(failure, Failure)]
    assert len(failed) == 2
    assert all(failure.where and failure.reason and "\n" not in failure.where + failure.reason for failure in failed)


def test_no_id_is_found_twice(source: Source) -> None:
    ids = [result.article.id for result in source.articles() if isinstance(result, SourceArticle)]
    assert len(ids) == len(set(ids))


def test_the_order_is_the_same_every_time(source: Source) -> None:
    assert list(source.articles()) == list(source.articles())


def test_articles_are_read_lazily(source: Source) -> None:
    assert len(list(itertools.islice(source.articles(), 1))) == 1
