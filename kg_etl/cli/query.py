"""`kg-etl query`: shipped questions and SPARQL files, answered by a store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg_etl import loading, queries
from kg_etl.cli.console import note, out, table
from kg_etl.cli.stores import STORE_OPTION, opened
from kg_etl.errors import QueryError
from kg_etl.runs import process


@click.command()
@click.argument("what", metavar="[NAME | FILE.rq]", required=False)
@click.option("-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@STORE_OPTION
def query(what: str | None, given: tuple[str, ...], style: str, store: str | None) -> None:
    """Answer a shipped question by name, or the SPARQL in a file; without argument, list the questions.

    \b
      kg-etl query who-visited-whom
      kg-etl query timeline -p actor=Q7747 -p from=2024-05-01
      kg-etl query my-question.rq --format csv > answer.csv
    """
    if what is None:
        rows = [
            (question.name, question.title, "\n".join(f"{p.name}: {p.help}" for p in question.parameters))
            for question in (*queries.shipped(), *queries.federated())
        ]
        out.print(table(("question", "answers", "parameters (-p NAME=VALUE)"), rows))
        return
    chosen = queries.question_in(Path(what)) if what.endswith((".rq", ".sparql")) else queries.question(what)
    values = _pairs(given)
    sparql = queries.bound(chosen, values, wikidata=process.settings().wikidata.sparql)
    with opened(store) as source:
        answer = source.query(sparql)
        undated = loading.undated_events(source) if _filters_days(chosen, values) else 0
        outdated = loading.outdated_articles(source, process.versions().provenance) if chosen.needs else None
    if outdated is not None and outdated.articles:
        note(
            f"{outdated.articles} of {outdated.of} loaded articles were written by other versions and may lack "
            f"{', '.join(chosen.needs)}: `kg-etl run` brings them up to date"
        )
    if undated:
        note(f"{undated} events of articles without a date have no day either: a filter by day leaves them out")
    if style == "csv":
        click.echo(queries.as_csv(answer), nl=False)
    elif style == "json":
        click.echo(queries.as_json(answer))
    else:
        out.print(table(answer.variables or ("answer",), queries.rows_as_text(answer), title=chosen.title))
        note(f"{len(answer.rows)} rows" if answer.boolean is None else "")


def _filters_days(question: queries.Question, given: Iterable[str]) -> bool:
    return any(parameter.kind == "date" and parameter.name in given for parameter in question.parameters)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign:
            raise QueryError(f"-p {pair}: write it as NAME=VALUE")
        pairs[name] = value
    return pairs
