"""Reads .txt files: one article each. Its text is the whole file, unaltered."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from kg_etl.model import Article, Failure
from kg_etl.sources import ReaderOptions, SourceArticle
from kg_etl.sources.front_matter import FrontMatter, FrontMatterError, front_matter_of
from kg_etl.sources.header import header_of


class DecodingError(ValueError):
    """Bytes are not text in a supported encoding."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def read_text(path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
    """The article of a .txt file: one `SourceArticle`, or one `Failure` with the reason and, where it helps, the line.

    A file larger than `options.max_bytes` is not read.

    Raises:
        OSError: the file cannot be opened or read.
    """
    size = path.stat().st_size
    if size > options.max_bytes:
        yield Failure(where=where, reason=too_large(size, options.max_bytes))
        return
    with path.open("rb") as file:
        data = file.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        yield Failure(where=where, reason=too_large(len(data), options.max_bytes))
        return
    try:
        yield SourceArticle(where, article(decoded(data), name, options))
    except (DecodingError, FrontMatterError) as error:
        yield Failure(where=where if error.line is None else f"{where}:{error.line}", reason=str(error))


def too_large(size: int, limit: int) -> str:
    """The message for a file or line that is not read because of its size.

    >>> too_large(52_428_800, 10_000_000)
    'too large: 52.4 MB, and an article may have at most 10 MB'
    """
    return f"too large: {size / 1e6:.3g} MB, and an article may have at most {limit / 1e6:.3g} MB"


def article(text: str, name: str, options: ReaderOptions) -> Article:
    """The article in a text, with the metadata of its front matter and its header.

    Args:
        text: The whole file.
        name: The id if the front matter has neither id nor URL.
        options: The default time zone.

    Raises:
        FrontMatterError: the front matter is invalid.
    """
    front = front_matter_of(text, options.timezone) or FrontMatter(length=0)
    body = text[front.length :]
    if not body.strip():
        # A file with nothing but front matter has no text: acceptance.py rejects it as empty.
        text = ""
    head = header_of(body, options.timezone)
    return Article(
        id=front.id or front.url or name,
        text=text,
        title=front.title or head.title,
        published=front.published or head.published,
        publisher=front.publisher or head.publisher,
        url=front.url,
        authors=front.authors or head.authors,
        language=front.language,
    )


def decoded(data: bytes) -> str:
    """Bytes decoded as UTF-8, or as UTF-16 if they begin with its byte order mark, without the mark.

    Raises:
        DecodingError: they are in another encoding, or binary.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise DecodingError("UTF-32 is not supported: convert it with `iconv -f UTF-32 -t UTF-8`")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise DecodingError(f"not UTF-16 at byte {error.start + 1}, despite its byte order mark") from error
    if b"\0" in data:
        at = data.index(b"\0")
        raise DecodingError(f"binary: contains a NUL at byte {at + 1}", data.count(b"\n", 0, at) + 1)
    skipped = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[skipped:].decode()
    except UnicodeDecodeError as error:
        at = skipped + error.start
        line = data.count(b"\n", 0, at) + 1
        raise DecodingError(
            f"not UTF-8 at byte {at + 1} (line {line}): convert it with `iconv -f WINDOWS-1252 -t UTF-8`, "
            "or from the encoding that it has",
            line,
        ) from error
