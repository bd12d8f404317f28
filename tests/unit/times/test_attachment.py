"""Triggers have the time of the expressions that date them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg_etl.documents.document import Document
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article
from kg_etl.times import Time, time_of

THURSDAY = dt.date(2024, 5, 16)


def read(nlp: Language, text: str, published: dt.date | None = THURSDAY) -> Document:
    at = dt.datetime.combine(published, dt.time(12), dt.UTC) if published else None
    (item,) = documents_of(nlp, [Article(id="a", text=text, published=at)])
    return item


def time(nlp: Language, text: str, trigger: str, published: dt.date | None = THURSDAY) -> str | None:
    """The days of the first token that is `trigger`, as `first..last`."""
    item = read(nlp, text, published)
    result = time_of(next(token for token in item.doc if token.text == trigger), item)
    if result is None:
        return None
    assert item.article.text[result.expression.start : result.expression.end] == result.expression.quote
    first, last = (str(day) if day else "" for day in (result.earliest, result.latest))
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("The envoys signed the accord on Monday.", "signed", "2024-05-13"),
        ("The envoys signed the accord on Monday.", "accord", "2024-05-13"),
        ("The president arrived Wednesday in Rome.", "arrived", "2024-05-15"),
        ("On Monday, the army shelled the town.", "shelled", "2024-05-13"),
        ("In October 2019, he said that the army was helping the rebels.", "said", "2019-10-01..2019-10-31"),
        ("The army has attacked the town since 2014.", "attacked", "2014-01-01.."),
        ("The ministers met in Geneva and signed a treaty on Wednesday.", "met", "2024-05-15"),
        ("The king opened talks with the premier as he visited Oslo on Monday.", "visited", "2024-05-13"),
        ("Speaking Tuesday in the upper house, the minister said talks had failed.", "said", "2024-05-14"),
        ("The two countries signed agreements in 1999 and 2003.", "signed", "1999-01-01..2003-12-31"),
    ],
)
def test_a_verb_has_the_time_of_its_clause(nlp: Language, text: str, trigger: str, days: str) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("The 2014 invasion was condemned.", "invasion", "2014-01-01..2014-12-31"),
        ("Its invasion in 2014 was condemned on Monday.", "invasion", "2014-01-01..2014-12-31"),
        ("He condemned Tuesday's attack.", "attack", "2024-05-14"),
        ("An offensive that began last week has stalled.", "offensive", "2024-05-06..2024-05-12"),
        ("An agreement reached last year in Doha has failed.", "agreement", "2023-01-01..2023-12-31"),
        ("The king's visit to Paris next month will be short.", "visit", "2024-06-01..2024-06-30"),
        ("The visit, planned for June 3, was called off.", "visit", "2024-06-03"),
        ("The last visit by a king was in 1975.", "visit", "1975-01-01..1975-12-31"),
        (
            "The talks come after the army's invasion of the north more than two years ago.",
            "invasion",
            "2021-11-15..2022-05-17",
        ),
    ],
)
def test_a_noun_has_the_time_of_its_modifiers_or_of_its_event_verb(
    nlp: Language, text: str, trigger: str, days: str
) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He condemned on Monday the attack.", "attack"),
        ("Its invasion in 2014 was condemned.", "condemned"),
        ("The treaty was signed in 2010, long before the army launched its invasion.", "launched"),
        ("The treaty was signed in 2010, long before the army launched its invasion.", "invasion"),
        ("The minister said on Tuesday that troops had attacked the port.", "attacked"),
        ("Troops attacked the town after the president visited Cairo on Monday.", "attacked"),
        ("They agreed to revive an accord of 2001.", "revive"),
        ("The army has not attacked the town since 2014.", "attacked"),
        ("It was the first visit by a president since 2009.", "visit"),
        ("The paper wrongly gave the day of the visit as Sunday.", "visit"),
        ("Prime Minister Theresa May visited the port.", "visited"),
        ("The ministers signed the treaty.", "signed"),
        ("The ministers signed the treaty at 8:10 p.m.", "signed"),
    ],
)
def test_a_trigger_has_neither_the_time_of_another_event_nor_the_day_of_publication(
    nlp: Language, text: str, trigger: str
) -> None:
    assert time(nlp, text, trigger) is None


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("The premier will visit Oslo on Tuesday.", "visit", "2024-05-21"),
        ("The premier is expected to visit Oslo on Tuesday.", "visit", "2024-05-21"),
        ("She is due on Saturday to open talks in Rome.", "open", "2024-05-18"),
        ("The premier visited Oslo on Tuesday.", "visited", "2024-05-14"),
        ("The premier had visited Oslo on Tuesday.", "visited", "2024-05-14"),
        ("Both sides have agreed on Tuesday to a truce.", "agreed", "2024-05-14"),
        ("A visit was expected on Tuesday.", "expected", "2024-05-21"),
        ("The premier said he would visit Oslo on Tuesday.", "visit", "2024-05-21"),
        ("The premier travels to Lisbon on Wednesday.", "travels", "2024-05-22"),
        ("He invited her to visit Delhi later this year.", "visit", "2024-05-16..2024-12-31"),
    ],
)
def test_the_tense_decides_between_past_and_future(nlp: Language, text: str, trigger: str, days: str) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("The king arrived in Rome on Monday for a two-day visit.", "visit", "2024-05-13..2024-05-14"),
        ("The king arrived in Rome on Monday for a two-day visit.", "arrived", "2024-05-13..2024-05-14"),
        ("The king began a weeklong visit on Monday.", "visit", "2024-05-13..2024-05-19"),
        ("He ended a three-day visit to Ankara on Saturday.", "visit", "2024-05-09..2024-05-11"),
        ("He ended a visit to Ankara on Saturday.", "visit", "..2024-05-11"),
    ],
)
def test_an_event_has_the_duration_that_its_noun_gives(nlp: Language, text: str, trigger: str, days: str) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("They signed the pact in 2022, just before the army invaded the island.", "invaded", "2022-01-01..2023-01-31"),
        (
            "They signed the pact on May 3, shortly after the army invaded the island.",
            "invaded",
            "2024-04-02..2024-05-03",
        ),
        ("They signed the pact in 2022, years before the army invaded the island.", "invaded", None),
    ],
)
def test_an_event_just_before_or_after_a_dated_event_is_within_a_month_of_it(
    nlp: Language, text: str, trigger: str, days: str | None
) -> None:
    assert time(nlp, text, trigger) == days


def test_without_a_day_of_publication_only_dates_with_a_year_are_resolved(nlp: Language) -> None:
    assert time(nlp, "The envoys signed the accord on Monday.", "signed", None) is None
    assert time(nlp, "The envoys signed the accord on May 3, 2021.", "signed", None) == "2021-05-03"


def test_the_expression_is_quoted_from_the_text_of_the_article(nlp: Language) -> None:
    item = read(nlp, "He condemned Tuesday’s attack on the port.")
    result = time_of(next(token for token in item.doc if token.text == "attack"), item)
    assert isinstance(result, Time)
    assert result.expression.quote in {"Tuesday", "Tuesday’s"}


# fmt: off
WORDS = st.sampled_from([
    "early", "late", "last", "next", "since", "between", "from", "to", "and", "by", "in", "on", "the", "of", "a", "two",
    "16", "2024", "May", "Monday", "week", "year", "days", "ago", "quarter", "first", "more", "than", ",", "-", "'s",
    "today", "1990s", "attacked", "visit", ".", "said", "the king", "\n\n", "’s",
])
# fmt: on


@given(st.lists(WORDS, max_size=15))
def test_any_sentence_has_ordered_times(nlp: Language, words: list[str]) -> None:
    item = read(nlp, " ".join(words))
    for token in item.doc:
        result = time_of(token, item)
        if result is not None and result.earliest and result.latest:
            assert result.earliest <= result.latest
