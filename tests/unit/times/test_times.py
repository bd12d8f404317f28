"""Time expressions: what they mean, and whose time they are."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg_etl.documents.document import Document
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article
from kg_etl.times import Time, duration_days, resolved, time_of
from kg_etl.times.finding import expressions_in

THURSDAY = dt.date(2024, 5, 16)
PAST, FUTURE, UNSAID = False, True, None


def shown(expression: str, future: bool | None, publication_day: dt.date | None = THURSDAY) -> str | None:
    """The days as `first..last`, one of them alone where they are the same."""
    days = resolved(expression, publication_day, future)
    if days is None:
        return None
    first, last = (str(day) if day else "" for day in days)
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("Thursday", PAST, "2024-05-16"),
        ("on Tuesday", PAST, "2024-05-14"),
        ("Friday", PAST, "2024-05-10"),
        ("Friday", FUTURE, "2024-05-17"),
        ("Thursday", FUTURE, "2024-05-16"),
        ("Wednesday", FUTURE, "2024-05-22"),
        ("last Thursday", PAST, "2024-05-09"),
        ("next Thursday", FUTURE, "2024-05-23"),
        ("last Monday", PAST, "2024-05-13"),
        ("next Friday", FUTURE, "2024-05-17"),
        ("Tuesday", UNSAID, "2024-05-14"),
        ("Saturday", UNSAID, "2024-05-18"),
        ("late Wednesday night", PAST, "2024-05-15"),
        ("the early hours of Friday", PAST, "2024-05-10"),
        ("5 a.m. on Wednesday", PAST, "2024-05-15"),
        ("Monday and Tuesday", PAST, "2024-05-13..2024-05-14"),
        ("from Monday to Wednesday", PAST, "2024-05-13..2024-05-15"),
        ("between Monday and Wednesday", FUTURE, "2024-05-20..2024-05-22"),
        ("from Thursday to Sunday", FUTURE, "2024-05-16..2024-05-19"),
        ("from Friday to Monday", PAST, "2024-05-10..2024-05-13"),
    ],
)
def test_a_weekday_is_the_nearest_on_its_side_of_today(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("today", PAST, "2024-05-16"),
        ("this morning", PAST, "2024-05-16"),
        ("tonight", FUTURE, "2024-05-16"),
        ("yesterday evening", PAST, "2024-05-15"),
        ("tomorrow", FUTURE, "2024-05-17"),
        ("the day after tomorrow", FUTURE, "2024-05-18"),
        ("overnight", PAST, "2024-05-15..2024-05-16"),
        ("last week", PAST, "2024-05-06..2024-05-12"),
        ("this week", PAST, "2024-05-13..2024-05-16"),
        ("this week", FUTURE, "2024-05-16..2024-05-19"),
        ("this week", UNSAID, "2024-05-13..2024-05-19"),
        ("next week", FUTURE, "2024-05-20..2024-05-26"),
        ("earlier this week", PAST, "2024-05-13..2024-05-16"),
        ("later this week", FUTURE, "2024-05-16..2024-05-19"),
        ("earlier in the month", PAST, "2024-05-01..2024-05-16"),
        ("over the weekend", PAST, "2024-05-11..2024-05-12"),
        ("the weekend", FUTURE, "2024-05-18..2024-05-19"),
        ("last month", PAST, "2024-04-01..2024-04-30"),
        ("earlier this month", PAST, "2024-05-01..2024-05-16"),
        ("next month", FUTURE, "2024-06-01..2024-06-30"),
        ("last year", PAST, "2023-01-01..2023-12-31"),
        ("late last year", PAST, "2023-09-01..2023-12-31"),
        ("later this year", FUTURE, "2024-05-16..2024-12-31"),
        ("the start of the year", PAST, "2024-01-01..2024-04-30"),
    ],
)
def test_days_weeks_months_and_years_are_counted_from_today(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("two days ago", PAST, "2024-05-14"),
        ("a week ago", PAST, "2024-05-06..2024-05-12"),
        ("five hours ago", PAST, "2024-05-15..2024-05-16"),
        ("a few days ago", PAST, "2024-05-10..2024-05-14"),
        ("more than two years ago", PAST, "2021-11-15..2022-05-17"),
        ("nearly a decade ago", PAST, "2014-05-17..2016-11-15"),
        ("less than a year ago", PAST, "2023-05-17..2024-05-16"),
        ("the past three weeks", PAST, "2024-04-25..2024-05-16"),
        ("over the last two months", PAST, "2024-03-16..2024-05-16"),
        ("in two weeks", FUTURE, "2024-05-27..2024-06-02"),
        ("within five days", FUTURE, "2024-05-16..2024-05-21"),
        ("the next three days", FUTURE, "2024-05-16..2024-05-19"),
        ("a month from now", FUTURE, "2024-05-31..2024-06-30"),
    ],
)
def test_stretches_of_time_are_as_wide_as_people_round_them(expression: str, future: bool | None, days: str) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("in October 2019", "2019-10-01..2019-10-31"),
        ("in 2022", "2022-01-01..2022-12-31"),
        ("May 3, 2021", "2021-05-03"),
        ("Monday, May 3, 2021", "2021-05-03"),
        ("the 3rd of May, 2021", "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("Feb. 29, 2020", "2020-02-29"),
        ("2021-05-03", "2021-05-03"),
        ("May 3-5, 2021", "2021-05-03..2021-05-05"),
        ("3 to 5 May 2021", "2021-05-03..2021-05-05"),
        ("from May 30 to June 2, 2021", "2021-05-30..2021-06-02"),
        ("between May 30 and June 2, 2021", "2021-05-30..2021-06-02"),
        ("December 30 to January 2, 2021", "2020-12-30..2021-01-02"),
        ("from March to June 2020", "2020-03-01..2020-06-30"),
        ("between 2014 and 2016", "2014-01-01..2016-12-31"),
        ("2014-16", "2014-01-01..2016-12-31"),
        ("since 2014", "2014-01-01.."),
        ("early 2022", "2022-01-01..2022-04-30"),
        ("mid-2022", "2022-05-01..2022-08-31"),
        ("the end of March 2022", "2022-03-22..2022-03-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("the early 1990s", "1990-01-01..1993-12-31"),
        ("the 19th century", "1801-01-01..1900-12-31"),
        ("the spring of 2022", "2022-03-01..2022-06-20"),
        ("winter 2022", "2022-01-01..2023-03-20"),
        ("the second quarter of 2022", "2022-04-01..2022-06-30"),
        ("the first half of 2022", "2022-01-01..2022-06-30"),
    ],
)
def test_what_names_its_year_needs_no_reference(expression: str, days: str) -> None:
    assert shown(expression, PAST, None) == days
    assert shown(expression, PAST) == days


@pytest.mark.parametrize(
    ("expression", "future", "days"),
    [
        ("May 16", PAST, "2024-05-16"),
        ("on Dec. 28", PAST, "2023-12-28"),
        ("June 3", FUTURE, "2024-06-03"),
        ("Jan. 5", FUTURE, "2025-01-05"),
        ("May 17", PAST, "2024-05-17"),
        ("May 16-17", FUTURE, "2024-05-16..2024-05-17"),
        ("October", PAST, "2023-10-01..2023-10-31"),
        ("October", FUTURE, "2024-10-01..2024-10-31"),
        ("early May", PAST, "2024-05-01..2024-05-10"),
        ("last October", PAST, "2023-10-01..2023-10-31"),
        ("October 7 last year", PAST, "2023-10-07"),
        ("2024", PAST, "2024-01-01..2024-05-16"),
        ("2024", FUTURE, "2024-05-16..2024-12-31"),
        ("last summer", PAST, "2023-06-01..2023-09-22"),
        ("next spring", FUTURE, "2025-03-01..2025-06-20"),
        ("by Friday", FUTURE, "2024-05-16..2024-05-17"),
    ],
)
def test_a_date_without_year_is_the_nearest_on_its_side_of_today(
    expression: str, future: bool | None, days: str
) -> None:
    assert shown(expression, future) == days


@pytest.mark.parametrize(
    "expression",
    [
        "in recent years",
        "the coming weeks",
        "8:10 PM",
        "two-day",
        "for two years",
        "the eve of the visit",
        "three days later",
        "the same day",
        "daily",
        "February 30",
        "2021-13-01",
        "the fifth quarter of 2022",
        "May 5 to 3, 2021",
        "999 centuries ago",
        "",
        "x" * 5_000,
    ],
)
def test_what_names_no_day_is_not_resolved(expression: str) -> None:
    assert resolved(expression, THURSDAY, PAST) is None


def test_a_day_that_is_near_only_on_the_other_side_of_today_is_not_resolved() -> None:
    assert resolved("June 3", THURSDAY, PAST) is None
    assert resolved("April 20", THURSDAY, FUTURE) is None


def test_relative_expressions_are_not_resolved_without_a_reference() -> None:
    for expression in ("Thursday", "last week", "two days ago", "May 16", "October", "last summer", "within two days"):
        assert resolved(expression, None, PAST) is None


# fmt: off
WORDS = st.sampled_from([
    "early", "late", "last", "next", "this", "since", "between", "from", "to", "and", "by", "in", "on", "the",
    "of", "a", "two", "three", "5", "16", "30", "31", "1999", "2024", "May", "February", "Monday", "Sunday",
    "week", "weekend", "month", "year", "years", "decade", "century", "days", "ago", "past", "coming", "spring",
    "winter", "quarter", "first", "end", "more", "than", "nearly", ",", "-", "'s", "today", "overnight", "1990s",
    "20th", "half",
])
# fmt: on
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
DAYS = st.none() | st.dates()


@given(TEXTS, DAYS, st.sampled_from([PAST, FUTURE, UNSAID]))
def test_no_text_raises_and_no_event_ends_before_it_begins(
    text: str, publication_day: dt.date | None, future: bool | None
) -> None:
    days = resolved(text, publication_day, future)
    if days is not None:
        first, last = days
        assert first is not None or last is not None
        assert first is None or last is None or first <= last


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
def test_a_noun_has_the_time_beside_it_or_that_of_the_verb_that_brings_it_about(
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
def test_the_time_of_something_else_is_not_taken_nor_the_day_of_publication(
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
def test_the_tense_says_on_which_side_of_today_a_day_is(nlp: Language, text: str, trigger: str, days: str) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("The king arrived in Rome on Monday for a two-day visit.", "visit", "2024-05-13..2024-05-14"),
        ("The king arrived in Rome on Monday for a two-day visit.", "arrived", "2024-05-13..2024-05-14"),
        ("The king began a weeklong visit on Monday.", "visit", "2024-05-13..2024-05-19"),
        ("He ended a three-day visit to Ankara on Friday.", "visit", "2024-05-08..2024-05-10"),
        ("He ended a visit to Ankara on Friday.", "visit", "..2024-05-10"),
    ],
)
def test_an_event_lasts_as_long_as_its_noun_says(nlp: Language, text: str, trigger: str, days: str) -> None:
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
def test_what_came_just_before_or_after_a_dated_event_has_its_days(
    nlp: Language, text: str, trigger: str, days: str | None
) -> None:
    assert time(nlp, text, trigger) == days


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("a two-day visit", 2),
        ("a 10-day tour", 10),
        ("a weeklong visit", 7),
        ("a two-week tour", 14),
        ("a visit", None),
    ],
)
def test_the_length_of_an_event_is_read_from_its_noun_phrase(nlp: Language, phrase: str, days: int | None) -> None:
    doc = read(nlp, f"The king began {phrase} to Rome.").doc
    assert duration_days(next(token for token in doc if token.text in {"visit", "tour"})) == days


def test_without_a_day_of_publication_only_dates_with_a_year_are_taken(nlp: Language) -> None:
    assert time(nlp, "The envoys signed the accord on Monday.", "signed", None) is None
    assert time(nlp, "The envoys signed the accord on May 3, 2021.", "signed", None) == "2021-05-03"


def test_the_expression_is_quoted_from_the_article_as_it_stands(nlp: Language) -> None:
    item = read(nlp, "He condemned Tuesday’s attack on the port.")
    result = time_of(next(token for token in item.doc if token.text == "attack"), item)
    assert isinstance(result, Time)
    assert result.expression.quote in {"Tuesday", "Tuesday’s"}


@given(st.lists(WORDS | st.sampled_from(["attacked", "visit", ".", "said", "the king", "\n\n", "’s"]), max_size=15))
def test_no_sentence_raises(nlp: Language, words: list[str]) -> None:
    item = read(nlp, " ".join(words))
    for token in item.doc:
        result = time_of(token, item)
        if result is not None and result.earliest and result.latest:
            assert result.earliest <= result.latest
    for sentence in item.doc.sents:
        spans = expressions_in(sentence)
        assert all(a.end <= b.start for a, b in pairwise(spans))
