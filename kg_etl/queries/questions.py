"""Shipped questions: the .rq files here, their titles and parameters, and the binding of values.

A file is a query that any SPARQL tool can run as it stands. Its header names it and its parameters:

    # title: Who visited whom, when and where
    # parameter: actor (entity) who came or was host

and for each parameter the query holds one `VALUES ?actor { ... }`: what stands between the braces is the default, and
`UNDEF` there leaves the variable open. A value given for the parameter takes the place of that block.

Those in federated/ also say `# service: wikidata`: the store that answers them asks a SPARQL endpoint with Wikidata's
content for the part in their `SERVICE`. Its address is a choice of the installation, and is bound in as an IRI.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg_etl.errors import QueryError
from kg_etl.model import EVENT_TYPES, EntityType, Status, Value
from kg_etl.queries.syntax import asked_elsewhere, iri_term, read_form, string_term
from kg_etl.vocabulary import PREFIXES

_TITLE = re.compile(r"^# title: *(.+?) *$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter: *(\w+) *\((\w+)\) *(.*?) *$", re.MULTILINE)
_JOINS = re.compile(r"^# service: wikidata *$", re.MULTILINE)
_NAMES = {
    "class": tuple(sorted({name for types in EVENT_TYPES.values() for name in types})),
    "status": tuple(Status),
    "type": tuple(EntityType),
}
_KINDS = ("entity", "item", "date", "number", "text", *_NAMES)


class Parameter(Value, frozen=True):
    """One thing that a question can be told."""

    name: str
    """The variable it binds, without question mark."""
    kind: str
    """`entity` (an IRI, a Wikidata id such as Q7747, or a name), `item` (an IRI or a Wikidata id), `date` (2024-05-16),
    `number`, `text`, `class` (of events), `status` (of events) or `type` (of entities)."""
    help: str
    default: str = ""
    """As SPARQL writes it; empty when it is left open."""


class Question(Value, frozen=True):
    """A query with a name, a title and parameters."""

    name: str
    title: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()
    joins_wikidata: bool = False
    """Whether it asks another server, which has Wikidata's content."""


@cache
def shipped() -> tuple[Question, ...]:
    """Every question that comes with this package, sorted by name."""
    return _all_in(files("kg_etl.queries"))


@cache
def federated() -> tuple[Question, ...]:
    """Every question that comes with this package and joins with Wikidata, sorted by name."""
    return _all_in(files("kg_etl.queries").joinpath("federated"))


def _all_in(folder: Traversable) -> tuple[Question, ...]:
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(_question(name.removesuffix(".rq"), folder.joinpath(name).read_text("utf-8")) for name in names)


def question(name: str) -> Question:
    """The shipped question of a name.

    Raises:
        QueryError: there is none; the message lists what there is.
    """
    questions = {question.name: question for question in (*shipped(), *federated())}
    if name not in questions:
        raise QueryError(_unknown("question", name, questions))
    return questions[name]


def question_in(path: Path) -> Question:
    """The question in a file of one's own, named by the file; a header is welcome and not needed.

    Raises:
        QueryError: the file cannot be read, is not UTF-8, or its header names a parameter of no known kind.
    """
    try:
        sparql = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {path}: {error}") from error
    return _question(path.stem, sparql)


def bound(question: Question, values: Mapping[str, str], wikidata: str = "") -> str:
    """The question's SPARQL with these values in it, each as one RDF term; the others keep their defaults.

    Args:
        question: The question.
        values: Parameter name -> value as a person writes it.
        wikidata: Address of the endpoint that a question asks which joins with Wikidata; empty: as its file has it.

    Raises:
        QueryError: there is no such parameter, the value does not fit it, or the address is none.
    """
    parameters = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in parameters:
            raise QueryError(_unknown(f"parameter of {question.name}", name, parameters))
    given = {
        name: _pattern(parameter, values[name]) if name in values else f"VALUES ?{name} {{ {parameter.default} }}"
        for name, parameter in parameters.items()
        if name in values or parameter.default
    }
    text = asked_elsewhere(question.sparql, wikidata) if wikidata and question.joins_wikidata else question.sparql
    sparql = _replaced(text, question.name, {name: given.get(name, "") for name in parameters})
    read_form(sparql)
    return sparql


@cache
def _internal_text(name: str) -> str:
    return files("kg_etl.queries").joinpath("internal", f"{name}.rq").read_text("utf-8")


