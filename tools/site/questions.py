"""A page with the shipped questions, their parameters and their SPARQL."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.queries import federated, shipped
from kg_etl.queries.questions import Question


def page() -> str:
    """Markdown: each question with what it asks, its parameters and its query."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Questions\n"
    yield '`kg-etl query NAME -p PARAMETER=VALUE`, or `store.query("NAME", PARAMETER=VALUE)` [from Python](api.md).\n'
    for question in shipped():
        yield from _question(question)
    yield "\n## With Wikidata\n"
    yield "These also ask a SPARQL endpoint with Wikidata's content, which `[wikidata] sparql` names.\n"
    for question in federated():
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield f"### {question.name}\n"
    yield f"{question.title}\n"
    for parameter in question.parameters:
        yield f"- `{parameter.name}` ({parameter.kind}): {parameter.help}"
    yield f'\n??? note "SPARQL"\n\n    ```sparql\n{_indented(question.sparql)}\n    ```\n'


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.rstrip().splitlines())
