"""Contents that are clauses: `said that ...`, `vowed to ...`, `asked whether ...`."""

from __future__ import annotations

from collections.abc import Container

from kg_etl.documents.syntax import CLAUSE_TAGS, FINITE_TAGS, RELATIVE_TAGS, VERBAL, children
from kg_etl.documents.tokens import Doc, Token
from kg_etl.statements.cue_sites import BREAKS, COMMAS, LONGEST_INSERTION, MARKS, Clause, CueSite, reach
from kg_etl.statements.cues import lexicon
from kg_etl.statements.token_ranges import minus, union
from kg_etl.statements.voice import in_passive

_INTERROGATIVES = frozenset({"if", "whether", "why", "how", "what", "who", "when", "where", "which"})
_SEPARATORS = frozenset({",", '"', "''"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "npadvmod", "prep", "advmod", "agent", "aux", "neg"})
"""Labels of what belongs to the cue and not to what is said."""
_SHORTEST_CLAUSE = 2
"""Tokens beside `that`."""
_VAGUE = frozenset({"nothing", "little", "much", "so", "more", "anything", "something", "things", "it", "that"})
_TURNS = frozenset({"while", "as", "but", "though", "although", "whereas"})


def finite(place: CueSite) -> Clause | None:
    """`said that ...`: a clause that the parser hangs on the verb."""
    verb, cue, speaker = place.verb, place.cue, place.speaker
    clauses = [c for c in children(verb, "ccomp") if not _is_small(c)]
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
        # words before the speaker are his only when they stand in quotation marks
        clauses = [c for c in clauses if c in later or _touches_mark(reach(c)[0], verb.doc)]
    inside = [reach(c) for c in clauses]
    lost = None if cue.recipient else _lost_subject(verb, clauses)
    if lost is not None:
        inside.append(lost)
    # what hangs on the cue but stands inside the clause is a slip of the parser, not the cue's own
    arguments = [
        span
        for c in verb.children
        if c not in clauses and c.dep_ in _ARGUMENTS
        for span in [reach(c)]
        if _holds(span, speaker) or not any(start <= span[0] and span[1] <= end for start, end in inside)
    ]
    inserted = [cut for c in later for cut in _insertions(c, lexicon().verbs, _tense(verb))]
    content = minus(union(inside), arguments, [(verb.i, verb.i + 1)], inserted)
    return Clause(content, "clause") if content else None


def _touches_mark(start: int, doc: Doc) -> bool:
    return doc[start].text in MARKS or (start > 0 and doc[start - 1].text in MARKS)


