"""Tokens that can fill roles, with their semantic categories and the mentions that they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.syntax import PLURAL_TAGS, children
from kg_etl.documents.tokens import Token
from kg_etl.lexicon import tables
from kg_etl.model import NAMED_FORMS, EntityType, MentionForm

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
_OF_PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "who", "whom"})
_OF_GROUPS = frozenset({"they", "them", "their", "both", "it", "its"})
_OF_READERS = frozenset({"i", "me", "my", "you", "your", "we", "us", "our"})
_COUNTS = frozenset(
    {
        "dozen",
        "score",
        "hundred",
        "thousand",
        "number",
        "series",
        "lot",
        "pair",
        "couple",
        "most",
        "some",
        "total",
        "estimated",
        "majority",
        "rest",
        "remainder",
    }
    | {"one", "two", "three", "several", "many", "few", "all", "much", "half", "part", "none", "scores"}
)
_HEADS_OF_MANY = frozenset({"group", "member", "team", "leader", "part"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A participant: the noun that fills a role, its mention, and what it can be."""

    token: Token
    mention: int
    categories: frozenset[str]


@cache
def _nouns() -> dict[str, frozenset[str]]:
    categories_of: dict[str, set[str]] = {}
    for category, nouns in tables.table("fillers").items():
        for noun in nouns:
            categories_of.setdefault(noun, set()).add(category)
    return {noun: frozenset(categories) for noun, categories in categories_of.items()}


@lru_cache(maxsize=1024)
def fillers(token: Token, mentions: MentionTable) -> tuple[Filler, ...]:
    """The participants that a noun denotes: one, each of those whom `they` stands for, none where it is no mention."""
    inner = _named_place(token, mentions) or _counted(token)
    if inner is not None and mentions.at(inner) is not None:
        token = inner
    index = mention_of(token, mentions)
    if index is None or _is_bare_title(token, index, mentions):
        return ()
    if members := mentions.members(index):
        return tuple(Filler(token, member, _BY_TYPE[mentions.items[member].type]) for member in members)
    kinds = categories(token, index, mentions)
    if "weapon" in kinds:
        index = next((i for child in token.lefts if (i := mentions.at(child)) is not None), index)
    return (Filler(token, index, kinds),)


def _counted(token: Token) -> Token | None:
    """The noun that is counted in `dozens of soldiers`, `a group of states`; None where there is none."""
    if token.lemma_.lower() not in _COUNTS:
        return None
    return next((noun for p in children(token, "prep") if p.lower_ == "of" for noun in children(p, "pobj")), None)


def _named_place(token: Token, mentions: MentionTable) -> Token | None:
    """The name in `the city of Goma`, `the Kherson region of`; None where there is none that is a place."""
    if "place" not in _nouns().get(token.lemma_.lower(), ()):
        return None
    of = [noun for p in children(token, "prep") if p.lower_ == "of" for noun in children(p, "pobj")]
    names = (
        noun
        for noun in of
        if noun.pos_ == "PROPN" and (at := mentions.at(noun)) is not None and _is_place(at, mentions)
    )
    return next(names, None)


def _is_place(index: int, mentions: MentionTable) -> bool:
    return "place" in _BY_TYPE[mentions.items[index].type]


def mention_of(token: Token, mentions: MentionTable) -> int | None:
    """The mention of a noun, else of the one it belongs to or is made up with (`Russian forces`, `China's navy`)."""
    if (index := mentions.at(token)) is not None:
        return index
    for child in (*children(token, "compound", "amod", "nmod"), *children(token, "poss")):
        if (index := mentions.at(child)) is not None:
            return index
    for preposition in children(token, "prep"):
        if preposition.lower_ == "of":
            for noun in children(preposition, "pobj"):
                return mention_of(noun, mentions)
    return None


