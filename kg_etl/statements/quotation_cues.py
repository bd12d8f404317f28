"""Attaches quotations to cues: those next to a cue, and those that a content touches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotation, Quotations
from kg_etl.documents.syntax import RELATIVE_TAGS, SUBJECTS
from kg_etl.documents.tokens import Doc
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, shared, union

_LEAST = 4
"""Tokens, marks included, from which a quotation can be a statement by itself and not only a quoted word."""


def _after_colon(content: TokenRanges, attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """`He was hurt: “It is over,” he said`: what stands before the colon is the reporter's."""
    cut = []
    for start, end in content:
        index = quoted.of_token[end - 1]
        if end <= attribution.anchor.i and index >= 0 and quoted.items[index].start > start:
            begin = quoted.items[index].start
            if attribution.anchor.doc[begin - 1].text == ":":
                cut.append((begin, end))
                continue
        cut.append((start, end))
    return tuple(cut)


def _opening(attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """`“If they stay” in the city, he said, “we ...”`: a quoted beginning belongs to what follows the cue."""
    naming = attribution.naming()
    if attribution.rule not in {"clause", "remainder"} or naming is None or naming[0] > attribution.words[0]:
        return ()
    if attribution.speaker.local is None or attribution.speaker.local.tag_ in RELATIVE_TAGS:
        return ()
    end = naming[0]
    sentence = attribution.anchor.sent
    if end <= sentence.start or attribution.anchor.doc[end - 1].text != "," or quoted.of_token[sentence.start] < 0:
        return ()
    return ((sentence.start, end - 1),)


def with_neighbours(attributions: Sequence[Attribution], document: Document, quoted: Quotations) -> list[Attribution]:
    """Cues that still lack a content, with the quotation that touches them or that they announce."""
    starts = [q.start for q in quoted.items]
    return [
        _with_neighbour(attribution, document, quoted, starts) if not attribution.content else attribution
        for attribution in attributions
    ]


def _with_neighbour(attribution: Attribution, document: Document, quoted: Quotations, starts: list[int]) -> Attribution:
    if attribution.speaker.local is None or attribution.anchor.tag_ == "VB":
        return attribution
    speaks = bool(attribution.cue.takes & {"clause", "quotation"})
    naming = attribution.naming() or attribution.words
    start, end = min(attribution.words[0], naming[0]), max(attribution.words[1], naming[1])
    if end - start > 60:
        start, end = attribution.words
    after = bisect_left(starts, attribution.words[1])
    if after > 0:
        before = quoted.items[after - 1]
        if (
            before.end - before.start >= _LEAST
            and 0 <= start - before.end <= 2
            and attribution.speaker.local.tag_ not in RELATIVE_TAGS
            and _same(before, attribution, quoted)
            and (speaks or _breaks_off(before, document.doc))
        ):
            gap = document.doc[before.end : start].text
            if not gap.strip(" ,-–—"):
                return _given(attribution, before)
    if after < len(quoted.items):
        following = quoted.items[after]
        gap = document.doc[attribution.words[1] : following.start].text.rstrip()
        near = following.start - attribution.words[1] <= 30 and (
            speaks or _announces(attribution, following, document.doc)
        )
        if near and following.end - following.start >= _LEAST:
            home = quoted.paragraph_of[attribution.anchor.i]
            if (
                _same(following, attribution, quoted)
                and (not gap or gap[-1] in ",:")
                and not ("." in gap[:-1] and ". " in gap)
            ):
                return _given(attribution, following)
            if following.paragraph == home + 1 and gap.endswith(":"):
                return _given(attribution, following)
    return attribution


def _breaks_off(quotation: Quotation, doc: Doc) -> bool:
    """`“..., ” he mocks`: the mark before the closing one shows that the sentence goes on with who spoke."""
    opens = quotation.start == 0 or not doc[quotation.start - 1].is_alpha
    return opens and any(doc[i].text in {",", "?", "!"} for i in range(quotation.end - 2, quotation.end))


def _announces(attribution: Attribution, quotation: Quotation, doc: Doc) -> bool:
    """`He returned to old lines: “...”`: the main verb of a clause that ends with the colon, with no other subject."""
    between = [t for t in doc[attribution.words[1] : quotation.start] if not t.is_space]
    return (
        bool(between)
        and between[-1].text == ":"
        and (attribution.anchor.dep_ == "ROOT" or attribution.anchor.head.i >= quotation.start)
        and not any(t.dep_ in SUBJECTS or t.i == t.sent.start for t in between)
    )


def _same(quotation: Quotation, attribution: Attribution, quoted: Quotations) -> bool:
    return quotation.paragraph == quoted.paragraph_of[attribution.anchor.i]


def _given(attribution: Attribution, quotation: Quotation) -> Attribution:
    return replace(attribution, content=((quotation.start, quotation.end),), rule="beside")


def with_complete_quotations(attributions: Sequence[Attribution], quoted: Quotations) -> list[Attribution]:
    """Contents grown to the whole of the quotations they touch."""
    return [_grown(attribution, quoted) if attribution.content else attribution for attribution in attributions]


def _grown(attribution: Attribution, quoted: Quotations) -> Attribution:
    if attribution.rule in {"noun", "passive"}:
        return attribution
    more: list[TokenRange] = []
    for start, end in attribution.content:
        for index in quoted.touched(start, end):
            q = quoted.items[index]
            inside = shared(attribution.content, ((q.start, q.end),))
            if (inside >= 3 or inside * 2 >= q.end - q.start) and not (q.start <= attribution.anchor.i < q.end):
                more.append((q.start, q.end))
        after = quoted.of_token[end] if end < len(quoted.of_token) else -1
        if after >= 0 and quoted.items[after].start == end and attribution.anchor.doc[end - 1].is_alpha:
            # `called it “a lie”`, `demand that all “pay their share”`
            more.append((end, quoted.items[after].end))
    opening = _opening(attribution, quoted)
    content = _after_colon(
        _inverted(union(attribution.content, more, opening), attribution, quoted), attribution, quoted
    )
    return replace(attribution, content=content) if content != attribution.content else attribution


def _inverted(content: TokenRanges, attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """After `“...,” said X` words outside quotation marks say more about X, not what he said."""
    at = attribution.anchor.i
    if not any(end <= at and quoted.of_token[end - 1] >= 0 and quoted.of_token[start] >= 0 for start, end in content):
        return content
    if attribution.speaker.local is None or attribution.speaker.local.i < at:
        return content
    return tuple(s for s in content if s[1] <= at or any(i >= 0 for i in quoted.of_token[s[0] : s[1]]))
