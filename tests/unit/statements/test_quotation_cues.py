"""Quotations are attached to the cue next to them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“Is the border open?” reacted Sameh Shoukry.", ["“Is the border open?”"]),
        ("“The border has failed the people,” Sameh Shoukry mocks.", ["“The border has failed the people,”"]),
        (
            "Back in Cairo, Sameh Shoukry returned to his lines: “The border will be open, and we shall stay.”",
            ["“The border will be open, and we shall stay.”"],
        ),
        (
            "Sameh Shoukry proposed new wording: “The border is open to all who live there.”",
            ["“The border is open to all who live there.”"],
        ),
    ],
)
def test_next_to_a_quotation_any_verb_of_a_person_reports(read_single, text, content):
    statement = read_single(text)
    assert (statement.speakers, statement.content) == (["Sameh Shoukry"], content)


def test_a_quoted_name_is_no_statement(read):
    assert not read("In an interview with “Voices and Friends,” Sameh Shoukry travelled to Qatar.")
