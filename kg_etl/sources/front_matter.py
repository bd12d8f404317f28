"""Front matter: metadata in YAML between two `---` lines at the head of an article."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import yaml

from kg_etl.sources.instants import date_line

KEYS = ("id", "title", "published", "publisher", "url", "authors", "language")
"""The permitted keys."""

MAX_LENGTH = 64 * 1024
"""The longest front matter that is read, in code points."""

_DEEPEST = 2
"""Levels of nesting: the keys, and the list of authors in them."""
_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"^---[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """The front matter of an article; a missing value is None or empty."""

    length: int
    """Code points, including the `---` lines."""
    id: str | None = None
    title: str | None = None
    published: dt.datetime | None = None
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


class FrontMatterError(ValueError):
    """The front matter of an article is invalid; the reader turns it into a `Failure`."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        """Line of the file, counted from 1."""


def front_matter_of(text: str, zone: dt.tzinfo) -> FrontMatter | None:
    """The front matter of a text; None if it has none.

    Raises:
        FrontMatterError: it is not closed, too long, not YAML, or has an unknown key or a wrong value.
    """
    opened = _OPEN.match(text)
    if not opened:
        return None
    closed = _CLOSE.search(text, opened.end(), opened.end() + MAX_LENGTH)
    if not closed:
        raise FrontMatterError(1, f"front matter: no closing --- line within {MAX_LENGTH // 1024} kB")
    values = _values(text[opened.end() : closed.start()])
    fields: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    published = None
    for key, (line, value) in values.items():
        if key == "authors":
            authors = (value,) if isinstance(value, str) else value
        elif not isinstance(value, str):
            raise FrontMatterError(line, f"front matter: {key} must be a single value, not a list")
        elif key == "published":
            published = date_line(value, zone)
            if published is None:
                raise FrontMatterError(
                    line,
                    f"front matter: published: {value[:60]!r} is not a date such as 2024-05-16T08:10Z",
                )
        else:
            fields[key] = value
    return FrontMatter(length=closed.end(), published=published, authors=authors, **fields)


def _values(source: str) -> dict[str, tuple[int, str | tuple[str, ...]]]:
    """Key -> line and value, without empty values."""
    try:
        # BaseLoader reads every scalar as a string: `no` is a language, and 007 an id.
        depth = 0
        for event in yaml.parse(source, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                # Stop here: the scanner takes minutes for a long row of brackets.
                raise FrontMatterError(_line(event.start_mark), "front matter: nested too deeply")
            if getattr(event, "anchor", None) is not None:
                raise FrontMatterError(_line(event.start_mark), "front matter: anchors and aliases are not allowed")
        root = yaml.compose(source, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise FrontMatterError(
            _line(error.problem_mark or error.context_mark), f"front matter: not YAML: {error.problem}"
        ) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(1, "front matter: not YAML: contains a character that YAML does not allow") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError(2, "front matter: must consist of keys with values, such as `title: ...`")
    values: dict[str, tuple[int, str | tuple[str, ...]]] = {}
    for key_node, value_node in root.value:
        line = _line(key_node.start_mark)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key not in KEYS:
            raise FrontMatterError(line, f"front matter: unknown key {key[:60]!r}; the keys are {', '.join(KEYS)}")
        if key in values:
            raise FrontMatterError(line, f"front matter: {key} is given twice")
        value = _value(key, line, value_node)
        if value:
            values[key] = (line, value)
    return values


def _value(key: str, line: int, node: yaml.Node) -> str | tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return tuple(author for item in node.value if (author := str(item.value).strip()))
    raise FrontMatterError(line, f"front matter: {key} must be text (authors: text, or a list of it)")


def _line(mark: Any) -> int:
    """The line of the file; YAML counts from 0 after the opening `---`."""
    return 2 + (mark.line if mark else 0)
