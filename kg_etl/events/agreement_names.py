"""The name and the subject of an agreement."""

from __future__ import annotations

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL, children, noun_phrase, patient
from kg_etl.documents.tokens import Token
from kg_etl.model import Evidence

_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning", "covering", "governing", "for"})


def name_of(trigger: Token, document: Document) -> Evidence | None:
    """What an agreement is called: its noun phrase without article and possessor, if that is no mere common noun."""
    noun = trigger if trigger.pos_ in NOMINAL else patient(trigger)
    if noun is None or noun.pos_ not in NOMINAL:
        return None
    phrase = noun_phrase(noun)
    skipped = {t.i for child in noun.lefts if child.dep_ in {"det", "poss", "nummod", "predet"} for t in child.subtree}
    words = [t for t in phrase if t.i not in skipped]
    while len(words) > 1 and words[0].pos_ == "ADJ" and noun.pos_ == "NOUN" and words[1].text != "-":
        words = words[1:]
    quoted = any(t.text in {'"', "'"} for t in words)
    if not words or not (quoted or noun.pos_ == "PROPN" or any(t.dep_ == "compound" for t in words[:-1])):
        return None
    if quoted and words[0].text not in {'"', "'"} and words[0].i and words[0].nbor(-1).text == '"':
        words = [words[0].nbor(-1), *words]
    return document.tokens_evidence(words)


def subject_of(trigger: Token, document: Document) -> Evidence | None:
    """What an agreement is about: `an agreement on grain exports`, `a pact to end the war`."""
    noun = trigger if trigger.pos_ in NOMINAL else patient(trigger)
    if noun is None:
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _ABOUT:
            for topic in children(child, "pobj", "pcomp"):
                if topic.ent_type_ not in {"DATE", "TIME"}:
                    return document.span_evidence(trigger.doc[topic.left_edge.i : topic.right_edge.i + 1])
        if child.dep_ in ADNOMINAL_CLAUSES and any(t.tag_ == "TO" for t in child.children):
            return document.span_evidence(trigger.doc[child.left_edge.i : child.right_edge.i + 1])
    return None
