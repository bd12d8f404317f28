"""The addressees of a statement, and the media that report it."""

from __future__ import annotations

from kg_etl.documents.syntax import NOUNS, OBJECTS, children, conjuncts, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.statements.cues import Lexicon

_REPORTERS = frozenset({"reporter", "journalist", "correspondent", "newsman"})
_OCCASIONS = frozenset({"interview", "conversation"})


def addressees(verb: Token, lexicon: Lexicon, *, recipient: bool) -> list[Token]:
    """Whom the words are spoken to: the recipient of `told`, the `to` of `said to`."""
    recipients = [] if not recipient else [c for c in children(verb, *OBJECTS) if c.pos_ in NOUNS]
    recipients += [
        t for t in preposition_objects(verb, "to") if t.ent_type_ in {"PERSON", "NORP"} or t.lemma_ in _REPORTERS
    ]
    return [person for head in recipients for person in conjuncts(head) if not is_media(person, lexicon)]


def reporters(verb: Token, lexicon: Lexicon, *, recipient: bool) -> list[Token]:
    """The media that the words came through: `told Xinhua`, `in an interview with Chinese media`, `quoted by TASS`."""
    recipients = [] if not recipient else [c for c in children(verb, *OBJECTS) if c.pos_ in NOUNS]
    recipients += preposition_objects(verb, "to", "by")
    for occasion in preposition_objects(verb, "in", "during"):
        if occasion.lemma_.lower() in _OCCASIONS:
            recipients += preposition_objects(occasion, "with", "to", "by")
    # the parser hangs `with ...` on the verb as often as on the interview
    if any(t.lemma_.lower() in _OCCASIONS for t in preposition_objects(verb, "in", "during")):
        recipients += preposition_objects(verb, "with")
    return [outlet for outlet in recipients if is_media(outlet, lexicon)]


def is_media(noun: Token, lexicon: Lexicon) -> bool:
    """Does the noun phrase name a body that passes news on?"""
    if noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _REPORTERS:
        return False
    words = [noun, *children(noun, "compound", "amod", "nmod")]
    return any(word.lower_ in lexicon.words["media"] for word in words)
