"""Calls a function in a forked process, with its result or exception."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def run_forked(function: Callable[[], T]) -> T:
    """Calls a function in a forked process, which closes all that the function opens, and returns its picklable result.

    Raises:
        ChildProcessError: the process was killed.
        Exception: what the function raises.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(here, there, function))
    process.start()
    there.close()
    try:
        result = here.recv()
    except EOFError:
        raise ChildProcessError("the process was killed") from None
    finally:
        process.join()
    if isinstance(result, Exception):
        raise result
    return result  # type: ignore[no-any-return]


def _call(here: Connection, there: Connection, function: Callable[[], T]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it; the waiting process gets the signal as well
    here.close()  # so that the pipe has no other end when the child is killed
    result: T | Exception
    try:
        result = function()
    except Exception as error:  # noqa: BLE001  it is raised where the function was wanted
        result = error
    with suppress(BrokenPipeError):
        there.send(result)
