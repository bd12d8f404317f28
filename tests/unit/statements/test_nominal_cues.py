"""Nouns report."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speakers", "content", "act"),
    [
        (
            "Egypt's denial that it had closed the border was brief.",
            ["Egypt"],
            ["that it had closed the border"],
            "Denial",
        ),
        ("Egypt made an appeal for calm.", ["Egypt"], ["calm"], "Demand"),
        ("Criticism of the deal by Egypt grew louder.", ["Egypt"], ["the deal"], "Accusation"),
        ("Criticism of the deal grew louder.", [], ["the deal"], "Accusation"),
        ("Egypt's claim is that the border was open.", ["Egypt"], ["that the border was open"], "Assertion"),
    ],
)
def test_a_noun_can_report(read_single, text, speakers, content, act):
    statement = read_single(text)
    assert statement.speakers == speakers
    assert statement.content == content
    assert statement.event.type == act
