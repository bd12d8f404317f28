"""What every `kg_etl.linkers.Linker` promises, whatever it knows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.gazetteer import Entry, load
from kg_etl.gazetteer.full import About, FullGazetteer, write
from kg_etl.gazetteer.layered import Layered
from kg_etl.linkers import Linker
from kg_etl.linkers.gazetteer import GazetteerLinker
from kg_etl.linkers.wikidata import WikidataLinker
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
from kg_etl.wikidata.api import WikidataApi
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client

BASE = "https://example.org/id/"
NAMES = "Russia|Russian|Moscow|the Kremlin|Vladimir Putin|Putin|Georgia|Jordan|Michael Jordan|Congo|Kharkiv|NATO|U.S."
ELSEWHERE = "Anna Lund|Anna B. Lund|Lund|Kestrelby|Ministry of Tides"
OTHERS = "the French president|a diplomat|he|Foreign Ministry|Ada Lovelace|us||’s|the|president of|İstanbul|President"
WORDS = [*NAMES.split("|"), *ELSEWHERE.split("|"), *OTHERS.split("|")]


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
    complete = Evidence(start=0, end=len(text), quote=text)
    event = Event(
        cls=EventClass.VISIT,
        type="Visit",
        status=Status.HAPPENED,
        confidence=0.5,
        trigger=complete,
        evidence=(complete,),
        roles=tuple(roles),
    )
    return article, Extraction(article_id="a", mentions=tuple(mentions), events=(event,) if roles else ())


@pytest.fixture(scope="module", params=["gazetteer", "gazetteer on a full one", "wikidata", "wikidata offline"])
def linker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Linker:
    """Each linker; Wikidata is a double on loopback that knows of some of the names."""
    if request.param == "gazetteer":
        return GazetteerLinker(load(), BASE)
    if request.param == "gazetteer on a full one":
        path = tmp_path_factory.mktemp("full") / "full"
        write(path, FULL, About(made=dt.date(2026, 11, 1), endpoint="http://127.0.0.1/", selection="", counts={}))
        return GazetteerLinker(Layered(load(), FullGazetteer(path)), BASE)
    server = request.getfixturevalue("module_wikidata")
    offline = request.param == "wikidata offline"
    client = None if offline else Client("ops@example.org", rate=10_000.0)
    api = WikidataApi(server.url, client, Cache(None, None))
    return WikidataLinker(api, load(), BASE, 0.6)


FULL = (
    Entry(qid="Q900000002", label="Anna Lund", type=EntityType.PERSON, aliases=("Foreign Ministry",), country="Q159"),
    Entry(qid="Q900000003", label="Kestrelby", type=EntityType.CITY, country="Q159", acts_for="Q159"),
    Entry(qid="Q900000004", label="Moscow", type=EntityType.CITY, country="Q30", prominence=20),
    Entry(qid="Q900000005", label="Foreign Ministry", type=EntityType.ORGANIZATION, country="Q30", acts_for="Q30"),
)


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
