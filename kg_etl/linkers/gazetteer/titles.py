"""Titles before names or instead of them (`Foreign Minister ...`, `the president of France`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.gazetteer.names import without_possessive
from kg_etl.lexicon.tables import alternatives
from kg_etl.model import EntityType

_HONORIFIC = re.compile(rf"^(?:(?:{alternatives('linker_honorifics')}|Crown Prince)\.?\s+)+")
_BODIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})
_LONGEST_NAME = 5
"""Maximum number of words in the name of a country or body."""
_NOT_IN_OFFICE = re.compile(rf"\b(?:{alternatives('not_in_office_words')})(?:[\s-]+\S+){{0,3}}\s*$", re.IGNORECASE)
_TITLE_MODIFIER = re.compile(rf"\b(?:{alternatives('title_modifiers')})[\s-]*$", re.IGNORECASE)
_INDEFINITE = re.compile(rf"(?:{alternatives('indefinite_determiners')})\s", re.IGNORECASE)
_DETERMINER = re.compile(rf"^(?:{alternatives('title_determiners')})\b", re.IGNORECASE)
_NO_MATCH = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Title:
    """An office in the words of an article."""

    positions: tuple[str, ...]
    of: Entry | None
    """The country or body, if the words name it."""
    current: bool
    """Whether the office is held on the day of the article: not `former`, `acting` and the like."""


@lru_cache(maxsize=8)
def _pattern(titles: tuple[str, ...]) -> re.Pattern[str]:
    if not titles:
        return _NO_MATCH
    words = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in sorted(titles, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)


def title_before(words: str, gazetteer: Gazetteer) -> Title | None:
    """The title at the end of some words, or None.

    Args:
        words: The text before a name.
        gazetteer: The gazetteer with titles, countries and bodies.
    """
    words = words.rstrip()
    for match in _pattern(tuple(gazetteer.titles)).finditer(words):
        if match.end() == len(words):
            return _title(match, words[: match.start()], "", gazetteer)
    return None


def title_in_place_of_name(words: str, gazetteer: Gazetteer) -> Title | None:
    """The title that some words consist of (`the Russian president`, `the king of Jordan`), or None.

    Indefinite phrases (`a president`) are not titles.
    """
    if _INDEFINITE.match(words):
        return None
    for match in _pattern(tuple(gazetteer.titles)).finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        title = _title(match, before, after, gazetteer)
        left = _DETERMINER.sub("", before).strip()
        right = re.sub(r"^\s+of\s+", "", after).strip(" .,")
        if title.of is None and (left or right):
            continue
        if title.of is not None and left and right:
            continue
        return title
    return None


def without_title(name: str, gazetteer: Gazetteer) -> tuple[str, Title | None]:
    """A name without its initial honorifics and title, and the title.

    `Russian President Vladimir Putin` becomes `Vladimir Putin` with the title, `Mr. Blinken` becomes `Blinken`.
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
    return Title(positions, of, current=_NOT_IN_OFFICE.search(before) is None)


def body_at_end(words: str, gazetteer: Gazetteer) -> Entry | None:
    """The country or body whose name or demonym is at the end of some words; the longest such name counts."""
    tokens = _TITLE_MODIFIER.sub("", words).split()
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
