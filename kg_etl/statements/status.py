"""The status of a statement: `will say`, `did not say`, `declined to say`, `if he says`."""

from __future__ import annotations

from kg_etl.documents.syntax import VERBAL, auxiliaries, is_negated
from kg_etl.documents.tokens import Token
from kg_etl.model import Status
from kg_etl.statements.cues import lexicon

_AHEAD = frozenset({"will", "'ll", "shall", "wo", "may", "might", "could", "would", "should", "must", "ca", "can"})


def status_of(cue: Token) -> Status | None:
    """The status of a statement; None for one that was withheld or is only supposed."""
    words = lexicon().words
    if cue.pos_ not in VERBAL or cue.lower_ == "according":
        return Status.HAPPENED
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "lest"} for child in cue.children):
        return None
    governor = cue.head if cue.dep_ in {"xcomp", "pcomp", "ccomp", "advcl", "acl"} else None
    if governor is not None and governor.dep_ == "prep":
        governor = governor.head
    infinitive = any(child.tag_ == "TO" for child in cue.children)
    if governor is not None and cue.i > governor.i:
        lemma = governor.lemma_.lower()
        if lemma in words["withholding"] and (infinitive or cue.dep_ in {"xcomp", "pcomp"}):
            return None
        if (
            infinitive
            and cue.dep_ == "xcomp"
            and lemma in words["planning"]
            and not (lemma == "go" and governor.tag_ != "VBG")
        ):
            return Status.PLANNED
        if infinitive and is_negated(governor):
            return Status.DENIED
        if infinitive and cue.dep_ == "xcomp" and governor.lemma_ == "be":
            return Status.PLANNED
        if infinitive and cue.dep_ in {"xcomp", "advcl"} and lemma not in words["leads_on"]:
            # `met to discuss the war`: an aim
            return Status.PLANNED
    helpers = {helper.lower_ for helper in auxiliaries(cue)}
    if is_negated(cue):
        return Status.DENIED
    if helpers & _AHEAD:
        return Status.PLANNED
    return Status.HAPPENED
