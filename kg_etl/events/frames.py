"""The frames of the lexicon: which words trigger an event, and which functions fill its roles.

`lexicon/README.md` explains the files for those who want to add a frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg_etl.errors import GazetteerError
from kg_etl.lexicon.tables import SHIPPED, toml_files, toml_of
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, EventClass, RoleName

FUNCTIONS = frozenset({"subject", "object", "possessor", "modifier", "between", "light subject", "light object"})
"""The grammatical functions that a role may name, beside `prep:<word>` and `light prep:<word>`."""

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
"""What a filler can be asked to be; `lexicon/fillers.toml` says which common nouns belong to which."""


class Words(NamedTuple):
    """A trigger or light verb of one or more words: its lemma, and what must hang on it (`press forward with`)."""

    lemma: str
    others: tuple[str, ...]


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
    """One way of telling of an event."""

    name: str
    cls: EventClass
    type: str
    strength: float
    """Confidence in [0, 1] that the trigger with its required roles is an event of the class."""
    verbs: tuple[Words, ...]
    nouns: tuple[str, ...]
    light: tuple[Words, ...]
    """Verbs that have the noun as their object and lend it theirs (`pay a visit`); lemma `*` for any."""
    needs_light: bool
    """The noun tells of an event only with one of its light verbs (`take control`)."""
    modifiers: Mapping[str, str]
    """Lemma of an adjective or noun before the trigger -> the more specific type it gives."""
    roles: Mapping[RoleName, tuple[str, ...]]
    """Role -> grammatical functions in which its filler stands; all that are there fill it."""
    fillers: Mapping[RoleName, frozenset[str]]
    """Role -> the categories of which its filler must have one."""
    requires: tuple[tuple[RoleName, ...], ...]
    """At least one of these lists of roles must be filled; a role listed twice by two participants (`they met`)."""
    not_modifiers: frozenset[str]
    not_objects: frozenset[str]
    not_subjects: frozenset[str]
    not_after: frozenset[str]
    """Words that may not stand just before the noun's phrase (`in agreement with`)."""
    not_before: frozenset[str]
    """Words that may not stand just after the trigger (`strike action`)."""
    needs_object: bool
    """The verb tells of an event only with an object, whatever it is (`signed it`, not `signed off`)."""
    needs_modifier: bool
    """The noun tells of an event only with one of `modifiers` before it (`a military operation`)."""
    names: bool
    """Agreements: is the noun's phrase what the agreement is called?"""

    alone: bool
    """Does `the` noun tell of an event even where the article says nothing else of it (`the bombing`)?"""

    refers_back: bool
    """Can the definite noun go back to an event told before (`the visit`)?"""

    is_loose: bool
    """Takes some role anything at all? It is then asked only where no other frame of its class fits."""


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by the lemma of their trigger."""

    all: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[tuple[Words, Frame], ...]]
    by_noun: Mapping[str, tuple[Frame, ...]]


@cache
def load(*folders: Path) -> Frames:
    """The shipped frames, then those of every `*.toml` file of some folders, files in the order of their names.

    Raises:
        GazetteerError: a file breaks the schema; the message names the file and the row.
    """
    return indexed(frame for folder in (SHIPPED.joinpath("frames"), *folders) for frame in frames_in(folder))


def frames_in(folder: Traversable | Path) -> tuple[Frame, ...]:
    """The frames of every `*.toml` file of a folder, files in the order of their names.

    Raises:
        GazetteerError: a file breaks the schema; the message names the file and the row.
    """
    return tuple(frame for file in toml_files(folder) for frame in _of_file(file))


def indexed(frames: Iterable[Frame]) -> Frames:
    """Frames by the lemma of their trigger, those of one lemma in the order given."""
    every = tuple(frames)
    verbs: dict[str, list[tuple[Words, Frame]]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    for frame in every:
        for words in frame.verbs:
            verbs[words.lemma].append((words, frame))
        for noun in frame.nouns:
            nouns[noun].append(frame)
    by_verb = {lemma: tuple(sorted(rows, key=lambda row: -len(row[0].others))) for lemma, rows in verbs.items()}
    return Frames(every, by_verb, {noun: tuple(rows) for noun, rows in nouns.items()})


def _of_file(file: Traversable | Path) -> list[Frame]:
    try:
        rows = msgspec.convert(toml_of(file), _File)
    except msgspec.ValidationError as error:
        raise GazetteerError(f"{file.name}: {error}") from error
    if repeated := _repeated(row.name for row in rows.frame):
        raise GazetteerError(f"{file.name}: two frames are called `{repeated}`")
    return [
        _frame(_with_defaults(row, rows), rows.cls, f"{file.name}, frame {number} `{row.name}`")
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
    roles = {str(role) for role in CLASS_ROLES[cls]}
    for role in (*row.roles, *row.fillers, *(role for required in row.requires for role in required)):
        if role not in roles:
            raise GazetteerError(f"{where}: role `{role}` is none of {sorted(roles)}")
    if missing := sorted(set(row.roles) - set(row.fillers)):
        raise GazetteerError(f"{where}: no `fillers` for {missing}")
    for function in (name for functions in row.roles.values() for name in functions):
        if function not in FUNCTIONS and not function.removeprefix("light ").startswith("prep:"):
            raise GazetteerError(f"{where}: function `{function}` is none of {sorted(FUNCTIONS)} or `prep:<word>`")
    for category in (name for categories in row.fillers.values() for name in categories):
        if category not in CATEGORIES:
            raise GazetteerError(f"{where}: category `{category}` is none of {sorted(CATEGORIES)}")
    if not row.requires:
        raise GazetteerError(f"{where}: `requires` is empty; a telling without participants is no event")
    return Frame(
        name=row.name,
        cls=cls,
        type=row.type,
        strength=row.strength,
        verbs=tuple(map(_words, row.verbs)),
        nouns=tuple(row.nouns),
        light=tuple(map(_words, row.light)),
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


def _words(text: str) -> Words:
    lemma, *others = text.split()
    return Words(lemma, tuple(others))


def _repeated(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
