"""A function called in a process of its own gives back, raises and dies like a call."""

from __future__ import annotations

import os
import signal

import pytest

from kg_etl.errors import StoreError
from kg_etl.runs.forked import run_forked


def test_what_it_gives_back_comes_from_another_process() -> None:
    assert run_forked(os.getpid) != os.getpid()
    assert len(run_forked(lambda: "x" * 5_000_000)) == 5_000_000


def test_what_it_raises_is_raised_here() -> None:
    def refuse() -> None:
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        run_forked(refuse)


def test_a_process_that_is_killed_is_an_error() -> None:
    with pytest.raises(ChildProcessError):
        run_forked(lambda: os.kill(os.getpid(), signal.SIGKILL))
