"""Measuring: every way in every round, ratios within a round, and the power that fits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.benchmarks.measuring import Spread, command, exponent, interleaved, ratios


def test_each_way_is_taken_in_every_round_and_once_before() -> None:
    calls: list[str] = []
    result = interleaved({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, rounds=3)
    assert {name: len(values) for name, values in result.items()} == {"a": 3, "b": 3}
    assert sorted(calls) == ["a"] * 4 + ["b"] * 4


def test_ratios_are_taken_round_by_round() -> None:
    assert ratios({"a": [1.0, 2.0], "b": [2.0, 8.0]}, to="a")["b"] == Spread(3.0, 2.0, 4.0)


def test_a_cost_that_grows_with_the_square_has_exponent_two() -> None:
    assert exponent([10, 100, 1000], [1, 100, 10_000]) == pytest.approx(2)


def test_a_command_that_fails_is_an_error_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        command([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)


def test_what_a_command_costs_is_known(tmp_path: Path) -> None:
    ended = command([sys.executable, "-c", "pass"], tmp_path)
    assert ended.wall > 0
    assert ended.peak > 1
