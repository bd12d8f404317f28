"""A folder to work in, and the commands as a user calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

STATE_VISIT = """Leaders meet in Ankara

May 16, 2024 | 8:10 PM

ANKARA (KGN) — German Chancellor Olaf Scholz arrived in Ankara on Thursday for an official visit to Turkey.

Turkish President Recep Tayyip Erdogan said on Thursday that the talks were useful. “We will meet again,” he told
reporters.
"""

PACT = """Two governments sign a pact

May 17, 2024 | 9:00 AM

HELSINKI (KGN) — Finland and Sweden signed a security agreement in Helsinki on Friday.
"""

HOUSE_RULE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dip: <https://w3id.org/kg-etl/diplomacy#> .
<https://example.org/shapes#Embargoed> a sh:NodeShape ;
    sh:targetClass dip:Article ;
    sh:property [ sh:path dip:publisher ; sh:not [ sh:hasValue "Embargoed" ] ;
                  sh:message "an article of this publisher may not be loaded" ] .
"""


class Workplace:
    """A folder with a configuration of its own, in which commands are called as users call them."""

    STATE_VISIT = STATE_VISIT
    PACT = PACT

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.articles.mkdir()
        (folder / "house-rules").mkdir()
        (folder / "house-rules" / "embargo.ttl").write_text(HOUSE_RULE)
        text = (ROOT / "luigi.cfg").read_text(encoding="utf-8")
        text = text.replace("paths = seeds", "paths = articles").replace("house_rules =", "house_rules = house-rules")
        (folder / "luigi.cfg").write_text(text, encoding="utf-8")

    def put(self, name: str, text: str) -> None:
        (self.articles / name).write_text(text, encoding="utf-8")

    def put_line(self, name: str, **record: object) -> None:
        with (self.articles / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")

    def call(self, *command: str, check: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if check is not None:
            assert done.returncode == check, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def kg_etl(self, *arguments: str, check: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.call(sys.executable, "-m", "kg_etl", *arguments, check=check, **environment)

    def luigi(self, *arguments: str, check: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.call(
            sys.executable, "-m", "luigi", "--module", "kg_etl.tasks", *arguments, check=check, **environment
        )

    def quads(self) -> str:
        return self.kg_etl("export", "--format", "nquads").stdout

    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.kg_etl("export").stdout.splitlines()]


@pytest.fixture
def workplace(tmp_path):
    return Workplace(tmp_path)


@pytest.fixture
def two_articles(workplace):
    workplace.put("ankara.txt", STATE_VISIT)
    workplace.put("helsinki.txt", PACT)
    return workplace
