"""Turns of processes that share a file keep their distance and end with an error."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from kg_etl.errors import WikidataError
from kg_etl.wikidata.turns import Turns


def test_turns_of_one_queue_keep_their_distance(tmp_path: Path) -> None:
    began: list[float] = []
    for _ in range(3):
        with Turns(tmp_path / "turns", 20.0).turn():
            began.append(time.time())

    assert began[1] - began[0] >= 0.045
    assert began[2] - began[1] >= 0.045


def test_an_error_ends_the_turn(tmp_path: Path, clock: Any) -> None:
    turns = Turns(tmp_path / "turns", 1.0, clock=clock, sleep=clock.sleep)
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    with turns.turn():
        pass

    assert clock.slept == [1.0]


def test_an_unusable_queue_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(WikidataError, match="cannot wait for a turn"), Turns(tmp_path / "file" / "turns", 1.0).turn():
        pass
