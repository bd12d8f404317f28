"""`kg-etl explain`: the candidates of each mention, with the score of each and the reason for the choice."""

from __future__ import annotations

import datetime as dt

import click

from kg_etl.cli.console import note, out
from kg_etl.gazetteer import load
from kg_etl.gazetteer.quality import freshness, is_outdated
from kg_etl.linkers.gazetteer import Explanation
from kg_etl.linkers.gazetteer.candidates import Scored
from kg_etl.linkers.gazetteer.features import points
from kg_etl.model import Extraction, Failure
from kg_etl.pipeline import extracted
from kg_etl.runs import process


@click.command()
@click.argument("paths", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path())
@click.option("--mention", "wanted", metavar="TEXT", help="Only mentions that hold these words, in any case.")
@click.pass_context
def explain(context: click.Context, paths: tuple[str, ...], wanted: str | None) -> None:
    """Show the candidates of each mention with their features, and why one was chosen or none.

    A candidate's points add up to its score; prior is its share among all entries with the name. A
    mention without candidates is linked as the names of its chain. With [linker] backend = wikidata, names that the
    gazetteer lacks are searched in Wikidata, as when articles are linked.
    """
    linker = process.components().explaining_linker
    outcomes = list(process.components().articles(paths, dt.datetime.now(dt.UTC)))
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    articles = [outcome.article for outcome in outcomes if not isinstance(outcome, Failure)]
    terms = freshness(load())
    shown = 0
    for article, extraction in zip(articles, extracted(articles, process.components().extractor), strict=True):
        if not isinstance(extraction, Extraction):
            failures.append(extraction)
            continue
        out.print(article.id, style="bold", markup=False, soft_wrap=True)
        if article.published and is_outdated(article.published.date(), terms):
            note(f"{article.id} is younger than most of what the gazetteer knows of offices: half until {terms.half}")
        for explanation in linker.explain(article, extraction):
            if wanted is None or wanted.casefold() in explanation.mention.text.casefold():
                _show(explanation)
                shown += 1
    for failure in failures:
        note(f"failed: {failure.where}: {failure.reason}")
    note(f"{shown} mentions")
    context.exit(3 if failures else 0)


def _show(explanation: Explanation) -> None:
    mention = explanation.mention
    denotes = f"{explanation.chosen.entry.label} ({explanation.chosen.entry.qid})" if explanation.chosen else "no item"
    text = " ".join(mention.text.split())
    why = explanation.why if explanation.candidates or not explanation.chosen else "goes with the names of its chain"
    out.print(
        f"  {text} [{mention.start}-{mention.end}, {mention.type} by {mention.form}]: {denotes}: {why}",
        markup=False,
        soft_wrap=True,
    )
    for scored in explanation.candidates:
        out.print(f"      {_in_words(scored)}", markup=False, soft_wrap=True)


def _in_words(scored: Scored) -> str:
    entry = scored.entry
    given = ", ".join(f"{name} {value:+g}" for name, value in points(scored.features, entry.type).items())
    return f"{scored.score:.2f}  {entry.qid} {entry.label}, {entry.type}: {given}"
