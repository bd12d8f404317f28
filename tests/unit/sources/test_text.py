"""Articles in .txt files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.model import Article, Failure
from kg_etl.sources import ReaderOptions, SourceArticle
from kg_etl.sources.text import DecodingError, article, decoded, read_text

OPTIONS = ReaderOptions(timezone=dt.UTC, max_bytes=10_000)


def only(path: Path, data: bytes, max_bytes: int = 10_000) -> Article | Failure:
    path.write_bytes(data)
    (result,) = read_text(path, path.name, path.name, ReaderOptions(dt.UTC, max_bytes))
    return result.article if isinstance(result, SourceArticle) else result


def test_the_text_is_the_whole_file_with_its_line_ends_and_spaces(tmp_path: Path) -> None:
    text = " Envoys meet\r\n\r\nMay 3, 2021\r\n\r\nThe envoys met.\u00a0 They parted.\n\n"
    result = only(tmp_path / "a.txt", text.encode())
    assert isinstance(result, Article)
    assert result.text == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    result = only(tmp_path / "a.txt", b"\xef\xbb\xbfThe envoys met.")
    assert isinstance(result, Article)
    assert result.text == "The envoys met."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    result = only(tmp_path / "a.txt", "\ufeffThe envoys met – at last.".encode(encoding))
    assert isinstance(result, Article)
    assert result.text == "The envoys met – at last."


def test_another_encoding_is_refused_with_byte_and_line(tmp_path: Path) -> None:
    failure = only(tmp_path / "a.txt", b"First line\nThe caf\xe9 closed.\n")
    assert isinstance(failure, Failure)
    assert failure.where == "a.txt:2"
    assert failure.reason.startswith("not UTF-8 at byte 19 (line 2): convert it with `iconv -f WINDOWS-1252 -t UTF-8`")


def test_the_byte_is_counted_from_the_start_of_the_file_also_after_a_byte_order_mark() -> None:
    with pytest.raises(DecodingError, match=r"at byte 5 \(line 1\)"):
        decoded(b"\xef\xbb\xbfa\xff")


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (b"The envoys\nmet\0 again", "a.txt:2", "binary: contains a NUL at byte 15"),
        (b"\xff\xfe\0\0a\0\0\0", "a.txt", "UTF-32 is not supported: convert it with `iconv -f UTF-32 -t UTF-8`"),
        (b"\xff\xfea", "a.txt", "not UTF-16 at byte 3, despite its byte order mark"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes, where: str, reason: str) -> None:
    failure = only(tmp_path / "a.txt", data)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.reason) == (where, reason)


def test_a_file_that_is_too_large_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (failure,) = read_text(path, "a.txt", "a.txt", ReaderOptions(dt.UTC, 10_000_000))
    assert failure == Failure(where="a.txt", reason="too large: 52.4 MB, and an article may have at most 10 MB")


def test_a_file_of_just_the_largest_size_is_read(tmp_path: Path) -> None:
    assert isinstance(only(tmp_path / "a.txt", b"a" * 100, max_bytes=100), Article)
    assert isinstance(only(tmp_path / "b.txt", b"a" * 101, max_bytes=100), Failure)


def test_front_matter_says_more_than_the_header() -> None:
    text = (
        "---\ntitle: As filed\npublished: 2021-05-04\n---\nEnvoys meet\n\nMay 3, 2021\n\nBy Ana Lee\n\nThe envoys met."
    )
    result = article(text, "a.txt", OPTIONS)
    assert result.title == "As filed"
    assert result.published == dt.datetime(2021, 5, 4, 12, tzinfo=dt.UTC)
    assert result.authors == ("Ana Lee",)
    assert result.text == text


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("id: urn:x:1\nurl: https://example.org/1", "urn:x:1"),
        ("url: https://example.org/1", "https://example.org/1"),
        ("title: Envoys meet", "sub/a.txt"),
    ],
)
def test_the_id_is_that_of_the_front_matter_or_the_url_or_the_path(front: str, expected: str) -> None:
    assert article(f"---\n{front}\n---\nThe envoys met.", "sub/a.txt", OPTIONS).id == expected


def test_front_matter_alone_is_an_empty_article() -> None:
    assert article("---\nid: a\n---\n \n", "a.txt", OPTIONS).text == ""


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"---\n{text}\n---\nThey met.".encode()))
def test_any_bytes_give_an_article_or_a_failure_on_a_single_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    result = only(tmp_path_factory.getbasetemp() / "any.txt", data)
    if isinstance(result, Failure):
        assert result.where.startswith("any.txt")
        assert result.reason
        assert "\n" not in result.reason
    else:
        assert result.text in {decoded(data), ""}
