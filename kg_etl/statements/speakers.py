"""The speaker of a cue."""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.documents.syntax import (
    COMPLEMENTS,
    FINITE_TAGS,
    NOUNS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    antecedent,
    children,
    possessor,
    preposition_objects,
    verb_chain,
)
from kg_etl.documents.tokens import Token
from kg_etl.statements.cues import Lexicon
from kg_etl.statements.subjects import before, misplaced, nearest_subject, subject_above
from kg_etl.statements.voice import in_passive

_AFTER_QUOTATION = frozenset({'"', "''", ","})
_NOBODY = frozenset({"ORG", "GPE", "LOC", "FAC", "DATE", "TIME", "PERCENT", "MONEY"})
"""What is recognised as no person, for which `who` does not stand."""
_PHRASE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the words at the cue name him, or why there is none."""

    local: Token | None
    """Head of the words at the cue, a relative pronoun too."""
    token: Token | None
    """Head of the noun phrase that these words stand for."""
    reason: str | None = None


NONE_BY_PASSIVE = Speaker(None, None, "passive without agent")
NONE_BY_ELISION = Speaker(None, None, "elided")
NONE_NAMED = Speaker(None, None, "nobody is named")


def named_by(local: Token) -> Speaker:
    """The speaker whom a token names."""
    token = antecedent(local)
    return Speaker(local, _whoever(token) if local.lower_ == "who" else token)


def _whoever(noun: Token) -> Token:
    """Those who are at, in or of what the parser hung `who` on: `an analyst at Jefferies, who noted`."""
    while noun.ent_type_ in _NOBODY and noun.dep_ == "pobj" and noun.head.head.pos_ in NOUNS:
        noun = noun.head.head
    return noun


def of_verb(verb: Token, lexicon: Lexicon, sentence: tuple[int, int]) -> Speaker:
    """The speaker of a verb: its subject, own or shared; the `by` of a passive; behind a carrier who sends it."""
    if (above := _reduced(verb)) is not None:
        return named_by(above)
    if in_passive(verb) or _is_fronted_question(verb):
        local = _by(verb)
        return NONE_BY_PASSIVE if local is None else named_by(local)
    local = _adjacent(verb, sentence) or _subject(verb, lexicon, sentence)
    if local is None or _is_empty(local, verb):
        return NONE_BY_ELISION
    issuer = _issuer(antecedent(local), lexicon)
    return named_by(issuer) if issuer is not None else written_by(local, lexicon)


def written_by(local: Token, lexicon: Lexicon) -> Speaker:
    """The speaker whom a token names; who wrote it where that is a thing (`Ryan's letter said`, `a note by Ryan`)."""
    name = named_by(local)
    author = None if name.token is None else _author(name.token, lexicon)
    return name if author is None else Speaker(local, author)


def _is_empty(local: Token, verb: Token) -> bool:
    """`it is hard to predict`: a subject that is nothing."""
    above = verb.head
    judged = above.pos_ == "ADJ" or (above.lemma_ == "be" and bool(children(above, "acomp")))
    return local.lower_ == "it" and local.head != verb and verb.dep_ in COMPLEMENTS and judged


def _author(thing: Token, lexicon: Lexicon) -> Token | None:
    if thing.lemma_.lower() not in lexicon.words["carriers"]:
        return None
    candidates = [possessor(thing), *preposition_objects(thing, "by", "from")]
    candidates += [noun for clause in children(thing, "acl") for noun in preposition_objects(clause, "by")]
    return next((candidate for candidate in candidates if candidate is not None and candidate.pos_ in NOUNS), None)


def _issuer(thing: Token, lexicon: Lexicon) -> Token | None:
    """Who makes or sends the thing that carries the words: `released a letter that urges ...`."""
    if thing.lemma_.lower() not in lexicon.words["carriers"] or thing.dep_ != "dobj" or thing.head.pos_ != "VERB":
        return None
    return next(iter(children(thing.head, "nsubj")), None)


def _reporting(clause: Token, tag: str, lexicon: Lexicon) -> Token | None:
    """The subject of the cue above a clause, when a verb in it reports as well: `said they won and praised ...`."""
    above = clause.head
    if clause.dep_ != "ccomp" or above.lemma_.lower() not in lexicon.verbs or (tag != "VBG" and above.tag_ != tag):
        return None
    return next(iter(children(above, "nsubj")), None)


def _reduced(verb: Token) -> Token | None:
    """The subject of a verb that the parser took for a participle: `Blinken, who met Wang, alleged that ...`."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or not children(verb, "ccomp"):
        return None
    if children(verb, "auxpass", "agent", "aux") or _by(verb) is not None:
        return None
    noun = at = verb.head
    set_off = verb.doc[verb.left_edge.i - 1].text == "," or verb.doc[verb.i - 1].text == ","
    while set_off and at.head is not at and at.head != at and at.dep_ not in SUBJECTS:
        at = at.head
        noun = at if at.pos_ in NOUNS else noun
    return noun


def _is_fronted_question(verb: Token) -> bool:
    """`Asked about the talks, she said ...`: a passive whose auxiliary is left out."""
    return (
        verb.lower_ in {"asked", "questioned", "pressed"}
        and verb.dep_ in {"advcl", "prep", "amod", "acl", "nsubj", "csubj"}
        and not children(verb, "nsubj", "aux")
    )


