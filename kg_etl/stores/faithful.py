"""What comes back as it was sent: literals that a store would fold are refused before anything is loaded."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from kg_etl.stores.kinds import Kind
from kg_etl.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]

_KEPT = {
    "integer": re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII),
    "decimal": re.compile(r"(?:0|-?[1-9]\d{0,13}|-?(?:0|[1-9]\d{0,13})\.\d{0,8}[1-9])", re.ASCII),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"(?!0000)\d{4}-\d\d-\d\d", re.ASCII),
    "dateTime": re.compile(
        r"(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,5}[1-9])?(?:Z|[+-](?!00:00)\d\d:\d\d)?", re.ASCII
    ),
    "anyURI": re.compile(r".*", re.DOTALL),
    "string": re.compile(r".*", re.DOTALL),
}
"""Datatypes of XML Schema, and the lexical forms that every server gives back as they were; it folds the others.

Source: XML Schema 1.1 Part 2, section 3.3 (canonical mappings); what servers do was measured.
"""

_DOTS = re.compile(r"[^?#]*/\.{1,2}(?:[/?#]|$)")
"""Source: RFC 3986, section 5.2.4 (dot segments)."""


def unfaithful(quads: list[ox.Quad], kind: Kind | None = None) -> str | None:
    """Why these quads would not all come back as they are, in one line; None if they would.

    Args:
        quads: Without blank nodes.
        kind: The kind of server; None for what holds of all.
    """
    longest = kind.longest_iri if kind else 1_000_000
    for quad in quads:
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and len(node.value) > longest:
                return f"an IRI of {len(node.value)} characters, where the server keeps {longest}"
            if kind and kind.resolves_dots and isinstance(node, ox.NamedNode) and _DOTS.match(node.value):
                return f"<{node.value[:120]}> would come back from {kind.name} without its dots"
        value = quad.object
        if isinstance(value, ox.Literal) and (changed := _changed(value, kind)):
            return changed
    return None


def _changed(value: ox.Literal, kind: Kind | None) -> str | None:
    datatype = value.datatype.value
    if value.language is not None:
        return None
    if datatype.startswith(XSD):
        form = _KEPT.get(datatype.removeprefix(XSD))
        if form is None:
            return f"a literal of type xsd:{datatype.removeprefix(XSD)}, which servers do not give back as it was"
        if not form.fullmatch(value.value):
            return f"{value.value[:60]!r} is not the canonical form of xsd:{datatype.removeprefix(XSD)}"
    if kind and any(pattern.search(str(value)) for pattern in _patterns(kind.folded)):
        return f"{str(value)[:120]} would come back changed from {kind.name}"
    return None


@cache
def _patterns(folded: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, folded))
