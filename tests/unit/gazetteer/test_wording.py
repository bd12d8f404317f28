"""Wikidata's labels -> names that newspapers use, and positions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_etl.gazetteer import load
from kg_etl.gazetteer.refresh.wording import position_in, usable_names
from kg_etl.model import EntityType

TITLES = load().titles


@pytest.mark.parametrize(
    ("label", "position"),
    [
        ("President of Norland", "president"),
        ("president of the Norland", "president"),
        ("Prime Minister of Norland", "prime minister"),
        ("Norland Secretary of State", "secretary of state"),
        ("Federal Chancellor of Norland", "chancellor"),
        ("Minister of Foreign Affairs of Norland", "foreign minister"),
        ("Vice President of Norland", "vice president"),
        ("Secretary-General of Norland", "secretary-general"),
        ("King", "king"),
    ],
)
def test_the_longest_title_names_the_position(label: str, position: str) -> None:
    assert position_in(label, TITLES, lambda words: words == "Norland") == position


@pytest.mark.parametrize(
    "label",
    [
        "President of the Senate of Norland",
        "President of Sudland",
        "Secretary of State for Health",
        "Prime Minister and President of Norland",
        "Deputy President of Norland",
        "Acting President of Norland",
        "Minister without Portfolio",
        "Presidency of Norland",
        "",
    ],
)
def test_the_rest_of_the_label_must_be_the_body(label: str) -> None:
    assert position_in(label, TITLES, lambda words: words == "Norland") is None


@pytest.mark.parametrize(
    ("kind", "alias", "usable"),
    [
        (EntityType.CITY, "Berg City", True),
        (EntityType.CITY, "berg city", False),
        (EntityType.CITY, "Bergholm, Norland", False),
        (EntityType.CITY, "Bergholm (Norland)", False),
        (EntityType.CITY, "B", False),
        (EntityType.CITY, "🇳🇴", False),
        (EntityType.CITY, "12", False),
        (EntityType.ORGANIZATION, "LoL", True),
        (EntityType.ORGANIZATION, "3rd League", True),
        (EntityType.PERSON, "Lund", False),
        (EntityType.PERSON, "A. B. Lund", True),
        (EntityType.PERSON, "Lund, Anna", False),
    ],
)
def test_an_alias_is_kept_if_newspapers_may_use_it(kind: EntityType, alias: str, usable: bool) -> None:
    assert (usable_names(kind, "Label", [alias]) == (alias,)) == usable


@settings(deadline=None)
@given(st.lists(st.text(max_size=90), max_size=80), st.sampled_from(EntityType))
def test_names_are_few_distinct_and_without_the_label(aliases: list[str], kind: EntityType) -> None:
    names = usable_names(kind, "Label", [*aliases, "Label"])

    assert len(names) == len(set(names)) <= 40
    assert "Label" not in names
