"""Attributions of quotations that have a name instead of a reporting verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.quotations import Quotations
from kg_etl.documents.tokens import Doc, Token
from kg_etl.statements import speakers
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cues import Cue
from kg_etl.statements.token_ranges import TokenRange

_DASHES = frozenset({"-", "—", "–", "―", "--"})
_LONGEST_SIGNATURE = 8
"""The most tokens of a name with its title."""
_FEWEST_TURNS = 3
"""The fewest paragraphs with a name and a colon that make a transcript."""
_SIGN = Cue("", "Statement", frozenset({"clause"}))


def signature_attributions(document: Document, quoted: Quotations) -> list[Attribution]:
    """The attributions of `“...” — Name` at the end of a paragraph, `Name: “...”` at its start, and transcripts.

    In a headline the words after `Name:` need no quotation marks.
    """
    doc = document.doc
    bounds = _paragraph_ranges(quoted.paragraph_of)
    attributions = []
    for quotation in quoted.items:
        first, last = bounds[quotation.paragraph]
        after = _without_final_stop(doc, quotation.end, last)
        if after[0] == after[1] and quotation.start == first and quotation.paragraph + 1 in bounds:
            after = _without_final_stop(doc, *bounds[quotation.paragraph + 1])
        if after[1] - after[0] > 1 and doc[after[0]].text in _DASHES and (name := _name(doc, after[0] + 1, after[1])):
            attributions.append(_signed_attribution(doc, after[0], name, (quotation.start, quotation.end)))
        elif doc[quotation.start - 1 if quotation.start > first else first].text == ":" and (
            name := _name(doc, first, quotation.start - 1)
        ):
            attributions.append(_signed_attribution(doc, quotation.start - 1, name, (quotation.start, quotation.end)))
    attributions += _transcript_turns(doc, bounds)
    for _, (first, last) in sorted(bounds.items()):
        if document.kind_of(doc[first]) != ParagraphKind.HEADLINE:
            continue
        colon = next((i for i in range(first, min(first + 6, last)) if doc[i].text == ":"), None)
        if colon is not None and colon + 2 < last and (name := _name(doc, first, colon)):
            attributions.append(_signed_attribution(doc, colon, name, (colon + 1, last)))
    return attributions


def _transcript_turns(doc: Doc, bounds: dict[int, TokenRange]) -> list[Attribution]:
    """The turns of a transcript: paragraphs that begin with a speaker's name in capitals and a colon.

    Empty unless a speaker has two turns: otherwise it is a list of headings.
    """
    attributions = []
    for _, (first, last) in sorted(bounds.items()):
        start = first + (doc[first].text in {'"', "''", "“"})
        colon = next((i for i in range(start, min(start + 6, last)) if doc[i].text == ":"), start)
        label = [doc[i] for i in range(start, colon)]
        end = _without_final_stop(doc, colon + 1, last)[1]
        if end > colon + 1 and label and all(_is_capitals(word) for word in label):
            attributions.append(_signed_attribution(doc, colon, label[-1], (colon + 1, end)))
    speaking = Counter(
        attribution.speaker.local.text for attribution in attributions if attribution.speaker.local is not None
    )
    return attributions if len(attributions) >= _FEWEST_TURNS and max(speaking.values()) > 1 else []


def _is_capitals(word: Token) -> bool:
    return (word.is_alpha and word.is_upper and len(word) > 1) or word.text in {".", "-"}


def _paragraph_ranges(paragraph_of: Sequence[int]) -> dict[int, TokenRange]:
    """The token range of each paragraph."""
    ranges: dict[int, TokenRange] = {}
    for i, number in enumerate(paragraph_of):
        ranges[number] = (ranges[number][0] if number in ranges else i, i + 1)
    return ranges


def _without_final_stop(doc: Doc, start: int, end: int) -> TokenRange:
    while end > start and (doc[end - 1].is_space or doc[end - 1].text == "."):
        end -= 1
    return start, end


def _name(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the name that fills a token range; None if the range is anything but a name."""
    if not 0 < end - start <= _LONGEST_SIGNATURE or not _is_name(doc[start]):
        return None
    tokens = [doc[i] for i in range(start, end)]
    name = next((tokens[:i] for i, w in enumerate(tokens) if w.text == ","), tokens)
    if any(not _is_name(w) and w.pos_ != "PART" and w.text != "." for w in name):
        return None
    return next((w for w in name if w.head not in name), name[-1])


def _is_name(token: Token) -> bool:
    # the tagger gives rare surnames other tags
    return token.pos_ == "PROPN" or (token.pos_ in {"NOUN", "VERB", "ADJ"} and token.is_title)


def _signed_attribution(doc: Doc, sign: int, name: Token, content: TokenRange) -> Attribution:
    return Attribution(doc[sign], (sign, sign + 1), _SIGN, speakers.named_speaker(name), (content,), "signed")
