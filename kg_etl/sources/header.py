"""Headline, date, byline and agency in the text of an article, by the rules listed in docs/sources.md."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from kg_etl.sources.instants import date_line


class Header(NamedTuple):
    """Metadata from the first and last lines of an article; a missing value is None or empty."""

    title: str | None = None
    published: dt.datetime | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


class _Line(NamedTuple):
    text: str
    blank_follows: bool


_TOP = 6
"""Non-blank lines in which a byline is looked for; a dateline is looked for in one more."""
_LONGEST_HEADLINE = 300
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{1,60}(?:,[^()/\n]{1,60})?\s*"
    r"(?:\((?P<round>[A-Z][\w .&'’-]{1,40})\)|/(?P<slashed>[A-Z][\w .&'’-]{1,40})/)\.?\s*(?:—|–|--|-|:)\s"
)
_TASS_DATELINE = re.compile(r"[A-Z][A-Z.'’\- ]{1,60},[^()/\n]{1,60}\.?\s*/(?P<agency>[A-Z][\w .&'’-]{1,40})/\.")
_PARTICLE = re.compile(r"(?:al|el|bin|ibn|de|del|der|di|da|du|dos|la|le|ten|van|von)(?![^\W_])")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_SEPARATORS = re.compile(r"\s*,\s*and\s+|\s+and\s+|\s*,\s*|\s*&\s*", re.IGNORECASE)


def header_of(text: str, zone: dt.tzinfo) -> Header:
    """Headline, publication time, publisher and authors from an article's text; None or empty where it gives none.

    >>> header_of("Leaders meet\\n\\nMay 15, 2024 | 8:10 PM\\n\\nGENEVA (ABC) — They met.", dt.UTC)[:1]
    ('Leaders meet',)
    """
    lines = _lines(text[:20_000])
    last = _lines(text[-2_000:])[-4:]
    dated = next(((i, at) for i, line in enumerate(lines[:4]) if (at := date_line(line.text, zone))), None)
    title = _headline(lines, None if dated is None else dated[0])
    top_authors, top_publisher = next((by for line in lines[:_TOP] if (by := _byline(line.text))), ((), None))
    end_authors, end_publisher = next((by for line in reversed(last) if (by := _signature(line.text))), ((), None))
    agency = next((publisher for line in lines[: _TOP + 1] if (publisher := _agency(line.text))), None)
    return Header(
        title=title,
        published=dated[1] if dated else None,
        publisher=agency or top_publisher or end_publisher,
        authors=top_authors or end_authors,
    )


def _lines(text: str) -> list[_Line]:
    matches = [m for m in _LINE.finditer(text) if m.group().strip()]
    ends = [m.start() for m in matches[1:]] + [len(text)]
    return [
        _Line(m.group().strip(), len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text[m.end() : end])) > 1)
        for m, end in zip(matches, ends, strict=False)
    ]


def _headline(lines: list[_Line], dated: int | None) -> str | None:
    rest = lines[1:] if dated == 0 else lines
    if not rest:
        return None
    first = rest[0]
    if len(first.text) > _LONGEST_HEADLINE or _agency(first.text) or _byline(first.text):
        return None
    if not any(c.isalpha() for c in first.text):
        return None
    ends_as_sentence = first.text.rstrip("\"”’')»").endswith((".", ":", ";", ","))
    if dated or (first.blank_follows and len(rest) > 1 and not ends_as_sentence):
        return first.text
    return None


def _agency(line: str) -> str | None:
    match = _DATELINE.match(line)
    if match:
        return (match["round"] or match["slashed"]).strip()
    match = _TASS_DATELINE.match(line)
    return match["agency"].strip() if match else None


def _byline(line: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and publisher of `By X and Y` or `By X, Publisher`."""
    match = re.fullmatch(r"(?:by|BY|By)\s+(?P<names>[^.:;!?]{3,200}|(?:[^.:;!?]|\b\w\.){3,200})", line)
    return _named(match["names"]) if match else None


def _signature(line: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and publisher of a last line: `By X and Y`, or `X and Y, AGENCY`."""
    if by := _byline(line):
        return by
    match = re.fullmatch(r"(?P<names>.{3,200}),\s+(?P<agency>[A-Z][A-Z.&]{1,11})", line)
    if not match or (named := _named(match["names"])) is None:
        return None
    return named[0] if named[1] is None else (*named[0], named[1]), match["agency"]


def _named(names: str) -> tuple[tuple[str, ...], str | None] | None:
    parts = [part for part in _SEPARATORS.split(names.strip()) if part]
    if not parts or not all(_is_name(part) or part.isupper() for part in parts):
        return None
    publisher = None
    comma = re.fullmatch(r".+,\s*(?P<publisher>(?:(?!\sand\s).)+)", names.strip())
    if len(parts) > 1 and comma and not comma["publisher"].startswith("and "):
        publisher = parts.pop()
    return (tuple(parts), publisher) if all(_is_name(part) for part in parts) else None


def _is_name(part: str) -> bool:
    words = part.split()
    if not 2 <= len(words) <= 6 or _PARTICLE.fullmatch(words[0]):
        return False
    return all(_NAME_WORD.fullmatch(word) and (word[0].isupper() or _PARTICLE.match(word)) for word in words)
