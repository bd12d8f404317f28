"""Of attributions that stand inside one another only the outermost is kept."""

from __future__ import annotations

from collections.abc import Sequence

from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import size, tokens


def outermost(found: Sequence[Attribution], length: int) -> list[Attribution]:
    """The attributions with a content whose cue stands in no larger one's content, in text order of their cues.

    Args:
        found: Attributions of one article.
        length: Tokens of the article.
    """
    owner = [False] * length
    kept = []
    for one in sorted((a for a in found if a.content), key=lambda a: (-size(a.content), a.anchor.i)):
        if owner[one.anchor.i]:
            continue
        taken = sum(owner[i] for i in tokens(one.content))
        if taken * 2 > size(one.content):
            continue
        kept.append(one)
        for i in tokens(one.content):
            owner[i] = True
    return sorted(kept, key=lambda a: a.anchor.i)
