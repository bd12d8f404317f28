"""The searches of the Wikidata linker, and the use of their results beside the gazetteer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kg_etl.errors import WikidataError
from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.linkers.wikidata import WikidataLinker
from kg_etl.model import Article, EntityType, Extraction, Links, Mention, MentionForm
from kg_etl.wikidata.api import WikidataApi

BASE = "https://example.org/id/"
PERSON, PLACE, BODY = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION
NORLAND = Entry(qid="Q900000001", label="Norland", type=EntityType.COUNTRY, demonyms=("Norse",))
TITLES = {"prime minister": ("prime minister",), "president": ("president",)}
EXPECTED = Gazetteer([NORLAND], TITLES)
DAY = dt.datetime(2018, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def link(api: WikidataApi) -> Callable[..., Links]:
    """Links the names of a text, each given with its type; several of one chain are joined by `=`."""

    def run(text: str, *names: tuple[str, EntityType], gazetteer: Gazetteer = EXPECTED) -> Links:
        mentions: list[Mention] = []
        for chain, (written, kind) in enumerate(names):
            for name in written.split("="):
                start = text.index(name, mentions[-1].end if mentions else 0)
                form = MentionForm.NAME if name[0].isupper() else MentionForm.NOMINAL
                mentions.append(
                    Mention(start=start, end=start + len(name), text=name, type=kind, form=form, chain=chain)
                )
        article = Article(id="a", text=text, published=DAY)
        linker = WikidataLinker(api, gazetteer, BASE, 0.6)
        return linker.link(article, Extraction(article_id="a", mentions=tuple(mentions)))

    return run


def qids(links: Links) -> list[str | None]:
    of = {entity.iri: entity.qid for entity in links.entities}
    return [of[link.entity] for link in links.links]


def test_a_person_that_the_gazetteer_lacks_is_linked(link: Callable[..., Links]) -> None:
    links = link("Anna Lund spoke in Norland. Lund left.", ("Anna Lund", PERSON), ("Norland", PLACE))

    assert qids(links) == ["Q93001", "Q900000001"]
    assert {entity.label for entity in links.entities} == {"Anna Lund", "Norland"}


def test_undecided_namesakes_are_candidates_of_an_unlinked_mention(link: Callable[..., Links], wikidata: Any) -> None:
    wikidata.item("Q93009", "Anna Lund", P31="Q5", P27="Q900000001", sitelinks=20)
    links = link("Anna Lund won the race.", ("Anna Lund", PERSON))

    assert qids(links) == [None]
    assert {candidate.qid for candidate in links.links[0].candidates} == {"Q93001", "Q93009"}


def test_a_chain_is_searched_for_by_its_longest_name(link: Callable[..., Links], wikidata: Any) -> None:
    links = link("Anna Lund of Norland: Lund left for Norland.", ("Anna Lund=Lund", PERSON), ("Norland", PLACE))

    assert qids(links) == ["Q93001", "Q93001", "Q900000001"]
    assert [action for action in wikidata.actions() if not action.startswith("Q")] == ["Anna Lund"]


def test_the_number_of_requests_is_minimal(link: Callable[..., Links], wikidata: Any) -> None:
    text = "Anna Lund came to Kestrelby in Norland. The Norse met Anna Lund in Kestrelby."
    names = [("Anna Lund", PERSON), ("Kestrelby", PLACE), ("Norland", PLACE), ("Anna Lund", PERSON)]
    link(text, *names)

    # A search a name, the items found, and their classes and positions: four, whatever the number of mentions.
    assert wikidata.actions() == ["Anna Lund", "Kestrelby", "Q93001|Q93003|Q94001", "Q92001|Q92002|Q91005|Q91001"]
    link(text, *names)
    assert len(wikidata.requests) == 4


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norland", PLACE),
        ("Norse", EntityType.ACTOR),
        ("Lund", PERSON),
        ("Lund", EntityType.ACTOR),
        ("a diplomat", PERSON),
        ("Go", BODY),
        ("X" * 81, BODY),
    ],
)
def test_known_or_ambiguous_names_are_not_searched_for(
    link: Callable[..., Links], wikidata: Any, name: str, kind: EntityType
) -> None:
    link(f"There: {name}.", (name, kind))

    assert wikidata.requests == []


def test_titles_are_not_part_of_a_search(link: Callable[..., Links], wikidata: Any) -> None:
    links = link("Norland Prime Minister Anna Lund spoke.", ("Norland Prime Minister Anna Lund", PERSON))

    assert wikidata.actions()[0] == "Anna Lund"
    assert qids(links) == ["Q93001"]


def test_a_ministry_acts_for_its_country_and_a_town_does_not(link: Callable[..., Links]) -> None:
    links = link("The Ministry of Tides in Kestrelby, Norland.", ("Ministry of Tides", BODY), ("Kestrelby", PLACE))

    acting = {entity.qid: entity.acts_for for entity in links.entities}
    assert acting["Q94002"] == "http://www.wikidata.org/entity/Q900000001"
    assert acting["Q94001"] is None
    assert acting["Q900000001"] is None


def test_without_wikidata_nothing_is_linked(link: Callable[..., Links], wikidata: Any, reply: Any) -> None:
    wikidata.answers(reply(b"down", 503))

    with pytest.raises(WikidataError):
        link("Anna Lund of Norland.", ("Anna Lund", PERSON))


def test_the_curated_gazetteer_takes_precedence(link: Callable[..., Links], wikidata: Any) -> None:
    checked = Entry(qid="Q93001", label="A. Lund", type=PERSON, country="Q900000001")
    gazetteer = Gazetteer([NORLAND, checked], TITLES)
    links = link("Anna Lund of Norland", ("Anna Lund", PERSON), ("Norland", PLACE), gazetteer=gazetteer)

    assert [entity.label for entity in links.entities if entity.qid == "Q93001"] == ["A. Lund"]


def test_items_of_wikidata_are_explained(api: WikidataApi) -> None:
    text = "Anna Lund spoke in Norland."
    mentions = (
        Mention(start=0, end=9, text="Anna Lund", type=PERSON, form=MentionForm.NAME, chain=0),
        Mention(start=19, end=26, text="Norland", type=PLACE, form=MentionForm.NAME, chain=1),
    )
    linker = WikidataLinker(api, EXPECTED, BASE, 0.6)
    first, _ = linker.explain(Article(id="a", text=text), Extraction(article_id="a", mentions=mentions))

    assert first.chosen is not None
    assert first.chosen.entry.qid == "Q93001"
    assert first.chosen.features.country_mentioned
