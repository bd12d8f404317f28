"""Cuts off the end of a content that is the article's own comment."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.quotations import Quotations
from kg_etl.documents.tokens import Doc, Token
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cue_sites import reach
from kg_etl.statements.nominal_contents import OCCASIONS

_LEAST = 3
"""Tokens that must be left of a content."""


def without_insertion(attribution: Attribution, quoted: Quotations) -> Attribution:
    """`said the plan had failed, which surprised nobody`: the last clause is the reporter's, unless it is quoted."""
    if not attribution.content or (attribution.content[-1][1] <= attribution.anchor.i and len(attribution.content) > 1):
        return attribution
    doc, (start, end) = attribution.anchor.doc, attribution.content[-1]
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and quoted.of_token[end - 1] < 0:
        end -= 1
    if end <= start or quoted.of_token[end - 1] >= 0:
        return attribution
    comma = _comma(doc, start, end)
    if comma is None or comma - start < _LEAST:
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], (start, comma)))


def _comma(doc: Doc, start: int, end: int) -> int | None:
    """Before the outermost relative clause that a comma sets off and that goes to the end of a stretch."""
    insertion = None
    at = doc[end - 1]
    while at.i > start:
        if at.dep_ == "relcl" or _is_remark(at):
            first, last = reach(at)
            if last >= end and start < first and doc[first - 1].text == ",":
                insertion = first - 1
        if at.head == at:
            break
        at = at.head
    return insertion


def _is_remark(phrase: Token) -> bool:
    """`said it won, despite the losses`, `said she stays, as did others`, `..., in an interview`: the article's own."""
    if phrase.dep_ == "prep":
        is_occasion = phrase.lower_ in {"in", "during"} and any(c.lemma_.lower() in OCCASIONS for c in phrase.children)
        return is_occasion or phrase.lower_ == "despite"
    opening = [token.lower_ for token in phrase.doc[phrase.left_edge.i : phrase.i]]
    return phrase.dep_ == "advcl" and (opening[:1] == ["as"] or opening[:2] == ["even", "as"])
