"""Role nouns of the lexicon: which nouns denote persons, bodies, forces, countries and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg_etl.lexicon.tables import table
from kg_etl.model import EntityType

LONGEST = 5
"""Words of the longest role noun."""


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun that says what kind of person, body or place it denotes."""

    noun: str
    """Singular, lower case: `foreign minister`."""
    group: str
    """Offices of one group are counterparts: `head`, `foreign-minister`; else `body`, `force`, `country`, `place`."""
    type: EntityType
    any: bool = False
    """Whether the noun can replace every other one of its group (`leader` for president)."""
    state: bool = False
    """Whether it acts for its country."""

    @property
    def is_person(self) -> bool:
        """Whether it is an office or occupation of a person."""
        return self.type == EntityType.PERSON


@dataclass(frozen=True, slots=True)
class Roles:
    """All role nouns."""

    nouns: Mapping[str, RoleNoun]
    persons: Mapping[str, RoleNoun]
    """The offices and occupations among them; a noun such as `general` can be of both."""
    last_words: frozenset[str]
    """The last words of all nouns; other words need no look-up."""
    last_words_of_persons: frozenset[str]
    first_words_of_persons: frozenset[str]
    honorifics: Mapping[str, str]
    """Abbreviated title -> the office that it is, or itself."""
    male: frozenset[str]
    female: frozenset[str]
    past: frozenset[str]
    lower: frozenset[str]
    bare_countries: frozenset[str]
    plural_persons: frozenset[str]
    plural_countries: frozenset[str]
    plural_either: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]

    def group_of(self, office: str) -> str | None:
        """The group of an office or occupation; None if the lexicon lacks it."""
        return self.persons[office].group if office in self.persons else None


@cache
def roles() -> Roles:
    """The lexicon of this package, read once."""
    data = table("roles")
    persons: dict[str, RoleNoun] = {}
    for group, row in data["persons"].items():
        state = row.get("state", False)
        for noun in row["words"]:
            persons.setdefault(noun, RoleNoun(noun, group, EntityType.PERSON, noun in row.get("any", ()), state))
        for noun in row.get("any", ()):
            persons.setdefault(noun, RoleNoun(noun, group, EntityType.PERSON, True, state))
    nouns: dict[str, RoleNoun] = {}
    for kind, place_nouns in data["places"].items():
        nouns |= {noun: RoleNoun(noun, "place", EntityType(kind)) for noun in place_nouns}
    nouns |= {noun: RoleNoun(noun, "body", EntityType.ORGANIZATION) for noun in data["bodies"]["other"]}
    nouns |= {noun: RoleNoun(noun, "country", EntityType.COUNTRY, state=True) for noun in data["countries"]["words"]}
    nouns |= {noun: RoleNoun(noun, "body", EntityType.ORGANIZATION, state=True) for noun in data["bodies"]["state"]}
    nouns |= {noun: RoleNoun(noun, "force", EntityType.ARMED_FORCE, state=True) for noun in data["forces"]["words"]}
    names = table("given_names")
    honorifics = {noun: data["honorifics"].get(noun, noun) for noun in data["honorifics"]["words"]}
    return Roles(
        nouns=persons | nouns,
        persons=persons,
        last_words=frozenset(noun.replace("-", " ").split()[-1] for noun in persons | nouns),
        last_words_of_persons=frozenset(noun.replace("-", " ").split()[-1] for noun in persons),
        first_words_of_persons=frozenset(noun.split()[0] for noun in persons),
        honorifics=honorifics,
        male=frozenset(data["gender"]["male"]),
        female=frozenset(data["gender"]["female"]),
        past=frozenset(data["modifiers"]["past"]),
        lower=frozenset(data["modifiers"]["lower"]),
        bare_countries=frozenset(data["countries"]["bare"]),
        plural_persons=frozenset(data["plurals"]["persons"]),
        plural_countries=frozenset(data["plurals"]["countries"]),
        plural_either=frozenset(data["plurals"]["either"]),
        male_names=frozenset(names["male"].split()),
        female_names=frozenset(names["female"].split()),
    )
