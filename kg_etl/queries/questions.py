"""The shipped questions: .rq files with a title and parameters in their headers, to which values can be bound.

The header of a file gives the title and the parameters:

    # title: Who visited whom, when and where
    # parameter: actor (entity) who came or was host

A line `# needs: dip:timeBasis` names terms that the graphs of older versions lack.

For each parameter the query contains a single `VALUES ?actor { ... }`: between the braces is the default, `UNDEF` if
there is none. A value given for the parameter replaces that block. Lists of all classes or roles are taken from
schema.toml, see `schema_lists`; apart from them, a file is a query that any SPARQL tool can run.

Files in federated/ also have a line `# service: wikidata`: the store sends the part in their `SERVICE` to a SPARQL
endpoint with Wikidata's content, whose configured address is inserted as an IRI.
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
from kg_etl.queries.schema_lists import with_schema_lists
from kg_etl.queries.syntax import iri_term, read_form, string_term, with_service_address
from kg_etl.vocabulary import PREFIXES

_TITLE = re.compile(r"^# title: *(.+?) *$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter: *(\w+) *\((\w+)\) *(.*?) *$", re.MULTILINE)
_NEEDS = re.compile(r"^# needs: *(.+?) *$", re.MULTILINE)
_SERVICE_MARKER = re.compile(r"^# service: wikidata *$", re.MULTILINE)
_NAMES = {
    "class": tuple(sorted({name for types in EVENT_TYPES.values() for name in types})),
    "status": tuple(Status),
    "type": tuple(EntityType),
}
_KINDS = ("entity", "item", "date", "number", "text", "switch", *_NAMES)


class Parameter(Value, frozen=True):
    """A parameter of a question."""

    name: str
    """The variable it binds, without question mark."""
    kind: str
    """`entity` (an IRI, a Wikidata id such as Q7747, or a name), `item` (an IRI or a Wikidata id), `date` (2024-05-16),
    `number`, `text`, `switch` (`yes` or `no`), `class` (of events), `status` (of events) or `type` (of entities)."""
    help: str
    default: str = ""
    """In SPARQL syntax; empty if there is none."""


class Question(Value, frozen=True):
    """A query with a name, a title and parameters."""

    name: str
    title: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()
    needs: tuple[str, ...] = ()
    """Terms that graphs of older versions lack (`dip:timeBasis`): the question cannot answer from these graphs."""
    joins_wikidata: bool = False
    """Whether it queries an endpoint with Wikidata's content as well."""


@cache
def shipped() -> tuple[Question, ...]:
    """Every shipped question that needs only the store, sorted by name."""
    return _all_in(files("kg_etl.queries"))


@cache
def federated() -> tuple[Question, ...]:
    """Every shipped question that also queries Wikidata, sorted by name."""
    return _all_in(files("kg_etl.queries").joinpath("federated"))


def _all_in(folder: Traversable) -> tuple[Question, ...]:
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(_question_of(name.removesuffix(".rq"), folder.joinpath(name).read_text("utf-8")) for name in names)


def question(name: str) -> Question:
    """The shipped question with this name.

    Raises:
        QueryError: there is none; the message lists the available ones.
    """
    questions = {question.name: question for question in (*shipped(), *federated())}
    if name not in questions:
        raise QueryError(_unknown_message("question", name, questions))
    return questions[name]


def question_in(path: Path) -> Question:
    """The question in a user's file, named after the file; the header is optional.

    Raises:
        QueryError: the file cannot be read, is not UTF-8, or its header has a parameter of an unknown kind.
    """
    try:
        sparql = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {path}: {error}") from error
    return _question_of(path.stem, sparql)


def bound(question: Question, values: Mapping[str, str], wikidata: str = "") -> str:
    """The question's SPARQL with these values, each inserted as an RDF term; other parameters keep their defaults.

    Args:
        question: The question.
        values: Parameter name -> value as users write it.
        wikidata: Address of the endpoint with Wikidata's content; empty for the one in the file.

    Raises:
        QueryError: there is no such parameter, a value is invalid for it, or the address is not an IRI.
    """
    parameters = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in parameters:
            raise QueryError(_unknown_message(f"parameter of {question.name}", name, parameters))
    given = {
        name: _pattern(parameter, values[name]) if name in values else f"VALUES ?{name} {{ {parameter.default} }}"
        for name, parameter in parameters.items()
        if name in values or parameter.default
    }
    text = with_service_address(question.sparql, wikidata) if wikidata and question.joins_wikidata else question.sparql
    sparql = _with_patterns(text, question.name, {name: given.get(name, "") for name in parameters})
    read_form(sparql)
    return sparql


