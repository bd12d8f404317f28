"""Wikidata's labels -> names that a newspaper uses, and names of offices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg_etl.model import EntityType

_MOST = 40
_LONGEST = 80


def usable_names(kind: EntityType, label: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases of an item that a newspaper may use, at most forty, without its label and in their order.

    Names begin with a capital or a digit and hold no marks that only lists use. A person's have two words at least: a
    family name alone is looked up separately, a given name alone never.

    >>> usable_names(EntityType.PERSON, "Anna Lund", ["Lund", "A. Lund", "anna l.", "Lund, Anna", "Anna Lund"])
    ('A. Lund',)
    """
    names = dict.fromkeys(alias for alias in map(_tidied, aliases) if alias != label and _is_usable(kind, alias))
    return tuple(names)[:_MOST]


def _tidied(name: str) -> str:
    return " ".join(name.split())


def _is_usable(kind: EntityType, name: str) -> bool:
    if not 2 <= len(name) <= _LONGEST or not (name[0].isupper() or name[0].isdigit()):
        return False
    if not any(character.isalpha() for character in name) or any(mark in name for mark in ',;:|()[]/"“”'):
        return False
    return kind is not EntityType.PERSON or " " in name


def position_in(label: str, titles: Mapping[str, tuple[str, ...]], is_body: Callable[[str], bool]) -> str | None:
    """The position that an office's label names, in the words of the gazetteer; None where it names none of them.

    The words besides the title must be the country or body: the president of a parliament is not its country's, and a
    secretary of state for health not the secretary of state.

    Args:
        label: such as `President of Norland`, `Norland Secretary of State` or `Federal Chancellor of Norland`.
        titles: the gazetteer's; the longest that fits counts.
        is_body: whether some words name the country or body that the office belongs to.

    >>> titles = {"president": ("president",), "vice president": ("vice president",)}
    >>> position_in("President of Norland", titles, lambda words: words == "Norland")
    'president'
    >>> position_in("President of the Senate", titles, lambda words: words == "Norland") is None
    True
    """
    words = " ".join(label.split())
    small = words.lower()
    for title in sorted(titles, key=lambda title: (-len(title), title)):
        place = f" {small} ".find(f" {title} ")
        if place < 0:
            continue
        before, after = words[:place].strip(), words[place + len(title) :].strip()
        if after and not after.startswith("of "):
            return None
        after = after.removeprefix("of ").removeprefix("the ")
        if all(not rest or rest.lower() in _GRADES or is_body(rest) for rest in (before, after)):
            return titles[title][0]
        return None
    return None


_GRADES = frozenset({"federal", "state", "royal"})
"""Words before a title that do not change the office."""
