"""What an article only recalls: on an anniversary, in a calendar of past days, in an obituary."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import islice

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE
from kg_etl.documents.syntax import is_negated, subject
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import table, words
from kg_etl.model import Background
from kg_etl.times.calendar import calendar_days
from kg_etl.times.dates import Reference
from kg_etl.times.moments import Time
from kg_etl.times.tense import Tense, tense_of

_CALENDAR_LINE = re.compile(r"[^\w\n]{0,3}(?P<year>1\d\d\d|20\d\d)[ \u00a0]?(?::|[–—-](?=\s))")
"""A line of a calendar of past events (`1939: Germany invades Poland`, `• 1990 — Iraq invades Kuwait`)."""
_DAY_OF_CALENDAR = re.compile(r"this (?:very )?(?:day|date)\b", re.IGNORECASE)
_ANNIVERSARIES = words("anniversary_nouns")
_ORDINALS = table("ordinals")
_DIGITS = re.compile(r"(?P<number>\d{1,4})(?:st|nd|rd|th)")
_DYING = words("dying_verbs")
_BEFORE_AGES = words("words_before_ages")
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_PERSONAL = frozenset({"he", "she"})
_LEAD_SENTENCES = 4
"""Headline and lead: they say whose death an obituary reports."""


def background_of(trigger: Token, document: Document) -> Background | None:
    """Why the article only recalls what a trigger names; None where it does not say that it does."""
    if _calendar_line(trigger, document) or _anniversary_above(trigger) or _is_of_this_day(trigger):
        return Background.ANNIVERSARY
    return Background.OBITUARY if _is_of_obituary(trigger, document) else None


def background_time(trigger: Token, document: Document) -> Time | None:
    """The year of what is recalled: that before a line of a calendar, or by the number of an anniversary."""
    if (line := _calendar_line(trigger, document)) is not None:
        start, end = line
        days = calendar_days(document.article.text[start:end], Reference(document.report_day, future=False))
        return Time(*days, document.evidence(start, end)) if days else None
    noun = _anniversary_above(trigger)
    if noun is None or document.report_day is None:
        return None
    for word in (noun, *noun.lefts):
        digits = _DIGITS.fullmatch(word.lower_)
        years = int(digits["number"]) if digits else _ORDINALS.get(word.lower_)
        if years is not None and years < document.report_day.year:
            year = document.report_day.year - years
            phrase = noun.doc[min(word.i, noun.i) : noun.i + 1]
            return Time(dt.date(year, 1, 1), dt.date(year, 12, 31), document.span_evidence(phrase))
    return None


def _calendar_line(trigger: Token, document: Document) -> tuple[int, int] | None:
    """Offsets of the year with which the line of a trigger begins; None without one that has passed."""
    text = document.article.text
    match = _CALENDAR_LINE.match(text, text.rfind("\n", 0, trigger.idx) + 1)
    if match is None or match.end() > trigger.idx:
        return None
    is_past = document.report_day is None or int(match["year"]) < document.report_day.year
    return match.span("year") if is_past else None


def _anniversary_above(trigger: Token) -> Token | None:
    """The anniversary that the article marks of what the trigger names (`the 80th anniversary of the landing`)."""
    below = trigger
    for above in trigger.ancestors:
        if below.dep_ == "relcl" and not any(word.tag_ in _RELATIVE for word in below.subtree):
            return None  # `on the anniversary of the siege the king came`: parsers make a clause of the siege of it
        if above.lemma_.lower() in _ANNIVERSARIES and (below.lower_ == "of" or below.dep_ == "poss"):
            return above
        below = above
    return None


def _is_of_this_day(trigger: Token) -> bool:
    """Whether its sentence begins with `on this day`, as it recalls another year."""
    return bool(_DAY_OF_CALENDAR.match(trigger.sent.text.removeprefix("On ")))


def _is_of_obituary(trigger: Token, document: Document) -> bool:
    """Whether an obituary tells it of the past life, not of the death or what followed."""
    deaths = _deaths(document)
    if not deaths or tense_of(trigger) in {Tense.PRESENT, Tense.FUTURE}:
        return False
    verb = next((verb for verb in deaths if verb.sent.start == trigger.sent.start), None)
    if verb is None:
        return True
    deceased = subject(verb)
    return deceased is not None and deceased in trigger.ancestors


@lru_cache(maxsize=4)
def _deaths(document: Document) -> tuple[Token, ...]:
    """The verbs of headline and lead that tell of a person's death, if the age is told too; empty for other articles.

    News of people killed in attacks seldom gives one age in its lead, and never for all of them.
    """
    prose = (sentence for sentence in document.doc.sents if document.kind_of(sentence[0]) in PROSE)
    lead = list(islice(prose, _LEAD_SENTENCES))
    verbs = tuple(
        token
        for sentence in lead
        for token in sentence
        if token.lemma_.lower() in _DYING and not is_negated(token) and _is_person(subject(token))
    )
    has_age = any(_is_age(token) for sentence in lead for token in sentence)
    return verbs if has_age else ()


def _is_person(token: Token | None) -> bool:
    if token is None:
        return False
    is_name = token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and not token.ent_type_)
    return is_name or token.lower_ in _PERSONAL


def _is_age(token: Token) -> bool:
    return (
        token.is_digit
        and 18 <= int(token.text) <= 120
        and token.i > token.sent.start
        and token.nbor(-1).lower_ in _BEFORE_AGES
        and token.ent_type_ in {"DATE", "CARDINAL", ""}
    )
