"""Options of the whole suite."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--servers",
        type=lambda text: text.split(","),
        default=[],
        help="SPARQL servers to test against as well, by comma: fuseki,virtuoso (make servers-test)",
    )
    parser.addoption(
        "--faults", action="store_true", help="Collect tests/faults, which takes minutes (make fault-tests)."
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path.name == "faults" and not config.getoption("--faults") else None
