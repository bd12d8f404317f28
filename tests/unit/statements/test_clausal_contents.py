"""Clauses are contents with all that belongs to them."""

from __future__ import annotations

import pytest


def test_a_clause_keeps_the_subject_that_the_parser_misattached(read_single):
    statement = read_single("Sameh Shoukry said an Egyptian proposal, which Israel rejected, could “bring peace.”")
    assert statement.content == ["an Egyptian proposal, which Israel rejected, could “bring peace.”"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry declined to comment.", "to comment"),
        ("Egypt refused to say whether it would attend.", "whether it would attend"),
    ],
)
def test_to_refuse_an_answer_is_a_rejection(read_single, text, content):
    statement = read_single(text)
    assert (statement.event.type, statement.content) == ("Rejection", [content])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She demanded that all envoys “pay their fair share.”", ["that all envoys “pay their fair share.”"]),
        ("She called the deal “a trap for us all.”", ["the deal “a trap for us all.”"]),
        ("Asked where he was, she said, “Do not ask.”", ["“Do not ask.”"]),
        ("The park lies by the lake, which, she said, is full on Sundays.", ["which", "is full on Sundays"]),
        (
            "She said the deal was dead, because Qatar had left.",
            ["the deal was dead, because Qatar had left"],
        ),
    ],
)
def test_a_content_covers_all_that_was_said(read, text, content):
    assert read(text)[-1].content == content
