"""Entries from Wikidata's API for names."""

from __future__ import annotations

from typing import Any

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.linkers.wikidata.lookup import entries_named
from kg_etl.model import EntityType
from kg_etl.wikidata.api import WikidataApi

NORLAND = Entry(qid="Q900000001", label="Norland", type=EntityType.COUNTRY, demonyms=("Norse",))
TITLES = {"prime minister": ("prime minister",), "president": ("president",)}
GAZETTEER = Gazetteer([NORLAND], TITLES)


def test_offices_have_the_positions_of_titles(api: WikidataApi) -> None:
    (lund,) = entries_named(["Anna Lund"], api, GAZETTEER)

    assert lund.country == "Q900000001"
    assert [(o.position, str(o.start), str(o.end)) for o in lund.offices] == [
        ("prime minister", "2015-03-01", "2019-06-30")
    ]


def test_an_item_must_have_the_name(api: WikidataApi) -> None:
    assert entries_named(["Anna"], api, GAZETTEER) == ()
    assert [entry.qid for entry in entries_named(["ANNA LUND"], api, GAZETTEER)] == ["Q93001"]


def test_an_item_of_unknown_type_is_left_out(api: WikidataApi) -> None:
    assert entries_named(["Old Kestrelby"], api, GAZETTEER) == ()


def test_a_merged_item_has_its_new_qid(api: WikidataApi, wikidata: Any) -> None:
    wikidata.entities["Q94009"] = {"labels": {"en": {"value": "Kestrelby"}}, "to": "Q94001"}

    assert [entry.qid for entry in entries_named(["Kestrelby"], api, GAZETTEER)] == ["Q94001"]
