"""Answers to SELECT and ASK queries as frozen values, and their output as CSV, JSON or text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Literal

import pyoxigraph as ox

from kg_etl.model import Value
from kg_etl.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


class Term(Value, frozen=True):
    """An RDF term in an answer."""

    kind: Literal["iri", "literal", "blank"]
    value: str
    """The IRI, the lexical form, or the label of a blank node, which is local to the answer."""
    datatype: str | None = None
    """IRI of a literal's datatype; None for plain and language-tagged strings."""
    language: str | None = None
    """Language tag in lower case."""

    def python(self) -> str | bool | int | float | Decimal | dt.date | dt.datetime:
        """The value as a Python object; the lexical form if there is no such type or the form is invalid for it.

        >>> Term(kind="literal", value="2024-05-16", datatype="http://www.w3.org/2001/XMLSchema#date").python()
        datetime.date(2024, 5, 16)
        """
        try:
            match (self.datatype or "").removeprefix(XSD):
                case "boolean":
                    return {"true": True, "1": True, "false": False, "0": False}[self.value]
                case "integer" | "int" | "long" | "nonNegativeInteger" | "positiveInteger":
                    return int(self.value)
                case "decimal":
                    return Decimal(self.value)
                case "double" | "float":
                    return float(self.value.replace("INF", "inf"))
                case "date":
                    return dt.date.fromisoformat(self.value)
                case "dateTime" | "dateTimeStamp":
                    return dt.datetime.fromisoformat(self.value)
        except (ValueError, KeyError, InvalidOperation):
            return self.value
        return self.value


Row = tuple[Term | None, ...]


class Answer(Value, frozen=True):
    """The answer to a query: rows for SELECT, a boolean for ASK."""

    variables: tuple[str, ...] = ()
    """Names without question marks, in the order of the query."""
    rows: tuple[Row, ...] = ()
    """In the order of the store; None for an unbound variable."""
    boolean: bool | None = None
    """The answer to ASK; None for SELECT."""

    def as_dicts(self) -> Iterator[dict[str, str]]:
        """Each row as variable -> IRI or lexical form, without unbound variables."""
        for row in self.rows:
            yield {name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None}


def answer_of(results: ox.QuerySolutions | ox.QueryBoolean) -> Answer:
    """The answer in pyoxigraph's results, which are read to their end.

    Raises:
        OSError: the results cannot be read.
    """
    if isinstance(results, ox.QueryBoolean):
        return Answer(boolean=bool(results))
    variables = tuple(variable.value for variable in results.variables)
    return Answer(variables=variables, rows=tuple(tuple(_term(cell) for cell in row) for row in results))


def answer_from_json(body: bytes) -> Answer:
    """The answer in a SPARQL results document.

    Source: SPARQL 1.1 Query Results JSON Format.

    Raises:
        ValueError: it is not such a document, or is incomplete.
    """
    try:
        return answer_of(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise ValueError(f"not SPARQL results in JSON: {error}") from error


def as_csv(answer: Answer) -> str:
    """The answer as CSV with a header row; a boolean as the only cell under the heading `boolean`.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 3.

    >>> as_csv(Answer(variables=("who",), rows=((Term(kind="literal", value='A "B", C'),),)))
    'who\\r\\n"A ""B"", C"\\r\\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.boolean is not None:
        writer.writerows([["boolean"], ["true" if answer.boolean else "false"]])
    else:
        writer.writerow(answer.variables)
        for row in answer.rows:
            cells = [_csv_cell(term) for term in row]
            writer.writerow(cells)
    return out.getvalue()


def as_json(answer: Answer) -> str:
    """The answer as a SPARQL results document, indented.

    Source: SPARQL 1.1 Query Results JSON Format.
    """
    if answer.boolean is not None:
        return json.dumps({"head": {}, "boolean": answer.boolean}, indent=2)
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, indent=2, ensure_ascii=False)


def rows_as_text(answer: Answer) -> list[list[str]]:
    """The rows as text: IRIs with prefixes, an empty string for an unbound variable, a row `yes` or `no` for ASK.

    Control characters, which could control a terminal, are replaced by spaces.

    >>> rows_as_text(Answer(variables=("who",), rows=((Term(kind="iri", value=PREFIXES["wd"] + "Q7747"),), (None,))))
    [['wd:Q7747'], ['']]
    """
    if answer.boolean is not None:
        return [["yes" if answer.boolean else "no"]]
    return [["" if term is None else _text(term) for term in row] for row in answer.rows]


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Term(kind="iri", value=term.value)
    if isinstance(term, ox.BlankNode):
        return Term(kind="blank", value=term.value)
    if isinstance(term, ox.Triple):
        return Term(kind="literal", value=str(term))
    plain = term.language is not None or term.datatype.value == XSD + "string"
    return Term(
        kind="literal",
        value=term.value,
        datatype=None if plain else term.datatype.value,
        language=term.language,
    )


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "blank" else term.value


def _json_term(term: Term) -> dict[str, str]:
    kinds = {"iri": "uri", "literal": "literal", "blank": "bnode"}
    written = {"type": kinds[term.kind], "value": term.value}
    if term.datatype is not None:
        written["datatype"] = term.datatype
    if term.language is not None:
        written["xml:lang"] = term.language
    return written


def _text(term: Term) -> str:
    if term.kind == "blank":
        return f"_:{term.value}"
    value = _shortened(term.value) if term.kind == "iri" else term.value
    return "".join(" " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character for character in value)


def _shortened(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return iri
