"""Date lines, notices and bylines are recognised, and sentences are not."""

from __future__ import annotations

import pytest

from kg_etl.documents.boilerplate import ParagraphKind, boilerplate_kind, dateline_of


def kind_of_line(line: str, *, edge: bool = False) -> ParagraphKind | None:
    return boilerplate_kind(line, is_uppercase=False, edge=edge, last=edge)


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
    assert kind_of_line(line) == ParagraphKind.DATE_LINE


def test_a_sentence_that_begins_with_a_date_is_not_boilerplate() -> None:
    assert kind_of_line("May 16, 2024 was the day on which the crossing opened.") is None


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance of 32 members — said it would answer.",
        "The minister - a lawyer - resigned.",
        "Berlin — and then Paris — objected to the plan.",
        "Anna Berg (Labour) spoke for an hour - nobody listened.",
    ],
)
def test_a_dash_in_a_sentence_is_not_a_dateline(line: str) -> None:
    assert dateline_of(line, agency_needed=False, any_case=True) is None


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
def test_notices_are_recognised(notice: str) -> None:
    assert kind_of_line(notice) == ParagraphKind.NOTICE


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
    assert kind_of_line(credit, edge=True) == ParagraphKind.BYLINE
