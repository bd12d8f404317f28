"""Apache Jena Fuseki with a TDB2 dataset. Source: https://jena.apache.org/documentation/fuseki2/fuseki-main.html"""

from __future__ import annotations

import re
import shutil

from tools.servers.process import FETCHED, Server, ServerError, done

VERSION = "5.1.0"
"""The last release line that runs on Java 17."""


class Fuseki(Server):
    """A Fuseki server with the dataset /articles, whose default graph is the union of the named ones."""

    name = "fuseki"
    user = "kgload"
    password = "only-on-loopback"

    @classmethod
    def fetch(cls) -> str:
        java = shutil.which("java")
        if java is None:
            raise ServerError("Fuseki needs Java 17 or newer: install a JRE (Debian: openjdk-17-jre-headless)")
        version = re.search(r'version "(\d+)', done([java, "-XshowSettings:none", "--version"], "") or "") or re.search(
            r"\b(\d+)\.", done([java, "--version"], "")
        )
        if version and int(version[1]) < 17:
            raise ServerError(f"Fuseki needs Java 17 or newer, and {java} is {version[1]}")
        jar = FETCHED / f"jena-fuseki-server-{VERSION}.jar"
        if not jar.is_file():
            FETCHED.mkdir(exist_ok=True)
            artifact = f"-Dartifact=org.apache.jena:jena-fuseki-server:{VERSION}"
            done(
                ["mvn", "-q", "-B", "dependency:copy", artifact, f"-DoutputDirectory={FETCHED}"],
                f"Install Maven (Debian: maven), or put {jar.name} from Maven Central into {FETCHED}",
            )
        return str(jar)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/articles"

    def prepare(self) -> None:
        (self.folder / "tdb2").mkdir(exist_ok=True)
        (self.folder / "passwd").write_text(f"{self.user}: {self.password}\n", encoding="utf-8")

    def command(self) -> list[str]:
        return [
            "java", "-Xmx1500m", "-jar", self.fetch(), "--localhost", f"--port={self.port}", "--tdb2",
            f"--loc={self.folder / 'tdb2'}", "--set", "tdb2:unionDefaultGraph=true", "--auth=basic",
            f"--passwd={self.folder / 'passwd'}", "--ping", *([] if self.read_only else ["--update"]), "/articles",
        ]  # fmt: skip

    def probe(self) -> str:
        return f"http://127.0.0.1:{self.port}/$/ping"
