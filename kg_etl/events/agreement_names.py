"""The name and the subject matter of an agreement."""

from __future__ import annotations

from kg_etl.documents.document import Document
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOMINAL, children, noun_phrase, patient
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.model import Evidence

_SUBJECT_PREPOSITIONS = words("agreement_subject_prepositions")


def agreement_name(trigger: Token, document: Document) -> Evidence | None:
    """The noun phrase of an agreement without determiner and possessor; None where that is a common noun alone."""
    noun = trigger if trigger.pos_ in NOMINAL else patient(trigger)
    if noun is None or noun.pos_ not in NOMINAL:
        return None
    phrase = noun_phrase(noun)
    skipped = {t.i for child in noun.lefts if child.dep_ in {"det", "poss", "nummod", "predet"} for t in child.subtree}
    tokens = [t for t in phrase if t.i not in skipped]
    while len(tokens) > 1 and tokens[0].pos_ == "ADJ" and noun.pos_ == "NOUN" and tokens[1].text != "-":
        tokens = tokens[1:]
    quoted = any(t.text in {'"', "'"} for t in tokens)
    if not tokens or not (quoted or noun.pos_ == "PROPN" or any(t.dep_ == "compound" for t in tokens[:-1])):
        return None
    if quoted and tokens[0].text not in {'"', "'"} and tokens[0].i and tokens[0].nbor(-1).text == '"':
        tokens = [tokens[0].nbor(-1), *tokens]
    return document.tokens_evidence(tokens)


def agreement_subject(trigger: Token, document: Document) -> Evidence | None:
    """The subject matter of an agreement: `an agreement on grain exports`, `a pact to end the war`."""
    noun = trigger if trigger.pos_ in NOMINAL else patient(trigger)
    if noun is None:
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _SUBJECT_PREPOSITIONS:
            for topic in children(child, "pobj", "pcomp"):
                if topic.ent_type_ not in {"DATE", "TIME"}:
                    return document.span_evidence(trigger.doc[topic.left_edge.i : topic.right_edge.i + 1])
        if child.dep_ in ADNOMINAL_CLAUSES and any(t.tag_ == "TO" for t in child.children):
            return document.span_evidence(trigger.doc[child.left_edge.i : child.right_edge.i + 1])
    return None
