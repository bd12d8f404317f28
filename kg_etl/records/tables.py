"""Events as rows of a flat table."""

from __future__ import annotations

from typing import Any

ROLE_COLUMNS = (
    "visitor", "host", "destination", "party", "signatory", "attacker", "target", "location", "speaker", "addressee",
    "reportedBy",
)  # fmt: skip


FIELDS = ("article", "class", "type", "status", "earliest", "latest", "confidence")


COLUMNS = (*FIELDS, *(c for role in ROLE_COLUMNS for c in (role, f"{role}_qid")), "content", "evidence", "event_iri")


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """One event as a row of a table; several values of one role are joined by `; `."""
    row = {name: record.get(name) for name in FIELDS}
    for role in ROLE_COLUMNS:
        several = [one for one in record["roles"] if one["role"] == role]
        row[role] = "; ".join(one["label"] or one["text"] for one in several)
        row[f"{role}_qid"] = "; ".join(one["qid"] or "" for one in several)
    row["content"] = " … ".join(one["text"] for one in record.get("content") or [])
    row["evidence"] = " … ".join(one["quote"] for one in record["evidence"])
    row["event_iri"] = record["event_iri"]
    return row
