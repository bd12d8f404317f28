"""The statements of a text, with their roles as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.coreference.table import MentionTable
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article, Event, EventClass, RoleName
from kg_etl.statements import statements


class StatementView:
    """A statement with its roles as text: the best names of the mentions, and the words at the cue."""

    def __init__(self, event: Event, mentions: MentionTable) -> None:
        self.event = event
        self._mentions = mentions

    def name(self, mention: int) -> str:
        return self._mentions.items[self._mentions.best(mention)].text

    def role(self, name: RoleName) -> list[str]:
        return [self.name(r.mention) for r in self.event.roles if r.name == name]

    def words(self, name: RoleName = RoleName.SPEAKER) -> list[str]:
        return [
            r.words.quote if r.words else self._mentions.items[r.mention].text
            for r in self.event.roles
            if r.name == name
        ]

    @property
    def speakers(self) -> list[str]:
        return self.role(RoleName.SPEAKER)

    @property
    def content(self) -> list[str]:
        return [c.quote for c in self.event.content]


Read = Callable[[str], list[StatementView]]


@pytest.fixture(scope="session")
def read(nlp) -> Read:
    names = gazetteer.load()

    def read_statements(text: str) -> list[StatementView]:
        article = Article(id="a", text=text, published=dt.datetime(2024, 3, 7, 12, tzinfo=dt.UTC))
        document = next(documents_of(nlp, [article]))
        mentions = mention_table(document, names)
        events = statements(document, mentions)
        for event in events:
            assert event.cls == EventClass.STATEMENT
            assert bool(event.no_speaker) != any(r.name == RoleName.SPEAKER for r in event.roles)
            assert 0 < event.confidence <= 1
            pieces = (*event.content, *event.evidence, event.trigger)
            assert all(text[p.start : p.end] == p.quote for p in pieces)
            assert all(
                any(e.start <= p.start and p.end <= e.end for e in event.evidence)
                for p in (*event.content, event.trigger)
            )
            assert not any("\n" in e.quote for e in event.evidence)
        return [StatementView(event, mentions) for event in events]

    return read_statements


@pytest.fixture(scope="session")
def read_single(read: Read) -> Callable[[str], StatementView]:
    def read_statement(text: str) -> StatementView:
        views = read(text)
        assert len(views) == 1, [(view.event.trigger.quote, view.content) for view in views]
        return views[0]

    return read_statement
