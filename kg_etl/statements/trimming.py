"""Cuts the article's own remarks from the end of contents."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.quotations import Quotations
from kg_etl.documents.tokens import Doc, Token
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.cue_sites import subtree_range
from kg_etl.statements.nominal_contents import OCCASIONS

_SHORTEST_CONTENT = 3
"""The fewest tokens that remain of a content."""


def without_final_remark(attribution: Attribution, quoted: Quotations) -> Attribution:
    """The attribution without a final remark of the article (`said it had failed, which surprised nobody`).

    A clause in quotation marks is never cut.
    """
    if not attribution.content or (attribution.content[-1][1] <= attribution.anchor.i and len(attribution.content) > 1):
        return attribution
    doc, (start, end) = attribution.anchor.doc, attribution.content[-1]
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and quoted.of_token[end - 1] < 0:
        end -= 1
    if end <= start or quoted.of_token[end - 1] >= 0:
        return attribution
    comma = _comma_before_remark(doc, start, end)
    if comma is None or comma - start < _SHORTEST_CONTENT:
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], (start, comma)))


def _comma_before_remark(doc: Doc, start: int, end: int) -> int | None:
    """The index of the comma before the outermost relative clause or remark that ends the range; None without one."""
    comma = None
    at = doc[end - 1]
    while at.i > start:
        if at.dep_ == "relcl" or _is_remark(at):
            first, last = subtree_range(at)
            if last >= end and start < first and doc[first - 1].text == ",":
                comma = first - 1
        if at.head == at:
            break
        at = at.head
    return comma


def _is_remark(phrase: Token) -> bool:
    """Whether the phrase is the article's (`..., despite the losses`, `..., as did others`, `..., in an interview`)."""
    if phrase.dep_ == "prep":
        is_occasion = phrase.lower_ in {"in", "during"} and any(c.lemma_.lower() in OCCASIONS for c in phrase.children)
        return is_occasion or phrase.lower_ == "despite"
    opening = [token.lower_ for token in phrase.doc[phrase.left_edge.i : phrase.i]]
    return phrase.dep_ == "advcl" and (opening[:1] == ["as"] or opening[:2] == ["even", "as"])
