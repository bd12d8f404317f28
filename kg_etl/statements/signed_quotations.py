"""Quotations attributed by a signature or label instead of a verb."""

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
"""Tokens of the longest name with title."""
_FEWEST_TURNS = 3
"""Paragraphs that begin with a name and a colon from which on an article holds a transcript."""
_SIGN = Cue("", "Statement", frozenset({"clause"}))


def signed(document: Document, quoted: Quotations) -> list[Attribution]:
    """Quotations that bear a name instead of a verb: `“...” — Name` at a paragraph's end, `Name: “...”` at its start.

    In a headline the words after `Name:` need no quotation marks.
    """
    doc = document.doc
    bounds = _bounds(quoted.paragraph_of)
    attributions = []
    for q in quoted.items:
        first, last = bounds[q.paragraph]
        after = _stripped(doc, q.end, last)
        if after[0] == after[1] and q.start == first and q.paragraph + 1 in bounds:
            after = _stripped(doc, *bounds[q.paragraph + 1])
        if after[1] - after[0] > 1 and doc[after[0]].text in _DASHES and (name := _name(doc, after[0] + 1, after[1])):
            attributions.append(_by_sign(doc, after[0], name, (q.start, q.end)))
        elif doc[q.start - 1 if q.start > first else first].text == ":" and (name := _name(doc, first, q.start - 1)):
            attributions.append(_by_sign(doc, q.start - 1, name, (q.start, q.end)))
    attributions += _turns(doc, bounds)
    for _, (first, last) in sorted(bounds.items()):
        if document.kind_of(doc[first]) != ParagraphKind.HEADLINE:
            continue
        colon = next((i for i in range(first, min(first + 6, last)) if doc[i].text == ":"), None)
        if colon is not None and colon + 2 < last and (name := _name(doc, first, colon)):
            attributions.append(_by_sign(doc, colon, name, (colon + 1, last)))
    return attributions


def _turns(doc: Doc, bounds: dict[int, TokenRange]) -> list[Attribution]:
    """What is said in a transcript: paragraphs that begin with the name of who speaks, in capitals, and a colon.

    Somebody speaks twice in it, or it is a list of headings.
    """
    attributions = []
    for _, (first, last) in sorted(bounds.items()):
        start = first + (doc[first].text in {'"', "''", "“"})
        colon = next((i for i in range(start, min(start + 6, last)) if doc[i].text == ":"), start)
        label = [doc[i] for i in range(start, colon)]
        end = _stripped(doc, colon + 1, last)[1]
        if end > colon + 1 and label and all(_is_capitals(word) for word in label):
            attributions.append(_by_sign(doc, colon, label[-1], (colon + 1, end)))
    speaking = Counter(
        attribution.speaker.local.text for attribution in attributions if attribution.speaker.local is not None
    )
    return attributions if len(attributions) >= _FEWEST_TURNS and max(speaking.values()) > 1 else []


def _is_capitals(word: Token) -> bool:
    return (word.is_alpha and word.is_upper and len(word) > 1) or word.text in {".", "-"}


def _bounds(paragraph_of: Sequence[int]) -> dict[int, TokenRange]:
    """First and last token of each paragraph."""
    signatures: dict[int, TokenRange] = {}
    for i, number in enumerate(paragraph_of):
        signatures[number] = (signatures[number][0] if number in signatures else i, i + 1)
    return signatures


def _stripped(doc: Doc, start: int, end: int) -> TokenRange:
    while end > start and (doc[end - 1].is_space or doc[end - 1].text == "."):
        end -= 1
    return start, end


def _name(doc: Doc, start: int, end: int) -> Token | None:
    """The head of a name that is all that stands between two tokens; None where it is more or less than one."""
    if not 0 < end - start <= _LONGEST_SIGNATURE or not _is_name(doc[start]):
        return None
    words = [doc[i] for i in range(start, end)]
    name = next((words[:i] for i, w in enumerate(words) if w.text == ","), words)
    if any(not _is_name(w) and w.pos_ != "PART" and w.text != "." for w in name):
        return None
    return next((w for w in name if w.head not in name), name[-1])


def _is_name(token: Token) -> bool:
    # the tagger takes rare surnames for other words
    return token.pos_ == "PROPN" or (token.pos_ in {"NOUN", "VERB", "ADJ"} and token.is_title)


def _by_sign(doc: Doc, sign: int, name: Token, content: TokenRange) -> Attribution:
    return Attribution(doc[sign], (sign, sign + 1), _SIGN, speakers.named_by(name), (content,), "signed")
