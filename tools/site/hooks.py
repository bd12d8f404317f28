"""MkDocs hooks: pages made from the README files, the ontology, the shipped questions and the command line.

Links of a page to a file of the repository lead to that file's page where it has one; other files (code) are named
without a link, since the site does not show them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.site import command_line, ontology, questions

ROOT = Path(__file__).parents[2]

FROM_REPOSITORY = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "LICENSE": "licence.md",
    "ontology/README.md": "ontology.md",
    "shapes/README.md": "shapes.md",
    "seeds/README.md": "seeds.md",
    "kg_etl/lexicon/README.md": "lexicon.md",
    "kg_etl/gazetteer/README.md": "gazetteer.md",
}
"""File of the repository -> page of the site."""

GENERATED: dict[str, Callable[[], str]] = {
    "terms.md": ontology.page,
    "questions.md": questions.page,
    "command-line.md": command_line.page,
}
"""Page of the site -> what makes its Markdown."""

_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the pages that do not lie in docs/."""
    for source, page in FROM_REPOSITORY.items():
        path = ROOT / source
        if path.exists():
            text = path.read_text(encoding="utf-8")
            content = f"```text\n{text}\n```\n" if path.suffix != ".md" else text
            files.append(File.generated(config, page, content=content))
    for page, make in GENERATED.items():
        files.append(File.generated(config, page, content=make()))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """The text of a page, with its links leading to pages of the site."""
    sources = {target: source for source, target in FROM_REPOSITORY.items()}
    place = sources.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    return _LINK.sub(lambda match: _link(match[1], match[2], place, page.file.src_uri), markdown)


def _link(label: str, target: str, place: str, page: str) -> str:
    address, _, fragment = target.partition("#")
    if not address or "://" in address or address.startswith("mailto:"):
        return f"[{label}]({target})"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(place), address))
    if path.startswith("docs/"):
        destination = path.removeprefix("docs/")
    elif path in FROM_REPOSITORY:
        destination = FROM_REPOSITORY[path]
    else:
        return label
    if (ROOT / path).is_dir():
        destination = posixpath.join(destination, "index.md")
    relative = posixpath.relpath(destination, posixpath.dirname(page) or ".")
    return f"[{label}]({relative}{'#' + fragment if fragment else ''})"
