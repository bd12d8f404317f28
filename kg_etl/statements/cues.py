"""The cues of the lexicon: words that report speech, their speech act, and the form of their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg_etl.errors import GazetteerError
from kg_etl.lexicon.tables import table
from kg_etl.mentions.role_nouns import roles
from kg_etl.model import EVENT_TYPES, EventClass


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting verb, noun or adjective; the fields are explained at the head of `lexicon/cues.toml`."""

    lemma: str
    act: str
    takes: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    recipient: bool = False
    weak: bool = False
    to_do: str = ""
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by lemma; phrasal verbs by `verb particle`."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrasal: frozenset[str]
    """First words of the phrasal verbs."""
    forms: Mapping[str, str]
    """Regular forms of the verbs -> lemma, for the words whose lemma the tagger misses (`extolled`)."""
    words: Mapping[str, frozenset[str]]
    """Sets of words that the rules ask for, by the names that `lexicon/cues.toml` explains."""

    @property
    def people(self) -> frozenset[str]:
        """Nouns that denote persons and bodies."""
        return self.words["people"] | roles().nouns.keys()


_TAKES = frozenset({"clause", "quotation", "object", "infinitive", "as"})


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package.

    Raises:
        GazetteerError: a group names no type of statement, or takes what no rule knows.
    """
    return read(table("cues"))


def read(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the parsed TOML.

    Raises:
        GazetteerError: a group names no type of statement, or takes what no rule knows.
    """
    prepositions = data.get("prepositions", {})
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    adjectives: dict[str, Cue] = {}
    for target, part in ((verbs, "verbs"), (nouns, "nouns"), (adjectives, "adjectives")):
        for group in data.get(part, []):
            _check(group)
            for lemma in group["lemmas"]:
                target.setdefault(
                    lemma,
                    Cue(
                        lemma,
                        group["act"],
                        frozenset(group.get("takes", ())),
                        frozenset(group.get("prepositions", prepositions.get(lemma, ()))),
                        group.get("recipient", False),
                        group.get("weak", False),
                        group.get("to_do", ""),
                        group.get("shows", False),
                    ),
                )
    return Lexicon(
        verbs,
        nouns,
        adjectives,
        frozenset(lemma.split()[0] for lemma in verbs if " " in lemma),
        {form: lemma for lemma in verbs if " " not in lemma for form in _forms(lemma)},
        {name: frozenset(row) for name, row in data["words"].items()},
    )


def _forms(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb, with and without a doubled last letter.

    >>> _forms("deny")
    ('denies', 'denied', 'denying')
    >>> _forms("extol")
    ('extols', 'extoled', 'extoling', 'extolled', 'extolling')
    """
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    doubled = (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing") if lemma[-1] not in "aeiouwxy" else ()
    third = f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else f"{lemma}s"
    return third, f"{lemma}ed", f"{lemma}ing", *doubled


def _check(group: Mapping[str, Any]) -> None:
    for act in (group["act"], group.get("to_do", "Statement")):
        if act not in EVENT_TYPES[EventClass.STATEMENT]:
            raise GazetteerError(f"cues.toml: {act!r} is no type of statement")
    if unknown := set(group.get("takes", ())) - _TAKES:
        raise GazetteerError(f"cues.toml: no rule knows what it is to take {sorted(unknown)}")