@cache
def _internal_text(name: str) -> str:
    return files("kg_etl.queries").joinpath("internal", f"{name}.rq").read_text("utf-8")


def internal(name: str, **iris: Sequence[str] | None) -> str:
    """The SPARQL of an internal query, with each of these variables restricted to IRIs; None leaves it unrestricted.

    Raises:
        QueryError: a value is not an absolute IRI.
    """
    blocks = {
        variable: "" if values is None else f"VALUES ?{variable} {{ {' '.join(map(iri_term, values))} }}"
        for variable, values in iris.items()
    }
    return _with_patterns(_internal_text(name), name, blocks)


def _with_patterns(sparql: str, where: str, patterns: Mapping[str, str]) -> str:
    places = sorted((block.span(), patterns[name]) for name in patterns for block in [_block(name, sparql, where)])
    # All blocks are located before anything is inserted, so that no value can be mistaken for a block.
    pieces, done = [], 0
    for (start, end), pattern in places:
        pieces += [sparql[done:start], pattern]
        done = end
    return "".join([*pieces, sparql[done:]])


def _question_of(name: str, text: str) -> Question:
    sparql = with_schema_lists(text)
    title = _TITLE.search(sparql)
    parameters = []
    for variable, kind, explanation in _PARAMETER.findall(sparql):
        if kind not in _KINDS:
            raise QueryError(_unknown_message(f"kind of parameter in {name}", kind, _KINDS))
        default = _block(variable, sparql, name)[1].strip()
        parameters.append(
            Parameter(name=variable, kind=kind, help=explanation, default="" if default == "UNDEF" else default)
        )
    return Question(
        name=name,
        title=title[1] if title else name,
        sparql=sparql,
        parameters=tuple(parameters),
        needs=tuple(term for line in _NEEDS.findall(sparql) for term in line.split()),
        joins_wikidata=_SERVICE_MARKER.search(sparql) is not None,
    )


def _block(variable: str, sparql: str, where: str) -> re.Match[str]:
    blocks = list(re.finditer(rf"VALUES \?{re.escape(variable)} *\{{([^{{}}]*)\}}", sparql))
    if len(blocks) != 1:
        raise QueryError(
            f"the query {where} must contain `VALUES ?{variable} {{ ... }}` once for its parameter, found {len(blocks)}"
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
                return _entity_pattern(variable, value)
        case "date":
            term = f'"{_date(value)}"^^<{PREFIXES["xsd"]}date>'
        case "number":
            if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value, re.ASCII):
                raise QueryError(f"{variable} must be a number such as 0.6, not {value!r}")
            term = value
        case "text":
            term = string_term(value)
        case "switch":
            if value not in {"yes", "no"}:
                raise QueryError(f"{variable} must be yes or no, not {value!r}")
            term = string_term(value)
        case kind:
            if value not in _NAMES[kind]:
                raise QueryError(_unknown_message(kind, value, _NAMES[kind]))
            term = iri_term(PREFIXES["dip"] + value)
    return f"VALUES ?{variable} {{ {term} }}"


def _date(value: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
            return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day: {value!r} ({error})") from error
    raise QueryError(f"not a day such as 2024-05-16: {value!r}")


def _entity_pattern(variable: str, name: str) -> str:
    """A pattern that binds the variable to each entity with this label; a person's last name suffices.

    The last word of other labels does not: `Russia` must not match United Russia.
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


def _unknown_message(what: str, name: str, known_names: Iterable[str]) -> str:
    names = sorted(known_names)
    close = difflib.get_close_matches(name, names, n=3)
    suggestion = f" Did you mean {' or '.join(close)}?" if close else ""
    available = f" Available: {', '.join(names)}." if names else " None are available."
    return f"there is no {what} {name!r}.{suggestion}{available}"
