"""The enumerations of the model; those of event classes and roles are the names in schema.toml."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from kg_etl.schema import CLASSES, FILLERS, ROLES, SCHEMA, constant_name

if TYPE_CHECKING:

    class EventClass(StrEnum):
        """The classes of events: those that rules name; at run time every class of schema.toml."""

        VISIT = "Visit"
        AGREEMENT = "Agreement"
        OFFENSIVE = "Offensive"
        STATEMENT = "Statement"

    class RoleName(StrEnum):
        """The parts that entities play in events: those that rules name; at run time every role of schema.toml."""

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
"""The roles that say where; all others are played by those who act or are acted upon."""


class Status(StrEnum):
    """Whether the article says that an event came about."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    CLAIMED = "claimed"


class EntityType(StrEnum):
    """What a mention or entity is; `ACTOR` and `PLACE` where no more is known."""

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
"""What many people make up who act as one."""
PLACE_TYPES = frozenset({EntityType.COUNTRY, EntityType.REGION, EntityType.CITY, EntityType.FACILITY, EntityType.PLACE})
"""The types of what something can happen at."""


class MentionForm(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    DEMONYM = "demonym"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


NAMED_FORMS = frozenset({MentionForm.NAME, MentionForm.DEMONYM})
"""The forms that say by themselves whom they mean."""


class QuotationKind(StrEnum):
    """Whether a statement's content stands in quotation marks wholly, not at all, or in part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
