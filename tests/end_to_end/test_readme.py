"""The README does not lie: every command in it is called, and gives what it shows there."""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
WRITE = bool(os.environ.get("KG_ETL_WRITE_README"))


def sessions(text):
    """The console blocks of the README, each as its lines."""
    return [block.splitlines() for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)]


def masked(line):
    """A line without what differs from run to run, and without the space at its end."""
    return "Time: …" if line.startswith("Time: ") else line.rstrip()


@pytest.fixture
def checkout(workplace):
    shutil.copytree(ROOT / "seeds", workplace.folder / "seeds")
    shutil.copy(ROOT / "luigi.cfg", workplace.folder / "luigi.cfg")
    return workplace


def test_every_command_in_the_readme_gives_what_the_readme_shows(checkout):
    text = README.read_text(encoding="utf-8")
    result = sessions(text)
    assert result, "the README shows no session"
    for block in result:
        got = []
        for line in block:
            if line.startswith("$ kg-etl "):
                done = checkout.kg_etl(*shlex.split(line.removeprefix("$ kg-etl ")), COLUMNS="150")
                shown = [masked(splitline) for splitline in done.stdout.splitlines()]
                got += [line, *trimmed(shown)]
        if WRITE:
            text = text.replace("\n".join(block), "\n".join(got))
        else:
            assert got == block
    if WRITE:
        README.write_text(text, encoding="utf-8")
        pytest.fail("README.md was written anew: look at it, and run again without KG_ETL_WRITE_README")


def trimmed(lines):
    """Output without the empty lines at its ends."""
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def test_every_file_that_the_readme_and_the_docs_name_exists():
    for page in [README, *sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("[os]*/README.md"))]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_names_the_recipes_that_the_makefile_has():
    recipes = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", README.read_text(encoding="utf-8")))
    assert {"run", "test"} <= named <= recipes
