"""The speakers of reporting verbs and nouns."""

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
from kg_etl.lexicon.tables import words
from kg_etl.statements.cues import CueLexicon
from kg_etl.statements.labels import REPORTING_TAGS, SPEAKER_TYPES, TEMPORAL_TYPES
from kg_etl.statements.subjects import governing_subject, misattached_subject, nearest_subject, preceding_subject
from kg_etl.statements.voice import is_in_passive

_AFTER_QUOTATION = frozenset({'"', "''", ","})
_NON_PERSON_TYPES = frozenset({"ORG", "GPE", "LOC", "FAC", "DATE", "TIME", "PERCENT", "MONEY"})
"""Entity types to which `who` does not refer."""
_SAY_FORMS = words("say_forms")
_INTERROGATION_PARTICIPLES = words("interrogation_participles")
_PHRASE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PRON"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as named at the cue, or the reason why there is none."""

    local: Token | None
    """Head of the phrase at the cue; may be a relative pronoun."""
    token: Token | None
    """Head of the noun phrase to which that phrase refers."""
    reason: str | None = None


PASSIVE_WITHOUT_AGENT = Speaker(None, None, "passive without agent")
ELIDED = Speaker(None, None, "elided")
NOT_NAMED = Speaker(None, None, "nobody is named")


def named_speaker(local: Token) -> Speaker:
    """The speaker that a token names, with a relative pronoun resolved to its antecedent."""
    token = antecedent(local)
    return Speaker(local, _antecedent_of_who(token) if local.lower_ == "who" else token)


def _antecedent_of_who(noun: Token) -> Token:
    """The antecedent of `who` where it was attached to a modifier: `an analyst at Jefferies, who noted`."""
    while noun.ent_type_ in _NON_PERSON_TYPES and noun.dep_ == "pobj" and noun.head.head.pos_ in NOUNS:
        noun = noun.head.head
    return noun


def verb_speaker(verb: Token, lexicon: CueLexicon, sentence: tuple[int, int]) -> Speaker:
    """The speaker of a verb: its subject or a shared one, the agent of a passive, or the issuer of a document."""
    if (above := _relative_clause_subject(verb)) is not None:
        return named_speaker(above)
    if is_in_passive(verb) or _is_fronted_question(verb):
        local = _by_agent(verb)
        return PASSIVE_WITHOUT_AGENT if local is None else named_speaker(local)
    local = _adjacent_noun_phrase(verb, sentence) or _subject(verb, lexicon, sentence)
    if local is None or _is_expletive(local, verb):
        return ELIDED
    issuer = _issuer(antecedent(local), lexicon)
    return named_speaker(issuer) if issuer is not None else author_or_named_speaker(local, lexicon)


def author_or_named_speaker(local: Token, lexicon: CueLexicon) -> Speaker:
    """The speaker that a token names, or the author if it is a document (`Ryan's letter said`, `a note by Ryan`)."""
    speaker = named_speaker(local)
    author = None if speaker.token is None else _author(speaker.token, lexicon)
    return speaker if author is None else Speaker(local, author)


def _is_expletive(local: Token, verb: Token) -> bool:
    """Whether the subject is an expletive (`it is hard to predict`)."""
    above = verb.head
    judged = above.pos_ == "ADJ" or (above.lemma_ == "be" and bool(children(above, "acomp")))
    return local.lower_ == "it" and local.head != verb and verb.dep_ in COMPLEMENTS and judged


def _author(thing: Token, lexicon: CueLexicon) -> Token | None:
    if thing.lemma_.lower() not in lexicon.words["carriers"]:
        return None
    nouns = [possessor(thing), *preposition_objects(thing, "by", "from")]
    nouns += [noun for clause in children(thing, "acl") for noun in preposition_objects(clause, "by")]
    return next((noun for noun in nouns if noun is not None and noun.pos_ in NOUNS), None)


