"""The layout recognizes boilerplate, and does not take text of the report for it."""

from __future__ import annotations

import resource
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.documents.layout import ParagraphKind, datelines, paragraphs, straightened

LAYOUT_OF_REPEATED_PIECE = """
import sys
from itertools import pairwise
from kg_etl.documents.layout import paragraphs, straightened

text = sys.argv[1] * int(sys.argv[2])
parts = paragraphs(text)
assert len(straightened(text)) == len(text)
assert all(part.end <= following.start for part, following in pairwise(parts))
"""
STORY = "The two ministers met on Monday and agreed to open the border crossing."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(part.kind.value, text[part.start : part.end].strip()) for part in paragraphs(text, title)]


def test_a_report_in_the_usual_form_is_divided_into_its_parts() -> None:
    text = (
        "Ministers meet to reopen a crossing\n\nMay 15, 2024 | 8:10 PM\n\n"
        f"OSLO, Norway (XYZ) — {STORY}\n\nNobody spoke to the press.\n\n___\n\n"
        "Berg reported from Bergen.\n\nAnna Berg And Jon Dahl, The Example Press"
    )
    assert kinds(text) == [
        ("headline", "Ministers meet to reopen a crossing"),
        ("date line", "May 15, 2024 | 8:10 PM"),
        ("dateline", "OSLO, Norway (XYZ) —"),
        ("body", STORY),
        ("body", "Nobody spoke to the press."),
        ("separator", "___"),
        ("byline", "Berg reported from Bergen."),
        ("byline", "Anna Berg And Jon Dahl, The Example Press"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "May 15, 2024 | 8:10 PM",
        "16 May 2024",
        "2024-05-16 08:10 UTC",
        "2024-05-16",
        "2024-05-16T08:10:00Z",
        "2024-05-16T08:10:00+02:00",
        "Thursday, May 16, 2024",
        "Published: Sept. 3, 2023 at 9:05 a.m. EDT",
        "Updated 16 May 2024, 14:35 GMT",
    ],
)
def test_a_line_that_is_only_a_date_is_a_date_line(line: str) -> None:
    assert ("date line", line) in kinds(f"Ministers meet to reopen a crossing\n\n{line}\n\n{STORY}")


def test_a_sentence_that_begins_with_a_date_is_no_date_line() -> None:
    assert kinds("May 16, 2024 was the day on which the crossing opened.")[0][0] == "body"


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("BEIJING (AP) — ", "BEIJING", "AP"),
        ("KYIV, Ukraine (AP) — ", "KYIV", "AP"),
        ("WASHINGTON, May 16 (Xinhua) -- ", "WASHINGTON", "Xinhua"),
        ("MOSCOW. May 16 (Interfax) - ", "MOSCOW", "Interfax"),
        ("New York (AFP) – ", "New York", "AFP"),
        ("ST. LOUIS — ", "ST. LOUIS", None),
        ("SÃO PAULO (Reuters) - ", "SÃO PAULO", "Reuters"),
        ("(Reuters) - ", None, "Reuters"),
        ("By Anna Berg. OSLO (Reuters) - ", "OSLO", "Reuters"),
        ("By ANNA BERG and Ola Dahl, Associated Press OSLO, Norway (AP) — ", "OSLO", "AP"),
        ("By Anna C. Berg. OSLO, May 16 (Reuters) - ", "OSLO", "Reuters"),
    ],
)
def test_a_dateline_gives_place_and_agency(dateline: str, place: str | None, agency: str | None) -> None:
    text = dateline + STORY
    parts = paragraphs(text)
    assert [part.kind for part in parts] == [ParagraphKind.DATELINE, ParagraphKind.BODY]
    assert text[parts[1].start : parts[1].end] == STORY
    (result,) = datelines(text, parts)
    assert (result.place and text[slice(*result.place)]) == place
    assert (result.agency and text[slice(*result.agency)]) == agency


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance of 32 members — said it would answer.",
        "The minister - a lawyer - resigned.",
        "Berlin — and then Paris — objected to the plan.",
        "Anna Berg (Labour) spoke for an hour - nobody listened.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(line: str) -> None:
    assert kinds(line + "\n\n" + STORY)[0] == ("body", line)


def test_a_second_report_in_the_same_text_has_a_dateline_too() -> None:
    report = f"OSLO (XYZ) — {STORY}"
    text = f"{report}\n\nTHIS IS A BREAKING NEWS UPDATE. The earlier story follows below.\n\n{report}"
    assert [kind for kind, _ in kinds(text)] == ["dateline", "body", "notice", "dateline", "body"]


