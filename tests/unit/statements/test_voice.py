"""A contracted `has` is no passive."""

from __future__ import annotations


def test_has_may_be_contracted(read_single):
    statement = read_single("Sameh Shoukry came. He's said that the border was open.")
    assert (statement.speakers, statement.content) == (["Sameh Shoukry"], ["that the border was open"])
