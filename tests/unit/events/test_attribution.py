"""The statement that reports an event mention is looked up by its content spans."""

from __future__ import annotations

from kg_etl.events.attribution import content_spans
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


def test_the_statements_around_a_span_are_those_with_a_content_span_that_covers_it() -> None:
    contents = content_spans((statement((10, 90)), statement((20, 30), (50, 60)), statement((55, 58))))
    assert contents.around(21, 29) == [0, 1]
    assert contents.around(55, 58) == [0, 1, 2]
    assert contents.around(28, 33) == [0]
    assert contents.around(10, 90) == [0]
    assert contents.around(5, 12) == []
    assert contents.around(95, 99) == []


def test_without_statements_there_is_none_around_a_span() -> None:
    assert content_spans(()).around(0, 5) == []
