"""Cached responses are returned until they expire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import WikidataError
from kg_etl.wikidata.cache import Cache


@pytest.mark.parametrize(("days", "kept"), [(30, {}), (None, {"a": b"1"})])
def test_responses_expire(tmp_path: Path, clock: Any, days: int | None, kept: dict[str, bytes]) -> None:
    cache = Cache(tmp_path / "answers", days, clock)
    cache.put("kind", {"a": b"1"})
    assert cache.get("kind", ["a", "b"]) == {"a": b"1"}
    assert cache.get("other", ["a"]) == {}

    clock.now += 31 * 86_400
    assert cache.get("kind", ["a"]) == kept


def test_an_unusable_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("no database, and long enough not to be taken for an empty one" * 20)

    with pytest.raises(WikidataError, match="cannot use the cache"):
        Cache(tmp_path / "answers", 30)
