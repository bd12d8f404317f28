"""Options of the whole suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--servers",
        type=lambda text: text.split(","),
        default=[],
        help="SPARQL servers to test against as well, by comma: fuseki,virtuoso (make servers-test)",
    )
