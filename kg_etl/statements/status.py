"""The status of a statement: said, planned (`will say`), denied (`did not say`) or withheld (`declined to say`)."""

from __future__ import annotations

from kg_etl.documents.syntax import VERBAL, auxiliaries, is_negated
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.model import Status
from kg_etl.statements.cues import cue_lexicon

_FUTURE_AND_MODAL = words("statement_auxiliaries")
_CONDITIONALS = words("unsaid_conjunctions")


def status_of(cue: Token) -> Status | None:
    """The status of a statement; None if it was withheld (`declined to say`) or is conditional (`if he says`)."""
    word_sets = cue_lexicon().words
    if cue.pos_ not in VERBAL or cue.lower_ == "according":
        return Status.HAPPENED
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONALS for child in cue.children):
        return None
    governor = cue.head if cue.dep_ in {"xcomp", "pcomp", "ccomp", "advcl", "acl"} else None
    if governor is not None and governor.dep_ == "prep":
        governor = governor.head
    infinitive = any(child.tag_ == "TO" for child in cue.children)
    if governor is not None and cue.i > governor.i:
        lemma = governor.lemma_.lower()
        if lemma in word_sets["withholding"] and (infinitive or cue.dep_ in {"xcomp", "pcomp"}):
            return None
        if (
            infinitive
            and cue.dep_ == "xcomp"
            and lemma in word_sets["planning"]
            and not (lemma == "go" and governor.tag_ != "VBG")
        ):
            return Status.PLANNED
        if infinitive and is_negated(governor):
            return Status.DENIED
        if infinitive and cue.dep_ == "xcomp" and governor.lemma_ == "be":
            return Status.PLANNED
        if infinitive and cue.dep_ in {"xcomp", "advcl"} and lemma not in word_sets["leads_on"]:
            # `met to discuss the war`: a purpose clause
            return Status.PLANNED
    auxiliary_words = {auxiliary.lower_ for auxiliary in auxiliaries(cue)}
    if is_negated(cue):
        return Status.DENIED
    if auxiliary_words & _FUTURE_AND_MODAL:
        return Status.PLANNED
    return Status.HAPPENED
