"""Events as flat records with stable fields.

events   one a line of JSON
tables   rows of CSV and data frames
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
