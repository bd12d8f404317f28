"""Splits a text into paragraphs, each of one kind, so that the parser gets only sentences.

Every rule matches one paragraph, at its start or with a bounded length, so that the running time is linear in the text.
A paragraph that matches no rule is `BODY`, so that no text of the article is lost.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_etl.documents.boilerplate import (
    DATE_LINE,
    NOTICE,
    PROSE,
    SEPARATOR,
    Dateline,
    ParagraphKind,
    boilerplate_kind,
    dateline_of,
)

__all__ = ["PROSE", "Dateline", "Paragraph", "ParagraphKind", "datelines", "paragraphs", "straightened"]


class Paragraph(NamedTuple):
    """A part of the text of one kind; a dateline and the body after it are two paragraphs."""

    start: int
    end: int
    kind: ParagraphKind


_STRAIGHT = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "`": "'", "′": "'",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ",
        "\u200b": " ", "\ufeff": " ", "\t": " ", "\u2010": "-", "\u2011": "-",
    }
)  # fmt: skip
_TWO_APOSTROPHES = re.compile(r"(?<=\S)''(?=[\s.,;:?!)]|$)|''", re.MULTILINE)


def straightened(text: str) -> str:
    """The text with straight quotation marks and plain spaces, of the same length.

    Two apostrophes for one quotation mark become a quotation mark with a space on its outer side.

    >>> straightened("Russia’s “no limits”")
    'Russia\\'s "no limits"'
    """
    straight = text.translate(_STRAIGHT)
    if "''" not in straight:
        return straight
    return _TWO_APOSTROPHES.sub(lambda m: '" ' if straight[m.end() : m.end() + 1].strip() == "" else ' "', straight)


_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_MATTER_END = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_REFERS_TO_ARTICLE = re.compile(r"\b(?:story|report|version|coverage|update|updates|details?)\b", re.IGNORECASE)


def paragraphs(text: str, title: str | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in order, without blank ones and without white space at their edges.

    Each line is a paragraph, unless lines are wrapped at a fixed width: then blank lines or indents divide paragraphs.

    Args:
        text: the article as stored.
        title: the title, if the source has it as metadata; a first line that repeats it is the headline.
    """
    parts: list[Paragraph] = []
    begin = _front_matter_end(text)
    if begin:
        parts.append(_stripped(text, 0, begin, ParagraphKind.FRONT_MATTER))
    blocks = _blocks(text, begin)
    is_uppercase = _is_uppercase(text[begin:])
    head = _head_length(text, blocks)
    body_seen = False
    for i, (start, end) in enumerate(blocks):
        line = text[start:end]
        filed = dateline_of(line, agency_needed=body_seen, any_case=i < head + 3)
        if filed:
            parts.append(Paragraph(start, start + filed.end, ParagraphKind.DATELINE))
            start, line = start + filed.end, line[filed.end :]
            if not line:
                continue
        elif kind := boilerplate_kind(
            line, is_uppercase, edge=i < 6 or i >= len(blocks) - 5, last=i > 0 and i >= len(blocks) - 4
        ):
            parts.append(Paragraph(start, end, kind))
            continue
        elif not body_seen and _is_headline(line, i, head, len(blocks), title):
            parts.append(Paragraph(start, end, ParagraphKind.HEADLINE))
            continue
        body_seen = True
        parts.extend(_body(text, start, end, is_uppercase))
    return tuple(parts)


def datelines(text: str, parts: tuple[Paragraph, ...]) -> tuple[Dateline, ...]:
    """The place and agency of each dateline among the paragraphs, in order."""
    return tuple(
        Dateline(
            part.start,
            part.end,
            dateline.place and (part.start + dateline.place[0], part.start + dateline.place[1]),
            dateline.agency and (part.start + dateline.agency[0], part.start + dateline.agency[1]),
        )
        for part in parts
        if part.kind == ParagraphKind.DATELINE
        and (dateline := dateline_of(text[part.start : part.end] + " ", False, True))
    )


def _front_matter_end(text: str) -> int:
    opening = _FRONT_MATTER.match(text)
    closing = opening and _FRONT_MATTER_END.search(text, opening.end())
    return closing.end() if closing else 0


def _stripped(text: str, start: int, end: int, kind: ParagraphKind) -> Paragraph:
    piece = text[start:end]
    return Paragraph(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), kind)


