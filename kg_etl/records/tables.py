"""Events as rows of a flat table, for CSV and DataFrames."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec import UNSET

from kg_etl.records.events import EventRecord, QuoteSpan, TextSpan
from kg_etl.schema import ATTRIBUTES, ROLES

_LEADING = tuple(name for name, a in ATTRIBUTES.items() if a.column and not a.is_multiple)
_TRAILING = tuple(sorted(name for name, a in ATTRIBUTES.items() if a.column and a.is_multiple))

COLUMNS = (
    "article",
    "class",
    "type",
    *_LEADING,
    *(column for role in ROLES for column in (role, f"{role}_qid")),
    *_TRAILING,
    "event_iri",
)
"""Every column, in order."""


def row_of(event: EventRecord) -> dict[str, Any]:
    """An event as a row: column -> Python value; several fillers of a role are separated by `; `, spans by ` … `."""
    row: dict[str, Any] = {"article": event.article, "class": event.cls.value, "type": event.type}
    for name in _LEADING:
        value = getattr(event, name)
        row[name] = None if value is UNSET else value.value if isinstance(value, StrEnum) else value
    for role in ROLES:
        fillers = [filler for filler in event.roles if filler.role == role]
        row[role] = "; ".join(filler.label or filler.text for filler in fillers)
        row[f"{role}_qid"] = "; ".join(filler.qid or "" for filler in fillers)
    for name in _TRAILING:
        value = getattr(event, name)
        row[name] = _spans_as_text(() if value is UNSET else value)
    row["event_iri"] = event.event_iri
    return row


def _spans_as_text(spans: Iterable[TextSpan | QuoteSpan]) -> str:
    return " … ".join(span.text if isinstance(span, TextSpan) else span.quote for span in spans)
