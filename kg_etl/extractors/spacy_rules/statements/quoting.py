"""Quotations find their cues: what stands beside a cue, what a content touches, what goes on after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg_etl.extractors.spacy_rules.parse import Parsed
from kg_etl.extractors.spacy_rules.statements.attribution import Attribution
from kg_etl.extractors.spacy_rules.statements.quotations import Quotation, Quotations
from kg_etl.extractors.spacy_rules.statements.stretches import Stretch, Stretches, minus, shared, union
from kg_etl.extractors.spacy_rules.syntax import PASSIVE_SUBJECTS, SUBJECTS

_LEAST = 4
"""Tokens, marks included, from which a quotation can be a statement by itself and not only a quoted word."""
_CARRIED = frozenset({"clause", "parenthetical", "according", "beside", "remainder", "interrogative"})
"""Rules whose content is what was said itself, so that a quotation can go on from it."""


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
    if one.speaker.local is None or one.speaker.local.tag_ in {"WP", "WDT"}:
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


def beside(found: Sequence[Attribution], parsed: Parsed, quoted: Quotations) -> list[Attribution]:
    """Cues that still lack a content, with the quotation that touches them or that they announce."""
    starts = [q.start for q in quoted.items]
    return [_with_neighbour(one, parsed, quoted, starts) if not one.content else one for one in found]


def _with_neighbour(one: Attribution, parsed: Parsed, quoted: Quotations, starts: list[int]) -> Attribution:
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
            and one.speaker.local.tag_ not in {"WP", "WDT"}
            and _same(before, one, quoted)
            and (speaks or _breaks_off(before, parsed.doc))
        ):
            gap = parsed.doc[before.end : start].text
            if not gap.strip(" ,-–—"):
                return _given(one, before)
    if after < len(quoted.items):
        following = quoted.items[after]
        gap = parsed.doc[one.words[1] : following.start].text.rstrip()
        near = following.start - one.words[1] <= 30 and (speaks or _announces(one, following, parsed.doc))
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
        and not any(t.dep_ in SUBJECTS or t.is_sent_start for t in between)
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
        for index in _touched(start, end, quoted):
            q = quoted.items[index]
            inside = shared(one.content, ((q.start, q.end),))
            if (inside >= 3 or inside * 2 >= q.end - q.start) and not (q.start <= one.anchor.i < q.end):
                more.append((q.start, q.end))
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


def continued(found: Sequence[Attribution], parsed: Parsed, quoted: Quotations) -> list[Attribution]:
    """Contents with what goes on from them: after the cue, in the next sentence, or in the paragraphs left open."""
    result = list(found)
    claimed = [-1] * len(quoted.items)
    added: dict[int, list[Stretch]] = {}
    sentence_of = _sentence_of(parsed)
    last_in: dict[tuple[int, int], tuple[int, int]] = {}
    ends = {_end(one, parsed.doc): number for number, one in enumerate(result) if one.content}

    def note(number: int, last: int) -> None:
        place = (sentence_of[last], quoted.paragraph_of[last])
        last_in[place] = max(last_in.get(place, (-1, -1)), (last, number))

    for number, one in enumerate(result):
        for start, end in one.content:
            for index in _touched(start, end, quoted):
                claimed[index] = number
        local = one.speaker.local
        if one.content and one.rule in _CARRIED and not (local is not None and local.tag_ in {"WP", "WDT"}):
            note(number, max(one.content[-1][1], one.words[1]) - 1)
    for index, q in enumerate(quoted.items):
        if claimed[index] >= 0 or q.end - q.start < 3:
            continue
        if index and quoted.items[index - 1].goes_on and quoted.items[index - 1].paragraph + 1 == q.paragraph:
            owner = claimed[index - 1]
        else:
            owner = _owner_before(q, result, last_in, parsed, quoted, sentence_of)
            if owner < 0 and q.start and parsed.doc[q.start - 1].text == ":":
                owner = ends.get(q.start - 1, -1)
        if owner >= 0:
            claimed[index] = owner
            added.setdefault(owner, []).append((q.start, q.end))
            note(owner, q.end - 1)
    return [replace(one, content=union(one.content, added.get(i, ()))) for i, one in enumerate(result)]


def _end(one: Attribution, doc: Doc) -> int:
    """Where a content ends, without the colon that may announce more of it (`proposed new words: “...”`)."""
    end = one.content[-1][1]
    while doc[end - 1].text == ":" or doc[end - 1].is_space:
        end -= 1
    return end


def _owner_before(
    q: Quotation,
    found: Sequence[Attribution],
    last_in: dict[tuple[int, int], tuple[int, int]],
    parsed: Parsed,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """The attribution that ends in the sentence before a free quotation of the same paragraph; -1 for none."""
    at = q.start - 1
    while at >= 0 and parsed.doc[at].is_space:
        at -= 1
    if at < 0:
        return -1
    if quoted.paragraph_of[at] != q.paragraph:
        return _owner_above(q, at, last_in, parsed, quoted, sentence_of)
    before = parsed.doc[at].text
    last, owner = last_in.get((sentence_of[at], q.paragraph), (-1, -1))
    if owner < 0 and before in {".", "!", "?"}:
        _, further = last_in.get((sentence_of[at] - 1, q.paragraph), (-1, -1))
        return further if further >= 0 and _keeps_to(parsed.doc[at].sent, found[further].speaker.token) else -1
    if owner < 0 or last > at:
        return -1
    if before.endswith((".", "!", "?")) or quoted.of_token[at] >= 0:
        return owner
    # `“...,” he said in a statement, “and ...”`
    interrupted = (
        found[owner].words[0] >= found[owner].content[-1][1] and quoted.of_token[found[owner].content[-1][1] - 1] >= 0
    )
    return owner if before in {",", ":", "-", "—", "–"} and interrupted else -1


def _keeps_to(sentence: Span, speaker: Token | None) -> bool:
    """Are the subjects of a sentence `he` and the like, or the speaker himself? Else what follows may be another's."""
    subjects = (t for t in sentence if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS and t.pos_ in {"NOUN", "PROPN"})
    return all(speaker is not None and subject.text == speaker.text for subject in subjects)


def _owner_above(
    q: Quotation,
    at: int,
    last_in: dict[tuple[int, int], tuple[int, int]],
    parsed: Parsed,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """For a paragraph that is all quotation, the one quoted at the end of the paragraph before; -1 for none."""
    rest = q.end
    while rest < len(parsed.doc) and (parsed.doc[rest].is_space or parsed.doc[rest].text == "."):
        rest += 1
    alone = rest == len(parsed.doc) or quoted.paragraph_of[rest] != q.paragraph
    if not alone or quoted.paragraph_of[at] != q.paragraph - 1:
        return -1
    _, owner = last_in.get((sentence_of[at], q.paragraph - 1), (-1, -1))
    if owner < 0:
        return -1
    return owner


def _touched(start: int, end: int, quoted: Quotations) -> list[int]:
    return sorted(set(quoted.of_token[start:end]) - {-1})


def _sentence_of(parsed: Parsed) -> list[int]:
    found: list[int] = []
    for number, sentence in enumerate(parsed.doc.sents):
        found.extend([number] * len(sentence))
    return found