@pytest.mark.parametrize(
    "notice",
    [
        "THIS IS A BREAKING NEWS UPDATE. The earlier story follows below.",
        "This story has been corrected to give the right day.",
        "This is a developing story and will be updated.",
        "Follow our coverage of the talks at https://example.org/talks",
        "Copyright 2024 The Example Press. All rights reserved.",
    ],
)
def test_notices_are_no_body(notice: str) -> None:
    assert kinds(f"{STORY}\n\n{notice}\n\n{STORY}") == [("body", STORY), ("notice", notice), ("body", STORY)]


def test_a_notice_at_the_start_of_a_paragraph_is_a_paragraph_by_itself() -> None:
    text = f"EMBARGOED UNTIL NOON TODAY. {STORY} {STORY} {STORY} {STORY} {STORY}"
    assert [kind for kind, _ in kinds(text)] == ["notice", "body"]


@pytest.mark.parametrize(
    "credit",
    [
        "By Jane Doe",
        "Jane Doe and John Roe, XYZ",
        "Doe reported from Oslo and Roe from Bergen.",
        "XYZ writer Jane Doe in Oslo contributed to this report.",
        "(Reporting by Jane Doe; Editing by John Roe)",
    ],
)
def test_credits_at_the_end_are_bylines(credit: str) -> None:
    assert kinds(f"{STORY}\n\n{STORY}\n\n{credit}")[-1] == ("byline", credit)


def test_a_line_that_repeats_the_title_is_a_headline_even_with_a_full_stop() -> None:
    text = f"Ministers meet to reopen a crossing.\n\n{STORY}"
    assert kinds(text, "Ministers meet to reopen a crossing")[0][0] == "headline"
    assert kinds(text)[0][0] == "body"


def test_a_text_of_a_single_line_is_body() -> None:
    assert kinds(STORY) == [("body", STORY)]
    assert kinds("Talks open in Oslo") == [("body", "Talks open in Oslo")]


def test_a_text_entirely_in_capitals_is_body() -> None:
    text = "MINISTERS MET ON MONDAY.\n\nTHE CROSSING OPENS TOMORROW."
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_wrapped_lines_form_paragraphs() -> None:
    text = (
        "OSLO (XYZ) -- The two ministers met on Monday and\nagreed to open the border\ncrossing.\n\n"
        "Nobody spoke to the\npress.\n"
    )
    assert kinds(text) == [
        ("dateline", "OSLO (XYZ) --"),
        ("body", "The two ministers met on Monday and\nagreed to open the border\ncrossing."),
        ("body", "Nobody spoke to the\npress."),
    ]


def test_lines_that_are_not_wrapped_stay_paragraphs() -> None:
    assert kinds(f"{STORY}\n{STORY}\n{STORY}") == [("body", STORY)] * 3


def test_windows_line_endings_give_the_same_paragraphs() -> None:
    text = f"Ministers meet to reopen a crossing\n\n16 May 2024\n\nOSLO (XYZ) — {STORY}\n\n{STORY}"
    assert kinds(text.replace("\n", "\r\n")) == kinds(text)


def test_front_matter_is_a_paragraph_of_its_kind() -> None:
    text = f'---\ntitle: "Ministers meet"\n---\nOSLO (XYZ) — {STORY}'
    assert [kind for kind, _ in kinds(text)] == ["front matter", "dateline", "body"]


def test_front_matter_without_an_end_is_body() -> None:
    assert "front matter" not in {kind for kind, _ in kinds(f"---\n{STORY}")}


@pytest.mark.parametrize(
    "piece", [STORY + " ", "word ", "A - ", '" ', "''", "_", " ", "a\n", STORY + "\r\n\r\n", "Aa Bb "]
)
def test_a_text_of_a_million_characters_takes_no_quadratic_time(piece: str) -> None:
    """A quadratic rule would take hours of processor time, a linear rule takes about a second on an idle machine."""
    layout = subprocess.run(
        [sys.executable, "-c", LAYOUT_OF_REPEATED_PIECE, piece, str(1_000_000 // len(piece))],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)),
        check=False,
    )
    assert layout.returncode == 0


@given(st.text(alphabet=st.sampled_from(list('aB .,"“”’\n\r\t-—_():19€')), max_size=300))
def test_every_letter_is_in_exactly_one_paragraph(text: str) -> None:
    parts = paragraphs(text)
    assert all(0 <= p.start < p.end <= len(text) for p in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    stored = "".join(text[p.start : p.end] for p in parts)
    assert [c for c in stored if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(alphabet=st.sampled_from(list("aB .,'\"“”’‘«»`\u00a0\u200b\n")), max_size=200))
def test_straightening_keeps_every_offset(text: str) -> None:
    straight = straightened(text)
    assert len(straight) == len(text)
    assert all(a == b for a, b in zip(text, straight, strict=True) if a.isalnum())
