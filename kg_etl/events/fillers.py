"""Role fillers: the mentions that a noun denotes, and the categories that frames test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.syntax import MODIFIERS, PLURAL_TAGS, children
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import table, words
from kg_etl.model import NAMED_FORMS, EntityType, Mention, MentionForm

_BY_TYPE: dict[EntityType, frozenset[str]] = {
    EntityType.PERSON: frozenset({"person"}),
    EntityType.ORGANIZATION: frozenset({"body"}),
    EntityType.COUNTRY: frozenset({"country", "place"}),
    EntityType.ARMED_FORCE: frozenset({"force"}),
    EntityType.REGION: frozenset({"place"}),
    EntityType.CITY: frozenset({"place"}),
    EntityType.FACILITY: frozenset({"facility"}),
    EntityType.PLACE: frozenset({"place"}),
    EntityType.ACTOR: frozenset(),
}
_PERSONS = words("pronouns_of_persons")
_GROUPS = words("pronouns_of_groups")
_READERS = words("pronouns_of_readers")
_COUNTS = words("counts_of_fillers")
_HEADS_OF_MEMBERS = words("heads_of_members")


@dataclass(frozen=True, slots=True)
class Filler:
    """A participant: the noun that fills a role, its mention, and its categories (`frames.CATEGORIES`)."""

    token: Token
    mention: int
    categories: frozenset[str]


@cache
def _noun_categories() -> dict[str, frozenset[str]]:
    by_noun: dict[str, set[str]] = {}
    for category, nouns in table("fillers").items():
        for noun in nouns:
            by_noun.setdefault(noun, set()).add(category)
    return {noun: frozenset(categories) for noun, categories in by_noun.items()}


@lru_cache(maxsize=1024)
def noun_fillers(token: Token, mentions: MentionTable) -> tuple[Filler, ...]:
    """The participants that a noun denotes: a single one, the members of a group (`they`), or none."""
    inner = _named_place(token, mentions) or _counted(token)
    if inner is not None and mentions.at(inner) is not None:
        token = inner
    index = _mention_of(token, mentions)
    if index is None or _is_bare_title(token, index, mentions):
        return ()
    if members := mentions.members(index):
        return tuple(Filler(token, member, _BY_TYPE[mentions.items[member].type]) for member in members)
    categories = _categories(token, index, mentions)
    if "weapon" in categories:
        index = next((i for child in token.lefts if (i := mentions.at(child)) is not None), index)
    return (Filler(token, index, categories),)


def _counted(token: Token) -> Token | None:
    """The noun after a count and `of` (`dozens of soldiers`); None where there is none."""
    return next(iter(_of_nouns(token)), None) if token.lemma_.lower() in _COUNTS else None


def _of_nouns(token: Token) -> list[Token]:
    return [noun for p in children(token, "prep") if p.lower_ == "of" for noun in children(p, "pobj")]


def _named_place(token: Token, mentions: MentionTable) -> Token | None:
    """The name after a common noun for a place and `of` (`the city of Goma`); None where no such name is a place."""
    if "place" not in _noun_categories().get(token.lemma_.lower(), ()):
        return None
    names = (
        noun
        for noun in _of_nouns(token)
        if noun.pos_ == "PROPN" and (index := mentions.at(noun)) is not None and _is_place(index, mentions)
    )
    return next(names, None)


def _is_place(index: int, mentions: MentionTable) -> bool:
    return "place" in _BY_TYPE[mentions.items[index].type]


def _mention_of(token: Token, mentions: MentionTable) -> int | None:
    """The mention of a noun, else of a modifier, possessor or `of` phrase (`Russian forces`, `China's navy`)."""
    if (index := mentions.at(token)) is not None:
        return index
    for child in (*children(token, *MODIFIERS), *children(token, "poss")):
        if (index := mentions.at(child)) is not None:
            return index
    for noun in _of_nouns(token):
        return _mention_of(noun, mentions)
    return None


def _categories(token: Token, index: int, mentions: MentionTable) -> frozenset[str]:
    """The categories of what a noun may denote (`frames.CATEGORIES`); empty where none is certain."""
    mention = mentions.items[index]
    if token.pos_ == "PRON" or mention.form == MentionForm.PRONOUN:
        return _pronoun_categories(token, mention, mentions)
    is_head = mentions.at(token) == index
    categories = _BY_TYPE[mention.type] if is_head and not (token.tag_ == "NN" and _is_bare(token)) else frozenset()
    if mention.form == MentionForm.DEMONYM and is_head:
        categories = categories | {"country", "place"}
    if is_head and mentions.referents[index].country is not None:
        categories = categories | {"country"}
    by_lemma = _noun_categories().get(token.lemma_.lower(), frozenset())
    if (
        is_head
        and mention.type == EntityType.PERSON
        and mention.form == MentionForm.NOMINAL
        and not has_name(index, mentions)
    ):
        categories = frozenset({"official"}) if "official" in by_lemma else frozenset({"people"})
    if is_head and _is_guessed(index, mentions):
        categories = categories | {"name"}
    if token.pos_ == "PROPN":
        return categories | by_lemma or frozenset({"name"})
    return categories | by_lemma | _member_categories(token)


def _pronoun_categories(token: Token, mention: Mention, mentions: MentionTable) -> frozenset[str]:
    antecedents = (mentions.items[i] for i in mentions.chains[mention.chain])
    antecedent = next((m for m in antecedents if m.form != MentionForm.PRONOUN), None)
    categories = _BY_TYPE[antecedent.type] if antecedent else frozenset()
    if token.lower_ in _PERSONS:
        return categories | {"person"}
    if token.lower_ in _READERS:
        return categories | {"people"}
    return categories | ({"plural pronoun"} if token.lower_ in _GROUPS else frozenset())


def _is_guessed(index: int, mentions: MentionTable) -> bool:
    """Whether only named-entity recognition typed the mention, a name of a single word (`besieged Boulogne`)."""
    mention = mentions.items[index]
    guessed = mention.type in {EntityType.PERSON, EntityType.ORGANIZATION} and mention.form == MentionForm.NAME
    return guessed and " " not in mentions.items[mentions.best(index)].text and mentions.nation(index) is None


def _is_bare_title(token: Token, index: int, mentions: MentionTable) -> bool:
    """Whether it is a title from which the parser has separated the name (`President To Lam`)."""
    nominal = mentions.items[index].form == MentionForm.NOMINAL
    return nominal and token.pos_ == "PROPN" and _is_bare(token) and not has_name(index, mentions)


def _is_bare(token: Token) -> bool:
    """Whether it is a singular noun without modifiers before it, unlike the phrases of places and actors (`power`)."""
    return token.tag_ in {"NN", "NNP"} and not any(child.i < token.i for child in token.children)


def _member_categories(token: Token) -> frozenset[str]:
    if token.lemma_.lower() not in _HEADS_OF_MEMBERS:
        return frozenset()
    return frozenset(c for noun in _of_nouns(token) for c in _noun_categories().get(noun.lemma_.lower(), ()))


def is_several(filler: Filler, mentions: MentionTable) -> bool:
    """Whether a single noun denotes two or more of a kind (`the two leaders met`, `a deal between rivals`)."""
    return (
        filler.token.tag_ in PLURAL_TAGS or mentions.is_group(filler.mention) or "plural pronoun" in filler.categories
    )


def has_category(filler: Filler, categories: frozenset[str]) -> bool:
    """Whether the filler has one of the categories that a frame requires."""
    return "anything" in categories or bool(filler.categories & categories)


def has_name(index: int, mentions: MentionTable) -> bool:
    """Whether a mention or its coreference chain has a name."""
    return mentions.items[mentions.best(index)].form in NAMED_FORMS


def is_specific(filler: Filler, mentions: MentionTable) -> bool:
    """Whether the filler is a particular entity: it has a name, acts for an entity with one or is modified by one."""
    mention = mentions.items[filler.mention]
    if mention.form in NAMED_FORMS or mention.acts_for is not None:
        return True
    if has_name(filler.mention, mentions):
        return True
    modifiers = children(filler.token, *MODIFIERS, "poss")
    indexes = (mentions.at(child) for child in modifiers)
    return any(index is not None and mentions.items[index].form in NAMED_FORMS for index in indexes)
