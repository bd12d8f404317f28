"""Keeps the outermost of nested attributions."""

from __future__ import annotations

from collections.abc import Sequence

from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import size, tokens


def outermost(attributions: Sequence[Attribution], length: int) -> list[Attribution]:
    """The attributions with a content whose cue stands in no larger one's content, in text order of their cues.

    Args:
        found: Attributions of one article.
        length: Tokens of the article.
    """
    owner = [False] * length
    kept = []
    for attribution in sorted((a for a in attributions if a.content), key=lambda a: (-size(a.content), a.anchor.i)):
        if owner[attribution.anchor.i]:
            continue
        taken = sum(owner[i] for i in tokens(attribution.content))
        if taken * 2 > size(attribution.content):
            continue
        kept.append(attribution)
        for i in tokens(attribution.content):
            owner[i] = True
    return sorted(kept, key=lambda a: a.anchor.i)