def _lost_subject(verb: Token, clauses: list[Token]) -> tuple[int, int] | None:
    """The subject of a clause that the parser took for the object of the cue: `said the plan could “bring peace”`."""
    clause = next((c for c in clauses if c.i > verb.i), None)
    if clause is None or children(clause, "nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return None
    object_ = next((c for c in children(verb, "dobj") if verb.i < c.i < clause.i), None)
    return None if object_ is None else (reach(object_)[0], reach(clause)[0])


def _tense(verb: Token) -> str:
    """The tag of the finite verb: `has` in `has denied`."""
    return next((c.tag_ for c in children(verb, "aux") if c.tag_ in FINITE_TAGS), verb.tag_)


def _insertions(clause: Token, verbs: Container[str], tense: str) -> list[tuple[int, int]]:
    """Parts of a clause that go back to the speaker: `said they won, adding`, `said it won, while Iran denied`."""
    clauses = []
    for child in clause.children:
        start, end = reach(child)
        if (
            child.dep_ == "relcl"
            and child.lemma_.lower() in verbs
            and clause.doc[start - 1].text in COMMAS
            and children(child, "nsubj")
        ):
            clauses.append((start, end))
        if child.i < clause.i or child.dep_ not in {"advcl", "conj"} or child.lemma_.lower() not in verbs:
            continue
        if child.dep_ == "advcl" and not {clause.doc[start - 1].text, clause.doc[start].text} & _SEPARATORS:
            continue
        has_subject = bool(children(child, "nsubj"))
        turns = any(c.dep_ == "mark" and c.lower_ in _TURNS for c in child.children)
        if child.dep_ == "conj" and child.tag_ == tense and has_subject and children(child, "ccomp"):
            # `said they won and Iran said they lost`: another's statement
            clauses.append((start, end))
        if (
            child.dep_ == "conj"
            and child.tag_ == tense
            and child.tag_ in {"VBD", "VBZ"}
            and not has_subject
            and not children(child, "aux")
        ):
            clauses.append((start, end))
        if (child.dep_ == "advcl" and child.tag_ == "VBG" and not has_subject) or (
            child.dep_ == "advcl" and turns and has_subject
        ):
            clauses.append((start, end))
    return clauses


def _holds(span: tuple[int, int], token: Token | None) -> bool:
    return token is not None and span[0] <= token.i < span[1]


def _is_small(clause: Token) -> bool:
    """`called the plan a success`: a clause without a verb."""
    return clause.pos_ not in VERBAL and not children(clause, "cop", "aux", "nsubj", "mark")


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def infinitive(place: CueSite) -> Clause | None:
    """`vowed to return`, `urged Iran to stop`."""
    verb, cue = place.verb, place.cue
    if "infinitive" not in cue.takes:
        return None
    clauses = [c for c in children(verb, "xcomp", "ccomp") if c.i > verb.i and any(g.tag_ == "TO" for g in c.children)]
    if not clauses:
        return None
    start = min(reach(c)[0] for c in clauses)
    if (
        cue.act == "Rejection"
        and clauses[0].lemma_.lower() in lexicon().verbs
        and (inner := children(clauses[0], "ccomp"))
    ):
        # `refused to admit that ...`
        return Clause((reach(inner[0]),), "infinitive")
    if cue.act != "Promise":
        # `urged Iran to stop`: what is asked needs who is to do it
        for object_ in children(verb, "dobj"):
            if object_.i > verb.i:
                start = min(start, reach(object_)[0])
    if start <= verb.i:
        return None
    return Clause(((start, max(reach(c)[1] for c in clauses)),), "infinitive")


def interrogative(place: CueSite) -> Clause | None:
    """`asked whether ...`, where the parser took the clause for an adverbial one."""
    verb, cue = place.verb, place.cue
    if "clause" not in cue.takes:
        return None
    for child in children(verb, "advcl", "ccomp", "pcomp", "xcomp"):
        if (
            child.i > verb.i
            and child.left_edge.lower_ in _INTERROGATIVES
            and (cue.act == "Question" or child.left_edge.lower_ not in {"if", "when"})
        ):
            return Clause((reach(child),), "interrogative")
    return None


def remainder(place: CueSite) -> Clause | None:
    """The rest of the sentence after `X said (yesterday) (that)`, where the parser saw no clause in it."""
    verb, cue, speaker, sentence = place.verb, place.cue, place.speaker, place.sentence
    if "clause" not in cue.takes or speaker is None or speaker.i > verb.i or in_passive(verb) or verb.tag_ == "VB":
        return None
    doc, last = verb.doc, sentence[1]
    if (late := _late_that(verb, last)) is not None:
        return Clause((late,), "remainder")
    if verb.i + 2 < last and doc[verb.i + 1].lower_ == "that" and doc[verb.i + 2].pos_ not in VERBAL:
        return Clause(((verb.i + 1, last),), "remainder")
    if cue.takes != {"clause"} or cue.recipient or verb.tag_ == "VBG" or speaker.tag_ in RELATIVE_TAGS:
        return None
    start = that = verb.i + 1
    if start >= last:
        return None
    while that < min(start + LONGEST_INSERTION, last) and doc[that].lower_ != "that" and doc[that].text not in BREAKS:
        that += 1
    if (
        that < last
        and doc[that].lower_ == "that"
        and (cue.lemma == "say" or that <= start + 1)
        and doc[that].tag_ == "IN"
    ):
        start = that
    elif cue.lemma != "say" or doc[start].pos_ in {"ADP", "ADV", "SCONJ"} or doc[start].lower_ in _VAGUE:
        return None
    rest = doc[start:last]
    if len(rest) < 4 or doc[start].text in BREAKS or not any(t.tag_ in CLAUSE_TAGS for t in rest):
        return None
    return Clause(((start, last),), "remainder")


def _late_that(verb: Token, last: int) -> tuple[int, int] | None:
    """The clause of a `that` which circumstances part from its verb: `alleged in the suit that ...`."""
    doc = verb.doc
    for at in range(verb.i + 1, min(verb.i + LONGEST_INSERTION, last)):
        token = doc[at]
        if token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark":
            first, end = reach(token.head)
            return (at, end) if at > verb.i + 1 and first <= at and end - at > _SHORTEST_CLAUSE else None
        if token.pos_ in {"VERB", "AUX", "CCONJ"} or token.text in {":", ";", '"'}:
            return None
    return None
