"""The oxigraph server. Source: https://github.com/oxigraph/oxigraph/tree/main/cli"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.servers.process import Server, ServerError


class Oxigraph(Server):
    """An oxigraph server."""

    name = "oxigraph"

    @classmethod
    def fetch(cls) -> str:
        near = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        result = shutil.which("oxigraph", path=near)
        if result is None:
            raise ServerError("the oxigraph server is missing: `make .venv/installed-dev` installs it (pip: oxigraph)")
        return result

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        serve = "serve-read-only" if self.read_only else "serve"
        return [self.fetch(), serve, "--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}"]

    def probe(self) -> str:
        return f"{self.url}/query"
