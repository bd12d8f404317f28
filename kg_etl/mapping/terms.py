"""Values as RDF terms in canonical form.

Only plain strings, and numbers, days and instants in canonical form: stores normalize other forms, and the digest of a
graph would no longer match its content in the store.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox

from kg_etl.errors import MappingError
from kg_etl.vocabulary import XSD

_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_LONGEST_IRI = 1800
"""Virtuoso truncates IRIs at 1,879 characters."""


@cache
def named(iri: str) -> ox.NamedNode:
    """A term of a vocabulary."""
    return ox.NamedNode(iri)


def iri(text: str) -> ox.NamedNode:
    """An absolute IRI.

    Raises:
        MappingError: it is not absolute or not valid.
    """
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise MappingError(f"not an absolute IRI: {text!r} ({error})") from error


def text(value: str) -> ox.Literal:
    """A plain string.

    Raises:
        MappingError: it contains a lone surrogate, which RDF strings cannot.
    """
    try:
        return ox.Literal(value)
    except ValueError as error:
        raise MappingError(f"not a string of Unicode characters: {value[:80]!r}") from error


def web_address(value: str) -> ox.NamedNode | ox.Literal:
    """An absolute http or https IRI, or a plain string if it is not one.

    Raises:
        MappingError: it contains a lone surrogate.

    >>> str(web_address("https://news.example/a")), str(web_address("news.example/a b"))
    ('<https://news.example/a>', '"news.example/a b"')
    """
    if _WEB.match(value) and len(value) <= _LONGEST_IRI:
        try:
            return ox.NamedNode(value)
        except ValueError:
            return text(value)
    return text(value)


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=named(XSD.integer))


def decimal(value: float) -> ox.Literal:
    """An xsd:decimal of at most four decimal places, without trailing zeros.

    Source: XML Schema 1.1 Part 2, section 3.3.3 (canonical mapping of decimal).

    Raises:
        MappingError: it is not a finite number.

    >>> decimal(0.9).value, decimal(1.0).value, decimal(2 / 3).value, decimal(-0.0).value
    ('0.9', '1', '0.6667', '0')
    """
    if not math.isfinite(value):
        raise MappingError(f"not a finite number: {value}")
    places = f"{value:.4f}".rstrip("0").rstrip(".")
    return ox.Literal("0" if places == "-0" else places, datatype=named(XSD.decimal))


def day(value: dt.date) -> ox.Literal:
    """An xsd:date without a time zone."""
    return ox.Literal(value.isoformat(), datatype=named(XSD.date))


def instant(value: dt.datetime) -> ox.Literal:
    """An xsd:dateTime in its time zone, or in UTC if XML Schema cannot represent that zone.

    Source: XML Schema 1.1 Part 2, sections 3.3.7 (dateTime) and 2.1 of its appendix D (zones to ±14:00, whole minutes).

    Raises:
        MappingError: it has no time zone.

    >>> instant(dt.datetime(2024, 5, 15, 20, 10, tzinfo=dt.UTC)).value
    '2024-05-15T20:10:00Z'
    """
    offset = value.utcoffset()
    if offset is None:
        raise MappingError(f"a time without a time zone: {value}")
    if offset % dt.timedelta(minutes=1) or abs(offset) > dt.timedelta(hours=14):
        value = value.astimezone(dt.UTC)
    written, zone = value.isoformat()[:-6], value.isoformat()[-6:]
    if "." in written:
        written = written.rstrip("0")
    return ox.Literal(written + ("Z" if zone == "+00:00" else zone), datatype=named(XSD.dateTime))


def canonical(triples: Iterable[ox.Triple]) -> str:
    """Triples as canonical N-Triples: each once, lines sorted by code point.

    Source: RDF 1.1 N-Triples, section 4 (canonical form), which does not prescribe an order.
    """
    written: bytes | None = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    # Not str.splitlines: it also splits at U+2028 and the like, which literals may contain.
    lines = (written or b"").decode("utf-8").split("\n")[:-1]
    return "".join(f"{line}\n" for line in sorted(set(lines)))
