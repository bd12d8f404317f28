"""The header rules of docs/sources.md."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.sources.header import Header, header_of

BODY = "GENEVA (ABC) — The envoys met on Monday.\n\nThey parted late.\n"


def test_headline_date_line_and_dateline_are_read() -> None:
    assert header_of(f"Envoys meet in Geneva\n\nMay 3, 2021 | 8:10 PM\n\n{BODY}", dt.UTC) == Header(
        title="Envoys meet in Geneva",
        published=dt.datetime(2021, 5, 3, 20, 10, tzinfo=dt.UTC),
        publisher="ABC",
        authors=(),
    )


def test_a_first_line_before_a_date_line_is_the_headline_even_with_a_full_stop() -> None:
    assert header_of(f"Envoys meet.\nMay 3, 2021\n{BODY}", dt.UTC).title == "Envoys meet."


def test_a_first_line_without_full_stop_before_a_blank_line_is_the_headline() -> None:
    assert header_of(f"Envoys meet in Geneva\n\n{BODY}", dt.UTC).title == "Envoys meet in Geneva"
    assert header_of("Envoys meet in Geneva\r\n\r\nThey met.", dt.UTC).title == "Envoys meet in Geneva"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The envoys met.\n\nThey parted.",
        "“The envoys met.”\n\nThey parted.",
        "The envoys met\nin the old town.",
        "The envoys met",
        "___\n\nThe envoys met.",
        "",
    ],
)
def test_other_first_lines_are_no_headline(text: str) -> None:
    assert header_of(text, dt.UTC).title is None


def test_a_date_line_may_stand_first() -> None:
    result = header_of(f"3 May 2021\n\nEnvoys meet\n\n{BODY}", dt.UTC)
    assert (result.title, result.published) == ("Envoys meet", dt.datetime(2021, 5, 3, 12, tzinfo=dt.UTC))


def test_a_date_further_down_is_not_the_date_of_the_article() -> None:
    assert header_of("Envoys meet\n\nOne.\n\nTwo.\n\nThree.\n\nMay 3, 2021\n", dt.UTC).published is None


@pytest.mark.parametrize(
    ("dateline", "publisher"),
    [
        ("GENEVA (ABC) — ", "ABC"),
        ("NEW DELHI, India (ABC) -- ", "ABC"),
        ("LAKE SUCCESS, N.Y., May 3 (Northern News) - ", "Northern News"),
        ("MINSK, May 3. /ABCD/. ", "ABCD"),
        ("GENEVA — ", None),
        ("Envoys (all of them) — ", None),
    ],
)
def test_the_agency_of_the_dateline_is_the_publisher(dateline: str, publisher: str | None) -> None:
    assert header_of(f"{dateline}The envoys met.\n\nThey parted.", dt.UTC).publisher == publisher


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("By Ana Lee", ("Ana Lee",), None),
        ("BY ANA LEE AND BO ROE", ("ANA LEE", "BO ROE"), None),
        ("By Ana Lee, Bo J. Roe and Tariq al-Masri", ("Ana Lee", "Bo J. Roe", "Tariq al-Masri"), None),
        ("By Ana Lee and Bo Roe, Northern News", ("Ana Lee", "Bo Roe"), "Northern News"),
        ("By the time they met", (), None),
        ("By May they had met", (), None),
    ],
)
def test_a_byline_at_the_top_names_the_authors(line: str, authors: tuple[str, ...], publisher: str | None) -> None:
    result = header_of(f"Envoys meet\n\n{line}\n\nThe envoys met.\n\nThey parted.\n\nIt rained.\n\nAll left.", dt.UTC)
    assert (result.authors, result.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("Ana Lee and Bo Roe, ABC", ("Ana Lee", "Bo Roe"), "ABC"),
        ("Ana Lee, Bo Roe and Cy van Dyck, ABC", ("Ana Lee", "Bo Roe", "Cy van Dyck"), "ABC"),
        ("Ana Lee, Bo Roe, ABC", ("Ana Lee", "Bo Roe"), "ABC"),
        ("By Ana Lee", ("Ana Lee",), None),
        ("They met again in Rome, USA", (), None),
        ("Ana Lee", (), None),
    ],
)
def test_a_signature_at_the_end_names_the_authors(line: str, authors: tuple[str, ...], publisher: str | None) -> None:
    result = header_of(f"Envoys meet\n\nThe envoys met.\n\nThey parted.\n\nIt rained.\n\nAll left.\n\n{line}\n", dt.UTC)
    assert (result.authors, result.publisher) == (authors, publisher)


@given(st.text(max_size=400))
def test_any_text_has_a_header(text: str) -> None:
    result = header_of(text, dt.UTC)
    assert result.published is None or result.published.tzinfo is not None


def test_long_lines_cost_no_time() -> None:
    for line in ("A" + " " * 50_000, "A." * 50_000, "By " + "Ana Lee, " * 10_000, "May 3, " * 10_000):
        assert header_of(line, dt.UTC).published is None
