"""Nouns and adjectives that report: `his denial that ...`, `drew criticism from ...`, `was critical of ...`."""

from __future__ import annotations

from kg_etl.documents.syntax import VERBAL, children, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.statements import speakers
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cue_sites import subtree_range
from kg_etl.statements.cues import Cue, CueLexicon
from kg_etl.statements.labels import SPEAKER_TYPES
from kg_etl.statements.speakers import Speaker
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, difference, union
from kg_etl.statements.voice import is_in_passive


def noun_attribution(noun: Token, cue: Cue, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    """The attribution of a reporting noun: `his denial that ...`, `its call for a truce`, `the claim is that ...`."""
    speaker = speakers.noun_speaker(noun, lexicon, sentence)
    if speaker.token is not None and not speakers.can_speak(speaker.token, lexicon):
        return None
    is_light_verb_object = noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon.words["light"]
    clause = _clause_of_noun(noun)
    if clause is not None:
        return Attribution(noun, (noun.i, noun.i + 1), cue, speaker, (subtree_range(clause),), "noun")
    if cue.weak and speaker.token is None:
        return None
    for child in children(noun, "prep"):
        if child.i > noun.i and child.lower_ in cue.prepositions:
            content = union([subtree_range(c) for c in children(child, "pobj", "pcomp")])
            if content:
                content = _with_infinitive(content, noun)
                if speaker.token is None and (agent := _agent_of_object(child)) is not None:
                    speaker, content = speakers.named_speaker(agent), difference(content, [subtree_range(agent.head)])
                start = noun.head.i if is_light_verb_object and noun.head.i < noun.i else noun.i
                return Attribution(noun, (start, child.i + 1), cue, speaker, content, "noun")
    if (question := _demanded_clause(noun, cue)) is not None:
        return Attribution(noun, (noun.i, question[0]), cue, speaker, (question,), "noun")
    return _attracted_judgement(noun, cue, lexicon, sentence) or _compound_charge(noun, cue, speaker)


def _demanded_clause(noun: Token, cue: Cue) -> TokenRange | None:
    """The range of a `for` clause that was attached to the verb above (`renewed its calls for Iran to stop`)."""
    if noun.i + 2 >= len(noun.doc):
        return None
    mark = noun.nbor()
    if mark.lower_ not in cue.prepositions or mark.dep_ != "mark" or not children(mark.head, "nsubj"):
        return None
    return mark.i + 1, subtree_range(mark.head)[1]


def _with_infinitive(content: TokenRanges, noun: Token) -> TokenRanges:
    """The content with an infinitive right after it that was attached elsewhere (`a call for Iran to stop`)."""
    end = content[-1][1]
    if end < len(noun.doc) and noun.doc[end].tag_ == "TO" and noun.doc[end].head.pos_ in VERBAL:
        return union(content, [(end, subtree_range(noun.doc[end].head)[1])])
    return content


def adjective_attribution(adjective: Token, cue: Cue, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    """The attribution of a reporting adjective: `was critical of the plan`, `was adamant that it would fail`."""
    speaker = speakers.verb_speaker(adjective.head, lexicon, sentence)
    if speaker.token is None or not speakers.can_speak(speaker.token, lexicon):
        return None
    end, parts = adjective.i + 1, [subtree_range(c) for c in children(adjective, "ccomp") if c.i > adjective.i]
    for child in children(adjective, "prep"):
        if not parts and child.lower_ in cue.prepositions:
            end, parts = child.i + 1, [subtree_range(c) for c in children(child, "pobj", "pcomp")]
    if not parts:
        return None
    return Attribution(adjective, (adjective.i, end), cue, speaker, union(parts), "noun")


def _agent_of_object(preposition: Token) -> Token | None:
    """The agent that was attached to the object of the preposition (`criticism of the plan by Iran`)."""
    for thing in children(preposition, "pobj"):
        for noun in preposition_objects(thing, "by", "from"):
            if noun.ent_type_ in SPEAKER_TYPES:
                return noun
    return None


def _attracted_judgement(noun: Token, cue: Cue, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    """The attribution of `The plan drew criticism from Iran`, whose content is the subject."""
    verb = noun.head
    if (
        cue.act not in {"Praise", "Accusation"}
        or noun.dep_ != "dobj"
        or verb.lemma_.lower() not in lexicon.words["drawing"]
    ):
        return None
    subject = speakers.verb_speaker(verb, lexicon, sentence).local
    if subject is None or is_in_passive(verb):
        return None
    source = preposition_objects(noun, "from") or preposition_objects(verb, "from")
    reasons = [
        subtree_range(c) for c in (*children(noun, "prep"), *children(verb, "prep")) if c.lower_ in {"for", "over"}
    ]
    speaker = speakers.named_speaker(source[0]) if source else speakers.NOT_NAMED
    return Attribution(noun, (verb.i, noun.i + 1), cue, speaker, union([subtree_range(subject)], reasons), "noun")


def _compound_charge(noun: Token, cue: Cue, speaker: Speaker) -> Attribution | None:
    """The attribution of `corruption allegations`, whose content is the modifier of the noun."""
    charges = [subtree_range(c) for c in children(noun, "compound")]
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
