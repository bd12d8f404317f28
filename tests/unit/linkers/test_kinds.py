"""Types of items by the labels of their classes."""

from __future__ import annotations

import pytest

from kg_etl.linkers.wikidata.kinds import kind_of, kinds
from kg_etl.model import EntityType


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
def test_the_noun_of_a_class_decides_the_type(classes: list[str], type_: EntityType) -> None:
    result = kind_of(classes)

    assert result is not None
    assert result.type is type_


@pytest.mark.parametrize(
    "label", ["song", "family name", "former country", "fictional city", "city map", "", "partygoer"]
)
def test_other_classes_have_no_type(label: str) -> None:
    assert kind_of([label]) is None


def test_every_type_is_one_of_gazetteer_entries() -> None:
    assert {kind.type for kind in kinds().values()} <= set(EntityType) - {
        EntityType.PERSON,
        EntityType.PLACE,
        EntityType.ACTOR,
    }
    assert all(noun == noun.lower().strip() for noun in kinds())
