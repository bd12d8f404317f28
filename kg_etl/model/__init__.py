"""The values that pass from step to step: frozen, comparable, read from and written to JSON.

enumerations   classes, roles, types and forms
values         articles, mentions, events, links, graphs, failures
"""

from kg_etl.model.enumerations import (
    BODY_TYPES,
    CLASS_ROLES,
    EVENT_TYPES,
    NAMED_FORMS,
    PLACE_ROLES,
    PLACE_TYPES,
    EntityType,
    EventClass,
    MentionForm,
    QuotationKind,
    RoleName,
    Status,
)
from kg_etl.model.values import (
    Article,
    ArticleGraph,
    Candidate,
    Entity,
    Event,
    Evidence,
    Extraction,
    Failure,
    Link,
    Links,
    Mention,
    Rejection,
    Role,
    Value,
    Violation,
    member_of,
)

__all__ = [
    "BODY_TYPES",
    "CLASS_ROLES",
    "EVENT_TYPES",
    "NAMED_FORMS",
    "PLACE_ROLES",
    "PLACE_TYPES",
    "Article",
    "ArticleGraph",
    "Candidate",
    "Entity",
    "EntityType",
    "Event",
    "EventClass",
    "Evidence",
    "Extraction",
    "Failure",
    "Link",
    "Links",
    "Mention",
    "MentionForm",
    "QuotationKind",
    "Rejection",
    "Role",
    "RoleName",
    "Status",
    "Value",
    "Violation",
    "member_of",
]
