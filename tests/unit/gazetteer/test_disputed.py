"""Disputed places belong to the country that the configuration sets."""

from __future__ import annotations

import pytest

from kg_etl.errors import GazetteerError
from kg_etl.gazetteer import load
from kg_etl.gazetteer.disputed import choices, resolved
from kg_etl.model import EntityType
from kg_etl.runs.configuration import configured_settings


def test_every_disputed_place_is_an_entry_without_a_country() -> None:
    for qids in choices().values():
        for qid in qids:
            entry = load().by_qid(qid)
            assert entry is not None
            assert entry.country is None


def test_every_choice_is_a_setting() -> None:
    assert set(configured_settings().sovereignty) == set(choices())


def test_a_place_is_a_country_or_a_region_of_one_or_of_none() -> None:
    gazetteer = load()

    assert resolved(gazetteer, {"kosovo": "country"}).by_qid("Q1246").type is EntityType.COUNTRY  # type: ignore[union-attr]
    region = resolved(gazetteer, {"kosovo": "Q403"}).by_qid("Q1246")
    nobody = resolved(gazetteer, {"kosovo": "none"}).by_qid("Q1246")
    assert region is not None
    assert nobody is not None
    assert (region.type, region.country) == (EntityType.REGION, "Q403")
    assert (nobody.type, nobody.country) == (EntityType.REGION, None)


def test_the_cities_of_a_place_follow_it() -> None:
    gazetteer = resolved(load(), {"crimea": "Q212"})

    assert {gazetteer.by_qid(qid).country for qid in choices()["crimea"]} == {"Q212"}  # type: ignore[union-attr]


def test_another_choice_changes_the_version_but_no_item() -> None:
    item, other = (resolved(load(), {"taiwan": value}) for value in ("country", "Q148"))

    assert item.version != other.version
    assert item.named("Taiwan")[0].qid == other.named("Taiwan")[0].qid


@pytest.mark.parametrize("identities", [{"atlantis": "none"}, {"crimea": "Ukraine"}, {"crimea": "Q999999999"}])
def test_an_invalid_choice_is_an_error(identities: dict[str, str]) -> None:
    with pytest.raises(GazetteerError):
        resolved(load(), identities)


@pytest.mark.parametrize(("value", "acts_for"), [("country", "Q865"), ("Q148", "Q148"), ("none", None)])
def test_a_capital_acts_for_the_country_of_its_place(value: str, acts_for: str | None) -> None:
    assert resolved(load(), {"taiwan": value}).by_qid("Q1867").acts_for == acts_for  # type: ignore[union-attr]
