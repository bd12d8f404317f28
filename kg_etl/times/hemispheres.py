"""A time zone -> its hemisphere, which decides on the months of a season."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _latitudes() -> dict[str, str]:
    """Zone -> the latitude of its principal place in ISO 6709, such as `-3352`.

    Source: zone.tab of the IANA time zone database, in the package tzdata (public domain).
    """
    lines = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[2]: row[1] for row in rows}


def is_southern(zone: str | None) -> bool:
    """Whether a time zone lies south of the equator; False for an unknown one.

    >>> is_southern("Australia/Sydney"), is_southern("Europe/Berlin"), is_southern(None)
    (True, False, False)
    """
    return zone is not None and _latitudes().get(zone, "+").startswith("-")