def _adjacent(verb: Token, sentence: tuple[int, int]) -> Token | None:
    """The noun phrase that stands right beside a verb after a quotation: `“...,” said X`, `“...,” X said`.

    The words beside such a verb are surer than the parse, which often takes them for its object.
    """
    if verb.tag_ not in FINITE_TAGS and verb.lower_ not in {"says", "said"}:
        return None
    doc, (first, last) = verb.doc, sentence
    before = verb.i - 1
    while before > first and doc[before].is_space:
        before -= 1
    if before < first or doc[before].text not in _AFTER_QUOTATION:
        return None
    at = verb.i + 1
    head, is_conjunct = None, False
    while at < last and (
        doc[at].pos_ in _PHRASE
        or doc[at].dep_ in {"amod", "compound"}
        or (head is not None and (doc[at].tag_ in {"POS", "HYPH"} or doc[at].lower_ == "and"))
    ):
        if doc[at].pos_ in NOUNS and not is_conjunct:
            head = doc[at]
        is_conjunct = is_conjunct or doc[at].lower_ == "and"
        at += 1
    if head is None or (doc[before].text == "," and not (at < last and doc[at].text in {",", "."})):
        return None
    if head.dep_ in {"npadvmod", "dative"} or head.ent_type_ in {"DATE", "TIME"}:
        return None
    # a title and name joined by the parser: the phrase's own head, where it stands inside
    while head.head.i in range(verb.i + 1, at) and head.head.pos_ in NOUNS and head.dep_ in {"compound", "nmod"}:
        head = head.head
    return head


def of_noun(noun: Token, lexicon: Lexicon, sentence: tuple[int, int]) -> Speaker:
    """The speaker of a noun: whose it is, whom it is by or from, or who makes or issues it."""
    owner = possessor(noun)
    if owner is None:
        owner = next(iter(preposition_objects(noun, "by", "from")), None)
    if owner is not None:
        return named_by(owner)
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.lemma_.lower() in lexicon.words["light"]:
        # `made a plea for Iran to stop`, taken for what is made
        return of_verb(verb.head, lexicon, sentence)
    if noun.dep_ == "pobj" and verb.lower_ in {"in", "with", "through"} and verb.head.pos_ == "VERB":
        return of_verb(verb.head, lexicon, sentence)
    if noun.dep_ in OBJECTS and verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.words["light"]:
        return of_verb(verb, lexicon, sentence)
    if noun.dep_ in OBJECTS | PASSIVE_SUBJECTS and (source := preposition_objects(verb, "by", "from")):
        return named_by(source[0])
    return NONE_NAMED


def is_person(speaker: Token) -> bool:
    """Does the word itself show that it is a person: a name, `he`, `she`?"""
    return speaker.ent_type_ == "PERSON" or speaker.lower_ in {"he", "she"}


def is_somebody(speaker: Token, lexicon: Lexicon) -> bool:
    """Is it a person or body, or what carries words, so far as its noun tells?"""
    if speaker.pos_ != "NOUN" or speaker.is_title or speaker.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return can_speak(speaker, lexicon)
    noun = speaker.lemma_.lower()
    words = lexicon.words
    return noun in lexicon.people or noun in words["carriers"] | words["media"]


def can_speak(speaker: Token, lexicon: Lexicon) -> bool:
    """May this be somebody? Things that show rather than speak may not."""
    if speaker.lower_ in {"you", "there"}:
        return False
    if speaker.lower_ == "those":
        return bool(children(speaker, "relcl", "acl"))
    return (
        speaker.pos_ == "PROPN"
        or bool(speaker.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"})
        or (speaker.lemma_.lower() not in lexicon.words["mute"] and speaker.lower_ not in lexicon.words["mute"])
    )


def _by(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in children(child, "pobj"):
                return noun
    return None


def _subject(verb: Token, lexicon: Lexicon, sentence: tuple[int, int]) -> Token | None:
    adjective = verb.head if verb.dep_ in COMPLEMENTS and verb.head.pos_ == "ADJ" else None
    if adjective is not None and adjective.head.pos_ in VERBAL and (owners := children(adjective.head, "nsubj")):
        return owners[0]
    if not children(verb, *SUBJECTS):
        if verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and not children(verb, "aux"):
            above = _reporting(verb.head, verb.tag_, lexicon)
        elif verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.doc[verb.left_edge.i - 1].text == ",":
            above = _reporting(verb.head, "VBG", lexicon)
        else:
            above = None
        if above is not None:
            return above
    for step, link in enumerate(verb_chain(verb)):
        if (subject := nearest_subject(link)) is not None:
            return subject
        if (slip := misplaced(link)) is not None:
            return slip
        if step and verb.dep_ == "xcomp":
            for child in children(link, "dobj", "obj"):
                if child.i < verb.i:
                    return child
        if link.dep_ == "acl" and link.head.pos_ in NOUNS and not in_passive(link):
            # a participle after a comma, or on a single thing, goes back to the one who acts
            is_inserted = link.tag_ == "VBG" and (
                link.doc[link.left_edge.i - 1].text == "," or (link.head.tag_ == "NN" and link.head.dep_ == "dobj")
            )
            if is_inserted and link.head.dep_ in OBJECTS | {"pobj", "attr"} and link.head.ent_type_ != "PERSON":
                main = link.head.head if link.head.dep_ != "pobj" else link.head.head.head
                if main.pos_ in VERBAL and (doers := children(main, "nsubj")):
                    return doers[0]
            if link.head.lemma_.lower() in lexicon.words["carriers"]:
                return of_noun(link.head, lexicon, sentence).local
            return link.head
    return before(verb, sentence) or subject_above(verb)