def categories(token: Token, index: int, mentions: MentionTable) -> frozenset[str]:
    """What a noun can denote, in the words of `frames.CATEGORIES`; empty where nothing is known of it."""
    mention = mentions.items[index]
    lemma = token.lemma_.lower()
    if token.pos_ == "PRON" or mention.form == MentionForm.PRONOUN:
        known_by = (mentions.items[i] for i in mentions.chains[mention.chain])
        named = next((m for m in known_by if m.form != MentionForm.PRONOUN), None)
        categories = _BY_TYPE[named.type] if named else frozenset()
        if token.lower_ in _OF_PERSONS:
            return categories | {"person"}
        if token.lower_ in _OF_READERS:
            return categories | {"people"}
        return categories | ({"plural pronoun"} if token.lower_ in _OF_GROUPS else frozenset())
    is_head = mentions.at(token) == index
    categories = _BY_TYPE[mention.type] if is_head and not (token.tag_ == "NN" and _is_bare(token)) else frozenset()
    if mention.form == MentionForm.DEMONYM and is_head:
        categories = categories | {"country", "place"}
    if is_head and mentions.referents[index].country is not None:
        categories = categories | {"country"}
    if (
        is_head
        and mention.type == EntityType.PERSON
        and mention.form == MentionForm.NOMINAL
        and not is_known(index, mentions)
    ):
        categories = frozenset({"official"}) if "official" in _nouns().get(lemma, ()) else frozenset({"people"})
    if is_head and _is_guessed(index, mentions):
        categories = categories | {"name"}
    if token.pos_ == "PROPN":
        return categories | _nouns().get(lemma, frozenset()) or frozenset({"name"})
    return categories | _nouns().get(lemma, frozenset()) | _of_many(token)


def _is_guessed(index: int, mentions: MentionTable) -> bool:
    """Is it a name of one word of which nothing is known but what the recogniser took it for (`besieged Boulogne`)?"""
    mention = mentions.items[index]
    guessed = mention.type in {EntityType.PERSON, EntityType.ORGANIZATION} and mention.form == MentionForm.NAME
    return guessed and " " not in mentions.items[mentions.best(index)].text and mentions.nation(index) is None


def _is_bare_title(token: Token, index: int, mentions: MentionTable) -> bool:
    """Is it a title whose name the parse has lost (`President To Lam`)?"""
    nominal = mentions.items[index].form == MentionForm.NOMINAL
    return nominal and token.pos_ == "PROPN" and _is_bare(token) and not is_known(index, mentions)


def _is_bare(token: Token) -> bool:
    """Is it a noun in the singular with nothing before it, as no phrase for a place or actor is (`came to power`)?"""
    return token.tag_ in {"NN", "NNP"} and not any(child.i < token.i for child in token.children)


def _of_many(token: Token) -> frozenset[str]:
    if token.lemma_.lower() not in _HEADS_OF_MANY:
        return frozenset()
    nouns = [noun for p in children(token, "prep") if p.lower_ == "of" for noun in children(p, "pobj")]
    return frozenset(c for noun in nouns for c in _nouns().get(noun.lemma_.lower(), ()))


def is_several(filler: Filler, mentions: MentionTable) -> bool:
    """Does one noun denote two or more of a kind (`the two leaders met`, `a deal between rivals`)?"""
    return (
        filler.token.tag_ in PLURAL_TAGS or mentions.is_group(filler.mention) or "plural pronoun" in filler.categories
    )


def fits(filler: Filler, wanted: frozenset[str]) -> bool:
    """Is it one of the categories that a frame asks for?"""
    return "anything" in wanted or bool(filler.categories & wanted)


def is_known(index: int, mentions: MentionTable) -> bool:
    """Is there a name for what a mention denotes?"""
    return mentions.items[mentions.best(index)].form in NAMED_FORMS


def is_specific(filler: Filler, mentions: MentionTable) -> bool:
    """Does it denote someone in particular: a name, or what goes back to one, acts for one or is told by one?"""
    mention = mentions.items[filler.mention]
    if mention.form in NAMED_FORMS or mention.acts_for is not None:
        return True
    if is_known(filler.mention, mentions):
        return True
    modifiers = children(filler.token, "amod", "compound", "nmod", "poss")
    return any(
        (index := mentions.at(child)) is not None and mentions.items[index].form in NAMED_FORMS for child in modifiers
    )
