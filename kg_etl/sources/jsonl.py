"""Reads .jsonl files: one article per line."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from kg_etl.model import Article, Failure
from kg_etl.sources import ReaderOptions, SourceArticle
from kg_etl.sources.instants import day_or_time
from kg_etl.sources.text import too_large


class _Line(msgspec.Struct):
    # Other fields are ignored: files from other systems often have more.
    id: str | int
    text: str | msgspec.UnsetType = msgspec.UNSET
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: list[str] | None = None
    language: str | None = None
    modified: str | None = None
    withdrawn: bool = False


_DECODER = msgspec.json.Decoder(_Line)
_KINDS = {"str": "a string", "int": "a whole number", "array": "a list", "object": "an object", "float": "a number"}
_LONE_SURROGATE = re.compile(rb"(?i)\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f][0-9a-f]{2}")


def read_jsonl(path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:  # noqa: ARG001
    """One `SourceArticle` or one `Failure` for each non-blank line, in the file's order.

    Keeps at most one line in memory, and at most `options.max_bytes` of it.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with path.open("rb") as file:
        for number, line in _numbered(file, options.max_bytes):
            at = f"{where}:{number}"
            if isinstance(line, int):
                yield Failure(where=at, reason=too_large(line, options.max_bytes))
            elif number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                yield Failure(where=at, reason="not UTF-8: convert the file with `iconv -f UTF-16 -t UTF-8`")
                return
            elif line.strip():
                article = _article(line, options)
                yield SourceArticle(at, article) if isinstance(article, Article) else Failure(where=at, reason=article)


def _numbered(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Each line with its number, counted from 1; a line beyond the limit as its length in bytes."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := file.readline(65_536)):
            length += len(line)
        yield number, length


def _article(line: bytes, options: ReaderOptions) -> Article | str:
    """The article in a line, or the reason why it is invalid."""
    try:
        line.decode()
        row = _DECODER.decode(line)
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start + 1} of the line"
    except msgspec.ValidationError as error:
        return _reworded(str(error))
    except msgspec.DecodeError as error:
        return _invalid(line, str(error))
    except RecursionError:
        return "invalid JSON: nested too deeply"
    if row.text is msgspec.UNSET and not row.withdrawn:
        return "text: is missing"
    times: dict[str, dt.datetime | None] = {}
    for field, written in (("published", row.published), ("modified", row.modified)):
        times[field] = day_or_time(written, options.timezone) if written else None
        if written and times[field] is None:
            return f"{field}: {written[:60]!r} is not ISO 8601 such as 2024-05-16T08:10:00Z"
    return Article(
        id=str(row.id),
        text=row.text or "",
        title=row.title or None,
        published=times["published"],
        modified=times["modified"],
        withdrawn=row.withdrawn,
        publisher=row.publisher or None,
        url=row.url or None,
        authors=tuple(row.authors or ()),
        language=row.language or None,
    )


def _invalid(line: bytes, problem: str) -> str:
    place = re.fullmatch(r"JSON is malformed: (?P<what>.+) \(byte (?P<byte>\d+)\)", problem)
    if place:
        # msgspec counts from 0, and for trailing characters gives the position after the first.
        byte = int(place["byte"]) - (place["what"] == "trailing characters")
        column = len(line[:byte].decode(errors="replace")) + 1
        return f"invalid JSON at column {column}: {place['what']}"
    if lone := _LONE_SURROGATE.search(line):
        return f"invalid JSON: a lone surrogate ({lone.group().decode()})"
    return "invalid JSON: the line ends too early" if "truncated" in problem else f"invalid JSON: {problem}"


def _reworded(problem: str) -> str:
    """msgspec's message reworded: the field first, without names of Python types."""
    if missing := re.search(r"missing required field `(\w+)`", problem):
        return f"{missing[1]}: is missing"
    wrong = re.search(r"Expected `([^`]+)`, got `(\w+)`(?: - at `\$\.?(\w*)[^`]*`)?", problem)
    if not wrong:
        return f"wrong value: {problem}"
    kinds = [kind.strip() for kind in wrong[1].split("|") if kind.strip() != "null"]
    wanted = " or ".join(_KINDS.get(kind, kind) for kind in kinds)
    got = {"null": "null", "bool": "true or false", **_KINDS}.get(wrong[2], wrong[2])
    return f"{wrong[3] or 'the line'}: must be {wanted}, not {got}"
