"""Nouns and adjectives that report: `his denial that ...`, `drew criticism from ...`, `was critical of ...`."""

from __future__ import annotations

from kg_etl.documents.syntax import VERBAL, children, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.statements import speakers
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cue_sites import reach
from kg_etl.statements.cues import Cue, Lexicon
from kg_etl.statements.speakers import Speaker
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, minus, union
from kg_etl.statements.voice import in_passive


def by_noun(noun: Token, cue: Cue, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    """`his denial that ...`, `its call for a truce`, `criticism of the plan`, `the claim is that ...`."""
    speaker = speakers.of_noun(noun, words, sentence)
    if speaker.token is not None and not speakers.can_speak(speaker.token, words):
        return None
    made = noun.dep_ == "dobj" and noun.head.lemma_.lower() in words.words["light"]
    clause = _clause_of_noun(noun)
    if clause is not None:
        return Attribution(noun, (noun.i, noun.i + 1), cue, speaker, (reach(clause),), "noun")
    if cue.weak and speaker.token is None:
        return None
    for child in children(noun, "prep"):
        if child.i > noun.i and child.lower_ in cue.prepositions:
            content = union([reach(c) for c in children(child, "pobj", "pcomp")])
            if content:
                content = _with_deed(content, noun)
                if speaker.token is None and (by := _named_after(child)) is not None:
                    speaker, content = speakers.named_by(by), minus(content, [reach(by.head)])
                start = noun.head.i if made and noun.head.i < noun.i else noun.i
                return Attribution(noun, (start, child.i + 1), cue, speaker, content, "noun")
    if (question := _asked_of(noun, cue)) is not None:
        return Attribution(noun, (noun.i, question[0]), cue, speaker, (question,), "noun")
    return _drawn(noun, cue, words, sentence) or _charge(noun, cue, speaker)


def _asked_of(noun: Token, cue: Cue) -> TokenRange | None:
    """`renewed its calls for Iran to stop`, where the parser hangs the clause on the verb."""
    if noun.i + 2 >= len(noun.doc):
        return None
    mark = noun.nbor()
    if mark.lower_ not in cue.prepositions or mark.dep_ != "mark" or not children(mark.head, "nsubj"):
        return None
    return mark.i + 1, reach(mark.head)[1]


def _with_deed(content: TokenRanges, noun: Token) -> TokenRanges:
    """`a call for Iran to stop`: the infinitive that the parser hung elsewhere tells what is asked of whom."""
    end = content[-1][1]
    if end < len(noun.doc) and noun.doc[end].tag_ == "TO" and noun.doc[end].head.pos_ in VERBAL:
        return union(content, [(end, reach(noun.doc[end].head)[1])])
    return content


def by_adjective(adjective: Token, cue: Cue, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    """`was critical of the plan`, `was adamant that it would fail`."""
    speaker = speakers.of_verb(adjective.head, words, sentence)
    if speaker.token is None or not speakers.can_speak(speaker.token, words):
        return None
    end, parts = adjective.i + 1, [reach(c) for c in children(adjective, "ccomp") if c.i > adjective.i]
    for child in children(adjective, "prep"):
        if not parts and child.lower_ in cue.prepositions:
            end, parts = child.i + 1, [reach(c) for c in children(child, "pobj", "pcomp")]
    if not parts:
        return None
    return Attribution(adjective, (adjective.i, end), cue, speaker, union(parts), "noun")


def _named_after(preposition: Token) -> Token | None:
    """`criticism of the plan by Iran`, where the parser hangs `by` on the plan."""
    for thing in children(preposition, "pobj"):
        for noun in preposition_objects(thing, "by", "from"):
            if noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
                return noun
    return None


def _drawn(noun: Token, cue: Cue, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    """`The plan drew criticism from Iran`: what the words are about is the subject."""
    verb = noun.head
    if (
        cue.act not in {"Praise", "Accusation"}
        or noun.dep_ != "dobj"
        or verb.lemma_.lower() not in words.words["drawing"]
    ):
        return None
    subject = speakers.of_verb(verb, words, sentence).local
    if subject is None or in_passive(verb):
        return None
    source = preposition_objects(noun, "from") or preposition_objects(verb, "from")
    reasons = [reach(c) for c in (*children(noun, "prep"), *children(verb, "prep")) if c.lower_ in {"for", "over"}]
    said_by = speakers.named_by(source[0]) if source else speakers.NONE_NAMED
    return Attribution(noun, (verb.i, noun.i + 1), cue, said_by, union([reach(subject)], reasons), "noun")


def _charge(noun: Token, cue: Cue, speaker: Speaker) -> Attribution | None:
    """`corruption allegations`: what is alleged stands before the noun."""
    charges = [reach(c) for c in children(noun, "compound")]
    if cue.act != "Accusation" or not charges:
        return None
    return Attribution(noun, (noun.i, noun.i + 1), cue, speaker, union(charges), "noun")


def _clause_of_noun(noun: Token) -> Token | None:
    for child in children(noun, "acl", "ccomp", "relcl"):
        that = child.dep_ != "relcl" and any(g.dep_ == "mark" and g.lower_ == "that" for g in child.children)
        if child.i > noun.i and (that or (child.dep_ == "acl" and any(g.tag_ == "TO" for g in child.children))):
            return child
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in children(noun.head, "ccomp"):
            if child.i > noun.head.i and any(g.dep_ == "mark" and g.lower_ == "that" for g in child.children):
                return child
    return None
