"""Refuses, before loading, literals and IRIs that a store would not return as they were sent."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from kg_etl.stores.server_profiles import OTHER, ServerProfile
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
"""XML Schema datatype -> the lexical forms that every server returns unchanged; servers normalize the others.

Source: XML Schema 1.1 Part 2, section 3.3 (canonical mappings); what servers do was measured.
"""

_DOTS = re.compile(r"[^?#]*/\.{1,2}(?:[/?#]|$)")
"""Source: RFC 3986, section 5.2.4 (dot segments)."""
_MAYBE_DOTS = re.compile(r"/\.{1,2}[/?#>]")

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@[\w-]+)?')
"""A literal of N-Triples: its escaped lexical form and its datatype.

Source: RDF 1.1 N-Triples, section 7 (grammar); no IRI contains a quotation mark, so each match is a literal.
"""


def unfaithful(triples: str, kind: ServerProfile = OTHER) -> str | None:
    """Why a store would not return these triples unchanged, in one line; None if it would.

    Args:
        triples: N-Triples without blank nodes.
        kind: The kind of store.
    """
    folded = _patterns(kind.folded)
    for literal in _LITERAL.finditer(triples):
        lexical, datatype = literal.groups()
        if datatype is not None and (changed := _changed_literal(lexical, datatype)):
            return changed
        if any(pattern.search(literal.group()) for pattern in folded):
            return f"{kind.name} would return {literal.group()[:120]} changed"
    for line in triples.split("\n"):
        if len(line) > kind.longest_iri or (kind.resolves_dots and _MAYBE_DOTS.search(line)):
            for quad in ox.parse(input=line.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES):
                if changed := _changed_iri(quad, kind):
                    return changed
    return None


def _changed_literal(lexical: str, datatype: str) -> str | None:
    if not datatype.startswith(XSD):
        return None
    name = datatype.removeprefix(XSD)
    form = _KEPT.get(name)
    if form is None:
        return f"a literal of type xsd:{name}, which servers do not return unchanged"
    return None if form.fullmatch(lexical) else f"{lexical[:60]!r} is not the canonical form of xsd:{name}"


def _changed_iri(quad: ox.Quad, kind: ServerProfile) -> str | None:
    for node in (quad.subject, quad.predicate, quad.object):
        if isinstance(node, ox.NamedNode) and len(node.value) > kind.longest_iri:
            return f"an IRI of {len(node.value)} characters, and {kind.name} truncates IRIs at {kind.longest_iri}"
        if kind.resolves_dots and isinstance(node, ox.NamedNode) and _DOTS.match(node.value):
            return f"{kind.name} would return <{node.value[:120]}> without its dot segments"
    return None


@cache
def _patterns(folded: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, folded))
