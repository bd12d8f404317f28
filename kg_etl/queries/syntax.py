"""Parts of SPARQL's syntax: RDF terms to write; form, dataset and services of a query to read."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg_etl.errors import QueryError

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_PROLOGUE = re.compile(
    r"\s+|#[^\n\r]*|BASE\s*<[^<>\"{}|^`\\\s]*>|PREFIX\s*[^\s:<>]*:\s*<[^<>\"{}|^`\\\s]*>", re.IGNORECASE
)
_OPAQUE = re.compile(
    r"#[^\n\r]*|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|<[^<>\"{}|^`\\\s]*>", re.DOTALL
)
_FROM = re.compile(r"(?<![?$:\w.-])FROM(?![:\w.-])", re.IGNORECASE)
_SERVICE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r"|(?P<asks>(?<![?$:\w.-])SERVICE(?![:\w.-]))\s*(?:SILENT(?![:\w.-])\s*)?(?:<(?P<address>[^<>\"{}|^`\\\s]*)>)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")


def string_term(text: str) -> str:
    """A string as a quoted SPARQL literal that every server reads as this string.

    A letter u after an escaped backslash is itself escaped, because a server may resolve `\\uXXXX` before it reads
    string literals.

    Source: SPARQL 1.1 Query Language, sections 19.2 (codepoint escapes) and 19.8 (rule 160, ECHAR).

    Raises:
        QueryError: the text contains a lone surrogate, which RDF strings cannot.

    >>> print(string_term('say "yes"'))
    "say \\"yes\\""
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryError(f"not a string of Unicode characters: {text!r}") from error
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return f'"{hidden_codepoint_escapes(escaped)}"'


def hidden_codepoint_escapes(escaped: str) -> str:
    r"""The same escaped text without a letter u directly after an escaped backslash.

    >>> print(hidden_codepoint_escapes(r"\\u0022 \n \u0001"))
    \\\u00750022 \n \u0001
    """
    return re.sub(
        r"\\\\(?=[uU])([uU])|\\.",
        lambda match: f"\\\\\\u00{ord(match[1]):02x}" if match[1] else match[0],
        escaped,
        flags=re.DOTALL,
    )


def iri_term(text: str) -> str:
    """An absolute IRI in angle brackets.

    Source: RFC 3987, section 2.2.

    Raises:
        QueryError: it is not an absolute IRI.

    >>> iri_term("http://www.wikidata.org/entity/Q7747")
    '<http://www.wikidata.org/entity/Q7747>'
    """
    try:
        return f"<{NamedNode(text).value}>"
    except ValueError as error:
        raise QueryError(f"not an absolute IRI: {text!r} ({error})") from error


def read_form(sparql: str) -> str:
    """`SELECT` or `ASK`: the form of a read-only query.

    The rest of the query is not checked; the store does that.

    Raises:
        QueryError: it is an update, another form of query, or not SPARQL.

    >>> read_form("# how many\\nPREFIX a: <http://a/#> select * {}")
    'SELECT'
    """
    place = 0
    while prologue := _PROLOGUE.match(sparql, place):
        place = prologue.end()
    word = _WORD.match(sparql, place)
    form = word[0].upper() if word else ""
    if form in {"SELECT", "ASK"}:
        return form
    if form in {"CONSTRUCT", "DESCRIBE"}:
        raise QueryError(f"{form} queries are not supported: use SELECT or ASK")
    if form in {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}:
        raise QueryError(f"{form} begins an update; only SELECT and ASK queries are allowed here")
    raise QueryError(f"not a SPARQL query: expected SELECT or ASK, found {sparql[place : place + 40]!r}")


def names_dataset(sparql: str) -> bool:
    """Whether a query specifies its dataset with FROM or FROM NAMED.

    Source: SPARQL 1.1 Query Language, section 13.2.

    >>> names_dataset("SELECT * FROM <http://a/#b> { ?from ?to 'from' }"), names_dataset("ASK { ?from ?to 'from' }")
    (True, False)
    """
    return _FROM.search(_OPAQUE.sub(" ", sparql)) is not None


def services(sparql: str) -> tuple[str | None, ...]:
    """The address of each SERVICE in a query, in order; None where it is not an IRI.

    Source: SPARQL 1.1 Federated Query, section 2.

    >>> services("ASK { SERVICE SILENT <http://a/#b> { ?s ?p 'SERVICE <http://c/>' } SERVICE ?x {} } # SERVICE <d>")
    ('http://a/#b', None)
    """
    matches = _SERVICE.finditer(_OPAQUE.sub(lambda opaque: opaque[0] if opaque[0][0] == "<" else " ", sparql))
    return tuple(match["address"] for match in matches if match["asks"])


def with_service_address(sparql: str, address: str) -> str:
    """A query with this address in each SERVICE that names an IRI.

    Raises:
        QueryError: the address is not an absolute IRI.

    >>> with_service_address("ASK { SERVICE <http://a/> { ?s ?p ?o } }", "http://b/sparql")
    'ASK { SERVICE <http://b/sparql> { ?s ?p ?o } }'
    """
    term = iri_term(address)
    return _SERVICE.sub(
        lambda match: match[0].replace(f"<{match['address']}>", term) if match["address"] is not None else match[0],
        sparql,
    )
