"""The pages that list things list all of them."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import yaml

from kg_etl import errors

ROOT = Path(__file__).parents[2]
RECIPES = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def classes_of_errors() -> list[str]:
    return [
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.KgEtlError) and value is not errors.KgEtlError
    ]


@pytest.mark.parametrize("name", classes_of_errors())
def test_the_page_of_errors_says_what_to_do_about_each(name: str) -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
    assert row.count("|") == 4


@pytest.mark.parametrize("name", classes_of_errors())
def test_the_tree_of_errors_shows_each(name: str) -> None:
    assert re.search(rf"── {name}\b", errors.__doc__ or "")


def test_the_index_of_decisions_lists_each() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "index.md").read_text(encoding="utf-8")
    for path in folder.glob("0*.md"):
        title = path.read_text(encoding="utf-8").splitlines()[0].partition(". ")[2]
        assert f"[{path.name[:4]}: {title}]({path.name})" in index


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f" {path.name}" not in navigation] == []


def test_git_hooks_call_recipes() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    commands = [hook["entry"].split() for repository in config["repos"] for hook in repository["hooks"]]
    assert commands
    assert all(make == "make" and recipe in RECIPES for make, recipe in commands)


def test_continuous_integration_calls_recipes() -> None:
    commands = re.findall(r"^make ([a-z-]+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"run", "lint", "test", "site", "dist"} <= set(commands) <= RECIPES
