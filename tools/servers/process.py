"""A server as a process: started on a free port of loopback, awaited, stopped or killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Self

import requests

FETCHED = Path(__file__).parents[2] / ".servers"
"""Where programs that no package manager installed are kept."""


class ServerError(RuntimeError):
    """A server is missing, or does not start; the message says what to do."""


class Server(ABC):
    """A SPARQL server with one folder of data; a context manager that starts and stops it."""

    name: ClassVar[str]
    patience: ClassVar[float] = 60.0
    """Seconds until it answers."""
    user: str = ""
    password: str = ""
    """What a client that may write needs; empty where everybody may."""

    def __init__(self, folder: Path, *, limits: Sequence[str] = (), read_only: bool = False) -> None:
        """Name the folder; nothing is started.

        Args:
            folder: For data, configuration and log; made when it is missing.
            limits: A command that runs the server's own (`prlimit --fsize=...`).
            read_only: Whether the server refuses every write.
        """
        self.folder = folder.resolve()
        self.limits = tuple(limits)
        self.read_only = read_only
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    @abstractmethod
    def fetch(cls) -> str:
        """Get the program where it is missing, and say where it is.

        Raises:
            ServerError: it cannot be had; the message says how to get it.
        """

    @property
    @abstractmethod
    def url(self) -> str:
        """The address that `[store] location` takes."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command that runs in the foreground."""

    def environment(self) -> Mapping[str, str]:
        """Variables beside those of this process."""
        return {}

    @abstractmethod
    def probe(self) -> str:
        """An address that answers with a status below 500 as soon as the server is ready."""

    def prepare(self) -> None:  # noqa: B027  most need nothing
        """Whatever must happen before the first start."""

    def start(self) -> Self:
        """Start on the same port as before, and wait until it answers.

        Raises:
            ServerError: the program is missing, or it ends or is silent instead of answering.
        """
        self.fetch()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.prepare()
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self.limits, *self.command()],
                cwd=self.folder,
                env={**os.environ, **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise ServerError(f"{self.name} ended with status {self._process.returncode}: {self._last_words()}")
            with contextlib.suppress(requests.RequestException):
                if requests.get(self.probe(), timeout=2, allow_redirects=False).status_code < 500:
                    return self
            time.sleep(0.1)
        self.kill()
        raise ServerError(f"{self.name} did not answer within {self.patience:g} s: {self._last_words()}")

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM, 60)

    def kill(self) -> None:
        """SIGKILL: what was not on its way to the disk is lost."""
        self._end(signal.SIGKILL, 30)

    def pause(self) -> None:
        """Let it be silent: connections open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def empty(self) -> None:
        """A server without data: stopped, its folder removed, started again."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _signal(self, number: int) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, number)

    def _end(self, number: int, seconds: float) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)

    def _last_words(self) -> str:
        log = self.folder / "server.log"
        return log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.is_file() else "it said nothing"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def done(command: Sequence[str], how: str, *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What a command prints.

    Args:
        command: The command.
        how: What a person can do when it fails.
        cwd: Folder to run it in.
        env: Its whole environment; that of this process when None.

    Raises:
        ServerError: it cannot be run, or fails.
    """
    try:
        ended = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerError(f"{command[0]}: {error}. {how}") from error
    if ended.returncode:
        raise ServerError(f"{' '.join(command)}: {(ended.stderr or ended.stdout).strip()[-800:]}. {how}")
    return ended.stdout
