"""Contents that are clauses: `said that ...`, `vowed to ...`, `asked whether ...`."""

from __future__ import annotations

from collections.abc import Container

from kg_etl.documents.syntax import CLAUSE_TAGS, FINITE_TAGS, RELATIVE_TAGS, VERBAL, children
from kg_etl.documents.tokens import Doc, Token
from kg_etl.lexicon.tables import words
from kg_etl.statements.cue_sites import (
    BREAKS,
    COMMAS,
    LONGEST_PARENTHETICAL,
    MARKS,
    ContentMatch,
    CueSite,
    subtree_range,
)
from kg_etl.statements.cues import cue_lexicon
from kg_etl.statements.labels import REPORTING_TAGS
from kg_etl.statements.token_ranges import difference, union
from kg_etl.statements.voice import is_in_passive

_INTERROGATIVES = words("content_interrogatives")
_SETTING_OFF = frozenset({",", '"', "''"})
_CUE_DEPENDENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "npadvmod", "prep", "advmod", "agent", "aux", "neg"}
)
"""Labels of dependents that belong to the cue and not to its content."""
_SHORTEST_CLAUSE = 2
"""The fewest tokens of a clause after `that`."""
_VAGUE_WORDS = words("vague_contents")
_CONTRASTS = words("contrast_conjunctions")


def finite_clause(site: CueSite) -> ContentMatch | None:
    """The content of `said that ...`: a clause that the parser attaches to the verb."""
    verb, cue, speaker = site.verb, site.cue, site.speaker
    clauses = [c for c in children(verb, "ccomp") if not _is_small_clause(c)]
    if speaker is not None and speaker.head in clauses:
        # `Iran paused, then said ...`: the clause before is no content but has the subject of both
        clauses.remove(speaker.head)
    if (
        not clauses
        or cue.takes & {"as", "quotation"}
        or not ({"clause"} & cue.takes or any(_has_that(c) for c in clauses))
    ):
        return None
    later = [c for c in clauses if c.i > verb.i]
    if later and speaker is not None and speaker.i < verb.i:
        # words before the speaker are content only when they are in quotation marks
        clauses = [c for c in clauses if c in later or _touches_mark(subtree_range(c)[0], verb.doc)]
    clause_ranges = [subtree_range(c) for c in clauses]
    misparsed_subject = None if cue.recipient else _subject_parsed_as_object(verb, clauses)
    if misparsed_subject is not None:
        clause_ranges.append(misparsed_subject)
    # a dependent of the cue that is inside the clause is a parser error and no part of the cue
    cue_ranges = [
        dependent_range
        for c in verb.children
        if c not in clauses and c.dep_ in _CUE_DEPENDENTS
        for dependent_range in [subtree_range(c)]
        if _contains(dependent_range, speaker)
        or not any(start <= dependent_range[0] and dependent_range[1] <= end for start, end in clause_ranges)
    ]
    reporting_clauses = [cut for c in later for cut in _reporting_clauses(c, cue_lexicon().verbs, _finite_tag(verb))]
    content = difference(union(clause_ranges), cue_ranges, [(verb.i, verb.i + 1)], reporting_clauses)
    return ContentMatch(content, "clause") if content else None


def _touches_mark(start: int, doc: Doc) -> bool:
    return doc[start].text in MARKS or (start > 0 and doc[start - 1].text in MARKS)


