"""The verb or noun that a time expression modifies."""

from __future__ import annotations

from kg_etl.documents.syntax import NOMINAL, NOMINAL_SUBJECTS, VERBAL
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import event_nouns, words

_EVENT_NOUNS = event_nouns()
_LINKING = words("time_linking_words")
_BOUNDING = words("time_bounding_words")
_TIMES_OF_DAY = words("times_of_day")
_PREMODIFIERS = frozenset({"poss", "compound", "amod", "nummod", "nmod", "det"})


def governor_of(expression: Span) -> Token | None:
    """The verb or noun that an expression dates; None where it is only a bound (`after Monday`) or has no governor."""
    root = expression.root
    if _stands_first(expression) and (main := _main_verb(expression)) is not None:
        return main
    while root.dep_ == "conj" and root.head.i != root.i and root.head.ent_type_ == root.ent_type_:
        root = root.head
    governor = root.head
    if governor.i == root.i:
        return None
    while governor.pos_ in {"ADP", "SCONJ", "ADV", "PART"} and governor.dep_ not in {"ROOT", "pcomp"}:
        if governor.lower_ in _BOUNDING and governor.i < expression.start:
            return None
        if governor.head.i == governor.i:
            return None
        root, governor = governor, governor.head
    if governor.lemma_.lower() in _TIMES_OF_DAY and governor.head.pos_ in {"ADP", "SCONJ"}:
        root, governor = governor.head, governor.head.head  # `before dawn on Thursday`, `after midnight on Sunday`
    if expression.start > 0 and expression[0].nbor(-1).lower_ in _BOUNDING and expression.root.dep_ != "poss":
        return None
    if governor.pos_ not in VERBAL and root.i < governor.i and root.dep_ in _PREMODIFIERS:
        while governor.dep_ == "compound" and governor.head.pos_ in NOMINAL:
            governor = governor.head  # `the 2015 Paris attacks` dates the attacks
        return governor
    if (near := _linked_noun(expression)) is not None and governor.pos_ in VERBAL and not _is_day(expression):
        return near
    if governor.pos_ in VERBAL and expression.end <= governor.i and (noun := _subject_before(expression, governor)):
        return noun
    above = _event_governor(governor)
    return above if above.pos_ not in VERBAL or not _in_content(expression, above) else _noun_before(expression)


def _subject_before(expression: Span, verb: Token) -> Token | None:
    """The event noun before the expression that is the subject of the verb (`the visit next month will be short`)."""
    subjects = (child for child in verb.children if child.dep_ in NOMINAL_SUBJECTS)
    return next(
        (subject for subject in subjects if subject.i < expression.start and subject.lemma_.lower() in _EVENT_NOUNS),
        None,
    )


def _in_content(expression: Span, verb: Token) -> bool:
    """Whether the expression is part of the content that the verb reports (`said a plan in 2014 could ...`)."""
    contents = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    return any(verb.i < child.left_edge.i <= expression.start <= child.right_edge.i for child in contents)


def _noun_before(expression: Span) -> Token | None:
    before = expression[0].nbor(-1) if expression.start > expression.sent.start else None
    if before is not None and before.pos_ == "ADP" and before.i > expression.sent.start:
        before = before.nbor(-1)
    return before if before is not None and before.pos_ == "NOUN" else None


def _event_governor(governor: Token) -> Token:
    """The nearest event noun or verb that governs a noun which is not an event itself (`visited Crimea in 2014`)."""
    while governor.pos_ not in VERBAL and governor.lemma_.lower() not in _EVENT_NOUNS:
        if governor.dep_ in {"ROOT", "relcl", "acl"} or governor.head.i == governor.i:
            return governor
        above = governor.head
        while above.pos_ in {"ADP", "SCONJ"} and above.head.i != above.i:
            if above.lower_ in _LINKING:
                return governor
            above = above.head
        governor = above
    return governor


def _linked_noun(expression: Span) -> Token | None:
    """The noun between `following`, `since` ... and the expression (`raid` of `after the raid on X a year ago`)."""
    if expression.start == expression.sent.start:
        return None
    token = expression[0].nbor(-1)
    if token.pos_ == "ADP" and token.i > expression.sent.start:
        token = token.nbor(-1)
    top = None
    while token.pos_ in {"NOUN", "PROPN", "PRON", "ADP"}:
        if token.pos_ != "ADP":
            top = token
        elif token.lower_ in _LINKING:
            return top
        if token.head.i >= token.i and token.head.lower_ not in _LINKING:
            break
        token = token.head
    return top if top is not None and token.lower_ in _LINKING else None


def _stands_first(expression: Span) -> bool:
    """Whether the expression is the first of its sentence and a comma follows."""
    sentence = expression.sent
    before = [token for token in sentence if token.i < expression.start and not token.is_punct and not token.is_space]
    if any(token.text == '"' for token in sentence if token.i < expression.start):
        return False
    if any(token.pos_ not in {"ADP", "ADV", "DET", "CCONJ", "SCONJ"} or token.lower_ in _LINKING for token in before):
        return False
    if expression.end >= sentence.end:
        return False
    opens_with_date = len(before) == 1 and before[0].lower_ == "on" and any(token.is_digit for token in expression)
    return sentence.doc[expression.end].text == "," or opens_with_date


def _main_verb(expression: Span) -> Token | None:
    root = expression.sent.root
    return root if root.pos_ in VERBAL and root.i > expression.start else None


def _is_day(expression: Span) -> bool:
    return expression.root.lower_.endswith("day") and not any(
        token.lower_ in {"ago", "earlier"} for token in expression
    )
