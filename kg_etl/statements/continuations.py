"""Quotations that continue a statement: after the cue, in the next sentence, in the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotation, Quotations
from kg_etl.documents.syntax import NOMINAL, PASSIVE_SUBJECTS, RELATIVE_TAGS, SUBJECTS
from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import TokenRange, union

_CARRIED = frozenset({"clause", "parenthetical", "according", "beside", "remainder", "interrogative"})
"""Rules whose content is what was said itself, so that a quotation can go on from it."""


def continued(attributions: Sequence[Attribution], document: Document, quoted: Quotations) -> list[Attribution]:
    """Contents with what goes on from them: after the cue, in the next sentence, or in the paragraphs left open."""
    result = list(attributions)
    claimed = [-1] * len(quoted.items)
    added: dict[int, list[TokenRange]] = {}
    sentence_of = _sentence_of(document)
    last_in: dict[tuple[int, int], tuple[int, int]] = {}
    ends = {_end(attribution, document.doc): number for number, attribution in enumerate(result) if attribution.content}

    def note(number: int, last: int) -> None:
        place = (sentence_of[last], quoted.paragraph_of[last])
        last_in[place] = max(last_in.get(place, (-1, -1)), (last, number))

    for number, attribution in enumerate(result):
        for start, end in attribution.content:
            for index in quoted.touched(start, end):
                claimed[index] = number
        local = attribution.speaker.local
        if (
            attribution.content
            and attribution.rule in _CARRIED
            and not (local is not None and local.tag_ in RELATIVE_TAGS)
        ):
            note(number, max(attribution.content[-1][1], attribution.words[1]) - 1)
    for index, q in enumerate(quoted.items):
        if claimed[index] >= 0 or q.end - q.start < 3:
            continue
        if index and quoted.items[index - 1].goes_on and quoted.items[index - 1].paragraph + 1 == q.paragraph:
            owner = claimed[index - 1]
        else:
            owner = _owner_before(q, result, last_in, document, quoted, sentence_of)
            if owner < 0 and q.start and document.doc[q.start - 1].text == ":":
                owner = ends.get(q.start - 1, -1)
        if owner >= 0:
            claimed[index] = owner
            added.setdefault(owner, []).append((q.start, q.end))
            note(owner, q.end - 1)
    return [
        replace(attribution, content=union(attribution.content, added.get(i, ())))
        for i, attribution in enumerate(result)
    ]


def _end(attribution: Attribution, doc: Doc) -> int:
    """Where a content ends, without the colon that may announce more of it (`proposed new words: “...”`)."""
    end = attribution.content[-1][1]
    while doc[end - 1].text == ":" or doc[end - 1].is_space:
        end -= 1
    return end


def _owner_before(
    q: Quotation,
    attributions: Sequence[Attribution],
    last_in: dict[tuple[int, int], tuple[int, int]],
    document: Document,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """The attribution that ends in the sentence before a free quotation of the same paragraph; -1 for none."""
    at = q.start - 1
    while at >= 0 and document.doc[at].is_space:
        at -= 1
    if at < 0:
        return -1
    if quoted.paragraph_of[at] != q.paragraph:
        return _owner_above(q, at, last_in, document, quoted, sentence_of)
    before = document.doc[at].text
    last, owner = last_in.get((sentence_of[at], q.paragraph), (-1, -1))
    if owner < 0 and before in {".", "!", "?"}:
        _, further = last_in.get((sentence_of[at] - 1, q.paragraph), (-1, -1))
        return further if further >= 0 and _keeps_to(document.doc[at].sent, attributions[further].speaker.token) else -1
    if owner < 0 or last > at:
        return -1
    if before.endswith((".", "!", "?")) or quoted.of_token[at] >= 0:
        return owner
    # `“...,” he said in a statement, “and ...”`
    interrupted = (
        attributions[owner].words[0] >= attributions[owner].content[-1][1]
        and quoted.of_token[attributions[owner].content[-1][1] - 1] >= 0
    )
    return owner if before in {",", ":", "-", "—", "–"} and interrupted else -1


def _keeps_to(sentence: Span, speaker: Token | None) -> bool:
    """Are the subjects of a sentence `he` and the like, or the speaker himself? Else what follows may be another's."""
    subjects = (t for t in sentence if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS and t.pos_ in NOMINAL)
    return all(speaker is not None and subject.text == speaker.text for subject in subjects)


def _owner_above(
    q: Quotation,
    at: int,
    last_in: dict[tuple[int, int], tuple[int, int]],
    document: Document,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """For a paragraph that is all quotation, the one quoted at the end of the paragraph before; -1 for none."""
    rest = q.end
    while rest < len(document.doc) and (document.doc[rest].is_space or document.doc[rest].text == "."):
        rest += 1
    alone = rest == len(document.doc) or quoted.paragraph_of[rest] != q.paragraph
    if not alone or quoted.paragraph_of[at] != q.paragraph - 1:
        return -1
    _, owner = last_in.get((sentence_of[at], q.paragraph - 1), (-1, -1))
    if owner < 0:
        return -1
    return owner


def _sentence_of(document: Document) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(document.doc.sents):
        numbers.extend([number] * len(sentence))
    return numbers
