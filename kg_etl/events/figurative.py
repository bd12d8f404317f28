"""Words of visits, pacts and attacks in another sense: of speech, sport, nature, business and strikes at work."""

from __future__ import annotations

import re
from itertools import chain

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import agent, children, patient, preposition_objects
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words

_MEANS = words("figurative_means")
_OBJECTS = words("figurative_objects")
_COMPOUND_OBJECTS = frozenset(tuple(pair.split("+")) for pair in words("figurative_compounds"))
_DOERS = words("figurative_doers")
_SPEAKERS = words("attackers_with_words")
_WORKERS = words("workers_on_strike")
_STRIKES = frozenset({"strike", "walkout"})
_DEADLY = words("killing")
_SPORT = words("words_of_sport")
_VOTING = words("words_of_voting")
_TIMES = frozenset({"DATE", "TIME"})
_SCORE = re.compile(r"(?<![\w.,-])(?P<home>\d{1,2})[-–](?P<away>\d{1,2})(?![\w,-]|\.\d)")


def is_figurative(token: Token, light: Token | None) -> bool:
    """Whether the words around a trigger give it another sense (`struck gold`, `ambushed her with a question`).

    Args:
        token: The trigger.
        light: Its light verb if it is a noun.
    """
    verb = light if light is not None else token
    nouns = [noun for noun in (patient(verb), *preposition_objects(verb, "at", "with")) if noun is not None]
    if any(_is_other_object(noun) for noun in nouns if noun != token):
        return True
    if any(noun.lemma_.lower() in _MEANS for noun in _with(verb)):
        return True
    attacker = agent(verb)
    if attacker is not None and attacker != token and (_lemma(attacker) in _DOERS or _is_strike_at_work(attacker)):
        return True
    if attacker is not None and _lemma(attacker) in _SPEAKERS and verb.lemma_.lower() not in _DEADLY:
        return True
    return _is_strike_at_work(token)


def _lemma(noun: Token) -> str:
    """The lemma, also of a plural that the tagger takes for a name (`Locusts`)."""
    lemma = noun.lemma_.lower()
    return lemma.removesuffix("s") if noun.tag_ == "NNPS" else lemma


def _with(verb: Token) -> list[Token]:
    """The nouns after `with`, which parsers attach to the verb or to its object."""
    objects = children(verb, "dobj", "obj", "nsubjpass", "prep")
    governors = chain((verb,), objects, *(children(preposition, "pobj") for preposition in objects))
    return [noun for governor in governors for noun in preposition_objects(governor, "with")]


def _is_other_object(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _OBJECTS or any((child.lower_, lemma) in _COMPOUND_OBJECTS for child in noun.lefts)


def _is_strike_at_work(noun: Token) -> bool:
    return noun.lemma_.lower() in _STRIKES and any(
        worker.lemma_.lower() in _WORKERS for worker in (*preposition_objects(noun, "by", "of"), *noun.lefts)
    )


def is_sport(token: Token, document: Document) -> bool:
    """Whether its sentence, or one beside it in its paragraph, is about a match: a score, or words of sport."""
    return any(_is_about_sport(sentence) for sentence in _near(token.sent, document))


def _near(sentence: Span, document: Document) -> list[Span]:
    paragraph = document.paragraph_at(sentence.start_char)
    doc = sentence.doc
    edges = (sentence.start - 1, sentence.start, sentence.end)
    near = [doc[place].sent for place in edges if 0 <= place < len(doc)]
    return [span for span in near if document.paragraph_at(span.start_char) == paragraph]


def _is_about_sport(sentence: Span) -> bool:
    lemmas = {token.lemma_.lower() for token in sentence}
    if lemmas & _SPORT:
        return True
    return not lemmas & _VOTING and any(_is_score(match, sentence) for match in _SCORE.finditer(sentence.text))


def _is_score(match: re.Match[str], sentence: Span) -> bool:
    """Whether two figures are no days (`Nov. 18-19`)."""
    first, last = sentence.start_char + match.start(), sentence.start_char + match.end()
    return not any(token.ent_type_ in _TIMES for token in sentence if first <= token.idx < last)
