"""Terms of office by day."""

from __future__ import annotations

import datetime as dt

from kg_etl.gazetteer.entries import Office


def test_an_open_office_is_stale_after_its_evidence() -> None:
    office = Office(position="president", of="Q1", start=dt.date(2020, 1, 1), as_of=dt.date(2022, 1, 1))

    assert office.held_on(dt.date(2023, 1, 1))
    assert office.is_stale(dt.date(2023, 1, 1))
    assert not office.is_stale(dt.date(2021, 1, 1))
