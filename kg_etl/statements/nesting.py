"""Removes attributions that are nested in the content of others."""

from __future__ import annotations

from collections.abc import Sequence

from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import token_count, token_indexes


def outermost(attributions: Sequence[Attribution], length: int) -> list[Attribution]:
    """The attributions that have a content and whose cue is in no larger content, in text order of their cues.

    Args:
        found: Attributions of one article.
        length: Tokens of the article.
    """
    is_covered = [False] * length
    kept = []
    for attribution in sorted(
        (attribution for attribution in attributions if attribution.content),
        key=lambda attribution: (-token_count(attribution.content), attribution.anchor.i),
    ):
        if is_covered[attribution.anchor.i]:
            continue
        covered = sum(is_covered[i] for i in token_indexes(attribution.content))
        if covered * 2 > token_count(attribution.content):
            continue
        kept.append(attribution)
        for i in token_indexes(attribution.content):
            is_covered[i] = True
    return sorted(kept, key=lambda attribution: attribution.anchor.i)
