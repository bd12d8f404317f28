"""The pages of docs/ do not lie: what they show is carried out, in order, in a folder with the sample articles.

A block ```` ```console ```` holds commands behind `$ `, each with what it prints (or with nothing shown, then only its
success counts); ```` ```python ```` a doctest; a block with `title="NAME"` is a file of that name, and with
`title="NAME, at the end"` the new end of one. docs/extending.md changes the package itself: that is done to a copy.
"""

import doctest
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ("kg_etl", "ontology", "shapes")


@dataclass(frozen=True)
class Block:
    language: str
    file: str | None
    text: str
    line: int


def blocks_of(text: str) -> list[Block]:
    return [
        Block(match[1], match[2], match[3], text.count("\n", 0, match.start()) + 1) for match in BLOCK.finditer(text)
    ]


def commands_of(text: str) -> list[tuple[list[str], str]]:
    """The commands of a console block, each with the output shown below it."""
    commands: list[tuple[list[str], str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("$ "):
            commands.append((shlex.split(line[2:]), ""))
        else:
            command, output = commands[-1]
            commands[-1] = (command, output + line)
    return commands


def written(block: Block, folder: Path) -> None:
    name, _, at_the_end = (block.file or "").partition(", ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if at_the_end else ""
    path.write_text(before + ("\n" if before else "") + block.text, encoding="utf-8")


def carried_out(block: Block, page: str, workplace, **environment: str) -> int:
    """The number of commands of a console block, all of which gave what is shown."""
    commands = commands_of(block.text)
    for command, expected in commands:
        assert command[0] == "kg-etl", f"{page}:{block.line}: only kg-etl is carried out"
        arguments, file = (command[1:-2], command[-1]) if ">" in command else (command[1:], None)
        done = workplace.kg_etl(*arguments, COLUMNS="80", **environment)
        if file is not None:
            (workplace.folder / file).write_text(done.stdout, encoding="utf-8")
        if expected:
            assert "\n".join(map(str.rstrip, done.stdout.splitlines())).strip() == expected.strip()
    return len(commands)


@pytest.mark.parametrize("page", ["docs/api.md", "docs/time.md"])
def test_what_a_page_shows_in_python_is_what_happens(workplace, monkeypatch, page):
    shutil.copytree(ROOT / "seeds", workplace.folder / "seeds")
    monkeypatch.chdir(workplace.folder)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    shown = 0
    for block in blocks_of((ROOT / page).read_text(encoding="utf-8")):
        if block.language == "console":
            carried_out(block, page, workplace)
        elif ">>> " in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, names, page, str(ROOT / page), block.line)
            out: list[str] = []
            failed, attempted = runner.run(test, out=out.append, clear_globs=False)
            names.update(test.globs)
            assert not failed, "".join(out)
            shown += attempted
    assert shown > 9


def test_what_the_page_on_extending_shows_is_what_happens(workplace):
    page = "docs/extending.md"
    for folder in COPIED:
        shutil.copytree(ROOT / folder, workplace.folder / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", workplace.folder)
    before = {path for path in workplace.folder.rglob("*") if path.is_file()}
    original = {path: path.read_bytes() for path in before}
    shown = 0
    for block in blocks_of((ROOT / page).read_text(encoding="utf-8")):
        if block.file is not None:
            written(block, workplace.folder)
        elif block.language == "console":
            shown += carried_out(block, page, workplace, PYTHONPATH=str(workplace.folder))
    assert shown > 4
    touched = [
        path.relative_to(workplace.folder)
        for folder in COPIED
        for path in (workplace.folder / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and original.get(path) != path.read_bytes()
    ]
    assert 0 < len(touched) <= 6
    assert sum(path.suffix == ".py" for path in touched) == 1


def test_the_commands_of_the_page_on_upgrading_work(two_articles):
    page = "docs/upgrading.md"
    text = (ROOT / page).read_text(encoding="utf-8")
    two_articles.kg_etl("run")
    before = two_articles.quads()
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("threshold = 0.6", "threshold = 0.65"))
    blocks = [block for block in blocks_of(text) if block.language == "console"]
    assert sum(carried_out(block, page, two_articles) for block in blocks) > 5
    assert (two_articles.folder / "backup.nq").read_text(encoding="utf-8") == before
    for command in re.findall(r"`kg-etl ([^`]+)`", text):
        status = two_articles.kg_etl(*shlex.split(command), check=None)
        assert status.returncode != 2, f"{page}: {command}: {status.stderr}"


def test_a_restored_backup_is_unchanged_for_the_release_that_made_it(two_articles):
    config = two_articles.folder / "luigi.cfg"
    earlier = config.read_text()
    two_articles.kg_etl("run")
    two_articles.kg_etl("retract", "helsinki.txt")
    backup = two_articles.quads()
    config.write_text(earlier.replace("threshold = 0.6", "threshold = 0.65"))
    two_articles.kg_etl("run")
    shutil.rmtree(two_articles.folder / "data" / "store")
    (two_articles.folder / "backup.nq").write_text(backup, encoding="utf-8")
    load = "import pyoxigraph as ox; ox.Store('data/store').bulk_load(path='backup.nq', format=ox.RdfFormat.N_QUADS)"
    two_articles.call(sys.executable, "-c", load)
    config.write_text(earlier)
    assert "0 loaded + 2 unchanged" in two_articles.kg_etl("run").stdout
    assert two_articles.quads() == backup


def test_the_python_in_the_readme_runs(capsys):
    (block,) = (block for block in blocks_of((ROOT / "README.md").read_text("utf-8")) if block.language == "python")
    exec(compile(block.text, "README.md", "exec"), {})
    assert "Vladimir Putin" in capsys.readouterr().out
