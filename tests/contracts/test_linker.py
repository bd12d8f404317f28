"""What every `kg_etl.linkers.Linker` promises, whatever it knows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.gazetteer import load
from kg_etl.linkers import Linker
from kg_etl.linkers.gazetteer import GazetteerLinker
from kg_etl.model import (
    Article,
    EntityType,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Mention,
    MentionForm,
    Role,
    RoleName,
    Status,
)

BASE = "https://example.org/id/"
LINKERS: dict[str, Linker] = {"gazetteer": GazetteerLinker(load(), BASE)}
NAMES = "Russia|Russian|Moscow|the Kremlin|Vladimir Putin|Putin|Georgia|Jordan|Michael Jordan|Congo|Kharkiv|NATO|U.S."
OTHERS = "the French president|a diplomat|he|Foreign Ministry|Ada Lovelace|us||’s|the|president of|İstanbul|President"
WORDS = [*NAMES.split("|"), *OTHERS.split("|")]


@st.composite
def read_articles(draw: st.DrawFn) -> tuple[Article, Extraction]:
    """An article made of names and fillers, and mentions of it in chains, some playing parts in an event."""
    text, mentions = "", []
    for word in draw(st.lists(st.sampled_from(WORDS), max_size=8)):
        text += draw(st.sampled_from(["", "President ", "In Atlanta, ", "the former ", "‘", "\n"]))
        acts_for = draw(st.none() | st.integers(0, len(mentions) - 1)) if mentions else None
        mentions.append(
            Mention(
                start=len(text),
                end=len(text) + len(word),
                text=word,
                type=draw(st.sampled_from(EntityType)),
                form=draw(st.sampled_from(MentionForm)),
                chain=draw(st.integers(0, 3)),
                acts_for=acts_for,
            )
        )
        text += word + draw(st.sampled_from([" ", " region ", ", ", ". "]))
    published = draw(st.none() | st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2030, 1, 1)))  # noqa: DTZ001
    article = Article(id="a", text=text, published=published and published.replace(tzinfo=dt.UTC))
    roles = [Role(name=draw(st.sampled_from(RoleName)), mention=i) for i in range(len(mentions)) if draw(st.booleans())]
    whole = Evidence(start=0, end=len(text), quote=text)
    event = Event(
        cls=EventClass.VISIT,
        type="Visit",
        status=Status.HAPPENED,
        confidence=0.5,
        trigger=whole,
        evidence=(whole,),
        roles=tuple(roles),
    )
    return article, Extraction(article_id="a", mentions=tuple(mentions), events=(event,) if roles else ())


@pytest.mark.parametrize("linker", LINKERS.values(), ids=LINKERS)
class TestLinker:
    @settings(max_examples=150, deadline=None)
    @given(read=read_articles())
    def test_there_is_one_link_for_each_mention_in_their_order(
        self, linker: Linker, read: tuple[Article, Extraction]
    ) -> None:
        links = linker.link(*read)

        assert [link.mention for link in links.links] == list(range(len(read[1].mentions)))
        assert links.article_id == "a"

    @settings(max_examples=150, deadline=None)
    @given(read=read_articles())
    def test_mentions_of_one_chain_get_one_entity(self, linker: Linker, read: tuple[Article, Extraction]) -> None:
        links = linker.link(*read).links

        chosen: dict[int, set[str]] = {}
        for link in links:
            chosen.setdefault(read[1].mentions[link.mention].chain, set()).add(link.entity)
        assert all(len(entities) == 1 for entities in chosen.values())

    @settings(max_examples=150, deadline=None)
    @given(read=read_articles())
    def test_entities_are_sorted_unique_and_hold_all_that_is_named(
        self, linker: Linker, read: tuple[Article, Extraction]
    ) -> None:
        links = linker.link(*read)

        iris = [entity.iri for entity in links.entities]
        assert iris == sorted(set(iris))
        assert {link.entity for link in links.links} <= set(iris)
        assert {entity.acts_for for entity in links.entities if entity.acts_for} <= set(iris)
        assert all(entity.acts_for != entity.iri for entity in links.entities)

    @settings(max_examples=150, deadline=None)
    @given(read=read_articles())
    def test_scores_and_candidates_keep_their_ranges(self, linker: Linker, read: tuple[Article, Extraction]) -> None:
        links = linker.link(*read)

        qids = {entity.iri: entity.qid for entity in links.entities}
        for link in links.links:
            scores = [candidate.score for candidate in link.candidates]
            assert 0 <= link.score <= 1
            assert scores == sorted(scores, reverse=True)
            assert len(scores) <= 5
            assert (link.method == "nil") == (link.score == 0) == (qids[link.entity] is None)

    @settings(max_examples=50, deadline=None)
    @given(read=read_articles())
    def test_the_same_article_gives_the_same_links(self, linker: Linker, read: tuple[Article, Extraction]) -> None:
        assert linker.link(*read) == linker.link(*read)

    def test_nothing_gives_nothing(self, linker: Linker) -> None:
        links = linker.link(Article(id="a", text=""), Extraction(article_id="a"))

        assert links.links == ()
        assert links.entities == ()

    def test_the_version_is_a_short_hash(self, linker: Linker) -> None:
        assert len(linker.version) == 12
        assert int(linker.version, 16) >= 0
