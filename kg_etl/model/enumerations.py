"""The enumerations of the model; those of event classes and roles are the names in schema.toml."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from kg_etl.schema import CLASSES, FILLERS, ROLES, SCHEMA, constant_name

if TYPE_CHECKING:

    class EventClass(StrEnum):
        """The classes of events that code names; at run time every class of schema.toml."""

        VISIT = "Visit"
        AGREEMENT = "Agreement"
        OFFENSIVE = "Offensive"
        STATEMENT = "Statement"

    class RoleName(StrEnum):
        """The roles that code names; at run time every role of schema.toml."""

        VISITOR = "visitor"
        HOST = "host"
        DESTINATION = "destination"
        PARTY = "party"
        SIGNATORY = "signatory"
        ATTACKER = "attacker"
        TARGET = "target"
        LOCATION = "location"
        SPEAKER = "speaker"
        ADDRESSEE = "addressee"
        REPORTED_BY = "reportedBy"

else:
    EventClass = StrEnum("EventClass", {constant_name(name): name for name in CLASSES}, module=__name__)
    RoleName = StrEnum("RoleName", {constant_name(name): name for name in ROLES}, module=__name__)

EVENT_TYPES: Mapping[EventClass, frozenset[str]] = {
    EventClass(name): frozenset({name, *cls.types}) for name, cls in SCHEMA.classes.items()
}
"""The classes that an event's `type` may name: its class itself or one of its subclasses."""

CLASS_ROLES: Mapping[EventClass, frozenset[RoleName]] = {
    EventClass(name): frozenset(map(RoleName, cls.roles)) for name, cls in SCHEMA.classes.items()
}
"""The roles of each class."""

PLACE_ROLES = frozenset(RoleName(role) for role, filler in FILLERS.items() if filler == "place")
"""The roles of places; all others are filled by actors and those that they act upon."""


class Status(StrEnum):
    """Whether an event took place, by the article."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    CLAIMED = "claimed"


class TimeBasis(StrEnum):
    """How the days of an event are known."""

    STATED = "stated"
    """From a time expression where the article tells the event."""
    INFERRED = "inferred"
    """From the narrative around it, or because it is the news of the day."""
    BOUNDED = "bounded"
    """By logic only: what happened is not later than the report, and what is planned is not earlier."""


class Background(StrEnum):
    """Why an article recalls an event that is not what it reports."""

    ANNIVERSARY = "anniversary"
    OBITUARY = "obituary"
    HISTORY = "history"


class EntityType(StrEnum):
    """The type of a mention or entity; `ACTOR` and `PLACE` if no more is known."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COUNTRY = "Country"
    ARMED_FORCE = "ArmedForce"
    REGION = "Region"
    CITY = "City"
    FACILITY = "Facility"
    ACTOR = "Actor"
    PLACE = "Place"


BODY_TYPES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
"""Types of bodies, which act as one."""
PLACE_TYPES = frozenset({EntityType.COUNTRY, EntityType.REGION, EntityType.CITY, EntityType.FACILITY, EntityType.PLACE})
"""Types of places, where something can happen."""


class MentionForm(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    DEMONYM = "demonym"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


NAMED_FORMS = frozenset({MentionForm.NAME, MentionForm.DEMONYM})
"""Forms that name their entity by themselves."""


class QuotationKind(StrEnum):
    """Whether a statement's content is in quotation marks wholly, not at all, or in part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