def _subject_parsed_as_object(verb: Token, clauses: list[Token]) -> tuple[int, int] | None:
    """The range of a clause's subject that was parsed as the cue's object: `said the plan could “bring peace”`."""
    clause = next((c for c in clauses if c.i > verb.i), None)
    if clause is None or children(clause, "nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return None
    noun = next((c for c in children(verb, "dobj") if verb.i < c.i < clause.i), None)
    return None if noun is None else (subtree_range(noun)[0], subtree_range(clause)[0])


def _finite_tag(verb: Token) -> str:
    """The tag of the finite verb, such as `has` in `has denied`."""
    return next((c.tag_ for c in children(verb, "aux") if c.tag_ in FINITE_TAGS), verb.tag_)


def _reporting_clauses(clause: Token, verbs: Container[str], tense: str) -> list[tuple[int, int]]:
    """Parts of a clause that are further reports: `said they won, adding`, `said it won, while Iran denied`."""
    ranges = []
    for child in clause.children:
        start, end = subtree_range(child)
        if (
            child.dep_ == "relcl"
            and child.lemma_.lower() in verbs
            and clause.doc[start - 1].text in COMMAS
            and children(child, "nsubj")
        ):
            ranges.append((start, end))
        if child.i < clause.i or child.dep_ not in {"advcl", "conj"} or child.lemma_.lower() not in verbs:
            continue
        if child.dep_ == "advcl" and not {clause.doc[start - 1].text, clause.doc[start].text} & _SETTING_OFF:
            continue
        has_subject = bool(children(child, "nsubj"))
        is_contrast = any(c.dep_ == "mark" and c.lower_ in _CONTRASTS for c in child.children)
        if child.dep_ == "conj" and child.tag_ == tense and has_subject and children(child, "ccomp"):
            # `said they won and Iran said they lost`: a statement of another speaker
            ranges.append((start, end))
        if (
            child.dep_ == "conj"
            and child.tag_ == tense
            and child.tag_ in REPORTING_TAGS
            and not has_subject
            and not children(child, "aux")
        ):
            ranges.append((start, end))
        if (child.dep_ == "advcl" and child.tag_ == "VBG" and not has_subject) or (
            child.dep_ == "advcl" and is_contrast and has_subject
        ):
            ranges.append((start, end))
    return ranges


def _contains(token_range: tuple[int, int], token: Token | None) -> bool:
    return token is not None and token_range[0] <= token.i < token_range[1]


def _is_small_clause(clause: Token) -> bool:
    """Whether the clause has no verb (`called the plan a success`)."""
    return clause.pos_ not in VERBAL and not children(clause, "cop", "aux", "nsubj", "mark")


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def infinitive_clause(site: CueSite) -> ContentMatch | None:
    """The content of `vowed to return` and `urged Iran to stop`."""
    verb, cue = site.verb, site.cue
    if "infinitive" not in cue.takes:
        return None
    clauses = [c for c in children(verb, "xcomp", "ccomp") if c.i > verb.i and any(g.tag_ == "TO" for g in c.children)]
    if not clauses:
        return None
    start = min(subtree_range(c)[0] for c in clauses)
    if (
        cue.act == "Rejection"
        and clauses[0].lemma_.lower() in cue_lexicon().verbs
        and (inner := children(clauses[0], "ccomp"))
    ):
        # `refused to admit that ...`
        return ContentMatch((subtree_range(inner[0]),), "infinitive")
    if cue.act != "Promise":
        # `urged Iran to stop`: the object is the subject of the infinitive
        for noun in children(verb, "dobj"):
            if noun.i > verb.i:
                start = min(start, subtree_range(noun)[0])
    if start <= verb.i:
        return None
    return ContentMatch(((start, max(subtree_range(c)[1] for c in clauses)),), "infinitive")


def interrogative_clause(site: CueSite) -> ContentMatch | None:
    """The content of `asked whether ...`, also where the clause was parsed as adverbial."""
    verb, cue = site.verb, site.cue
    if "clause" not in cue.takes:
        return None
    for child in children(verb, "advcl", "ccomp", "pcomp", "xcomp"):
        if (
            child.i > verb.i
            and child.left_edge.lower_ in _INTERROGATIVES
            and (cue.act == "Question" or child.left_edge.lower_ not in {"if", "when"})
        ):
            return ContentMatch((subtree_range(child),), "interrogative")
    return None


def sentence_remainder(site: CueSite) -> ContentMatch | None:
    """The rest of the sentence after `X said (yesterday) (that)`, where the parser found no clause."""
    verb, cue, speaker, sentence = site.verb, site.cue, site.speaker, site.sentence
    if "clause" not in cue.takes or speaker is None or speaker.i > verb.i or is_in_passive(verb) or verb.tag_ == "VB":
        return None
    doc, last = verb.doc, sentence[1]
    if (that_clause := _delayed_that_clause(verb, last)) is not None:
        return ContentMatch((that_clause,), "remainder")
    if verb.i + 2 < last and doc[verb.i + 1].lower_ == "that" and doc[verb.i + 2].pos_ not in VERBAL:
        return ContentMatch(((verb.i + 1, last),), "remainder")
    if cue.takes != {"clause"} or cue.recipient or verb.tag_ == "VBG" or speaker.tag_ in RELATIVE_TAGS:
        return None
    start = that = verb.i + 1
    if start >= last:
        return None
    while (
        that < min(start + LONGEST_PARENTHETICAL, last) and doc[that].lower_ != "that" and doc[that].text not in BREAKS
    ):
        that += 1
    if (
        that < last
        and doc[that].lower_ == "that"
        and (cue.lemma == "say" or that <= start + 1)
        and doc[that].tag_ == "IN"
    ):
        start = that
    elif cue.lemma != "say" or doc[start].pos_ in {"ADP", "ADV", "SCONJ"} or doc[start].lower_ in _VAGUE_WORDS:
        return None
    rest = doc[start:last]
    if len(rest) < 4 or doc[start].text in BREAKS or not any(t.tag_ in CLAUSE_TAGS for t in rest):
        return None
    return ContentMatch(((start, last),), "remainder")


def _delayed_that_clause(verb: Token, last: int) -> tuple[int, int] | None:
    """The range of a `that` clause separated from its verb by circumstances: `alleged in the suit that ...`."""
    doc = verb.doc
    for index in range(verb.i + 1, min(verb.i + LONGEST_PARENTHETICAL, last)):
        token = doc[index]
        if token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark":
            first, end = subtree_range(token.head)
            return (index, end) if index > verb.i + 1 and first <= index and end - index > _SHORTEST_CLAUSE else None
        if token.pos_ in {"VERB", "AUX", "CCONJ"} or token.text in {":", ";", '"'}:
            return None
    return None
