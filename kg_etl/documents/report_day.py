"""The day of the report, at the place of its dateline: by its own date line, else by the source's metadata.

Metadata are often the day of the crawl, or of another zone; the article's own date line says when it was written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser

from kg_etl.documents.boilerplate import DAY_OF_YEAR, Dateline
from kg_etl.documents.layout import PROSE, Paragraph, ParagraphKind
from kg_etl.documents.syntax import VERBAL, auxiliaries
from kg_etl.documents.tokens import Doc, Token
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.model import Article

_WRITTEN = re.compile(rf"(?P<day>{DAY_OF_YEAR})(?:,?\s+(?P<year>\d{{4}}))?|(?P<iso>\d{{4}}-\d\d?-\d\d?)", re.IGNORECASE)
_OF_A_CHANGE = re.compile(r"\s*(?:last\s+)?(?:updated|modified)\b", re.IGNORECASE)
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
_WHICH = words("words_of_other_weeks")
_LEAD_SENTENCES = 3
_A_DAY = dt.timedelta(days=1)


class ReportDay(NamedTuple):
    """The day of a report, and what it was read from."""

    day: dt.date | None
    """None if unknown."""
    written: tuple[int, int] | None = None
    """Offsets of the words in the text that give it, where metadata say another day or none."""
    zone: str | None = None
    """IANA name of the time zone at the dateline's place; None if unknown."""


def report_day(
    article: Article, parts: tuple[Paragraph, ...], doc: Doc, filed: tuple[Dateline, ...], gazetteer: Gazetteer | None
) -> ReportDay:
    """The day of a report.

    A day without a time may be that of another zone: where headline or lead tell in the past tense of the next
    weekday, the report is of the next day.

    Args:
        article: The article.
        parts: Its paragraphs.
        doc: Its parse.
        filed: Its datelines.
        gazetteer: Gives the time zone of a dateline's place; without it the day is in the source's zone.
    """
    zone = _zone_of(article, filed, gazetteer)
    published, is_bare = _published(article, zone)
    line = None
    for place in _date_lines(parts):
        if (written := _written(article.text[slice(*place)], published)) is not None:
            day, (start, end) = written
            if day != published:
                is_bare, published = True, day
                line = place[0] + start, place[0] + end
            break
    if published is not None and is_bare and (weekday := _next_weekday(published, parts, doc)) is not None:
        return ReportDay(published + _A_DAY, (weekday.idx, weekday.idx + len(weekday)), zone)
    return ReportDay(published, line, zone)


def _published(article: Article, zone: str | None) -> tuple[dt.date | None, bool]:
    """The day of publication in a zone, and whether no time of the day is given, which sources write as noon."""
    if article.published is None:
        return None, False
    if article.published.time() == dt.time(12):
        return article.published.date(), True
    return (article.published.astimezone(ZoneInfo(zone)) if zone else article.published).date(), False


def _next_weekday(day: dt.date, parts: tuple[Paragraph, ...], doc: Doc) -> Token | None:
    """The name of the weekday after a day, if headline or lead tell of it in the past tense."""
    prose = [part for part in parts if part.kind in PROSE]
    lead = islice((s for s in doc.sents if any(p.start <= s.start_char < p.end for p in prose)), _LEAD_SENTENCES)
    following = _WEEKDAYS[(day + _A_DAY).weekday()]
    named = (token for sentence in lead for token in sentence if token.lower_ == following and token.is_title)
    return next((token for token in named if _is_past(token)), None)


def _is_past(weekday: Token) -> bool:
    """Whether a weekday dates a verb in the past tense, and no word makes it that of another week."""
    dates_verb = weekday.dep_ == "npadvmod" or (weekday.dep_ == "pobj" and weekday.head.lower_ == "on")
    near = weekday.doc[max(0, weekday.i - 1) : weekday.i + 3]
    if not dates_verb or any(word.lower_ in _WHICH for word in near):
        return False
    verb = weekday.head.head if weekday.dep_ == "pobj" else weekday.head
    return verb.pos_ in VERBAL and any(word.tag_ == "VBD" for word in (verb, *auxiliaries(verb)))


def _date_lines(parts: tuple[Paragraph, ...]) -> list[tuple[int, int]]:
    """The date lines and datelines before the second paragraph of prose, in order."""
    places = []
    body = 0
    for part in parts:
        if part.kind in {ParagraphKind.DATE_LINE, ParagraphKind.DATELINE}:
            places.append((part.start, part.end))
        body += part.kind in PROSE and part.kind != ParagraphKind.HEADLINE
        if body > 1:
            break
    return places


def _written(line: str, published: dt.date | None) -> tuple[dt.date, tuple[int, int]] | None:
    """The day that a date line names, with its offsets; None without a day, or a year that is not clear."""
    match = _WRITTEN.search(line)
    if match is None or _OF_A_CHANGE.match(line):
        return None
    try:
        if match["iso"] or match["year"]:
            return parser.parse(match.group()).date(), match.span()
        if published is None:
            return None
        # a year is left out where it is clear: that of the last such day
        days = [parser.parse(f"{match['day']} {year}").date() for year in (published.year, published.year - 1)]
    except (ValueError, OverflowError):
        return None
    return next(((day, match.span()) for day in days if day <= published + _A_DAY), None)


def _zone_of(article: Article, filed: tuple[Dateline, ...], gazetteer: Gazetteer | None) -> str | None:
    for dateline in filed:
        if gazetteer is not None and dateline.place:
            for entry in gazetteer.named(article.text[slice(*dateline.place)]):
                if entry.timezone:
                    return entry.timezone if _exists(entry.timezone) else None
    return None


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
