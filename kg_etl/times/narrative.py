"""The days that the sentences of an article speak of, carried from one sentence to the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE
from kg_etl.documents.syntax import COMPLEMENTS, VERBAL
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.times.attachment import attached_time, governed_expressions
from kg_etl.times.moments import Moment, ReferenceDays
from kg_etl.times.tense import Tense, tense_of

LONGEST = dt.timedelta(days=31)
"""The longest period that dates what is told after it; a longer one only gives the year of further dates."""
_SAYING = words("saying")
_REPORTING = words("speaking") | {"say", "state"}


@dataclass(frozen=True, slots=True)
class SentenceTime:
    """What is known of the days of a sentence."""

    before: Moment | None
    """The days told of before it, in the same paragraph if the article is dated; None where no day was named."""
    named: Moment | None
    """The days of its main clause, or of what it reports; None where its own words do not say."""
    is_dated: bool
    """Whether it has time expressions, of whatever part of it."""
    continues: bool = False
    """Whether the days told of before it stand in its own paragraph."""


_NOTHING = SentenceTime(None, None, False)


@lru_cache(maxsize=4)
def narrative(document: Document) -> dict[int, SentenceTime]:
    """Index of the first token of a sentence -> what is known of its days, for every sentence of headline and body.

    In an article of a known day a paragraph without a day of its own tells of the day's news again, unless it begins
    with a pronoun. Without such a day (a history, an encyclopedia) the narrative goes on across paragraphs.
    """
    times: dict[int, SentenceTime] = {}
    current: Moment | None = None
    paragraph, continues = -1, False
    for sentence in document.doc.sents:
        place = document.paragraph_at(sentence[0].idx)
        if place.kind not in PROSE:
            continue
        if place.start != paragraph:
            continues = False
            if document.report_day is not None and sentence[0].tag_ != "PRP":
                current = None
        paragraph = place.start
        is_dated = bool(governed_expressions(sentence))
        named = _moment_of(sentence, document, current) if is_dated else None
        times[sentence.start] = SentenceTime(current, named, is_dated, continues)
        if named is not None:
            current, continues = named, True
        elif is_dated and document.report_day is not None:
            current = None  # it tells of other days, and does not say which
    return times


def sentence_time(sentence: Span, document: Document) -> SentenceTime:
    """What is known of the days of a sentence."""
    return narrative(document).get(sentence.start, _NOTHING)


def reference_days(sentence: Span, document: Document) -> ReferenceDays:
    """The days from which the time expressions of a sentence are counted."""
    return ReferenceDays.of(document, sentence_time(sentence, document).before)


def _moment_of(sentence: Span, document: Document, before: Moment | None) -> Moment | None:
    """The days of the main clause, or of the content that it reports; of the past only."""
    reference = ReferenceDays.of(document, before)
    for token in _heads(sentence.root):
        if tense_of(token) in {Tense.FUTURE, Tense.PRESENT, Tense.PLUPERFECT}:
            continue
        time = attached_time(token, document, reference)
        if time is not None and time.earliest is not None and time.latest is not None:
            is_past = reference.day is None or time.earliest <= reference.day
            is_of_report = token.lemma_.lower() in _REPORTING
            return Moment(time.earliest, time.latest, time.expression, is_of_report) if is_past else None
    return None


def _heads(root: Token) -> list[Token]:
    heads = [root]
    for child in root.children:
        is_content = child.dep_ in COMPLEMENTS and root.lemma_.lower() in _SAYING
        if child.pos_ in VERBAL and (is_content or child.dep_ in {"conj", "advcl"}):
            heads.append(child)
        elif child.dep_ in {"nsubj", "nsubjpass", "attr"}:
            heads.append(child)
            heads.extend(clause for clause in child.children if clause.dep_ in {"acl", "relcl"})
    return heads
