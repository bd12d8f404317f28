"""Ctrl-C is raised once in the process of the command, also during a fork, and ends what was forked without a word."""

from __future__ import annotations

import signal
import subprocess
import sys

PROGRAM = """
import multiprocessing, os, signal, time
from kg_etl.cli.signals import end_at_once, heed_interrupts

def interrupt():
    os.kill({whom}, signal.SIGINT)

def busy():
    while True:
        pass

if {during_a_fork}:
    os.register_at_fork(before=interrupt)
heed_interrupts()
child = multiprocessing.get_context("fork").Process(target=busy, daemon=True)
try:
    child.start()
    if not {during_a_fork}:
        time.sleep(0.2)  # the child is busy by now
        interrupt()
    time.sleep(20)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")
    end_at_once()
    if {whom} == 0:
        child.join(20)
        print("ended by", child.exitcode)
    if {twice}:
        child.kill()
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(20)
"""


def run(*, whom: str, during_a_fork: bool = False, twice: bool = False) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(whom=whom, during_a_fork=during_a_fork, twice=twice)
    return subprocess.run(
        [sys.executable, "-u", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )


def test_a_forked_process_ends_without_a_word() -> None:
    done = run(whom="0")  # to every process of the group, as a terminal does it
    assert (done.stdout, done.stderr) == (f"interrupted\nended by -{int(signal.SIGINT)}\n", "")
    assert done.returncode == 0


def test_an_interrupt_during_a_fork_is_raised_after_it() -> None:
    done = run(whom="os.getpid()", during_a_fork=True)
    assert (done.stdout, done.stderr, done.returncode) == ("interrupted\n", "", 0)


def test_a_second_interrupt_ends_the_process_without_a_word() -> None:
    done = run(whom="os.getpid()", twice=True)
    assert (done.stdout, done.stderr, done.returncode) == ("interrupted\n", "", -signal.SIGINT)
