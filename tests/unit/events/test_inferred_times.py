"""An event without a day has that of another one that it could be, where these agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.documents.parsing import documents_of
from kg_etl.events import frames
from kg_etl.extractors.rules import extraction
from kg_etl.model import Article, Event, TimeBasis

Read = Callable[[str], list[Event]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """The visits, agreements and offensives of an article of Wednesday 15 May 2024."""
    facts, lexicon = gazetteer.load(), frames.load()

    def events_of(text: str) -> list[Event]:
        article = Article(id="a", text=text, published=dt.datetime(2024, 5, 15, 15, tzinfo=dt.UTC))
        (document,) = documents_of(nlp, [article], facts)
        return [event for event in extraction(document, facts, lexicon).events if event.cls != "Statement"]

    return events_of


FAR = "It rained. The sun shone. The snow fell. The wind blew.\n\n"


def test_a_later_mention_has_the_day_of_the_only_event_that_it_could_be(read: Read) -> None:
    events = read(f"Russia shelled Kharkiv on Monday.\n\n{FAR}The attack on Kharkiv has killed two.")
    assert {str(event.earliest) for event in events} == {"2024-05-13"}


def test_events_of_several_days_give_none(read: Read) -> None:
    shelled = "Russia shelled Kharkiv on Monday. Russia shelled Odesa on Tuesday."
    last = read(f"{shelled}\n\n{FAR}Russia has bombed two towns.")[-1]
    assert (last.time_basis, last.earliest) == (TimeBasis.BOUNDED, None)


def test_an_event_elsewhere_gives_none(read: Read) -> None:
    last = read(f"Russia shelled Kharkiv on Monday.\n\n{FAR}Russian troops have bombed Odesa.")[-1]
    assert (last.time_basis, last.earliest) == (TimeBasis.BOUNDED, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vladimir Putin visited Beijing on May 20, 2024.", "happened ..2024-05-15 bounded 0.76"),
        ("Vladimir Putin will visit Beijing on May 3, 2024.", "planned 2024-05-15.. bounded 0.76"),
        ("Vladimir Putin visited Beijing on Monday, May 14, 2024.", "happened ..2024-05-15 bounded 0.76"),
        ("Vladimir Putin visited Beijing on Tuesday, May 14, 2024.", "happened 2024-05-14..2024-05-14 stated 0.86"),
        ("The visit of Vladimir Putin to Beijing on Friday is in doubt.", "planned 2024-05-17..2024-05-17 stated 0.86"),
    ],
)
def test_an_impossible_time_falls_back_to_bounds_and_costs_confidence(read: Read, text: str, shown: str) -> None:
    (event,) = read(text)
    days = f"{event.earliest or ''}..{event.latest or ''}"
    assert f"{event.status} {days} {event.time_basis} {event.confidence}" == shown
