"""Fixtures of the tests of linkers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg_etl.wikidata.api import WikidataApi
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client


@pytest.fixture
def api(wikidata: Any, clock: Any, tmp_path: Path) -> WikidataApi:
    client = Client("ops@example.org", clock=clock, sleep=clock.sleep)
    return WikidataApi(wikidata.url, client, Cache(tmp_path / "answers", 30, clock), clock)
