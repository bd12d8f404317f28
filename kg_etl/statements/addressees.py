"""The addressees of a statement, and the media that reported it."""

from __future__ import annotations

from kg_etl.documents.syntax import NOUNS, OBJECTS, children, conjuncts, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.statements.cues import CueLexicon

_PRESS_NOUNS = words("press_nouns")
_INTERVIEWS = words("interview_nouns")


def addressee_tokens(verb: Token, lexicon: CueLexicon, *, recipient: bool) -> list[Token]:
    """The heads of the addressees: the object of `told`, the `to` phrase of `said to`; media left out."""
    nouns = [] if not recipient else [child for child in children(verb, *OBJECTS) if child.pos_ in NOUNS]
    nouns += [
        noun
        for noun in preposition_objects(verb, "to")
        if noun.ent_type_ in {"PERSON", "NORP"} or noun.lemma_ in _PRESS_NOUNS
    ]
    return [noun for head in nouns for noun in conjuncts(head) if not is_media(noun, lexicon)]


def reporter_tokens(verb: Token, lexicon: CueLexicon, *, recipient: bool) -> list[Token]:
    """The heads of the reporting media: `told Xinhua`, `in an interview with Chinese media`, `quoted by TASS`."""
    nouns = [] if not recipient else [child for child in children(verb, *OBJECTS) if child.pos_ in NOUNS]
    nouns += preposition_objects(verb, "to", "by")
    for occasion in preposition_objects(verb, "in", "during"):
        if occasion.lemma_.lower() in _INTERVIEWS:
            nouns += preposition_objects(occasion, "with", "to", "by")
    # the parser attaches `with ...` to the verb as often as to the interview
    if any(noun.lemma_.lower() in _INTERVIEWS for noun in preposition_objects(verb, "in", "during")):
        nouns += preposition_objects(verb, "with")
    return [noun for noun in nouns if is_media(noun, lexicon)]


def is_media(noun: Token, lexicon: CueLexicon) -> bool:
    """Whether the noun phrase names a news medium."""
    if noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _PRESS_NOUNS:
        return False
    phrase = [noun, *children(noun, "compound", "amod", "nmod")]
    return any(word.lower_ in lexicon.words["media"] for word in phrase)
