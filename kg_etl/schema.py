"""The table of event classes, their roles and attributes (schema.toml), loaded and checked once.

Everything that lists classes, roles or attributes derives its list from here. The order is that of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Annotated, Literal

import msgspec

from kg_etl.errors import SchemaError

_Name = Annotated[str, msgspec.Meta(pattern="^[A-Za-z][A-Za-z0-9_]*$")]


class EventClassSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of events."""

    roles: Mapping[_Name, Literal["actor", "place", "anyone"]]
    """Role -> who may fill it."""
    types: tuple[_Name, ...] = ()
    """The subclasses."""
    opposed: tuple[tuple[_Name, _Name], ...] = ()
    """Pairs of roles that one participant cannot play in the same event; the first of a pair stays."""
    exclusive: tuple[tuple[_Name, _Name], ...] = ()
    """Further pairs: a mention that fills the second role is not taken for the first."""


class AttributeSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attribute of events: field of `model.Event` and of `records.EventRecord`, and how RDF says it."""

    kind: Literal["span", "spans", "quotes", "day", "number", "text", "term", "event"]
    term: _Name | None = None
    """Property with the value; of spans with their words."""
    evidence: _Name | None = None
    """Property that points at the span of text."""
    inverse: _Name | None = None
    """Property from the event that is the value back to the one that has the attribute."""
    required: bool = False
    classes: tuple[_Name, ...] | None = None
    """None for all classes."""
    column: bool = False
    """Whether CSV and DataFrames have a column of it."""

    @property
    def has_spans(self) -> bool:
        """Whether its values are spans of text."""
        return self.kind == "span" or self.is_multiple

    @property
    def is_multiple(self) -> bool:
        """Whether an event can have several values of it."""
        return self.kind in {"spans", "quotes"}

    def is_of(self, cls: str) -> bool:
        """Whether events of a class have it."""
        return self.classes is None or cls in self.classes


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    classes: Mapping[_Name, EventClassSchema]
    attributes: Mapping[_Name, AttributeSchema]


def schema_of(text: str) -> Schema:
    """The schema in a TOML text.

    Raises:
        SchemaError: it is not TOML, breaks the layout, or names a class or role that it does not define.
    """
    try:
        schema = msgspec.convert(tomllib.loads(text), Schema)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SchemaError(f"schema.toml: {error}") from error
    names = [name for cls in schema.classes.values() for name in cls.roles]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise SchemaError(f"schema.toml: two classes have a role {', '.join(sorted(repeated))}")
    for name, cls in schema.classes.items():
        for key, pairs in (("opposed", cls.opposed), ("exclusive", cls.exclusive)):
            if unknown := {role for pair in pairs for role in pair} - set(cls.roles):
                raise SchemaError(f"schema.toml: {name}: `{key}` names {', '.join(sorted(unknown))}, which is no role")
    for name, attribute in schema.attributes.items():
        if unknown := set(attribute.classes or ()) - set(schema.classes):
            raise SchemaError(f"schema.toml: {name}: `classes` names {', '.join(sorted(unknown))}, which is no class")
    return schema


SCHEMA = schema_of(resources.files("kg_etl").joinpath("schema.toml").read_text(encoding="utf-8"))
"""The schema that ships with the package."""

CLASSES: tuple[str, ...] = tuple(SCHEMA.classes)
ROLES: tuple[str, ...] = tuple(role for cls in SCHEMA.classes.values() for role in cls.roles)
"""Every role of every class."""
ATTRIBUTES: Mapping[str, AttributeSchema] = SCHEMA.attributes
FILLERS: Mapping[str, Literal["actor", "place", "anyone"]] = {
    role: filler for cls in SCHEMA.classes.values() for role, filler in cls.roles.items()
}
"""Role -> who may fill it."""
OPPOSED: Mapping[str, str] = {second: first for cls in SCHEMA.classes.values() for first, second in cls.opposed}
"""Role -> the role that its filler cannot play as well, in the direction in which it gives way."""
OPPOSITES: Mapping[str, tuple[str, ...]] = {
    role: tuple(other for pair in OPPOSED.items() if role in pair for other in pair if other != role) for role in ROLES
}
"""Role -> the roles that its filler cannot play as well, in both directions."""
EXCLUSIVE: Mapping[str, tuple[str, ...]] = {
    role: (*OPPOSITES[role], *(second for first, second in cls.exclusive if first == role))
    for cls in SCHEMA.classes.values()
    for role in cls.roles
}
"""Role -> the roles that a mention which fills it cannot fill in the same event mention."""


def constant_name(name: str) -> str:
    """The name of the constant that stands for a class or role.

    >>> constant_name("reportedBy")
    'REPORTED_BY'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
