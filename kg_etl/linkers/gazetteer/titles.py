"""Titles before names or in place of them (`Foreign Minister ...`, `the president of France`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import without_possessive
from kg_etl.model import EntityType

_HONORIFIC = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Gen|General|Admiral|Sheikh|Ayatollah|Crown Prince|Prince|Princess)"
    r"\.?\s+)+"
)
_BODIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})
_LONGEST_NAME = 5
_NO_OFFICE = re.compile(
    r"\b(?:former|ex|late|then|acting|interim|would-be|future|next|previous|last|first|deputy|vice|assistant)"
    r"(?:[\s-]+\S+){0,3}\s*$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Title:
    """An office named in an article."""

    positions: tuple[str, ...]
    of: Entry | None
    """The country or body, where the words name it."""
    current: bool
    """Whether it is held now: not `former`, `acting` and the like."""


@lru_cache(maxsize=8)
def _pattern(titles: tuple[str, ...]) -> re.Pattern[str]:
    if not titles:
        return _NOTHING
    words = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in sorted(titles, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)


def title_before(words: str, gazetteer: Gazetteer) -> Title | None:
    """The title at the end of some words; None if there is none.

    Args:
        words: the text left of a name.
        gazetteer: has the titles, and the countries and bodies of offices.
    """
    words = words.rstrip()
    for match in _pattern(tuple(gazetteer.titles)).finditer(words):
        if match.end() == len(words):
            return _title(match, words[: match.start()], "", gazetteer)
    return None


def title_in_place_of_name(words: str, gazetteer: Gazetteer) -> Title | None:
    """The title that some words consist of: `the Russian president`, `the king of Jordan`.

    An indefinite phrase (`a president`) gives none.
    """
    if re.match(r"(?:an?|any|no|every|each|another|some)\s", words, re.IGNORECASE):
        return None
    for match in _pattern(tuple(gazetteer.titles)).finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        title = _title(match, before, after, gazetteer)
        left = re.sub(r"^(?:the|its|their|his|her)\b", "", before, flags=re.IGNORECASE).strip()
        right = re.sub(r"^\s+of\s+", "", after).strip(" .,")
        if title.of is None and (left or right):
            continue
        if title.of is not None and left and right:
            continue
        return title
    return None


def without_title(name: str, gazetteer: Gazetteer) -> tuple[str, Title | None]:
    """A name without honorifics and title at its start, and that title.

    `Russian President Vladimir Putin` gives `Vladimir Putin` and the office, `Mr. Blinken` gives `Blinken`.
    """
    name = without_possessive(name)
    matches = [match for match in _pattern(tuple(gazetteer.titles)).finditer(name) if name[match.end() :].strip()]
    if matches and re.match(r"[A-Z]", name[matches[-1].end() :].strip()) and not gazetteer.named(name):
        last = matches[-1]
        return name[last.end() :].strip(), _title(last, name[: last.start()], "", gazetteer)
    return _HONORIFIC.sub("", name), None


def _title(match: re.Match[str], before: str, after: str, gazetteer: Gazetteer) -> Title:
    positions = gazetteer.titles[" ".join(match[1].lower().split())]
    of = body_at_end(before, gazetteer) or _body_after(after, gazetteer)
    return Title(positions, of, current=_NO_OFFICE.search(before) is None)


def body_at_end(words: str, gazetteer: Gazetteer) -> Entry | None:
    """The country or body with whose name or demonym some words end: the longest such name."""
    tokens = re.sub(r"(?i)\b(?:former|ex|acting|interim|new|outgoing|late|then)[\s-]*$", "", words).split()
    for length in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        name = without_possessive(" ".join(tokens[-length:]))
        for entry in gazetteer.named(name):
            if entry.type in _BODIES:
                return entry
    return None


def _body_after(words: str, gazetteer: Gazetteer) -> Entry | None:
    match = re.match(r"\s+of\s+(?:the\s+)?", words)
    tokens = words[match.end() :].split() if match else []
    for length in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        for entry in gazetteer.named(" ".join(tokens[:length]).strip(".,;")):
            if entry.type in _BODIES:
                return entry
    return None
