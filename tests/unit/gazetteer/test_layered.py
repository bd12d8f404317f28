"""The union of two gazetteers: the upper takes precedence, the lower adds names, items and newer offices."""

from __future__ import annotations

import datetime as dt

import pytest

from kg_etl.gazetteer import Entry, Gazetteer, Office
from kg_etl.gazetteer.layered import OVERSHADOWED, Layered, merged
from kg_etl.model import EntityType

CITY, PERSON, COUNTRY = EntityType.CITY, EntityType.PERSON, EntityType.COUNTRY
NORLAND = Entry(qid="Q1", label="Norland", type=COUNTRY, demonyms=("Norse",))
BERGHOLM = Entry(qid="Q2", label="Bergholm", type=CITY, country="Q1", acts_for="Q1")


def term(start: int | None, end: int | None, as_of: int, position: str = "president") -> Office:
    return Office(
        position=position,
        of="Q1",
        start=dt.date(start, 1, 1) if start else None,
        end=dt.date(end, 12, 31) if end else None,
        as_of=dt.date(as_of, 6, 1),
    )


def lund(*offices: Office) -> Entry:
    return Entry(qid="Q3", label="Anna Lund", type=PERSON, country="Q1", offices=offices)


def layered(upper: list[Entry], lower: list[Entry]) -> Layered:
    return Layered(Gazetteer(upper, {"president": ("president",)}), Gazetteer(lower))


def test_items_of_both_are_found_the_upper_first() -> None:
    other = Entry(qid="Q9", label="Bergholm", type=CITY, prominence=5)
    twin = Entry(qid="Q2", label="Bergholm", type=CITY, prominence=9)
    both = layered([NORLAND, BERGHOLM], [other, twin, lund()])

    assert [entry.qid for entry in both.named("Bergholm")] == ["Q2", "Q9"]
    assert [entry.qid for entry in both.surnamed("Lund")] == ["Q3"]
    assert [entry.qid for entry in both] == ["Q1", "Q2", "Q9", "Q3"]
    assert len(both) == 4


def test_an_item_of_both_has_upper_facts_and_all_names() -> None:
    refreshed = Entry(qid="Q2", label="Bergholme", type=EntityType.REGION, aliases=("Berg City",), prominence=7)
    both = layered([BERGHOLM], [refreshed])

    (result,) = both.named("Berg City")
    assert (result.label, result.type, result.acts_for) == ("Bergholm", CITY, "Q1")
    assert result.aliases == ("Bergholme", "Berg City")
    assert both.named("Bergholm") == both.named("Bergholme") == (result,)
    assert both.by_qid("Q2") == result


def test_acts_for_is_that_of_the_upper() -> None:
    checked = Entry(qid="Q2", label="Bergholm", type=CITY)

    assert merged(checked, BERGHOLM).acts_for is None


def test_of_an_office_only_the_terms_with_newer_evidence_are_kept() -> None:
    old, new = lund(term(2010, None, 2022), term(2005, 2009, 2022, "senator")), lund(term(2010, 2023, 2026))

    assert set(merged(old, new).offices) == {*new.offices, old.offices[1]}
    assert set(merged(new, old).offices) == {*new.offices, old.offices[1]}


def test_office_holders_come_from_the_newer_terms() -> None:
    berg = Entry(qid="Q4", label="Olav Berg", type=PERSON, country="Q1", offices=(term(2024, None, 2026),))
    both = layered([lund(term(2010, None, 2022))], [lund(term(2010, 2023, 2026)), berg])

    assert [entry.qid for entry in both.office_holders("president", "Q1", dt.date(2015, 1, 1))] == ["Q3"]
    assert [entry.qid for entry in both.office_holders("president", "Q1", dt.date(2025, 1, 1))] == ["Q4"]
    assert [entry.qid for entry in both.office_holders("president", "Q1", None)] == ["Q3", "Q4"]


@pytest.mark.parametrize(("pages", "kept"), [(OVERSHADOWED, False), (OVERSHADOWED - 1, True)])
def test_a_place_much_less_known_than_its_namesake_is_left_out(pages: int, kept: bool) -> None:
    small = Entry(qid="Q8", label="Bergholm", type=CITY, prominence=10)
    twin = Entry(qid="Q2", label="Bergholm", type=CITY, prominence=10 * pages)
    both = layered([BERGHOLM], [twin, small])

    assert ("Q8" in {entry.qid for entry in both.named("Bergholm")}) == kept


def test_people_and_upper_entries_are_never_left_out() -> None:
    famous = Entry(qid="Q7", label="Anna Lund", type=PERSON, prominence=500)
    town = Entry(qid="Q6", label="Berg City", type=CITY, prominence=500)
    city = Entry(qid="Q2", label="Bergholm", type=CITY, aliases=("Berg City",), prominence=7)
    both = layered([BERGHOLM], [famous, lund(), town, city])

    assert {entry.qid for entry in both.named("Anna Lund")} == {"Q7", "Q3"}
    assert {entry.qid for entry in both.named("Berg City")} == {"Q2", "Q6"}


def test_lower_entries_of_unknown_prominence_are_left_out() -> None:
    town = Entry(qid="Q6", label="Bergholm", type=CITY, prominence=500)

    assert [entry.qid for entry in layered([BERGHOLM], [town]).named("Bergholm")] == ["Q2"]
    assert [entry.qid for entry in layered([NORLAND], [town]).named("Bergholm")] == ["Q6"]


def test_an_upper_entry_does_not_take_another_ones_name_from_the_lower() -> None:
    capital = Entry(qid="Q6", label="Norland City", type=CITY)
    as_elsewhere = Entry(qid="Q6", label="Norland", type=CITY, prominence=500)
    both = layered([NORLAND, capital], [as_elsewhere])

    assert [entry.qid for entry in both.named("Norland")] == [NORLAND.qid]
    assert [entry.qid for entry in layered([capital], [as_elsewhere]).named("Norland")] == ["Q6"]


def test_demonyms_of_both_count() -> None:
    both = layered([NORLAND], [Entry(qid="Q5", label="Sudland", type=COUNTRY, demonyms=("Sudlanders",))])

    assert both.is_demonym("Norse")
    assert both.is_demonym("Sudlanders")
    assert not both.is_demonym("Lund")


def test_titles_and_surfaces_are_those_of_the_upper() -> None:
    both = layered([NORLAND], [BERGHOLM])

    assert set(both.surfaces) == {"Norland", "Norse"}
    assert both.titles == {"president": ("president",)}


def test_the_version_depends_on_both() -> None:
    versions = {layered(upper, lower).version for upper in ([NORLAND], []) for lower in ([BERGHOLM], [])}

    assert len(versions) == 4
