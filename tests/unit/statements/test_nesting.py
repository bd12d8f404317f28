"""Only the outermost of nested statements is kept."""

from __future__ import annotations


def test_only_the_outermost_of_nested_statements_is_kept(read_single):
    statement = read_single("Sameh Shoukry said that Israel had denied that its soldiers fired.")
    assert statement.event.trigger.quote == "said"
