"""Front matter between `---` lines."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.sources.front_matter import FrontMatterError, front_matter_of


def error_of(text: str) -> FrontMatterError:
    with pytest.raises(FrontMatterError) as caught:
        front_matter_of(text, dt.UTC)
    return caught.value


def test_every_key_is_read() -> None:
    result = front_matter_of(
        "---\nid: 007\ntitle: 'Talks: day one'\npublished: 2021-05-03T08:10:00+02:00\npublisher: ABC\n"
        "url: https://example.org/7\nauthors:\n  - Ana Lee\n  - Bo Roe\nlanguage: no\n---\nThe envoys met.",
        dt.UTC,
    )
    assert result is not None
    assert (result.id, result.title, result.publisher, result.url) == (
        "007",
        "Talks: day one",
        "ABC",
        "https://example.org/7",
    )
    assert result.published == dt.datetime(2021, 5, 3, 6, 10, tzinfo=dt.UTC)
    assert (result.authors, result.language) == (("Ana Lee", "Bo Roe"), "no")


def test_a_text_without_front_matter_has_none() -> None:
    assert front_matter_of("The envoys met.\n---\nThey parted.", dt.UTC) is None
    assert front_matter_of("----\nThe envoys met.", dt.UTC) is None


def test_a_single_author_needs_no_list_and_empty_values_are_ignored() -> None:
    result = front_matter_of("---\r\nauthors: Ana Lee\r\ntitle:\r\n---\r\nThe envoys met.", dt.UTC)
    assert result is not None
    assert (result.authors, result.title) == (("Ana Lee",), None)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\nid: a\nThe envoys met.", 1, "no closing --- line within 64 kB"),
        ("---\nid: a\nheadline: Talks\n---\nx", 3, "unknown key 'headline'; the keys are id, title, published"),
        ("---\nid: a\nid: b\n---\nx", 3, "id is given twice"),
        ("---\nid: a\npublished: 05/06/2024\n---\nx", 3, "published: '05/06/2024' is not a date"),
        ("---\ntitle: [a, b]\n---\nx", 2, "title must be a single value, not a list"),
        ("---\nauthors: [[a], b]\n---\nx", 2, "nested too deeply"),
        ("---\nauthors: {a: b}\n---\nx", 2, "authors must be text (authors: text, or a list of it)"),
        ("---\nThe envoys met.\n---\nx", 2, "must consist of keys with values"),
        ("---\nid: a\ntitle: 'open\n---\nx", 4, "not YAML: found unexpected end of stream"),
        ("---\nid: &x a\ntitle: *x\n---\nx", 2, "anchors and aliases are not allowed"),
        ("---\n" + "[" * 20_000 + "]" * 20_000 + "\n---\nx", 2, "nested too deeply"),
        ("---\nid: \x07\n---\nx", 1, "a character that YAML does not allow"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_reason(text: str, line: int, reason: str) -> None:
    error = error_of(text)
    assert str(error).startswith("front matter: ")
    assert reason in str(error)
    assert error.line == line


def test_a_front_matter_beyond_64_kb_is_not_read() -> None:
    assert "64 kB" in str(error_of("---\ntitle: " + "a" * 70_000 + "\n---\nThe envoys met."))
