"""Extends contents by quotations that continue them: after the cue, in the next sentence or the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotation, Quotations
from kg_etl.documents.syntax import NOMINAL, PASSIVE_SUBJECTS, RELATIVE_TAGS, SUBJECTS
from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.token_ranges import TokenRange, union

_CONTINUABLE_RULES = frozenset({"clause", "parenthetical", "according", "adjacent", "remainder", "interrogative"})
"""Rules whose content is the speaker's words, so that a quotation can continue it."""


def with_continuations(
    attributions: Sequence[Attribution], document: Document, quoted: Quotations
) -> list[Attribution]:
    """The attributions, in the same order, with contents extended by the quotations that continue them."""
    result = list(attributions)
    owner_of = [-1] * len(quoted.items)
    added: dict[int, list[TokenRange]] = {}
    sentence_of = _sentence_numbers(document)
    last_in: dict[tuple[int, int], tuple[int, int]] = {}
    ends = {_end(attribution, document.doc): number for number, attribution in enumerate(result) if attribution.content}

    def note_end(number: int, last: int) -> None:
        position = (sentence_of[last], quoted.paragraph_of[last])
        last_in[position] = max(last_in.get(position, (-1, -1)), (last, number))

    for number, attribution in enumerate(result):
        for start, end in attribution.content:
            for index in quoted.overlapping(start, end):
                owner_of[index] = number
        local = attribution.speaker.local
        if (
            attribution.content
            and attribution.rule in _CONTINUABLE_RULES
            and not (local is not None and local.tag_ in RELATIVE_TAGS)
        ):
            note_end(number, max(attribution.content[-1][1], attribution.cue_range[1]) - 1)
    for index, quotation in enumerate(quoted.items):
        if owner_of[index] >= 0 or quotation.end - quotation.start < 3:
            continue
        if index and quoted.items[index - 1].continues and quoted.items[index - 1].paragraph + 1 == quotation.paragraph:
            owner = owner_of[index - 1]
        else:
            owner = _owner_in_previous_sentence(quotation, result, last_in, document, quoted, sentence_of)
            if owner < 0 and quotation.start and document.doc[quotation.start - 1].text == ":":
                owner = ends.get(quotation.start - 1, -1)
        if owner >= 0:
            owner_of[index] = owner
            added.setdefault(owner, []).append((quotation.start, quotation.end))
            note_end(owner, quotation.end - 1)
    return [
        replace(attribution, content=union(attribution.content, added.get(i, ())))
        for i, attribution in enumerate(result)
    ]


def _end(attribution: Attribution, doc: Doc) -> int:
    """The end of the content without a final colon, which announces more of it (`proposed new words: “...”`)."""
    end = attribution.content[-1][1]
    while doc[end - 1].text == ":" or doc[end - 1].is_space:
        end -= 1
    return end


def _owner_in_previous_sentence(
    quotation: Quotation,
    attributions: Sequence[Attribution],
    last_in: dict[tuple[int, int], tuple[int, int]],
    document: Document,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """The index of the attribution that ends in the sentence before a quotation of the same paragraph; -1 for none."""
    at = quotation.start - 1
    while at >= 0 and document.doc[at].is_space:
        at -= 1
    if at < 0:
        return -1
    if quoted.paragraph_of[at] != quotation.paragraph:
        return _owner_in_previous_paragraph(quotation, at, last_in, document, quoted, sentence_of)
    before = document.doc[at].text
    last, owner = last_in.get((sentence_of[at], quotation.paragraph), (-1, -1))
    if owner < 0 and before in {".", "!", "?"}:
        _, further = last_in.get((sentence_of[at] - 1, quotation.paragraph), (-1, -1))
        return (
            further
            if further >= 0 and _is_about_speaker(document.doc[at].sent, attributions[further].speaker.token)
            else -1
        )
    if owner < 0 or last > at:
        return -1
    if before.endswith((".", "!", "?")) or quoted.of_token[at] >= 0:
        return owner
    # `“...,” he said in a statement, “and ...”`
    interrupted = (
        attributions[owner].cue_range[0] >= attributions[owner].content[-1][1]
        and quoted.of_token[attributions[owner].content[-1][1] - 1] >= 0
    )
    return owner if before in {",", ":", "-", "—", "–"} and interrupted else -1


def _is_about_speaker(sentence: Span, speaker: Token | None) -> bool:
    """Whether all nominal subjects of the sentence name the speaker; otherwise another may speak next."""
    subjects = (t for t in sentence if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS and t.pos_ in NOMINAL)
    return all(speaker is not None and subject.text == speaker.text for subject in subjects)


def _owner_in_previous_paragraph(
    quotation: Quotation,
    at: int,
    last_in: dict[tuple[int, int], tuple[int, int]],
    document: Document,
    quoted: Quotations,
    sentence_of: Sequence[int],
) -> int:
    """For a paragraph that is all quotation, the attribution that ends the paragraph before; -1 for none."""
    rest = quotation.end
    while rest < len(document.doc) and (document.doc[rest].is_space or document.doc[rest].text == "."):
        rest += 1
    alone = rest == len(document.doc) or quoted.paragraph_of[rest] != quotation.paragraph
    if not alone or quoted.paragraph_of[at] != quotation.paragraph - 1:
        return -1
    _, owner = last_in.get((sentence_of[at], quotation.paragraph - 1), (-1, -1))
    return owner


def _sentence_numbers(document: Document) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(document.doc.sents):
        numbers.extend([number] * len(sentence))
    return numbers