def _issuer(thing: Token, lexicon: CueLexicon) -> Token | None:
    """The subject of the verb that issues a document: `released a letter that urges ...`."""
    if thing.lemma_.lower() not in lexicon.words["carriers"] or thing.dep_ != "dobj" or thing.head.pos_ != "VERB":
        return None
    return next(iter(children(thing.head, "nsubj")), None)


def _shared_subject(clause: Token, tag: str, lexicon: CueLexicon) -> Token | None:
    """The subject of the cue above a clause that a second reporting verb shares: `said they won and praised ...`."""
    above = clause.head
    if clause.dep_ != "ccomp" or above.lemma_.lower() not in lexicon.verbs or (tag != "VBG" and above.tag_ != tag):
        return None
    return next(iter(children(above, "nsubj")), None)


def _relative_clause_subject(verb: Token) -> Token | None:
    """The subject of a finite verb parsed as a participle: `Blinken, who met Wang, alleged that ...`."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or not children(verb, "ccomp"):
        return None
    if children(verb, "auxpass", "agent", "aux") or _by_agent(verb) is not None:
        return None
    noun = at = verb.head
    set_off = verb.doc[verb.left_edge.i - 1].text == "," or verb.doc[verb.i - 1].text == ","
    while set_off and at.head is not at and at.head != at and at.dep_ not in SUBJECTS:
        at = at.head
        noun = at if at.pos_ in NOUNS else noun
    return noun


def _is_fronted_question(verb: Token) -> bool:
    """Whether the verb is a passive without an auxiliary (`Asked about the talks, she said ...`)."""
    return (
        verb.lower_ in _INTERROGATION_PARTICIPLES
        and verb.dep_ in {"advcl", "prep", "amod", "acl", "nsubj", "csubj"}
        and not children(verb, "nsubj", "aux")
    )


def _adjacent_noun_phrase(verb: Token, sentence: tuple[int, int]) -> Token | None:
    """The head of the noun phrase right after a verb that follows a quotation (`“...,” said X`); None without one.

    The word order is more reliable than the parse, which often makes the phrase the object of the verb.
    """
    if verb.tag_ not in FINITE_TAGS and verb.lower_ not in _SAY_FORMS:
        return None
    doc, (first, last) = verb.doc, sentence
    before = verb.i - 1
    while before > first and doc[before].is_space:
        before -= 1
    if before < first or doc[before].text not in _AFTER_QUOTATION:
        return None
    at = verb.i + 1
    head, is_coordinated = None, False
    while at < last and (
        doc[at].pos_ in _PHRASE
        or doc[at].dep_ in {"amod", "compound"}
        or (head is not None and (doc[at].tag_ in {"POS", "HYPH"} or doc[at].lower_ == "and"))
    ):
        if doc[at].pos_ in NOUNS and not is_coordinated:
            head = doc[at]
        is_coordinated = is_coordinated or doc[at].lower_ == "and"
        at += 1
    if head is None or (doc[before].text == "," and not (at < last and doc[at].text in {",", "."})):
        return None
    if head.dep_ in {"npadvmod", "dative"} or head.ent_type_ in TEMPORAL_TYPES:
        return None
    # a title and a name parsed as a single phrase: its head, where it is inside the phrase
    while head.head.i in range(verb.i + 1, at) and head.head.pos_ in NOUNS and head.dep_ in {"compound", "nmod"}:
        head = head.head
    return head


def noun_speaker(noun: Token, lexicon: CueLexicon, sentence: tuple[int, int]) -> Speaker:
    """The speaker of a noun: its possessor, its `by` or `from` phrase, or the subject of its light verb."""
    owner = possessor(noun)
    if owner is None:
        owner = next(iter(preposition_objects(noun, "by", "from")), None)
    if owner is not None:
        return named_speaker(owner)
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.lemma_.lower() in lexicon.words["light"]:
        # `made a plea for Iran to stop`, where `plea` is parsed as the subject of a clause
        return verb_speaker(verb.head, lexicon, sentence)
    if noun.dep_ == "pobj" and verb.lower_ in {"in", "with", "through"} and verb.head.pos_ == "VERB":
        return verb_speaker(verb.head, lexicon, sentence)
    if noun.dep_ in OBJECTS and verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.words["light"]:
        return verb_speaker(verb, lexicon, sentence)
    if noun.dep_ in OBJECTS | PASSIVE_SUBJECTS and (source := preposition_objects(verb, "by", "from")):
        return named_speaker(source[0])
    return NOT_NAMED


def is_person(speaker: Token) -> bool:
    """Whether the token is a name of a person, `he` or `she`."""
    return speaker.ent_type_ == "PERSON" or speaker.lower_ in {"he", "she"}


def is_person_or_body(speaker: Token, lexicon: CueLexicon) -> bool:
    """Whether the noun denotes a person, a body or a document."""
    if speaker.pos_ != "NOUN" or speaker.is_title or speaker.ent_type_ in SPEAKER_TYPES:
        return can_speak(speaker, lexicon)
    noun = speaker.lemma_.lower()
    return noun in lexicon.people or noun in lexicon.words["carriers"] | lexicon.words["media"]


def can_speak(speaker: Token, lexicon: CueLexicon) -> bool:
    """Whether the token can be a speaker; things that show rather than speak (`a study`) cannot."""
    if speaker.lower_ in {"you", "there"}:
        return False
    if speaker.lower_ == "those":
        return bool(children(speaker, "relcl", "acl"))
    return (
        speaker.pos_ == "PROPN"
        or speaker.ent_type_ in SPEAKER_TYPES
        or (speaker.lemma_.lower() not in lexicon.words["mute"] and speaker.lower_ not in lexicon.words["mute"])
    )


def _by_agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in children(child, "pobj"):
                return noun
    return None


def _subject(verb: Token, lexicon: CueLexicon, sentence: tuple[int, int]) -> Token | None:
    adjective = verb.head if verb.dep_ in COMPLEMENTS and verb.head.pos_ == "ADJ" else None
    if adjective is not None and adjective.head.pos_ in VERBAL and (owners := children(adjective.head, "nsubj")):
        return owners[0]
    if not children(verb, *SUBJECTS):
        if verb.dep_ == "conj" and verb.tag_ in REPORTING_TAGS and not children(verb, "aux"):
            above = _shared_subject(verb.head, verb.tag_, lexicon)
        elif verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.doc[verb.left_edge.i - 1].text == ",":
            above = _shared_subject(verb.head, "VBG", lexicon)
        else:
            above = None
        if above is not None:
            return above
    for step, link in enumerate(verb_chain(verb)):
        if (direct := nearest_subject(link)) is not None:
            return direct
        if (misattached := misattached_subject(link)) is not None:
            return misattached
        if step and verb.dep_ == "xcomp":
            for child in children(link, "dobj", "obj"):
                if child.i < verb.i:
                    return child
        if link.dep_ == "acl" and link.head.pos_ in NOUNS and not is_in_passive(link):
            # a participle after a comma, or on a single thing, has the subject of the main verb
            is_set_off = link.tag_ == "VBG" and (
                link.doc[link.left_edge.i - 1].text == "," or (link.head.tag_ == "NN" and link.head.dep_ == "dobj")
            )
            if is_set_off and link.head.dep_ in OBJECTS | {"pobj", "attr"} and link.head.ent_type_ != "PERSON":
                main = link.head.head if link.head.dep_ != "pobj" else link.head.head.head
                if main.pos_ in VERBAL and (agents := children(main, "nsubj")):
                    return agents[0]
            if link.head.lemma_.lower() in lexicon.words["carriers"]:
                return noun_speaker(link.head, lexicon, sentence).local
            return link.head
    return preceding_subject(verb, sentence) or governing_subject(verb)
