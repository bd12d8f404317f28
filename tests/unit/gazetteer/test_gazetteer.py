"""Look-ups by name, family name and office; words in lower case denote nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import Entry, Gazetteer, load
from kg_etl.model import EntityType

SURFACES = sorted(load().surfaces)


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("the United States", "Q30"),
        ("U.S.", "Q30"),
        ("USA", "Q30"),
        ("Britain", "Q145"),
        ("Denmark", "Q35"),
        ("the Netherlands", "Q55"),
        ("Turkiye", "Q43"),
        ("IRAN", "Q794"),
        ("Poles", "Q36"),
        ("Kiev", "Q1899"),
        ("Kharkiv region", "Q170666"),
        ("Kharkiv", "Q42308"),
        ("the Kremlin", "Q133274"),
        ("U.N.", "Q1065"),
        ("Recep Tayyip Erdogan", "Q39259"),
        ("Abdel Fattah al Sisi", "Q307871"),
    ],
)
def test_a_name_finds_its_entry(name: str, qid: str) -> None:
    assert load().named(name)[0].qid == qid


@pytest.mark.parametrize(
    "word", ["us", "it", "who", "polish", "turkey", "chad", "the west", "The West", "Who", "It", ""]
)
def test_a_common_word_is_not_a_name(word: str) -> None:
    assert load().named(word) == ()


def test_a_bare_place_is_the_city_before_the_region() -> None:
    kinds = [entry.type for entry in load().named("New York")]

    assert kinds == [EntityType.CITY, EntityType.REGION]


@given(st.sampled_from(SURFACES))
def test_every_surface_is_found_by_its_name(surface: str) -> None:
    if surface != surface.lower():
        assert load().named(surface) == load().surfaces[surface]


def test_family_names_are_first_or_last_depending_on_the_country() -> None:
    gazetteer = load()

    assert "Q15031" in {entry.qid for entry in gazetteer.surnamed("Xi")}
    assert "Q7747" in {entry.qid for entry in gazetteer.surnamed("Putin")}
    assert gazetteer.surnamed("Jinping") == ()
    assert gazetteer.surnamed("putin") == ()


def test_office_holders_on_a_day() -> None:
    gazetteer = load()

    assert [e.label for e in gazetteer.office_holders("prime minister", "Q145", dt.date(2017, 5, 1))] == ["Theresa May"]
    assert "Q192" in {e.qid for e in gazetteer.office_holders("prime minister", "Q145", None)}
    assert gazetteer.office_holders("prime minister", "Q145", dt.date(1990, 1, 1)) == ()


def test_the_version_depends_on_the_rows() -> None:
    entry = Entry(qid="Q1", label="Somewhere", type=EntityType.CITY)
    other = Entry(qid="Q1", label="Elsewhere", type=EntityType.CITY)

    assert Gazetteer([entry]).version == Gazetteer([entry]).version
    assert Gazetteer([entry]).version != Gazetteer([other]).version
    assert Gazetteer([entry]).version != Gazetteer([entry], {"mayor": ("mayor",)}).version


def test_two_entries_of_an_item_are_an_error() -> None:
    entry = Entry(qid="Q1", label="Somewhere", type=EntityType.CITY)

    with pytest.raises(GazetteerError):
        Gazetteer([entry, entry])


def test_a_gazetteer_is_loaded_once() -> None:
    assert load() is load()
