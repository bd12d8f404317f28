"""The measures that `kg-etl check` reports."""

from __future__ import annotations

import datetime as dt

from kg_etl.gazetteer import Entry, Gazetteer, Office
from kg_etl.gazetteer.quality import ambiguity, coverage, freshness, is_outdated
from kg_etl.model import EntityType

NORLAND = Entry(qid="Q1", label="Norland", type=EntityType.COUNTRY, demonyms=("Norlander",))
SUDLAND = Entry(qid="Q2", label="Sudland", type=EntityType.COUNTRY)


def person(qid: str, name: str, *offices: Office) -> Entry:
    return Entry(qid=qid, label=name, type=EntityType.PERSON, offices=offices)


def office(position: str, of: str, as_of: str, end: str | None = None) -> Office:
    return Office(
        position=position,
        of=of,
        end=dt.date.fromisoformat(end) if end else None,
        as_of=dt.date.fromisoformat(as_of),
    )


def test_ambiguous_names_and_family_names_are_counted() -> None:
    city = Entry(qid="Q3", label="Norland", type=EntityType.CITY)
    result = ambiguity(
        Gazetteer([NORLAND, city, person("Q4", "Ann Oak"), person("Q5", "Bo Oak"), person("Q6", "Cy Elm")])
    )

    assert (result.names, result.shared_names) == (5, 1)
    assert (result.surnames, result.shared_surnames) == (2, 1)


def test_freshness_is_of_open_offices_only() -> None:
    gazetteer = Gazetteer(
        [
            NORLAND,
            person("Q4", "Ann Oak", office("president", "Q1", "2020-01-01")),
            person("Q5", "Bo Ash", office("foreign minister", "Q1", "2022-01-01")),
            person("Q6", "Cy Elm", office("king", "Q1", "2024-01-01")),
            person("Q7", "Di Fir", office("king", "Q1", "2025-01-01", end="2001-01-01")),
        ]
    )
    expected = freshness(gazetteer)

    assert expected.open_offices == 3
    assert [str(day) for day in (expected.earliest, expected.half, expected.latest)] == [
        "2020-01-01",
        "2022-01-01",
        "2024-01-01",
    ]
    assert is_outdated(dt.date(2022, 1, 2), expected)
    assert not is_outdated(dt.date(2022, 1, 1), expected)


def test_a_gazetteer_without_people_is_never_outdated() -> None:
    expected = freshness(Gazetteer([NORLAND]))

    assert expected.half is None
    assert not is_outdated(dt.date(2030, 1, 1), expected)


def test_coverage_is_counted_by_country() -> None:
    head = person("Q4", "Ann Oak", office("president", "Q1", "2020-01-01"))
    result = coverage(Gazetteer([NORLAND, SUDLAND, head]))

    assert (result.countries, result.with_demonyms, result.with_head, result.with_foreign_minister) == (2, 1, 1, 0)
