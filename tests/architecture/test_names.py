"""Identifiers are the field's terms: none is a word that says less than the noun for the thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg_etl

PACKAGE = Path(kg_etl.__file__).parent
ROOT = PACKAGE.parent

INSTEAD = {
    "telling": "event or event mention",
    "tellings": "event mentions",
    "told": "event mentions",
    "recalled": "anaphoric event mention",
    "merging": "event coreference",
    "sameness": "compatibility",
    "draft": "mention candidate, harvested item",
    "neuters": "it_and_they",
    "unread": "unlisted",
    "recognised": "ner",
    "cast": "check_entity_roles",
    "spoken": "quoted spans",
    "stretch": "span, token range",
    "stretches": "spans, token ranges",
    "beside": "attach, adjacent",
    "doer": "agent",
    "furniture": "boilerplate",
    "aside": "spool, insertion",
    "begun": "unfinished",
    "one": "the noun",
    "some": "the noun",
    "own": "the noun",
}
"""A word that no identifier contains -> what to say."""

INSTEAD_ALONE = {
    "found": "mentions, matches, or the noun",
    "known": "mentions, or the noun",
    "held": "loaded articles, terms",
    "bars": "blocks",
    "barred": "blocked",
    "apart": "forked",
    "asked": "query",
    "whole": "complete",
    "parsed": "document",
    "joined": "merged, federated",
    "reading": "article context, reader options",
    "placed": "check_mention_roles",
    "holders": "office_holders",
}
"""A word that is no identifier by itself -> what to say."""


def forbidden(identifier: str) -> str | None:
    """What to say instead of an identifier; None where it may stand.

    >>> forbidden("spoken_of"), forbidden("_found"), forbidden("found_at")
    ('quoted spans', 'mentions, matches, or the noun', None)
    """
    words = [word for word in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", identifier).lower().split("_") if word]
    for word in words:
        if word in INSTEAD:
            return INSTEAD[word]
    return INSTEAD_ALONE.get("_".join(words))


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each name that code defines, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                if not name.startswith(("test_", "Test")):
                    yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


@pytest.mark.parametrize("folder", ["kg_etl", "tools", "tests"])
def test_identifiers_are_the_terms_of_the_field(folder: str) -> None:
    wrong = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        place = path.relative_to(ROOT)
        names = [(1, path.parent.name if path.stem == "__init__" else path.stem)]
        names += identifiers(ast.parse(path.read_text(encoding="utf-8")))
        wrong += [f"{place}:{line}: {name}: say {term}" for line, name in names if (term := forbidden(name))]
    assert wrong == []


def test_no_function_bears_the_name_of_a_module_beside_it() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name in sibling_modules(path)
    ]
    assert wrong == []


def sibling_modules(path: Path) -> set[str]:
    packages = {sibling.name for sibling in path.parent.iterdir() if (sibling / "__init__.py").is_file()}
    return packages | {sibling.stem for sibling in path.parent.glob("*.py")} - {path.stem}
