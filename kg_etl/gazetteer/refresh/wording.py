"""Wikidata's labels -> names that newspapers use, and positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg_etl.lexicon.tables import words
from kg_etl.model import EntityType

_MAX_NAMES = 40
_MAX_LENGTH = 80
_TITLE_PREFIXES = words("title_prefixes")


def usable_names(kind: EntityType, label: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases that newspapers may use, at most forty, without the label, in their order.

    A name begins with a capital or a digit and has no punctuation of lists. A person's name has at least two words:
    bare family names are looked up separately, and bare given names are too ambiguous.

    >>> usable_names(EntityType.PERSON, "Anna Lund", ["Lund", "A. Lund", "anna l.", "Lund, Anna", "Anna Lund"])
    ('A. Lund',)
    """
    names = dict.fromkeys(alias for alias in map(_tidied, aliases) if alias != label and _is_usable(kind, alias))
    return tuple(names)[:_MAX_NAMES]


def _tidied(name: str) -> str:
    return " ".join(name.split())


def _is_usable(kind: EntityType, name: str) -> bool:
    if not 2 <= len(name) <= _MAX_LENGTH or not (name[0].isupper() or name[0].isdigit()):
        return False
    if not any(character.isalpha() for character in name) or any(mark in name for mark in ',;:|()[]/"“”'):
        return False
    return kind is not EntityType.PERSON or " " in name


def position_in(label: str, titles: Mapping[str, tuple[str, ...]], is_body: Callable[[str], bool]) -> str | None:
    """The position in the label of an office, in the words of the gazetteer, or None.

    The rest of the label must be the country or body: the president of a parliament is not that of the country, and a
    secretary of state for health is not the secretary of state.

    Args:
        label: For example `President of Norland`, `Norland Secretary of State` or `Federal Chancellor of Norland`.
        titles: The titles of the gazetteer; the longest match counts.
        is_body: Whether some words name the country or body of the office.

    >>> titles = {"president": ("president",), "vice president": ("vice president",)}
    >>> position_in("President of Norland", titles, lambda words: words == "Norland")
    'president'
    >>> position_in("President of the Senate", titles, lambda words: words == "Norland") is None
    True
    """
    text = " ".join(label.split())
    small = text.lower()
    for title in sorted(titles, key=lambda title: (-len(title), title)):
        place = f" {small} ".find(f" {title} ")
        if place < 0:
            continue
        before, after = text[:place].strip(), text[place + len(title) :].strip()
        if after and not after.startswith("of "):
            return None
        after = after.removeprefix("of ").removeprefix("the ")
        if all(not rest or rest.lower() in _TITLE_PREFIXES or is_body(rest) for rest in (before, after)):
            return titles[title][0]
        return None
    return None
