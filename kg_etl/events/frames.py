"""The lexicon of frames: which words trigger a visit, an agreement or an offensive, and which arguments fill its roles.

`lexicon/README.md` explains the files and how to add a frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kg_etl.errors import GazetteerError
from kg_etl.lexicon.tables import shipped_frames, toml_files, toml_of
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, EventClass, RoleName

FUNCTIONS = frozenset({"subject", "object", "possessor", "modifier", "between", "light subject", "light object"})
"""The grammatical functions that a role may name, in addition to `prep:<word>` and `light prep:<word>`."""

CATEGORIES = frozenset(
    {
        "person",
        "official",
        "body",
        "country",
        "force",
        "place",
        "weapon",
        "facility",
        "people",
        "plural pronoun",
        "name",
        "anything",
    }
)
"""The categories that a frame may require of a role filler; `lexicon/fillers.toml` lists the common nouns of each."""


class VerbPattern(NamedTuple):
    """A trigger or light verb: its lemma, and the particles and prepositions it needs (`press forward with`)."""

    lemma: str
    particles: tuple[str, ...]


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    name: str
    type: str
    strength: float
    verbs: list[str] = []
    nouns: list[str] = []
    light: list[str] = []
    needs_light: bool = False
    modifiers: dict[str, str] = {}
    roles: dict[str, list[str]]
    fillers: dict[str, list[str]] = {}
    requires: list[list[str]]
    not_modifiers: list[str] = []
    not_objects: list[str] = []
    not_subjects: list[str] = []
    not_after: list[str] = []
    not_before: list[str] = []
    needs_object: bool = False
    needs_modifier: bool = False
    names: bool = False
    alone: bool = False
    refers_back: bool = True


class _File(msgspec.Struct, forbid_unknown_fields=True):
    cls: EventClass = msgspec.field(name="class")
    frame: list[_Row]
    fillers: dict[str, list[str]] = {}
    not_modifiers: list[str] = []
    not_objects: list[str] = []
    not_subjects: list[str] = []


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with the roles that its arguments fill."""

    name: str
    cls: EventClass
    type: str
    strength: float
    """Confidence in [0, 1] that the trigger with its required roles is an event of the class."""
    verbs: tuple[VerbPattern, ...]
    nouns: tuple[str, ...]
    light: tuple[VerbPattern, ...]
    """Light verbs of the noun, whose arguments fill its roles (`pay a visit`); lemma `*` for any verb."""
    needs_light: bool
    """The noun is a trigger only with one of its light verbs (`take control`)."""
    modifiers: Mapping[str, str]
    """Lemma of an adjective or noun before the trigger -> the more specific type of the event."""
    roles: Mapping[RoleName, tuple[str, ...]]
    """Role -> the grammatical functions whose nouns fill it; all that are present do."""
    fillers: Mapping[RoleName, frozenset[str]]
    """Role -> categories; a filler must have at least one of them."""
    requires: tuple[tuple[RoleName, ...], ...]
    """At least one of these lists of roles must be filled; a role listed twice needs two participants (`they met`)."""
    not_modifiers: frozenset[str]
    not_objects: frozenset[str]
    not_subjects: frozenset[str]
    not_after: frozenset[str]
    """Words that must not immediately precede the noun phrase (`in agreement with`)."""
    not_before: frozenset[str]
    """Words that must not immediately follow the trigger (`strike action`)."""
    needs_object: bool
    """The verb is a trigger only with an object, whatever it is (`signed it`, not `signed off`)."""
    needs_modifier: bool
    """The noun is a trigger only with one of `modifiers` before it (`a military operation`)."""
    names: bool
    """Agreements: whether the noun phrase of the trigger is the name of the agreement."""
    alone: bool
    """Whether the definite noun is an event even where nothing else in the article mentions it (`the bombing`)."""
    refers_back: bool
    """Whether the definite noun can be an anaphoric mention of an event mentioned before (`the visit`)."""
    is_loose: bool
    """Whether some role accepts any filler; the frame then applies only where no other frame of its class does."""


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, indexed by the lemma of their trigger."""

    all: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[tuple[VerbPattern, Frame], ...]]
    """Lemma -> verb patterns with their frames, those with the most particles first."""
    by_noun: Mapping[str, tuple[Frame, ...]]


def load(*folders: Traversable | Path) -> Frames:
    """The shipped frames, then those of further folders.

    Args:
        folders: Folders whose `*.toml` files are read in the order of their names.

    Raises:
        GazetteerError: a file breaks the schema; the message names the file and the row.
    """
    further = [(file.name, toml_of(file)) for folder in folders for file in toml_files(folder)]
    files = (*shipped_frames().items(), *further)
    frames = tuple(frame for name, content in files for frame in _frames_of_file(name, content))
    verbs: dict[str, list[tuple[VerbPattern, Frame]]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        for pattern in frame.verbs:
            verbs[pattern.lemma].append((pattern, frame))
        for noun in frame.nouns:
            nouns[noun].append(frame)
    by_verb = {lemma: tuple(sorted(rows, key=lambda row: -len(row[0].particles))) for lemma, rows in verbs.items()}
    return Frames(frames, by_verb, {noun: tuple(rows) for noun, rows in nouns.items()})


def _frames_of_file(file: str, content: Mapping[str, Any]) -> list[Frame]:
    try:
        rows = msgspec.convert(content, _File)
    except msgspec.ValidationError as error:
        raise GazetteerError(f"{file}: {error}") from error
    if repeated := _repeated(row.name for row in rows.frame):
        raise GazetteerError(f"{file}: two frames have the name `{repeated}`")
    return [
        _frame(_with_defaults(row, rows), rows.cls, f"{file}, frame {number} `{row.name}`")
        for number, row in enumerate(rows.frame, 1)
    ]


def _with_defaults(row: _Row, rows: _File) -> _Row:
    return msgspec.structs.replace(
        row,
        fillers={**rows.fillers, **row.fillers},
        not_modifiers=rows.not_modifiers + row.not_modifiers,
        not_objects=rows.not_objects + row.not_objects,
        not_subjects=rows.not_subjects + row.not_subjects,
    )


def _frame(row: _Row, cls: EventClass, where: str) -> Frame:
    for kind in (row.type, *row.modifiers.values()):
        if kind not in EVENT_TYPES[cls]:
            raise GazetteerError(f"{where}: type `{kind}` is none of {sorted(EVENT_TYPES[cls])}")
    if not row.verbs and not row.nouns:
        raise GazetteerError(f"{where}: neither `verbs` nor `nouns`")
    if row.needs_light and not row.light:
        raise GazetteerError(f"{where}: `needs_light` without `light`")
    if row.needs_modifier and not row.modifiers:
        raise GazetteerError(f"{where}: `needs_modifier` without `modifiers`")
    if not 0 < row.strength <= 1:
        raise GazetteerError(f"{where}: `strength` {row.strength} is not in (0, 1]")
    class_roles = {str(role) for role in CLASS_ROLES[cls]}
    for role in (*row.roles, *row.fillers, *(role for required in row.requires for role in required)):
        if role not in class_roles:
            raise GazetteerError(f"{where}: role `{role}` is none of {sorted(class_roles)}")
    if missing := sorted(set(row.roles) - set(row.fillers)):
        raise GazetteerError(f"{where}: no `fillers` for {missing}")
    for function in (function for functions in row.roles.values() for function in functions):
        if function not in FUNCTIONS and not function.removeprefix("light ").startswith("prep:"):
            raise GazetteerError(f"{where}: function `{function}` is none of {sorted(FUNCTIONS)} or `prep:<word>`")
    for category in (category for categories in row.fillers.values() for category in categories):
        if category not in CATEGORIES:
            raise GazetteerError(f"{where}: category `{category}` is none of {sorted(CATEGORIES)}")
    if not row.requires:
        raise GazetteerError(f"{where}: `requires` is empty; an event needs participants")
    return Frame(
        name=row.name,
        cls=cls,
        type=row.type,
        strength=row.strength,
        verbs=tuple(map(_verb_pattern, row.verbs)),
        nouns=tuple(row.nouns),
        light=tuple(map(_verb_pattern, row.light)),
        needs_light=row.needs_light,
        modifiers=row.modifiers,
        roles={RoleName(role): tuple(functions) for role, functions in row.roles.items()},
        fillers={RoleName(role): frozenset(categories) for role, categories in row.fillers.items()},
        requires=tuple(tuple(map(RoleName, required)) for required in row.requires),
        not_modifiers=frozenset(row.not_modifiers),
        not_objects=frozenset(row.not_objects),
        not_subjects=frozenset(row.not_subjects),
        not_after=frozenset(row.not_after),
        not_before=frozenset(row.not_before),
        needs_object=row.needs_object,
        needs_modifier=row.needs_modifier,
        names=row.names,
        alone=row.alone,
        refers_back=row.refers_back,
        is_loose=any("anything" in categories for categories in row.fillers.values()),
    )


def _verb_pattern(text: str) -> VerbPattern:
    lemma, *particles = text.split()
    return VerbPattern(lemma, tuple(particles))


def _repeated(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
