"""Contents around a parenthetical cue: `The talks, he said, had failed`, `As he noted, the talks had failed`."""

from __future__ import annotations

from kg_etl.documents.syntax import CLAUSE_TAGS, FINITE_TAGS, RELATIVE_TAGS, SUBJECTS, VERBAL, children
from kg_etl.statements.cue_sites import (
    BREAKS,
    COMMAS,
    LONGEST_PARENTHETICAL,
    MARKS,
    STOPS,
    ContentMatch,
    CueSite,
    subtree_range,
)
from kg_etl.statements.labels import TEMPORAL_TYPES
from kg_etl.statements.token_ranges import difference
from kg_etl.statements.voice import is_in_passive

_SHORTEST_SENTENCE = 4
"""The fewest tokens of a content that only a comma separates from its speaker."""
_CLAUSAL = frozenset({"VERB", "AUX", "SCONJ", "PRON"})


def medial_parenthetical(site: CueSite) -> ContentMatch | None:
    """The content of `If they stay, he said, we shall leave`: on both sides of a parenthetical cue."""
    verb = site.verb
    match = parenthetical(site)
    if match is None or len(match.content) < 2:
        return None
    after = verb.doc[match.content[-1][0] :][:2]
    return None if any(t.tag_ in {"VBG", "WP", "WDT", "WRB", "CC"} for t in after) else match


def parenthetical(site: CueSite) -> ContentMatch | None:
    """The content of `The talks, he said, had failed`: the cue is inside or after it."""
    verb, cue, speaker, sentence = site.verb, site.cue, site.speaker, site.sentence
    if "clause" not in cue.takes or speaker is None or speaker.head != verb or verb.head == verb:
        return None
    if children(verb, "xcomp", "mark") or (not cue.recipient and children(verb, "dobj")):
        return None
    if any(c.dep_ in SUBJECTS and c.tag_ in RELATIVE_TAGS for c in verb.children):
        return None
    doc, (first, last) = verb.doc, sentence
    start, end = min(subtree_range(speaker)[0], verb.i), max(subtree_range(speaker)[1], verb.i + 1)
    while start > first and doc[start - 1].pos_ in {"ADV", "AUX"}:
        start -= 1
    while end < last and doc[end].text not in BREAKS and end - verb.i < LONGEST_PARENTHETICAL:
        end += 1
    while doc[end - 1].text == "," and end > start:
        end -= 1
    opened = start > first and doc[start - 1].text in COMMAS
    closed = end < last and doc[end].text in COMMAS
    at_end = end >= last or all(doc[i].is_space or doc[i].text in STOPS for i in range(end, last))
    if not opened or not (closed or at_end):
        return None
    following = doc[end + 1 : min(end + 3, last)]
    if len(following) == 2 and following[0].text in MARKS and following[1].is_title and doc[start - 2].text != '"':
        # `Asked where he was, she said, “Do not ask.”`
        return None
    clause = subtree_range(verb.head)
    inside = verb.head.pos_ in VERBAL and clause[0] < start - 1 and end < clause[1] <= last
    content = difference((clause if inside and verb.head.dep_ == "relcl" else sentence,), [(start, end)])
    return ContentMatch(content, "parenthetical") if content else None


def as_clause(site: CueSite) -> ContentMatch | None:
    """The content of `The result, as he later explained, was a bubble`: the clause around the `as` clause."""
    verb, cue, speaker = site.verb, site.cue, site.speaker
    if "clause" not in cue.takes or cue.act == "Statement" or verb.dep_ != "advcl":
        return None
    if speaker is None or speaker.head != verb:
        return None
    main = next((ancestor for ancestor in verb.ancestors if ancestor.pos_ in VERBAL), verb)
    doc, (start, end), (first, last) = verb.doc, subtree_range(verb), subtree_range(main)
    if doc[start].lower_ != "as" or doc[start].head != verb or is_in_passive(verb):
        return None
    if children(verb, "ccomp", "xcomp", "dobj", "prt") or any(c.lower_ in cue.prepositions for c in verb.children):
        return None
    if not (start == site.sentence[0] or doc[start - 1].text in COMMAS):
        return None
    while end < last and doc[end].ent_type_ in TEMPORAL_TYPES:
        end += 1
    if end >= last or doc[end].text not in COMMAS:
        return None
    content = difference(((first, last),), [(start, end)])
    return ContentMatch(content, "parenthetical") if content else None


def final_cue(site: CueSite) -> ContentMatch | None:
    """The content of `The tool helps, an aide, Anna White, said.`: all before the cue, where no clause was parsed."""
    verb, speaker, (first, last) = site.verb, site.speaker, site.sentence
    if "clause" not in site.cue.takes or speaker is None or not first < speaker.i < verb.i or is_in_passive(verb):
        return None
    if speaker.tag_ in RELATIVE_TAGS or verb.dep_ == "relcl" or verb.tag_ not in FINITE_TAGS:
        return None
    doc, start = verb.doc, subtree_range(speaker)[0]
    after = [t for t in doc[verb.i + 1 : last] if not t.is_space]
    while after and after[-1].text in STOPS:
        after.pop()
    if len(after) > LONGEST_PARENTHETICAL or any(t.is_punct or t.pos_ in _CLAUSAL for t in after):
        return None
    if start - first < _SHORTEST_SENTENCE or doc[start - 1].text not in COMMAS:
        return None
    before = doc[first : start - 1]
    if not any(t.tag_ in CLAUSE_TAGS for t in before):
        return None
    if before[0].pos_ in {"SCONJ", "ADP"} or before[0].tag_ in {"VBN", "VBG", "WRB"} or before[1].pos_ == "SCONJ":
        return None
    return ContentMatch(((first, start - 1),), "parenthetical")
