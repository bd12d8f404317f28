"""Events as flat records with stable fields, for export.

events.py    records for JSON, one event per line
tables.py    rows for CSV and DataFrames
"""

from __future__ import annotations

from kg_etl.records.events import (
    ArticleLinks,
    EventRecord,
    MentionLink,
    QuoteSpan,
    RoleRecord,
    TextSpan,
    article_links,
    event_records,
    in_text_order,
    quote_span,
    roles_in_order,
)
from kg_etl.records.tables import COLUMNS, row_of

__all__ = [
    "COLUMNS",
    "ArticleLinks",
    "EventRecord",
    "MentionLink",
    "QuoteSpan",
    "RoleRecord",
    "TextSpan",
    "article_links",
    "event_records",
    "in_text_order",
    "quote_span",
    "roles_in_order",
    "row_of",
]
