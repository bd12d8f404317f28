"""Articles in .jsonl files."""

from __future__ import annotations

import datetime as dt
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.model import Article, Failure
from kg_etl.sources import ReaderOptions, SourceArticle
from kg_etl.sources.jsonl import read_jsonl


def read(path: Path, data: bytes, max_bytes: int = 10_000) -> list[SourceArticle | Failure]:
    path.write_bytes(data)
    return list(read_jsonl(path, path.name, path.name, ReaderOptions(dt.UTC, max_bytes)))


def test_every_field_is_read(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "The envoys met.",
        "title": "Envoys meet",
        "published": "2021-05-03T08:10:00+02:00",
        "publisher": "ABC",
        "url": "https://example.org/a",
        "authors": ["Ana Lee"],
        "language": "en",
    }
    (result,) = read(tmp_path / "a.jsonl", json.dumps(row).encode())
    assert result == SourceArticle(
        "a.jsonl:1",
        Article(
            id="a",
            text="The envoys met.",
            title="Envoys meet",
            published=dt.datetime(2021, 5, 3, 6, 10, tzinfo=dt.UTC),
            publisher="ABC",
            url="https://example.org/a",
            authors=("Ana Lee",),
            language="en",
        ),
    )


def test_blank_lines_are_skipped_but_counted_and_numbers_are_ids(tmp_path: Path) -> None:
    results = read(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"id": 1, "text": "a"}\r\n\n  \n{"id": 2, "text": "b"}')
    assert [(result.where, result.article.id) for result in results if isinstance(result, SourceArticle)] == [
        ("a.jsonl:1", "1"),
        ("a.jsonl:4", "2"),
    ]


def test_null_and_empty_fields_say_nothing_and_fields_that_nobody_knows_are_ignored(tmp_path: Path) -> None:
    line = b'{"id": "a", "text": "b", "title": null, "published": "", "authors": null, "score": [1, {"x": 2}]}'
    (result,) = read(tmp_path / "a.jsonl", line)
    assert isinstance(result, SourceArticle)
    assert result.article == Article(id="a", text="b")


def test_text_is_never_altered(tmp_path: Path) -> None:
    text = "\ufeff The envoys\r\nmet \u2028 – at last.\t\n"
    (result,) = read(tmp_path / "a.jsonl", json.dumps({"id": "a", "text": text}).encode())
    assert isinstance(result, SourceArticle)
    assert result.article.text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a",, "text": "b"}', "invalid JSON at column 12: object keys must be strings"),
        ('{"é": "é",, "text": "b"}'.encode(), "invalid JSON at column 11: object keys must be strings"),
        (b'{"id": "a", "text": "b"} x', "invalid JSON at column 26: trailing characters"),
        (b'{"id": "a", "text": "b', "invalid JSON: the line ends too early"),
        (b'{"id": "a", "text": "\\ud83d"}', "invalid JSON: a lone surrogate (\\ud83d)"),
        (b'{"id": "a", "text": "b \xe9"}', "not UTF-8 at byte 24 of the line"),
        (b'{"x": ' + b"[" * 5_000, "invalid JSON: nested too deeply"),
        (b'{"text": "b"}', "id: is missing"),
        (b'{"id": "a"}', "text: is missing"),
        (b'{"id": "a", "text": 3}', "text: must be a string, not a whole number"),
        (b'{"id": true, "text": "b"}', "id: must be a whole number or a string, not true or false"),
        (b'{"id": "a", "text": "b", "authors": "Ana Lee"}', "authors: must be a list, not a string"),
        (b'{"id": "a", "text": "b", "authors": [1]}', "authors: must be a string, not a whole number"),
        (b'["a", "b"]', "the line: must be an object, not a list"),
        (
            b'{"id": "a", "text": "b", "published": "May 3"}',
            "published: 'May 3' is not ISO 8601 such as 2024-05-16T08:10:00Z",
        ),
    ],
)
def test_a_bad_line_is_a_single_failure_and_costs_the_others_nothing(tmp_path: Path, line: bytes, reason: str) -> None:
    before, failure, after = read(
        tmp_path / "a.jsonl", b'{"id": 1, "text": "a"}\n' + line + b'\n{"id": 2, "text": "b"}\n'
    )
    assert failure == Failure(where="a.jsonl:2", reason=reason)
    assert isinstance(before, SourceArticle)
    assert isinstance(after, SourceArticle)


def test_a_line_beyond_the_limit_is_a_failure_and_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": 1, "text": "a"}\n')
        file.seek(200_000_000, 1)
        file.write(b'\n{"id": 2, "text": "b"}\n')
    tracemalloc.start()
    before, failure, after = read_jsonl(path, "a.jsonl", "a.jsonl", ReaderOptions(dt.UTC, 1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert failure == Failure(where="a.jsonl:2", reason="too large: 200 MB, and an article may have at most 1 MB")
    assert isinstance(before, SourceArticle)
    assert isinstance(after, SourceArticle)
    assert peak < 8_000_000


def test_utf_16_is_refused_once(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "a.jsonl", '{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n'.encode("utf-16"))
    assert failure == Failure(where="a.jsonl:1", reason="not UTF-8: convert the file with `iconv -f UTF-16 -t UTF-8`")


def test_an_empty_file_holds_no_article(tmp_path: Path) -> None:
    assert read(tmp_path / "a.jsonl", b"") == []


@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: b'{"id": 1, "text": "' + text.encode(errors="surrogatepass") + b'"}')
)
def test_any_bytes_give_found_or_failures_with_their_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    for result in read(path, data):
        assert result.where.startswith("any.jsonl:")
        if isinstance(result, Failure):
            assert result.reason
            assert "\n" not in result.reason
