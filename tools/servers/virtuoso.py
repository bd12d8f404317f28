"""Virtuoso of Debian's packages, unprivileged. Source: https://docs.openlinksw.com/virtuoso/databaseadmsrv/"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from tools.servers.process import FETCHED, Server, ServerError, done, free_port

PACKAGES = ("virtuoso-opensource-7-bin", "libvirtodbc0", "libminizip1", "libpcre3", "libwbxml2-1")
HOW = (
    "Virtuoso comes from Debian's packages virtuoso-opensource-7 and virtuoso-opensource-7-bin: "
    "`apt-get update && apt-get install virtuoso-opensource-7 virtuoso-opensource-7-bin` as root"
)

INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = 20
CheckpointInterval = 60
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 1G
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 4
SchedulerInterval = 10

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}/vsp
MaxClientConnections = 20
ServerThreads = 20
MaxKeepAlives = 20
KeepAliveTimeout = 60
Charset = UTF-8
HttpPrintWarningsInOutput = 0

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


class Virtuoso(Server):
    """A Virtuoso server whose user `kgload` may read and update RDF, and nothing more."""

    name = "virtuoso"
    patience = 120.0
    user = "kgload"
    password = "only-on-loopback"
    administrator_password = "dba-on-loopback"
    buffers = 40_000
    """Pages of 8 KiB that are kept in memory."""

    def __init__(self, folder: Path, **options: object) -> None:
        super().__init__(folder, **options)  # type: ignore[arg-type]
        self.sql_port = free_port()

    @classmethod
    def fetch(cls) -> str:
        return str(_program("virtuoso-t"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        (self.folder / "vsp").mkdir(exist_ok=True)
        (self.folder / "virtuoso.ini").write_text(
            INI.format(
                folder=self.folder,
                port=self.port,
                sql_port=self.sql_port,
                buffers=self.buffers,
                dirty=self.buffers * 3 // 4,
            ),
            encoding="utf-8",
        )
        # A server that was killed leaves its lock behind, and its process is gone: start and kill are ours.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        if not (self.folder / "virtuoso.db").exists():
            self._make()

    def command(self) -> list[str]:
        return [self.fetch(), "+foreground", "+configfile", str(self.folder / "virtuoso.ini")]

    def environment(self) -> Mapping[str, str]:
        return _libraries()

    def probe(self) -> str:
        return f"{self.url}/sparql?query=ASK+%7B%7D"

    def start(self) -> Virtuoso:
        """Start; the user is made, or made again, as `read_only` says."""
        super().start()
        if not (self.folder / "user-made").exists():
            self.sql(f"DB.DBA.USER_CREATE('{self.user}', '{self.password}')")
            (self.folder / "user-made").touch()
        self.sql(f'GRANT SPARQL_SELECT TO "{self.user}"', may_fail=True)
        self.sql(
            f'{"REVOKE SPARQL_UPDATE FROM" if self.read_only else "GRANT SPARQL_UPDATE TO"} "{self.user}"',
            may_fail=True,
        )
        return self

    def sql(self, statement: str, *, may_fail: bool = False) -> str:
        """What a statement of the administrator prints.

        Raises:
            ServerError: it fails.
        """
        ended = subprocess.run(
            [
                str(_program("isql-vt")), f"127.0.0.1:{self.sql_port}", "dba", self.administrator_password,
                "VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF", "ERRORS=STDOUT", f"exec={statement};",
            ],
            env={**os.environ, **_libraries()}, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        if "*** Error" in ended.stdout + ended.stderr and not may_fail:
            raise ServerError(f"virtuoso: {statement}: {(ended.stdout + ended.stderr).strip()[:800]}")
        return ended.stdout

    def _make(self) -> None:
        """The first start, which sets the passwords and ends."""
        password = self.administrator_password
        ended = subprocess.run(
            [*self.command(), "+pwdold", "dba", "+pwddba", password, "+pwddav", password],
            cwd=self.folder,
            env={**os.environ, **_libraries()},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=120,
        )
        time.sleep(0.2)
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        if not (self.folder / "virtuoso.db").exists():
            said = (ended.stdout + ended.stderr).strip()[:800]
            raise ServerError(f"virtuoso made no database in {self.folder}: {said}. {HOW}")


def _unpacked() -> Path:
    return FETCHED / "virtuoso"


def _libraries() -> Mapping[str, str]:
    # Packages of a system without merged /usr have some libraries in /lib.
    places = [_unpacked() / folder / f"{platform.machine()}-linux-gnu" for folder in ("usr/lib", "lib")]
    path = os.pathsep.join(str(place) for place in places if place.is_dir())
    return {"LD_LIBRARY_PATH": path} if path else {}


def _program(name: str) -> Path:
    installed = shutil.which(name)
    unpacked = _unpacked() / "usr/bin" / name
    if installed is None and not unpacked.is_file():
        _unpacked().mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            done(["apt-get", "update", "-q"], HOW)
        done(["apt-get", "download", "-q", *PACKAGES], HOW, cwd=_unpacked())
        for package in sorted(_unpacked().glob("*.deb")):
            done(["dpkg-deb", "-x", str(package), str(_unpacked())], HOW)
    return Path(installed) if installed else unpacked
