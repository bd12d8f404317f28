"""The cue lexicon: words that report speech, the speech act of each, and the position of its content."""

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
    """A reporting verb, noun or adjective; `lexicon/cues.toml` documents the fields."""

    lemma: str
    act: str
    takes: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    recipient: bool = False
    weak: bool = False
    to_do: str = ""
    shows: bool = False


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues by lemma; phrasal verbs by `verb particle`."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrasal: frozenset[str]
    """First words of the phrasal verbs."""
    forms: Mapping[str, str]
    """The lemma of each regular verb form, for forms that the tagger does not lemmatise (`extolled`)."""
    words: Mapping[str, frozenset[str]]
    """The word sets of the rules, by the names that `lexicon/cues.toml` documents."""

    @property
    def people(self) -> frozenset[str]:
        """Nouns that denote persons and organisations."""
        return self.words["people"] | roles().nouns.keys()


_TAKES = frozenset({"clause", "quotation", "object", "infinitive", "as"})


@cache
def cue_lexicon() -> CueLexicon:
    """The cue lexicon that ships with the package.

    Raises:
        GazetteerError: a group has an unknown statement type or content position.
    """
    return lexicon_from(table("cues"))


def lexicon_from(data: Mapping[str, Any]) -> CueLexicon:
    """The cue lexicon of parsed TOML.

    Raises:
        GazetteerError: a group has an unknown statement type or content position.
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
    return CueLexicon(
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
            raise GazetteerError(f"cues.toml: {act!r} is not a statement type")
    if unknown := set(group.get("takes", ())) - _TAKES:
        raise GazetteerError(f"cues.toml: unknown content positions {sorted(unknown)}")
