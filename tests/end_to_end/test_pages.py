"""The pages of docs/ do not lie: what they show is carried out, in order, in a folder with the sample articles.

A block ```` ```console ```` holds commands behind `$ `, each with what it prints (or with nothing shown, then only its
success counts); ```` ```python ```` a doctest; a block with `title="NAME"` is a file of that name.
"""

import doctest
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("docs/api.md",)


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


@pytest.fixture
def checkout(workplace):
    shutil.copytree(ROOT / "seeds", workplace.folder / "seeds")
    return workplace


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_happens(page, checkout, monkeypatch):
    monkeypatch.chdir(checkout.folder)
    text = (ROOT / page).read_text(encoding="utf-8")
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    shown = 0
    for block in blocks_of(text):
        if block.file is not None:
            path = checkout.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, expected in commands_of(block.text):
                assert command[0] == "kg-etl", f"{page}:{block.line}: only kg-etl is carried out"
                done = checkout.kg_etl(*command[1:], COLUMNS="80")
                if expected:
                    assert "\n".join(map(str.rstrip, done.stdout.splitlines())).strip() == expected.strip()
                shown += 1
        elif ">>> " in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, names, page, str(ROOT / page), block.line)
            out: list[str] = []
            failed, attempted = runner.run(test, out=out.append, clear_globs=False)
            names.update(test.globs)
            assert not failed, "".join(out)
            shown += attempted
    assert shown, f"{page} shows nothing that could be carried out"
