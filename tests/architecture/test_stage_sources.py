"""The version of a stage covers all code that decides its output: otherwise stale outputs would stay valid."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import grimp
import pytest

import kg_etl
from kg_etl.settings.versions import STAGE_SOURCES

PACKAGE = Path(kg_etl.__file__).parent
STAGES = {
    "extract": ["kg_etl.extractors.rules"],
    "link": ["kg_etl.linkers.gazetteer"],
    "validate": ["kg_etl.mapping.to_rdf", "kg_etl.validation.native", "kg_etl.validation.reference"],
}
"""Stage -> the modules that make its output."""
BEFORE = {"extract": (), "link": ("extract",), "validate": ("extract", "link")}
NOT_DECIDING = {"kg_etl.errors"}
"""Modules that no output depends on."""


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("kg_etl")


def covered(stage: str) -> set[str]:
    sources = [source for name in (*BEFORE[stage], stage) for source in STAGE_SOURCES[name]]
    return {
        source.removesuffix(".py").replace("/", ".") for source in sources if not source.endswith((".toml", ".csv"))
    }


@pytest.mark.parametrize("stage", STAGES)
def test_the_version_of_a_stage_covers_all_modules_that_it_imports(stage: str) -> None:
    needed = {module for root in STAGES[stage] for module in imports().find_upstream_modules(root)}
    names = {module.removeprefix("kg_etl.") for module in needed | set(STAGES[stage])} - {"kg_etl"}
    missing = {
        name
        for name in names
        if f"kg_etl.{name}" not in NOT_DECIDING
        and not any(name == part or name.startswith(f"{part}.") for part in covered(stage))
        and (PACKAGE / name.replace(".", "/")).with_suffix(".py").is_file()
    }
    assert missing == set()
