"""Articles in files and folders."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kg_etl.errors import SettingsError, SourceError
from kg_etl.model import Failure
from kg_etl.sources import Reader, ReaderOptions, SourceArticle, distinct
from kg_etl.sources.acceptance import accepted
from kg_etl.sources.jsonl import read_jsonl
from kg_etl.sources.text import read_text

READERS: Mapping[str, Reader] = {".txt": read_text, ".jsonl": read_jsonl}
"""Suffix in lower case -> the reader that ships with this package."""

MAX_BYTES = 10_000_000
"""Default for the largest article that is read, in bytes: a .txt file, or a line of a .jsonl file."""


class _File(NamedTuple):
    path: Path
    name: str
    """Path within the folder given."""


class FolderSource:
    """A `Source` of files and folders.

    Paths are read in the order given; in a folder first its files, sorted by name, then its subfolders. Files that only
    a symbolic link leads to come last. Each real folder is read once. Hidden files and files without a reader for
    their suffix are skipped inside folders.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        timezone: str = "UTC",
        latest: dt.datetime | None = None,
        max_bytes: int = MAX_BYTES,
        readers: Mapping[str, Reader] = READERS,
    ) -> None:
        """A source of the articles in these files and folders.

        Args:
            paths: Files and folders.
            timezone: Name of the time zone of dates that name none, such as `Europe/Paris`.
            latest: An article published later than this is a Failure; None skips this check. With a time zone.
            max_bytes: The largest .txt file, and the longest line of a .jsonl file, that is read.
            readers: Suffix in lower case, such as `.txt` -> the reader of files with it.

        Raises:
            SettingsError: there is no such time zone.
        """
        try:
            zone = ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise SettingsError(f"timezone: there is no time zone {timezone!r}; an example is Europe/Paris") from error
        self._paths = tuple(paths)
        self._options = ReaderOptions(timezone=zone, max_bytes=max_bytes)
        self._latest = latest
        self._readers = readers

    def articles(self) -> Iterator[SourceArticle | Failure]:
        """One `SourceArticle` or one `Failure` for each article, each id once.

        Raises:
            SourceError: one of the paths does not exist or cannot be opened; raised before anything is read.
        """
        for path in self._paths:
            _check(path)
        return distinct(accepted(self._read(), self._latest))

    def _read(self) -> Iterator[SourceArticle | Failure]:
        walk = _FolderWalk(tuple(self._readers))
        for path in self._paths:
            for file in walk.files(path):
                if isinstance(file, Failure):
                    yield file
                else:
                    yield from self._read_file(file)

    def _read_file(self, file: _File) -> Iterator[SourceArticle | Failure]:
        where = shown(file.path)
        try:
            if stat.S_ISREG(file.path.stat().st_mode):
                yield from self._readers[file.path.suffix.lower()](file.path, file.name, where, self._options)
            else:
                yield Failure(where=where, reason="not a regular file")
        except OSError as error:
            yield Failure(where=where, reason=f"cannot be read: {_reason(error)}")


def shown(path: Path) -> str:
    """A path as one printable line of Unicode; undecodable bytes and control characters are escaped.

    >>> shown(Path("a") / "two\\nlines.txt")
    'a/two\\\\nlines.txt'
    """
    text = os.fsencode(path).decode(errors="backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _check(path: Path) -> None:
    try:
        if path.is_dir():
            with os.scandir(path):
                pass
        else:
            path.stat()
            if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
                raise SourceError(f"{shown(path)}: cannot be read: check its permissions")
    except FileNotFoundError as error:
        raise SourceError(f"{shown(path)}: there is no such file or folder") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{shown(path)}: cannot be read: {_reason(error)}") from error


class _FolderWalk:
    """Finds the files that have a reader; walks each real folder once."""

    def __init__(self, suffixes: Sequence[str]) -> None:
        self._suffixes = suffixes
        self._walked: set[tuple[int, int]] = set()

    def files(self, path: Path) -> Iterator[_File | Failure]:
        if not path.is_dir():
            if path.suffix.lower() in self._suffixes:
                yield _File(path, path.name)
            else:
                suffixes = ", ".join(self._suffixes)
                reason = f"no reader for the suffix {path.suffix!r}; there are readers for {suffixes}"
                yield Failure(where=shown(path), reason=reason)
            return
        links: list[Path] = []
        yield from self._folder(path, path, links)
        for link in links:
            yield from self._linked(link, path, links)

    def _folder(self, folder: Path, root: Path, links: list[Path]) -> Iterator[_File | Failure]:
        pending = [folder]
        while pending:
            folder = pending.pop()
            try:
                identity = _identity(folder)
                if identity in self._walked:
                    continue
                self._walked.add(identity)
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                yield Failure(where=shown(folder), reason=f"folder cannot be read: {_reason(error)}")
                continue
            visible = [entry for entry in entries if not entry.name.startswith(".")]
            links.extend(folder / entry.name for entry in visible if entry.is_symlink())
            real = [
                (folder / entry.name, entry.is_dir(follow_symlinks=False))
                for entry in visible
                if not entry.is_symlink()
            ]
            pending.extend(path for path, is_folder in reversed(real) if is_folder)
            for path, is_folder in real:
                if not is_folder and path.suffix.lower() in self._suffixes:
                    yield _File(path, path.relative_to(root).as_posix())

    def _linked(self, link: Path, root: Path, links: list[Path]) -> Iterator[_File | Failure]:
        try:
            if link.is_dir():
                above = [_identity(folder) for folder in link.parents if folder.is_relative_to(root)]
                if _identity(link) in above:
                    yield Failure(where=shown(link), reason="link to a folder that contains it: not followed")
                else:
                    yield from self._folder(link, root, links)
            elif link.suffix.lower() in self._suffixes:
                target = link.resolve(strict=True)
                if _identity(target.parent) not in self._walked or target.name.startswith("."):
                    yield _File(link, link.relative_to(root).as_posix())
            elif not link.suffix:
                link.stat()
        except (OSError, RuntimeError) as error:
            yield Failure(where=shown(link), reason=f"link cannot be followed: {_reason(error)}")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