def _blocks(text: str, begin: int) -> list[tuple[int, int]]:
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, begin) if not m.group().isspace()]
    continues = _joins(text, lines)
    blocks: list[tuple[int, int]] = []
    for (start, end), joins in zip(lines, continues, strict=True):
        if joins:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return [_stripped(text, start, end, ParagraphKind.BODY)[:2] for start, end in blocks]


def _joins(text: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Whether each line continues the paragraph of the line before it, as in texts wrapped at a fixed width."""
    joins = [False] * len(lines)
    hanging = _has_hanging_indent(text, lines)
    for i in range(1, len(lines)):
        (start, end), (next_start, next_end) = lines[i - 1], lines[i]
        gap = text[end:next_start]
        indented = text[next_start : next_start + 2].isspace() and not hanging
        ends = hanging and _TERMINAL.search(text[start:end].rstrip()[-4:])
        line = text[start:end].strip()
        header = DATE_LINE.fullmatch(line) or DATE_LINE.fullmatch(text[next_start:next_end].strip()[:80])
        adjacent = len(gap.replace("\r\n", "\n")) == 1
        joins[i] = adjacent and not indented and not ends and not header and not SEPARATOR.fullmatch(line[:81])
    runs_on = [i for i, runs in enumerate(joins) if runs]
    if not runs_on:
        return joins
    low = sum(text[lines[i][0] : lines[i][1]].lstrip()[:1].islower() for i in runs_on)
    broken = sum(not _TERMINAL.search(text[lines[i - 1][0] : lines[i - 1][1]].rstrip()[-4:]) for i in runs_on)
    narrow = sum(lines[i - 1][1] - lines[i - 1][0] <= 120 for i in runs_on)
    wrapped = low * 4 >= len(runs_on) and broken * 2 >= len(runs_on) and narrow * 10 >= len(runs_on) * 9
    return joins if wrapped else [False] * len(lines)


def _has_hanging_indent(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether every line but the first has the same indent, as text inside indented XML: it marks no paragraph."""
    indents = {len(line) - len(line.lstrip()) for line in (text[start:end] for start, end in lines)}
    first = text[lines[0][0] : lines[0][1]] if lines else ""
    return len(lines) > 2 and len(indents) == 2 and min(indents) == 0 < 2 <= max(indents) and not first[:1].isspace()


def _is_uppercase(text: str) -> bool:
    sample = [c for c in text[:20000] if c.isalpha()]
    return sum(c.isupper() for c in sample) * 10 > len(sample) * 7


def _head_length(text: str, blocks: list[tuple[int, int]]) -> int:
    """The number of paragraphs before the date line or dateline; 0 if neither is among the first six."""
    for i, (start, end) in enumerate(blocks[:6]):
        line = text[start:end]
        if i and (DATE_LINE.fullmatch(line[:100]) or dateline_of(line, agency_needed=False, any_case=True)):
            return i
    return 0


def _is_headline(line: str, index: int, head: int, count: int, title: str | None) -> bool:
    if index > 4 or len(line) > 250:
        return False
    if title and index < 3 and len(_letters(line)) > 8 and _letters(line) in _letters(title):
        return True
    ends_open = not re.search(r"[.;:,][\"'”’»)\]]*\Z", line)
    if index < head:
        return ends_open or index == 0
    return index == 0 and count > 1 and ends_open and len(line) <= 160 and not line[:1].islower()


def _letters(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())


def _body(text: str, start: int, end: int, is_uppercase: bool) -> list[Paragraph]:
    """A paragraph of prose as one or two: a notice in capitals at its start is separate, or all of it is a notice."""
    line = text[start:end]
    if len(line) <= 600 and NOTICE.match(line):
        return [Paragraph(start, end, ParagraphKind.NOTICE)]
    notice = None if is_uppercase else re.match(r"[^a-z]{12,200}?[.!:]\s+(?=\S)", line)
    if notice and len(re.findall(r"[^\W\d_a-z]{2,}", notice.group())) >= 3:
        if len(line) <= 300 and _REFERS_TO_ARTICLE.search(line, notice.end()):
            return [Paragraph(start, end, ParagraphKind.NOTICE)]
        return [
            _stripped(text, start, start + notice.end(), ParagraphKind.NOTICE),
            Paragraph(start + notice.end(), end, ParagraphKind.BODY),
        ]
    return [Paragraph(start, end, ParagraphKind.BODY)]
