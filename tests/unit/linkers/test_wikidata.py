"""What Wikidata is asked for, and what becomes of its answers beside the gazetteer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import WikidataError
from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.linkers.wikidata import WikidataLinker
from kg_etl.linkers.wikidata.kinds import kind_of, kinds
from kg_etl.linkers.wikidata.lookup import entries_named
from kg_etl.model import Article, EntityType, Extraction, Links, Mention, MentionForm
from kg_etl.wikidata.api import WikidataApi
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client

BASE = "https://example.org/id/"
PERSON, PLACE, BODY = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION
NORLAND = Entry(qid="Q900000001", label="Norland", type=EntityType.COUNTRY, demonyms=("Norse",))
TITLES = {"prime minister": ("prime minister",), "president": ("president",)}
EXPECTED = Gazetteer([NORLAND], TITLES)
DAY = dt.datetime(2018, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def api(wikidata: Any, clock: Any, tmp_path: Path) -> WikidataApi:
    client = Client("ops@example.org", clock=clock, sleep=clock.sleep)
    return WikidataApi(wikidata.url, client, Cache(tmp_path / "answers", 30, clock), clock)


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


def test_a_person_whom_the_gazetteer_lacks_is_found_and_scored_as_any_other(link: Callable[..., Links]) -> None:
    links = link("Anna Lund spoke in Norland. Lund left.", ("Anna Lund", PERSON), ("Norland", PLACE))

    assert qids(links) == ["Q93001", "Q900000001"]
    assert {entity.label for entity in links.entities} == {"Anna Lund", "Norland"}


def test_namesakes_between_whom_nothing_decides_stay_unlinked_and_are_kept_as_candidates(
    link: Callable[..., Links], wikidata: Any
) -> None:
    wikidata.item("Q93009", "Anna Lund", P31="Q5", P27="Q900000001", sitelinks=20)
    links = link("Anna Lund won the race.", ("Anna Lund", PERSON))

    assert qids(links) == [None]
    assert {candidate.qid for candidate in links.links[0].candidates} == {"Q93001", "Q93009"}


def test_a_chain_is_asked_for_by_its_longest_name_and_all_of_it_is_linked(
    link: Callable[..., Links], wikidata: Any
) -> None:
    links = link("Anna Lund of Norland: Lund left for Norland.", ("Anna Lund=Lund", PERSON), ("Norland", PLACE))

    assert qids(links) == ["Q93001", "Q93001", "Q900000001"]
    assert [action for action in wikidata.actions() if not action.startswith("Q")] == ["Anna Lund"]


def test_not_one_request_more_than_needed_is_made(link: Callable[..., Links], wikidata: Any) -> None:
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
def test_what_is_known_or_would_mean_anybody_is_not_asked_for(
    link: Callable[..., Links], wikidata: Any, name: str, kind: EntityType
) -> None:
    link(f"There: {name}.", (name, kind))

    assert wikidata.requests == []


def test_titles_are_not_part_of_what_is_asked_for(link: Callable[..., Links], wikidata: Any) -> None:
    links = link("Norland Prime Minister Anna Lund spoke.", ("Norland Prime Minister Anna Lund", PERSON))

    assert wikidata.actions()[0] == "Anna Lund"
    assert qids(links) == ["Q93001"]


def test_a_ministry_acts_for_its_country_and_a_town_does_not(link: Callable[..., Links]) -> None:
    links = link("The Ministry of Tides in Kestrelby, Norland.", ("Ministry of Tides", BODY), ("Kestrelby", PLACE))

    acting = {entity.qid: entity.acts_for for entity in links.entities}
    assert acting["Q94002"] == "http://www.wikidata.org/entity/Q900000001"
    assert acting["Q94001"] is None
    assert acting["Q900000001"] is None


def test_when_wikidata_is_gone_nothing_is_linked_rather_than_little(
    link: Callable[..., Links], wikidata: Any, reply: Any
) -> None:
    wikidata.answers(reply(b"down", 503))

    with pytest.raises(WikidataError):
        link("Anna Lund of Norland.", ("Anna Lund", PERSON))


def test_what_people_have_checked_decides_where_both_know_something(link: Callable[..., Links], wikidata: Any) -> None:
    checked = Entry(qid="Q93001", label="A. Lund", type=PERSON, country="Q900000001")
    gazetteer = Gazetteer([NORLAND, checked], TITLES)
    links = link("Anna Lund of Norland", ("Anna Lund", PERSON), ("Norland", PLACE), gazetteer=gazetteer)

    assert [entity.label for entity in links.entities if entity.qid == "Q93001"] == ["A. Lund"]


def test_what_wikidata_answers_is_explained_as_any_other_candidate(api: WikidataApi) -> None:
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


def test_entries_have_offices_in_the_words_of_titles(api: WikidataApi) -> None:
    (lund,) = entries_named(["Anna Lund"], api, EXPECTED)

    assert lund.country == "Q900000001"
    assert [(o.position, str(o.start), str(o.end)) for o in lund.offices] == [
        ("prime minister", "2015-03-01", "2019-06-30")
    ]


def test_an_item_is_only_taken_when_a_name_of_it_is_the_one_sought(api: WikidataApi) -> None:
    assert entries_named(["Anna"], api, EXPECTED) == ()
    assert [entry.qid for entry in entries_named(["ANNA LUND"], api, EXPECTED)] == ["Q93001"]


def test_an_item_of_no_known_kind_is_not_taken(api: WikidataApi) -> None:
    assert entries_named(["Old Kestrelby"], api, EXPECTED) == ()


def test_a_merged_item_comes_under_its_new_id(api: WikidataApi, wikidata: Any) -> None:
    wikidata.entities["Q94009"] = {"labels": {"en": {"value": "Kestrelby"}}, "to": "Q94001"}

    assert [entry.qid for entry in entries_named(["Kestrelby"], api, EXPECTED)] == ["Q94001"]


@pytest.mark.parametrize(
    ("classes", "type_"),
    [
        (["city in Norland"], EntityType.CITY),
        (["big city", "human"], EntityType.CITY),
        (["song", "political party"], EntityType.ORGANIZATION),
        (["Oblast of Norland"], EntityType.REGION),
        (["green political party"], EntityType.ORGANIZATION),
        (["air force"], EntityType.ARMED_FORCE),
        (["international airport"], EntityType.FACILITY),
    ],
)
def test_a_class_says_what_an_item_is_by_its_noun(classes: list[str], type_: EntityType) -> None:
    result = kind_of(classes)

    assert result is not None
    assert result.type is type_


@pytest.mark.parametrize(
    "label", ["song", "family name", "former country", "fictional city", "city map", "", "partygoer"]
)
def test_other_classes_say_nothing(label: str) -> None:
    assert kind_of([label]) is None


def test_every_kind_is_one_that_a_gazetteer_holds() -> None:
    assert {kind.type for kind in kinds().values()} <= set(EntityType) - {PERSON, PLACE, EntityType.ACTOR}
    assert all(noun == noun.lower().strip() for noun in kinds())
