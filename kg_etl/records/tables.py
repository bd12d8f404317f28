"""Events as rows of a flat table, for CSV and DataFrames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from kg_etl.model import RoleName
from kg_etl.records.events import EventRecord, QuoteSpan, TextSpan

FIELDS = ("article", "class", "type", "status", "earliest", "latest", "confidence")
"""Columns that hold one value of the event."""
COLUMNS = (
    *FIELDS,
    *(column for role in RoleName for column in (role.value, f"{role.value}_qid")),
    "content",
    "evidence",
    "event_iri",
)
"""Every column, in order."""


def row_of(event: EventRecord) -> dict[str, Any]:
    """One event as a row: column -> Python value; several values of one role are joined by `; `, spans by ` … `."""
    row: dict[str, Any] = {name: getattr(event, "cls" if name == "class" else name) for name in FIELDS}
    row["class"], row["status"] = event.cls.value, event.status.value
    for role in RoleName:
        fillers = [filler for filler in event.roles if filler.role is role]
        row[role.value] = "; ".join(filler.label or filler.text for filler in fillers)
        row[f"{role.value}_qid"] = "; ".join(filler.qid or "" for filler in fillers)
    row["content"] = _joined_text(() if event.content is UNSET else event.content)
    row["evidence"] = _joined_text(event.evidence)
    row["event_iri"] = event.event_iri
    return row


def _joined_text(spans: Iterable[TextSpan | QuoteSpan]) -> str:
    return " … ".join(span.text if isinstance(span, TextSpan) else span.quote for span in spans)
