"""Remarks of the article are cut from contents."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Egypt said that it had signed the deal, which was drafted in May.", ["that it had signed the deal"]),
        ("Egypt said that it would sign the deal, despite the losses.", ["that it would sign the deal"]),
        ("Egypt said that it wanted an inquiry, as have other members.", ["that it wanted an inquiry"]),
        ("Egypt said that Iran had agreed and Israel said that it had not.", ["that Iran had agreed"]),
    ],
)
def test_remarks_of_others_or_the_article_are_not_part_of_the_content(read, text, content):
    assert read(text)[0].content == content
