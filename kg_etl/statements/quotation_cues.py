"""Quotations find their cues: what stands beside a cue, what a content touches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotation, Quotations
from kg_etl.documents.syntax import RELATIVE_TAGS, SUBJECTS
from kg_etl.documents.tokens import Doc
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import Stretch, Stretches, minus, shared, union

_LEAST = 4
"""Tokens, marks included, from which a quotation can be a statement by itself and not only a quoted word."""


_RESUMING = frozenset({"he", "she", "it", "they"})


def _after_colon(content: Stretches, one: Attribution, quoted: Quotations) -> Stretches:
    """`He was hurt: “It is over,” he said`: what stands before the colon is the reporter's."""
    cut = []
    for start, end in content:
        index = quoted.of_token[end - 1]
        if end <= one.anchor.i and index >= 0 and quoted.items[index].start > start:
            begin = quoted.items[index].start
            if one.anchor.doc[begin - 1].text == ":":
                cut.append((begin, end))
                continue
        cut.append((start, end))
    return tuple(cut)


def _opening(one: Attribution, quoted: Quotations) -> Stretches:
    """`“If they stay” in the city, he said, “we ...”`: a quoted beginning belongs to what follows the cue."""
    naming = one.naming()
    if one.rule not in {"clause", "remainder"} or naming is None or naming[0] > one.words[0]:
        return ()
    if one.speaker.local is None or one.speaker.local.tag_ in RELATIVE_TAGS:
        return ()
    end = naming[0]
    sentence = one.anchor.sent
    if end <= sentence.start or one.anchor.doc[end - 1].text != "," or quoted.of_token[sentence.start] < 0:
        return ()
    return ((sentence.start, end - 1),)


def resumed(found: Sequence[Attribution], quoted: Quotations) -> list[Attribution]:
    """Two cues that report one statement as one: `X told the hall that it was “a beacon,” he said, “of hope”`.

    The second cue only says that the words in quotation marks are still those of the first one's speaker.
    """
    by_anchor = {one.anchor.i: one for one in found if one.content}
    whole_of: dict[int, Attribution] = {}
    gone: set[int] = set()
    for one in found:
        first = next((by_anchor[c.i] for c in one.anchor.children if c.dep_ == "ccomp" and c.i in by_anchor), None)
        if first is not None and _goes_on(first, one, quoted):
            rest = minus(one.content, [(0, first.content[0][0])])
            whole_of[first.anchor.i] = replace(first, content=union(first.content, rest))
            gone.add(one.anchor.i)
    return [whole_of.get(one.anchor.i, one) for one in found if one.anchor.i not in gone]


def _goes_on(first: Attribution, one: Attribution, quoted: Quotations) -> bool:
    naming, own = one.naming(), first.naming()
    if naming is None or own is None or one.speaker.local is None or first.rule != "clause":
        return False
    end = min(naming[0], one.words[0])
    return (
        one.speaker.local.lower_ in _RESUMING
        and own[0] < first.words[0] < first.content[0][0] < end
        and any(start <= first.anchor.i < stop for start, stop in one.content)
        and quoted.of_token[end - 1] >= 0
    )


def beside(found: Sequence[Attribution], document: Document, quoted: Quotations) -> list[Attribution]:
    """Cues that still lack a content, with the quotation that touches them or that they announce."""
    starts = [q.start for q in quoted.items]
    return [_with_neighbour(one, document, quoted, starts) if not one.content else one for one in found]


