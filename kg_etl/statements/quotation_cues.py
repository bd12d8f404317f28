"""Attaches quotations to cues, and extends contents to the quotations they overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotation, Quotations
from kg_etl.documents.syntax import RELATIVE_TAGS, SUBJECTS
from kg_etl.documents.tokens import Doc
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, overlap, union

_SHORTEST_QUOTATION = 4
"""The fewest tokens, marks included, of a quotation that is a statement and not only a quoted word."""


def _without_text_before_colon(content: TokenRanges, attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """The content without the reporter's words before a colon: `He was hurt: “It is over,” he said`."""
    ranges = []
    for start, end in content:
        index = quoted.of_token[end - 1]
        if end <= attribution.anchor.i and index >= 0 and quoted.items[index].start > start:
            begin = quoted.items[index].start
            if attribution.anchor.doc[begin - 1].text == ":":
                ranges.append((begin, end))
                continue
        ranges.append((start, end))
    return tuple(ranges)


def _quoted_opening(attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """The range of a quoted beginning before the cue: `“If they stay” in the city, he said, “we ...”`."""
    speaker_phrase = attribution.speaker_phrase()
    if (
        attribution.rule not in {"clause", "remainder"}
        or speaker_phrase is None
        or speaker_phrase[0] > attribution.cue_range[0]
    ):
        return ()
    if attribution.speaker.local is None or attribution.speaker.local.tag_ in RELATIVE_TAGS:
        return ()
    end = speaker_phrase[0]
    sentence = attribution.anchor.sent
    if end <= sentence.start or attribution.anchor.doc[end - 1].text != "," or quoted.of_token[sentence.start] < 0:
        return ()
    return ((sentence.start, end - 1),)


def attach_quotations(attributions: Sequence[Attribution], document: Document, quoted: Quotations) -> list[Attribution]:
    """The attributions, those without content with the quotation next to the cue or announced by it."""
    starts = [quotation.start for quotation in quoted.items]
    return [
        _with_adjacent_quotation(attribution, document, quoted, starts) if not attribution.content else attribution
        for attribution in attributions
    ]


def _with_adjacent_quotation(
    attribution: Attribution, document: Document, quoted: Quotations, starts: list[int]
) -> Attribution:
    if attribution.speaker.local is None or attribution.anchor.tag_ == "VB":
        return attribution
    speaks = bool(attribution.cue.takes & {"clause", "quotation"})
    speaker_phrase = attribution.speaker_phrase() or attribution.cue_range
    start, end = min(attribution.cue_range[0], speaker_phrase[0]), max(attribution.cue_range[1], speaker_phrase[1])
    if end - start > 60:
        start, end = attribution.cue_range
    after = bisect_left(starts, attribution.cue_range[1])
    if after > 0:
        before = quoted.items[after - 1]
        if (
            before.end - before.start >= _SHORTEST_QUOTATION
            and 0 <= start - before.end <= 2
            and attribution.speaker.local.tag_ not in RELATIVE_TAGS
            and _is_in_same_paragraph(before, attribution, quoted)
            and (speaks or _ends_inside_sentence(before, document.doc))
        ):
            gap = document.doc[before.end : start].text
            if not gap.strip(" ,-–—"):
                return _with_quotation(attribution, before)
    if after < len(quoted.items):
        following = quoted.items[after]
        gap = document.doc[attribution.cue_range[1] : following.start].text.rstrip()
        near = following.start - attribution.cue_range[1] <= 30 and (
            speaks or _introduces(attribution, following, document.doc)
        )
        if near and following.end - following.start >= _SHORTEST_QUOTATION:
            paragraph = quoted.paragraph_of[attribution.anchor.i]
            if (
                _is_in_same_paragraph(following, attribution, quoted)
                and (not gap or gap[-1] in ",:")
                and not ("." in gap[:-1] and ". " in gap)
            ):
                return _with_quotation(attribution, following)
            if following.paragraph == paragraph + 1 and gap.endswith(":"):
                return _with_quotation(attribution, following)
    return attribution


def _ends_inside_sentence(quotation: Quotation, doc: Doc) -> bool:
    """Whether the punctuation before the closing mark lets the sentence continue (`“..., ” he mocks`)."""
    opens = quotation.start == 0 or not doc[quotation.start - 1].is_alpha
    return opens and any(doc[i].text in {",", "?", "!"} for i in range(quotation.end - 2, quotation.end))


def _introduces(attribution: Attribution, quotation: Quotation, doc: Doc) -> bool:
    """Whether the cue is the main verb of the clause before the colon (`He returned to old lines: “...”`)."""
    between = [t for t in doc[attribution.cue_range[1] : quotation.start] if not t.is_space]
    return (
        bool(between)
        and between[-1].text == ":"
        and (attribution.anchor.dep_ == "ROOT" or attribution.anchor.head.i >= quotation.start)
        and not any(t.dep_ in SUBJECTS or t.i == t.sent.start for t in between)
    )


def _is_in_same_paragraph(quotation: Quotation, attribution: Attribution, quoted: Quotations) -> bool:
    return quotation.paragraph == quoted.paragraph_of[attribution.anchor.i]


def _with_quotation(attribution: Attribution, quotation: Quotation) -> Attribution:
    return replace(attribution, content=((quotation.start, quotation.end),), rule="adjacent")


def extend_to_quotations(attributions: Sequence[Attribution], quoted: Quotations) -> list[Attribution]:
    """The attributions with contents extended to the full quotations that they overlap."""
    return [_extended(attribution, quoted) if attribution.content else attribution for attribution in attributions]


def _extended(attribution: Attribution, quoted: Quotations) -> Attribution:
    if attribution.rule in {"noun", "passive"}:
        return attribution
    quotation_ranges: list[TokenRange] = []
    for start, end in attribution.content:
        for index in quoted.overlapping(start, end):
            quotation = quoted.items[index]
            shared_tokens = overlap(attribution.content, ((quotation.start, quotation.end),))
            if (shared_tokens >= 3 or shared_tokens * 2 >= quotation.end - quotation.start) and not (
                quotation.start <= attribution.anchor.i < quotation.end
            ):
                quotation_ranges.append((quotation.start, quotation.end))
        after = quoted.of_token[end] if end < len(quoted.of_token) else -1
        if after >= 0 and quoted.items[after].start == end and attribution.anchor.doc[end - 1].is_alpha:
            # `called it “a lie”`, `demand that all “pay their share”`
            quotation_ranges.append((end, quoted.items[after].end))
    opening = _quoted_opening(attribution, quoted)
    content = _without_text_before_colon(
        _without_text_after_inversion(union(attribution.content, quotation_ranges, opening), attribution, quoted),
        attribution,
        quoted,
    )
    return replace(attribution, content=content) if content != attribution.content else attribution


def _without_text_after_inversion(content: TokenRanges, attribution: Attribution, quoted: Quotations) -> TokenRanges:
    """The content without unquoted words after `“...,” said X`, which describe X."""
    at = attribution.anchor.i
    if not any(end <= at and quoted.of_token[end - 1] >= 0 and quoted.of_token[start] >= 0 for start, end in content):
        return content
    if attribution.speaker.local is None or attribution.speaker.local.i < at:
        return content
    return tuple(s for s in content if s[1] <= at or any(i >= 0 for i in quoted.of_token[s[0] : s[1]]))
