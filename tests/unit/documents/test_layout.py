"""Texts are split into paragraphs, and boilerplate is separated from the body."""

from __future__ import annotations

import resource
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.documents.layout import ParagraphKind, datelines, paragraphs, straightened

BODY = "The two ministers met on Monday and agreed to open the border crossing."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind.value, text[p.start : p.end].strip()) for p in paragraphs(text, title)]


def test_a_report_is_split_into_paragraphs_of_each_kind() -> None:
    text = (
        "Ministers meet to reopen a crossing\n\nMay 15, 2024 | 8:10 PM\n\n"
        f"OSLO, Norway (XYZ) — {BODY}\n\nNobody spoke to the press.\n\n___\n\n"
        "Berg reported from Bergen.\n\nAnna Berg And Jon Dahl, The Example Press"
    )
    assert kinds(text) == [
        ("headline", "Ministers meet to reopen a crossing"),
        ("date line", "May 15, 2024 | 8:10 PM"),
        ("dateline", "OSLO, Norway (XYZ) —"),
        ("body", BODY),
        ("body", "Nobody spoke to the press."),
        ("separator", "___"),
        ("byline", "Berg reported from Bergen."),
        ("byline", "Anna Berg And Jon Dahl, The Example Press"),
    ]


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
    text = dateline + BODY
    parts = paragraphs(text)
    assert [p.kind for p in parts] == [ParagraphKind.DATELINE, ParagraphKind.BODY]
    assert text[parts[1].start : parts[1].end] == BODY
    (result,) = datelines(text, parts)
    assert (result.place and text[slice(*result.place)]) == place
    assert (result.agency and text[slice(*result.agency)]) == agency


def test_a_second_report_in_the_same_text_has_its_own_dateline() -> None:
    report = f"OSLO (XYZ) — {BODY}"
    text = f"{report}\n\nTHIS IS A BREAKING NEWS UPDATE. The earlier story follows below.\n\n{report}"
    assert [kind for kind, _ in kinds(text)] == ["dateline", "body", "notice", "dateline", "body"]


def test_a_notice_before_body_text_is_a_separate_paragraph() -> None:
    text = f"EMBARGOED UNTIL NOON TODAY. {BODY} {BODY} {BODY} {BODY} {BODY}"
    assert [kind for kind, _ in kinds(text)] == ["notice", "body"]


def test_a_headline_is_known_by_the_title_even_with_a_full_stop() -> None:
    text = f"Ministers meet to reopen a crossing.\n\n{BODY}"
    assert kinds(text, "Ministers meet to reopen a crossing")[0][0] == "headline"
    assert kinds(text)[0][0] == "body"


def test_a_text_of_one_line_is_body() -> None:
    assert kinds(BODY) == [("body", BODY)]
    assert kinds("Talks open in Oslo") == [("body", "Talks open in Oslo")]


def test_a_text_in_capitals_is_body() -> None:
    text = "MINISTERS MET ON MONDAY.\n\nTHE CROSSING OPENS TOMORROW."
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
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
    assert kinds(f"{BODY}\n{BODY}\n{BODY}") == [("body", BODY)] * 3


def test_windows_line_ends_make_no_difference() -> None:
    text = f"Ministers meet to reopen a crossing\n\n16 May 2024\n\nOSLO (XYZ) — {BODY}\n\n{BODY}"
    assert kinds(text.replace("\n", "\r\n")) == kinds(text)


def test_front_matter_is_a_separate_paragraph() -> None:
    text = f'---\ntitle: "Ministers meet"\n---\nOSLO (XYZ) — {BODY}'
    assert [kind for kind, _ in kinds(text)] == ["front matter", "dateline", "body"]


def test_front_matter_needs_an_end() -> None:
    assert "front matter" not in {kind for kind, _ in kinds(f"---\n{BODY}")}


@pytest.mark.parametrize(
    "piece", [BODY + " ", "word ", "A - ", '" ', "''", "_", " ", "a\n", BODY + "\r\n\r\n", "Aa Bb "]
)
def test_a_large_text_is_read_in_linear_time(piece: str) -> None:
    """Only a quadratic algorithm exceeds the limit of CPU seconds: then the system kills the process."""
    text = piece * (1_000_000 // len(piece))
    code = """if True:
        import sys
        from itertools import pairwise
        from kg_etl.documents.layout import paragraphs, straightened
        text = sys.stdin.buffer.read().decode()
        parts = paragraphs(text)
        assert len(straightened(text)) == len(text)
        assert all(a.end <= b.start for a, b in pairwise(parts))
    """
    subprocess.run(
        [sys.executable, "-c", code],
        input=text.encode(),
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)),
    )


@given(st.text(alphabet=st.sampled_from(list('aB .,"“”’\n\r\t-—_():19€')), max_size=300))
def test_paragraphs_contain_every_letter_once(text: str) -> None:
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
