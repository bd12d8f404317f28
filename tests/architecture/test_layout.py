"""The tree: which half each module belongs to, how large folders and files are, and what every file says of itself."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import kg_etl

PACKAGE = Path(kg_etl.__file__).parent
ROOT = PACKAGE.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PARTS: dict[str, list[str]] = PYPROJECT["tool"]["kg-etl"]["parts"]
CONTRACTS = {contract["name"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 300
LARGEST_SHARE = 0.13


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_every_top_level_module_is_in_exactly_one_part() -> None:
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"} - {"__init__", "__main__"}
    packages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    listed = [module for part in PARTS.values() for module in part]
    assert sorted(listed) == sorted(modules | packages)


@pytest.mark.parametrize(
    ("contract", "parts"),
    [
        ("The text half and what both halves share never import RDF libraries", ("text", "shared")),
        ("The graph half and what both halves share never import spaCy", ("graph", "shared")),
    ],
)
def test_the_contract_of_a_half_names_all_its_modules(contract: str, parts: tuple[str, ...]) -> None:
    expected = {f"kg_etl.{module}" for part in parts for module in PARTS[part]}
    assert set(CONTRACTS[contract]["source_modules"]) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert lines_in(path) <= MOST_LINES


def test_no_folder_holds_too_much_of_the_package() -> None:
    total = sum(map(lines_in, FILES))
    shares = {
        folder.name: sum(map(lines_in, folder.rglob("*.py"))) / total
        for folder in PACKAGE.iterdir()
        if (folder / "__init__.py").is_file()
    }
    assert {name: share for name, share in shares.items() if share > LARGEST_SHARE} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a docstring at the head of the file"


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in FILES} - {PACKAGE}), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_docstring_of_a_package_names_its_modules(folder: Path) -> None:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    modules |= {path.name for path in folder.iterdir() if (path / "__init__.py").is_file()}
    assert {module for module in modules if module not in docstring} == set()
