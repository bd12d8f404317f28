"""What stands at the end of a content and is the article's own: an aside on what was said."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.quotations import Quotations
from kg_etl.documents.tokens import Doc, Token
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cue_sites import reach
from kg_etl.statements.nominal_contents import OCCASIONS

_LEAST = 3
"""Tokens that must be left of a content."""


def without_aside(one: Attribution, quoted: Quotations) -> Attribution:
    """`said the plan had failed, which surprised nobody`: the last clause is the reporter's, unless it is quoted."""
    if not one.content or (one.content[-1][1] <= one.anchor.i and len(one.content) > 1):
        return one
    doc, (start, end) = one.anchor.doc, one.content[-1]
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and quoted.of_token[end - 1] < 0:
        end -= 1
    if end <= start or quoted.of_token[end - 1] >= 0:
        return one
    comma = _comma(doc, start, end)
    if comma is None or comma - start < _LEAST:
        return one
    return replace(one, content=(*one.content[:-1], (start, comma)))


def _comma(doc: Doc, start: int, end: int) -> int | None:
    """Before the outermost relative clause that a comma sets off and that goes to the end of a stretch."""
    found = None
    at = doc[end - 1]
    while at.i > start:
        if at.dep_ == "relcl" or _is_remark(at):
            first, last = reach(at)
            if last >= end and start < first and doc[first - 1].text == ",":
                found = first - 1
        if at.head == at:
            break
        at = at.head
    return found


def _is_remark(phrase: Token) -> bool:
    """`said it won, despite the losses`, `said she stays, as did others`, `..., in an interview`: the article's own."""
    if phrase.dep_ == "prep":
        told_there = phrase.lower_ in {"in", "during"} and any(c.lemma_.lower() in OCCASIONS for c in phrase.children)
        return told_there or phrase.lower_ == "despite"
    opening = [token.lower_ for token in phrase.doc[phrase.left_edge.i : phrase.i]]
    return phrase.dep_ == "advcl" and (opening[:1] == ["as"] or opening[:2] == ["even", "as"])
