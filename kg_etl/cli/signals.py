"""Interrupts: Ctrl-C ends a command once, and its workers silently."""

from __future__ import annotations

import os
import signal
from functools import partial
from types import FrameType

_AGAIN = 0.01
_forking: list[bool] = []


def heed_interrupts() -> None:
    """Makes SIGINT raise KeyboardInterrupt in this process, and end forked ones silently.

    A signal that comes during a fork (milliseconds, where there is a model to copy) is raised right after it: Python
    would raise it in a hook of `os.fork`, where every exception is ignored. The alarm of this process is used for it.
    """
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGALRM, _interrupted)
    # None of these is a Python function, in which an exception could be raised and ignored. The last to be registered
    # is the first before a fork and the last after it.
    os.register_at_fork(before=partial(_forking.append, True), after_in_parent=_forking.clear)
    for number in (signal.SIGINT, signal.SIGALRM):
        os.register_at_fork(after_in_child=partial(signal.signal, number, signal.SIG_DFL))
    os.register_at_fork(after_in_child=_forking.clear)


def end_at_once() -> None:
    """Makes a further interrupt end this process silently."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    if _forking:
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    else:
        raise KeyboardInterrupt
