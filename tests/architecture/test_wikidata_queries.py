"""The queries of a refresh run on every endpoint: all prefixes declared, nothing that only one server knows."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from rdflib.plugins.sparql import prepareQuery

QUERIES = {
    file.name: file.read_text("utf-8")
    for file in sorted(files("kg_etl.gazetteer.refresh").joinpath("queries").iterdir(), key=lambda file: file.name)
}
EVERY = pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)


@EVERY
def test_it_says_what_it_asks_for_and_is_sparql(text: str) -> None:
    assert re.match(r"# [A-Z].+\.\n", text)
    prepareQuery(text)


@EVERY
def test_prefixes_are_declared_and_used_in_order(text: str) -> None:
    declared = re.findall(r"^PREFIX (\w+): <", text, re.MULTILINE)
    body = re.sub(r"^(PREFIX|#).*", "", text, flags=re.MULTILINE)

    assert declared == sorted(set(declared))
    assert set(re.findall(r"(?<![\w?])([a-z]+):(?=\w)", body)) == set(declared)


@EVERY
def test_only_portable_sparql_is_used(text: str) -> None:
    assert not re.search(r"\b(?:SERVICE|LATERAL|NOW|hint|gas|bd|geof)\b|\bLIMIT\b|\bOFFSET\b|\bORDER\b", text)


@EVERY
def test_items_in_it_are_named_in_its_first_line(text: str) -> None:
    """No number without the word for it: a wrong one would be seen."""
    classes = set(re.findall(r"wd:(Q\d+)", text)) - {"Q1"}

    assert classes <= set(re.findall(r"Q\d+", text.split("\n", 1)[0]))
