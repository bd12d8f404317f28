"""Where an event is told inside what somebody says, the statement is found by place."""

from __future__ import annotations

from kg_etl.events.quoted import quoted_spans
from kg_etl.model import Event, EventClass, Evidence, Status


def statement(*contents: tuple[int, int]) -> Event:
    return Event(
        cls=EventClass.STATEMENT,
        type="Assertion",
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=Evidence(start=0, end=1, quote="x"),
        evidence=(),
        content=tuple(Evidence(start=a, end=b, quote="x" * (b - a)) for a, b in contents),
    )


def test_a_stretch_is_said_in_the_statements_that_hold_all_of_it() -> None:
    said = quoted_spans((statement((10, 90)), statement((20, 30), (50, 60)), statement((55, 58))))
    assert said.around(21, 29) == [0, 1]
    assert said.around(55, 58) == [0, 1, 2]
    assert said.around(28, 33) == [0]
    assert said.around(10, 90) == [0]
    assert said.around(5, 12) == []
    assert said.around(95, 99) == []


def test_nothing_is_said_where_there_are_no_statements() -> None:
    assert quoted_spans(()).around(0, 5) == []
