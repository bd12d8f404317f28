"""Recognises boilerplate, one paragraph at a time: date lines, datelines, bylines, notices."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kg_etl.lexicon.tables import words


class ParagraphKind(StrEnum):
    """The kind of a paragraph. Only `BODY` and `HEADLINE` contain events; `HEADLINE` is weak evidence."""

    HEADLINE = "headline"
    DATE_LINE = "date line"
    DATELINE = "dateline"
    BODY = "body"
    NOTICE = "notice"
    SEPARATOR = "separator"
    BYLINE = "byline"
    FRONT_MATTER = "front matter"


PROSE = frozenset({ParagraphKind.HEADLINE, ParagraphKind.BODY})
"""The kinds that contain sentences of the article; all others are boilerplate."""


class Dateline(NamedTuple):
    """The place and agency of a report, as offsets into the article's text: `KYIV, Ukraine (AP) —`."""

    start: int
    end: int
    place: tuple[int, int] | None
    """The town without its region: `KYIV`."""
    agency: tuple[int, int] | None
    """Without brackets: `AP`."""


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
DAY_OF_YEAR = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})"
_CLOCK = r"\d{1,2}(?::|\.|h)\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?|\d{1,2}\s*[AaPp]\.?[Mm]\.?"
_ZONE = r"(?:Z|[A-Z]{2,5}|(?:GMT|UTC)?\s?[+-]\d\d?:?(?:\d\d)?)"
DATE_LINE = re.compile(
    r"(?:(?:Last\s+)?(?:Updated|Published|Posted|Modified|Created|Date)(?:\s+(?:on|at))?\s*:?\s*)?"
    rf"(?:{_WEEKDAY},?\s+)?"
    rf"(?:{DAY_OF_YEAR},?\s+\d{{4}}|\d{{4}}[-/]\d\d?[-/]\d\d?|\d\d?[./]\d\d?[./]\d{{4}})"
    rf"[\s|,T·•–—-]*(?:at\s+)?(?:{_CLOCK})?\s*(?:\(?{_ZONE}\)?)?\.?",
    re.IGNORECASE,
)
_CLOCK_LINE = re.compile(rf"(?:{_CLOCK})\s*(?:{_ZONE})?\.?")
SEPARATOR = re.compile(r"[\s_*=~#•·.\-—–]{1,80}")
_DASH = re.compile(r"\s*(?:—|–|--|―)\s*|\s+-\s+|\s*:\s+(?=$)")
_AGENCY = re.compile(r"\((?P<agency>[A-Z][\w.&/’' -]{1,30})\)\s*\Z")
_FILED_ON = re.compile(rf"[,.]?\s*(?:{_WEEKDAY},?\s+)?{DAY_OF_YEAR}(?:,?\s+\d{{4}})?\s*\Z")
NOTICE = re.compile(
    r"""(?:editor[’']?s?[’']?s?\ note\b
    |(?:this|the)\ (?:is\ an?\ )?(?:breaking|developing)\ (?:news\ )?(?:story|update|news)
    |(?:this|the\ above)\ (?:story|article|report|version|item|post|copy)\s
        (?:was|is|has\ been|have\ been|will\ be)?\s*
        (?:also\ |first\ |originally\ |since\ )?
        (?:corrects|corrected|updated|updates|amended|edited|published|translated)
    |(?:an?|the)\ (?:earlier|previous)\ version\ of\ this
    |correction\b\s*:|clarification\b\s*:
    |copyright\b|©|\(c\)\s|all\ rights\ reserved
    |(?:follow|find|read|see|get|sign\ up|subscribe|click|download|watch)\b.{0,200}
        (?:https?://|www\.|@\w|\btwitter\b|\bhere\b|newsletter|inbox)
    |https?://\S+\Z)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CREDIT = re.compile(
    r"""\(?(?:additional\ )?reporting\ by\b | \(?(?:writing|editing|edited|compiled|translated)\ by\b
    | \(?with\ (?:additional\ )?(?:reporting|files)\ (?:by|from)\b
    | .{3,400}\bcontributed\ (?:to\ this\ (?:report|story|article)|from\ [A-Z]|reporting)
    | (?:the\ )?(?:\w+\ ){1,3}(?:writers?|journalists?|reporters?|correspondents?)\ .{3,300}
        \b(?:contributed\.?\Z|reported\ from\ )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)  # fmt: skip
_PARTICLE = r"(?:de|da|del|della|von|van|der|den|bin|ibn|al|el|la|le|dos|di|du|ten|ter|y)"
_NAME = rf"[A-Z][\w.’'-]*(?:\s+{_PARTICLE}|\s+[A-Z][\w.’'-]*){{0,5}}"
_REPORTED_FROM = re.compile(
    rf"{_NAME}(?:(?:,\s+|,?\s+and\s+){_NAME}){{0,6}}\s+reported\s+from\s+[A-Z].{{0,200}}", re.DOTALL
)
_BY = re.compile(r"(?:by|from|story by|written by)\s*:?\s+(?P<who>[A-Z].{1,160})", re.IGNORECASE)
_AFTER_BYLINE = re.compile(r"By\s+[A-Z].{2,60}?[a-z.],?\s+(?P<place>[A-Z][A-Z.'’ -]{2,45}(?:,\s+[A-Z][\w.]+)?)\Z")
_SMALL_WORDS = words("names_small")


def boilerplate_kind(line: str, is_uppercase: bool, edge: bool, last: bool) -> ParagraphKind | None:
    """The kind of a boilerplate paragraph; None for any other."""
    short = line[:700]
    if SEPARATOR.fullmatch(short[:81]) and len(line) <= 80:
        return ParagraphKind.SEPARATOR
    if len(line) <= 100 and (DATE_LINE.fullmatch(line) or _CLOCK_LINE.fullmatch(line)):
        return ParagraphKind.DATE_LINE
    if len(line) <= 600 and NOTICE.match(line):
        return ParagraphKind.NOTICE
    if not is_uppercase and len(line) <= 300 and line.upper() == line and re.search(r"[^\W\d_]{2}", line):
        return ParagraphKind.NOTICE
    if edge and len(line) <= 700:
        by = _BY.fullmatch(line)
        if by and _is_list_of_names(by["who"]):
            return ParagraphKind.BYLINE
        if _CREDIT.match(line) or _REPORTED_FROM.fullmatch(line) or (last and _is_list_of_names(line)):
            return ParagraphKind.BYLINE
    return None


def _is_list_of_names(line: str) -> bool:
    words = re.findall(r"[\w&|/–’'.-]+", line)
    return (
        1 < len(words) <= 24
        and len(line) <= 200
        and line[:1].isupper()
        and line.upper() != line
        and not re.search(r"[!?:;\"“”]", line)
        and all(w in _SMALL_WORDS or w[0].isupper() for w in words)
    )


def dateline_of(line: str, agency_needed: bool, any_case: bool) -> Dateline | None:
    """The dateline at the start of a paragraph, as offsets into the paragraph, or None."""
    opening = line[:100]
    for dash in _DASH.finditer(opening):
        end = dash.end()
        while end < len(line) and line[end].isspace():
            end += 1
        before = opening[: dash.start()]
        agency = _AGENCY.search(before)
        rest = before[: agency.start()].rstrip() if agency else before.rstrip()
        filed_on = _FILED_ON.search(rest)
        place = (rest[: filed_on.start()] if filed_on else rest).strip(" ,.")
        if glued := (agency or filed_on) and _AFTER_BYLINE.fullmatch(place):
            place = glued["place"]
        span = (agency.start("agency"), agency.end("agency")) if agency else None
        if agency and not place and before.startswith("("):
            return Dateline(0, end, None, span)
        if not place or (agency_needed and not agency) or len(place.split()) > 7:
            continue
        town = place.split(",")[0].strip()
        if not _is_town(town, any_case and bool(agency or filed_on)) or not _is_region(place[len(town) :]):
            continue
        if not agency and not filed_on and (len(town) < 4 or line[end : end + 1].islower()):
            continue
        at = line.index(town)
        return Dateline(0, end, (at, at + len(town)), span)
    return None


def _is_town(town: str, any_case: bool) -> bool:
    if not town or not re.fullmatch(r"[^\W\d_][\w .'’/-]{1,45}", town):
        return False
    return town.upper() == town or (any_case and all(w[0].isupper() or w in _SMALL_WORDS for w in town.split()))


def _is_region(after_town: str) -> bool:
    return all(w[0].isupper() or w in _SMALL_WORDS for w in after_town.replace(",", " ").split())
