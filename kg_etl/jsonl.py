"""Values as lines of JSON, in which stages hand their output on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec


def encoded(value: object) -> str:
    """One value as one line of JSON, without its line end; equal values give equal lines.

    >>> from kg_etl.model import Evidence
    >>> encoded(Evidence(start=0, end=2, quote="Xi"))
    '{"start":0,"end":2,"quote":"Xi"}'
    """
    return msgspec.json.encode(value, order="deterministic").decode()


def lines(values: Iterable[object]) -> Iterator[str]:
    """Each value as one line of JSON with its line end."""
    return (encoded(value) + "\n" for value in values)


def read(path: Path | str, kind: Any) -> Iterator[Any]:
    """The values of a file that `lines` wrote, in order.

    Args:
        path: The file.
        kind: The type of the values; a union of tagged types is allowed.
    """
    decoder = msgspec.json.Decoder(kind)
    with Path(path).open("rb") as file:
        for line in file:
            yield decoder.decode(line)
