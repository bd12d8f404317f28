"""Checks every link of a built website: the file must exist, and have the anchor that is named.

    python -m tools.site.links FOLDER

Links to other hosts are counted and not followed. Exit status 1 where a link is dead.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors.update(value for name in ("id", "name") if (value := values.get(name)))
        link = values.get("src") if tag in {"img", "script"} else values.get("href")
        if link:
            self.links.append(link)


def dead_links(folder: Path) -> tuple[list[str], int, int]:
    """Each dead link with its page; how many links there are within the site; and how many to other hosts."""
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    dead, inside, outside = [], 0, 0
    for path, page in pages.items():
        if path.name == "404.html":  # its links count from the root of whatever host serves it
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                outside += 1
                continue
            inside += 1
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                dead.append(f"{path.relative_to(folder.resolve())}: {link}: no such file")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                dead.append(f"{path.relative_to(folder.resolve())}: {link}: no such anchor")
    return dead, inside, outside


def main(arguments: list[str]) -> int:
    """Print dead links and counts."""
    folder = Path(arguments[0])
    dead, inside, outside = dead_links(folder)
    print(*dead, sep="\n", end="\n" if dead else "")
    print(f"{inside} links within the site, {len(dead)} dead; {outside} links to other hosts, not followed")
    return 1 if dead or not inside else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
