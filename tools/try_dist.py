"""Installs what `make dist` built, each file in a fresh environment outside the checkout, and uses it as users would.

    python -m tools.try_dist FOLDER

Of each it runs the version, `check`, one article through the chain, a question, the API, and frames and shapes of a
user's own. Exit status 1, with the output of the command, at the first that fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ARTICLE = "OSLO (AP) — German Chancellor Olaf Scholz arrived in Oslo on Thursday for an official visit to Norway.\n"
HOUSE_ARTICLE = "LIMA (AP) — Peru sabotaged the port of Guayaquil on Friday.\n"
HOUSE_FRAME = """
class = "Offensive"

[[frame]]
name = "sabotage"
verbs = ["sabotage"]
type = "Offensive"
strength = 0.6
roles = { attacker = ["subject"], target = ["object"] }
requires = [["attacker", "target"]]
fillers = { attacker = ["country", "force"], target = ["facility", "place"] }
"""
HOUSE_SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dip: <https://w3id.org/kg-etl/diplomacy#> .

<https://example.org/shapes#Sure> a sh:PropertyShape ;
    sh:targetClass dip:Visit ;
    sh:path dip:confidence ;
    sh:minInclusive 1.0 ;
    sh:message "A visit is loaded only if it is certain." .
"""
API = """
import kg_etl
(event,) = kg_etl.Pipeline.load().events(["Russian President Vladimir Putin arrived in Beijing on Thursday."])
print(event.type, *(role.qid for role in event.roles))
"""
NEEDED = ("pyproject.toml", "Makefile", "README.md", "LICENSE", "luigi.cfg", "mkdocs.yml", "kg_etl/schema.toml")
NEEDED_FOLDERS = ("kg_etl", "ontology", "shapes", "seeds", "tests", "tools", "docs")


def main(arguments: list[str]) -> int:
    """Try the wheel and the sdist."""
    folder = Path(arguments[0]).resolve()
    (wheel,), (sdist,) = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    missing = _missing_in(sdist)
    if missing:
        print(f"{sdist.name} lacks {', '.join(missing)}", file=sys.stderr)
        return 1
    for distribution in (wheel, sdist):
        with tempfile.TemporaryDirectory(prefix="kg-etl-dist-") as place:
            _try(distribution, Path(place))
        print(f"{distribution.name}: installed and used, {distribution.stat().st_size // 1024} kB")
    return 0


def _missing_in(sdist: Path) -> list[str]:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = {name.split("/")[0] for name in names}
    return [name for name in NEEDED if name not in names] + [name for name in NEEDED_FOLDERS if name not in folders]


def _try(distribution: Path, place: Path) -> None:
    """Install and use one of them in a folder. Raises SystemExit where a command fails or gives something else."""
    venv.create(place / "environment", with_pip=True)
    python = place / "environment" / "bin" / "python"
    command = place / "environment" / "bin" / "kg-etl"
    work = place / "work"
    (work / "articles").mkdir(parents=True)
    _output(work, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(distribution))
    where = _output(work, python, "-c", "import kg_etl; print(kg_etl.__file__)")
    _expect(str(place) in where, f"kg_etl was imported from {where}")
    (work / "articles" / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    _expect("kg-etl" in _output(work, command, "--version"), "no version")
    summary = _output(work, command, "run", "articles")
    _expect("1 = 1 loaded" in summary, summary)
    _output(work, command, "check")
    rows = json.loads(_output(work, command, "query", "who-visited-whom", "--format", "json"))
    _expect("Olaf Scholz" in json.dumps(rows), str(rows))
    _expect("Visit Q7747 Q956" in _output(work, python, "-c", API), "the API gave another event")
    (work / "house" / "frames").mkdir(parents=True)
    (work / "house" / "frames" / "sabotage.toml").write_text(HOUSE_FRAME, encoding="utf-8")
    (work / "house.txt").write_text(HOUSE_ARTICLE, encoding="utf-8")
    _expect(_output(work, command, "extract", "house.txt") == "", "the verb of the example is in the shipped lexicon")
    (work / "luigi.cfg").write_text("[extractor]\nlexicon = house\n", encoding="utf-8")
    lines = _output(work, command, "extract", "house.txt").splitlines()
    triggers = [json.loads(line)["trigger"]["text"] for line in lines]
    _expect("sabotaged" in triggers, f"frames of one's own were not used: {triggers}")
    (work / "house" / "rules").mkdir()
    (work / "house" / "rules" / "sure.ttl").write_text(HOUSE_SHAPE, encoding="utf-8")
    (work / "luigi.cfg").write_text("[validation]\nhouse_rules = house/rules\nmax_rejected = 1.0\n", encoding="utf-8")
    summary = _output(work, command, "run", "articles", status=3)
    _expect("1 rejected" in summary, f"shapes of one's own were not used: {summary}")
    _expect("only if it is certain" in _output(work, command, "rejected"), "the report lacks the message of the shape")


def _output(work: Path, *command: str | Path, status: int = 0) -> str:
    done = subprocess.run([str(part) for part in command], cwd=work, capture_output=True, text=True, check=False)
    shown = " ".join(str(part) for part in command)
    _expect(done.returncode == status, f"{shown} (exit status {done.returncode})\n{done.stdout}{done.stderr}")
    return done.stdout


def _expect(holds: bool, message: str) -> None:
    if not holds:
        raise SystemExit(f"the distribution does not work: {message}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
