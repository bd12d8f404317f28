"""Noun phrases are contents where they are said and not named."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("text", ["Iran is said to own more missiles.", "Iran was alleged to own more missiles."])
def test_a_passive_with_infinitive_has_no_named_speaker(read_single, text):
    statement = read_single(text)
    assert (statement.content, statement.event.no_speaker) == (
        ["Iran", "to own more missiles"],
        "passive without agent",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A group that calls itself New Dawn left.",
        "A club called New Dawn left.",
        "Anna Berg called a candidate, Clara Powers.",
        "It was the firm that called us to offer help.",
    ],
)
def test_naming_and_phoning_with_call_are_no_statements(read, text):
    assert read(text) == []
