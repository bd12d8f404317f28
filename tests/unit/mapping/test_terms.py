"""RDF terms in the form in which every store returns them."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.errors import MappingError
from kg_etl.mapping.terms import canonical, decimal, instant, text, web_address
from kg_etl.vocabulary import RDFS


@pytest.mark.parametrize("url", ["https://news.example/ü?q=1#part", "http://news.example"])
def test_a_web_address_is_an_iri(url: str) -> None:
    assert isinstance(web_address(url), ox.NamedNode)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (dt.datetime(2024, 5, 15, 20, 10, tzinfo=dt.timezone(dt.timedelta(hours=3))), "2024-05-15T20:10:00+03:00"),
        (dt.datetime(2024, 5, 15, 20, 10, 0, 250_000, tzinfo=dt.UTC), "2024-05-15T20:10:00.25Z"),
        (dt.datetime(2024, 5, 15, 20, 0, tzinfo=dt.timezone(dt.timedelta(seconds=90))), "2024-05-15T19:58:30Z"),
        (dt.datetime(2024, 5, 15, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=-15))), "2024-05-16T11:00:00Z"),
    ],
)
def test_an_instant_is_written_as_xml_schema_can_read_it(value: dt.datetime, written: str) -> None:
    assert instant(value).value == written


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(MappingError, match="without a time zone"):
        instant(dt.datetime(2024, 5, 15))  # noqa: DTZ001 (that is the fault)


def stored(ntriples: str) -> str:
    """A graph as a store returns it, in sorted N-Triples."""
    store = ox.Store()
    graph = ox.NamedNode("https://example.org/g")
    store.load(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return canonical(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_string_comes_back_from_a_store_byte_for_byte(value: str) -> None:
    written = canonical([ox.Triple(ox.NamedNode("https://example.org/s"), ox.NamedNode(str(RDFS.label)), text(value))])
    assert stored(written) == written


@given(st.floats(-10, 10), st.datetimes(timezones=st.timezones()))
def test_any_number_and_time_come_back_from_a_store_byte_for_byte(score: float, when: dt.datetime) -> None:
    node = ox.NamedNode("https://example.org/s")
    written = canonical(ox.Triple(node, node, value) for value in (decimal(score), instant(when)))
    assert stored(written) == written