def internal(name: str, **iris: Sequence[str] | None) -> str:
    """The SPARQL of a query that the program itself asks, with each named variable held to these IRIs.

    None leaves a variable open.

    Raises:
        QueryError: a value is not an absolute IRI.
    """
    blocks = {
        variable: "" if several is None else f"VALUES ?{variable} {{ {' '.join(map(iri_term, several))} }}"
        for variable, several in iris.items()
    }
    return _replaced(_internal_text(name), name, blocks)


def _replaced(sparql: str, where: str, patterns: Mapping[str, str]) -> str:
    blocks = sorted((block.span(), patterns[name]) for name in patterns for block in [_block(name, sparql, where)])
    # All places are found before anything is put in, so that no value can be taken for a place.
    pieces, done = [], 0
    for (start, end), pattern in blocks:
        pieces += [sparql[done:start], pattern]
        done = end
    return "".join([*pieces, sparql[done:]])


def _question(name: str, sparql: str) -> Question:
    title = _TITLE.search(sparql)
    parameters = []
    for variable, kind, explanation in _PARAMETER.findall(sparql):
        if kind not in _KINDS:
            raise QueryError(_unknown(f"kind of parameter in {name}", kind, _KINDS))
        default = _block(variable, sparql, name)[1].strip()
        parameters.append(
            Parameter(name=variable, kind=kind, help=explanation, default="" if default == "UNDEF" else default)
        )
    return Question(
        name=name,
        title=title[1] if title else name,
        sparql=sparql,
        parameters=tuple(parameters),
        joins_wikidata=_JOINS.search(sparql) is not None,
    )


def _block(variable: str, sparql: str, where: str) -> re.Match[str]:
    blocks = list(re.finditer(rf"VALUES \?{re.escape(variable)} *\{{([^{{}}]*)\}}", sparql))
    if len(blocks) != 1:
        raise QueryError(
            f"the query {where} must hold `VALUES ?{variable} {{ UNDEF }}` once for its parameter, found {len(blocks)}"
        )
    return blocks[0]


def _pattern(parameter: Parameter, value: str) -> str:
    variable, value = parameter.name, value.strip()
    match parameter.kind:
        case "entity" | "item":
            if re.fullmatch(r"(wd:)?Q[1-9][0-9]*", value):
                term = iri_term(PREFIXES["wd"] + value.removeprefix("wd:"))
            elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:", value):
                term = iri_term(value)
            elif parameter.kind == "item":
                raise QueryError(f"{variable} must be a Wikidata id such as Q7747, or an IRI, not {value!r}")
            else:
                return _called(variable, value)
        case "date":
            term = f'"{_date(value)}"^^<{PREFIXES["xsd"]}date>'
        case "number":
            if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value, re.ASCII):
                raise QueryError(f"{variable} must be a number such as 0.6, not {value!r}")
            term = value
        case "text":
            term = string_term(value)
        case kind:
            if value not in _NAMES[kind]:
                raise QueryError(_unknown(kind, value, _NAMES[kind]))
            term = iri_term(PREFIXES["dip"] + value)
    return f"VALUES ?{variable} {{ {term} }}"


def _date(value: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
            return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day: {value!r} ({error})") from error
    raise QueryError(f"not a day such as 2024-05-16: {value!r}")


def _called(variable: str, name: str) -> str:
    """A pattern that binds the variable to each entity of this name; a person's last name alone will do.

    A country's will not: `Russia` must not find United Russia.
    """
    if not name:
        raise QueryError(f"{variable} must be an IRI, a Wikidata id such as Q7747, or a name")
    label, kind, graph = (f"?{variable}{part}" for part in ("Called", "Kind", "In"))
    term = string_term(name)
    rdf, rdfs, dip = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["dip"]
    return (
        f"{{ SELECT DISTINCT ?{variable} WHERE {{ GRAPH {graph} {{ ?{variable} <{rdfs}label> {label} ; "
        f"<{rdf}type> {kind} }} FILTER(LCASE(STR({label})) = LCASE({term}) || ({kind} = <{dip}Person> && "
        f'STRENDS(LCASE(STR({label})), LCASE(CONCAT(" ", {term}))))) }} }}'
    )


def _unknown(what: str, name: str, existing: Iterable[str]) -> str:
    names = sorted(existing)
    close = difflib.get_close_matches(name, names, n=3)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    there_is = f" There is: {', '.join(names)}." if names else " There is none."
    return f"there is no {what} {name!r}.{meant}{there_is}"
