"""`kg-etl query` and `kg-etl export`: what the store holds, for people and for other programs."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from kg_etl import jsonlines, pipeline, queries, tasks
from kg_etl.cli.console import note, out, table
from kg_etl.errors import QueryError
from kg_etl.stores import Store

STORE_OPTION = click.option(
    "--store", help="Folder of an embedded store, or URL of a SPARQL server. [default: [store] location]"
)


def opened(store: str | None) -> Store:
    """The store of a command that only reads."""
    settings = tasks.settings()
    return settings.open_store(store or settings.store.location, read_only=True)


@click.command()
@click.argument("what", metavar="[NAME | FILE.rq]", required=False)
@click.option("-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@STORE_OPTION
def query(what: str | None, given: tuple[str, ...], style: str, store: str | None) -> None:
    """Ask a shipped question by name, or one's own SPARQL from a file; without either, list the questions.

    \b
      kg-etl query who-visited-whom
      kg-etl query timeline -p actor=Q7747 -p from=2024-05-01
      kg-etl query my-question.rq --format csv > answer.csv
    """
    if what is None:
        rows = [
            (one.name, one.title, "\n".join(f"{p.name}: {p.help}" for p in one.parameters))
            for one in (*queries.shipped(), *queries.joined())
        ]
        out.print(table(("question", "answers", "parameters (-p NAME=VALUE)"), rows))
        return
    asked = queries.question_in(Path(what)) if what.endswith((".rq", ".sparql")) else queries.question(what)
    sparql = queries.bound(asked, _pairs(given), wikidata=tasks.settings().wikidata.sparql)
    with opened(store) as source:
        answer = source.query(sparql)
    if style == "csv":
        click.echo(queries.as_csv(answer), nl=False)
    elif style == "json":
        click.echo(queries.as_json(answer))
    else:
        out.print(table(answer.variables or ("answer",), queries.rows_as_text(answer), title=asked.title))
        note(f"{len(answer.rows)} rows" if answer.boolean is None else "")


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise QueryError(f"-p {one}: write it as NAME=VALUE")
        pairs[name] = value
    return pairs


@click.command()
@click.option("--format", "style", type=click.Choice(["jsonl", "csv", "nquads"]), default="jsonl", show_default=True)
@STORE_OPTION
def export(style: str, store: str | None) -> None:
    """Print what the store holds.

    jsonl gives one event a line, in the form that `kg-etl extract --link` gives; csv the same as a flat table; nquads
    every quad, sorted, so that two exports can be compared line by line.
    """
    with opened(store) as source:
        if style == "nquads":
            sys.stdout.writelines(line + "\n" for line in sorted(source.nquads()))
        elif style == "jsonl":
            sys.stdout.writelines(jsonlines.lines(pipeline.event_records_of(source)))
        else:
            writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            for record in pipeline.event_records_of(source):
                writer.writerow(flat(json.loads(msgspec.json.encode(record))))


ROLE_COLUMNS = (
    "visitor", "host", "destination", "party", "signatory", "attacker", "target", "location", "speaker", "addressee",
    "reportedBy",
)  # fmt: skip
FIELDS = ("article", "class", "type", "status", "earliest", "latest", "confidence")
COLUMNS = (*FIELDS, *(c for role in ROLE_COLUMNS for c in (role, f"{role}_qid")), "content", "evidence", "event_iri")


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """One event as a row of a table; several values of one role are joined by `; `."""
    row = {name: record.get(name) for name in FIELDS}
    for role in ROLE_COLUMNS:
        several = [one for one in record["roles"] if one["role"] == role]
        row[role] = "; ".join(one["label"] or one["text"] for one in several)
        row[f"{role}_qid"] = "; ".join(one["qid"] or "" for one in several)
    row["content"] = " … ".join(one["text"] for one in record.get("content") or [])
    row["evidence"] = " … ".join(one["quote"] for one in record["evidence"])
    row["event_iri"] = record["event_iri"]
    return row