def _with_neighbour(one: Attribution, document: Document, quoted: Quotations, starts: list[int]) -> Attribution:
    if one.speaker.local is None or one.anchor.tag_ == "VB":
        return one
    speaks = bool(one.cue.takes & {"clause", "quotation"})
    naming = one.naming() or one.words
    start, end = min(one.words[0], naming[0]), max(one.words[1], naming[1])
    if end - start > 60:
        start, end = one.words
    after = bisect_left(starts, one.words[1])
    if after > 0:
        before = quoted.items[after - 1]
        if (
            before.end - before.start >= _LEAST
            and 0 <= start - before.end <= 2
            and one.speaker.local.tag_ not in RELATIVE_TAGS
            and _same(before, one, quoted)
            and (speaks or _breaks_off(before, document.doc))
        ):
            gap = document.doc[before.end : start].text
            if not gap.strip(" ,-–—"):
                return _given(one, before)
    if after < len(quoted.items):
        following = quoted.items[after]
        gap = document.doc[one.words[1] : following.start].text.rstrip()
        near = following.start - one.words[1] <= 30 and (speaks or _announces(one, following, document.doc))
        if near and following.end - following.start >= _LEAST:
            home = quoted.paragraph_of[one.anchor.i]
            if _same(following, one, quoted) and (not gap or gap[-1] in ",:") and not ("." in gap[:-1] and ". " in gap):
                return _given(one, following)
            if following.paragraph == home + 1 and gap.endswith(":"):
                return _given(one, following)
    return one


def _breaks_off(quotation: Quotation, doc: Doc) -> bool:
    """`“..., ” he mocks`: the mark before the closing one shows that the sentence goes on with who spoke."""
    opens = quotation.start == 0 or not doc[quotation.start - 1].is_alpha
    return opens and any(doc[i].text in {",", "?", "!"} for i in range(quotation.end - 2, quotation.end))


def _announces(one: Attribution, quotation: Quotation, doc: Doc) -> bool:
    """`He returned to old lines: “...”`: the main verb of a clause that ends with the colon, with no other subject."""
    between = [t for t in doc[one.words[1] : quotation.start] if not t.is_space]
    return (
        bool(between)
        and between[-1].text == ":"
        and (one.anchor.dep_ == "ROOT" or one.anchor.head.i >= quotation.start)
        and not any(t.dep_ in SUBJECTS or t.i == t.sent.start for t in between)
    )


def _same(quotation: Quotation, one: Attribution, quoted: Quotations) -> bool:
    return quotation.paragraph == quoted.paragraph_of[one.anchor.i]


def _given(one: Attribution, quotation: Quotation) -> Attribution:
    return replace(one, content=((quotation.start, quotation.end),), rule="beside")


def whole(found: Sequence[Attribution], quoted: Quotations) -> list[Attribution]:
    """Contents grown to the whole of the quotations they touch."""
    return [_grown(one, quoted) if one.content else one for one in found]


def _grown(one: Attribution, quoted: Quotations) -> Attribution:
    if one.rule in {"noun", "passive"}:
        return one
    more: list[Stretch] = []
    for start, end in one.content:
        for index in quoted.touched(start, end):
            q = quoted.items[index]
            inside = shared(one.content, ((q.start, q.end),))
            if (inside >= 3 or inside * 2 >= q.end - q.start) and not (q.start <= one.anchor.i < q.end):
                more.append((q.start, q.end))
        after = quoted.of_token[end] if end < len(quoted.of_token) else -1
        if after >= 0 and quoted.items[after].start == end and one.anchor.doc[end - 1].is_alpha:
            # `called it “a lie”`, `demand that all “pay their share”`
            more.append((end, quoted.items[after].end))
    opening = _opening(one, quoted)
    content = _after_colon(_inverted(union(one.content, more, opening), one, quoted), one, quoted)
    return replace(one, content=content) if content != one.content else one


def _inverted(content: Stretches, one: Attribution, quoted: Quotations) -> Stretches:
    """After `“...,” said X` words outside quotation marks say more about X, not what he said."""
    at = one.anchor.i
    if not any(end <= at and quoted.of_token[end - 1] >= 0 and quoted.of_token[start] >= 0 for start, end in content):
        return content
    if one.speaker.local is None or one.speaker.local.i < at:
        return content
    return tuple(s for s in content if s[1] <= at or any(i >= 0 for i in quoted.of_token[s[0] : s[1]]))
