"""The context of a mention: its sentence, its rank in it, and the verb that governs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg_etl.documents.document import Document, QuotedSpan
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, COMPLEMENTS, COORDINATES, NOMINAL_SUBJECTS, RELATIVE_TAGS, VERBAL
from kg_etl.documents.tokens import Token
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.model import NAMED_FORMS

OBJECTS = frozenset({"dobj", "dative"})
_FRONTED = frozenset({"prep", "advcl", "npadvmod"})
WINDOW = 80
"""Mentions of one sentence that are compared: only lists have more."""


class Step(NamedTuple):
    """A mention on the path from a pronoun to the root of its sentence."""

    candidate: MentionCandidate
    is_subject: bool
    of_same_clause: bool


class Context:
    """The sentences of an article with their mentions."""

    def __init__(self, document: Document, candidates: list[MentionCandidate]) -> None:
        self.document = document
        self.by_head = {candidate.head.i: candidate for candidate in candidates}
        for candidate in candidates:
            for i in range(candidate.start, candidate.end):
                if candidate.form in NAMED_FORMS and i not in self.by_head:
                    self.by_head[i] = candidate
        self._sentence_of = [0] * len(document.doc)
        self._paragraph_of: list[int] = []
        starts = {p.start: n for n, p in enumerate(document.paragraphs)}
        paragraph = 0
        for number, sentence in enumerate(document.doc.sents):
            for i in range(sentence.start, sentence.end):
                self._sentence_of[i] = number
            paragraph = starts.get(sentence.start_char, paragraph)
            self._paragraph_of.append(paragraph)
        self._in_sentence: list[list[MentionCandidate]] = [[] for _ in self._paragraph_of]
        for candidate in candidates:
            self._in_sentence[self._sentence_of[candidate.head.i]].append(candidate)
        self._ranks: dict[int, float] = {}

    def sentence(self, candidate: MentionCandidate) -> int:
        """The number of its sentence."""
        return self._sentence_of[candidate.head.i]

    def paragraph(self, candidate: MentionCandidate) -> int:
        """The number of its paragraph."""
        return self._paragraph_of[self.sentence(candidate)]

    def is_headline(self, candidate: MentionCandidate) -> bool:
        """Whether it is in a headline."""
        return self.document.kind_of(candidate.head) == ParagraphKind.HEADLINE

    def quotation(self, candidate: MentionCandidate) -> QuotedSpan | None:
        """The quotation that it is in; None outside of all."""
        return self.document.quotation_at(candidate.head.idx)

    def before(
        self, candidate: MentionCandidate, sentences: int, paragraphs: int = 1
    ) -> Iterator[tuple[int, MentionCandidate]]:
        """The mentions before a candidate, with their distance in sentences, nearest sentence first.

        Args:
            candidate: the mention.
            sentences: sentences to go back.
            paragraphs: paragraphs to go back at most.
        """
        here = self.sentence(candidate)
        for distance in range(sentences + 1):
            number = here - distance
            if number < 0 or self._paragraph_of[here] - self._paragraph_of[number] > paragraphs * 3:
                return
            inside = self._in_sentence[number]
            for other in inside[:WINDOW]:
                if other.head.i < candidate.start:
                    yield distance, other

    def rank(self, candidate: MentionCandidate) -> float:
        """The salience of a mention in its sentence: subject over object over the rest."""
        i = candidate.head.i
        if i not in self._ranks:
            self._ranks[i] = _rank(candidate.head)
        return self._ranks[i]

    def governors(self, candidate: MentionCandidate) -> Iterator[Step]:
        """The mentions that can bind a pronoun in its own sentence, nearest clause first, subject before object."""
        node = candidate.head
        same_clause = True
        for _ in range(40):
            parent = node.head
            if parent == node:
                return
            if parent.pos_ in VERBAL:
                yield from self._of_clause(parent, node, candidate, same_clause)
                same_clause = (
                    same_clause and parent.dep_ in {"xcomp", "relcl", "acl", "conj"} and not has_subject(parent)
                )
            else:
                for child in parent.children:
                    if child.dep_ == "poss" and child != node and child.i < candidate.head.i:
                        yield from self._step(child, True, False, candidate)
            if node.dep_ in ADNOMINAL_CLAUSES and parent.i < candidate.head.i:
                yield from self._step(parent, True, same_clause, candidate)
            node = parent

    def _of_clause(self, verb: Token, below: Token, candidate: MentionCandidate, same_clause: bool) -> Iterator[Step]:
        objects: list[Token] = []
        with_subject = below.dep_ in NOMINAL_SUBJECTS
        controlled = below.dep_ in COMPLEMENTS and not has_subject(below)
        for child in verb.children if controlled else ():
            if child.dep_ in OBJECTS and child.i < below.i:
                yield from self._step(child, True, same_clause, candidate)
        for child in verb.children:
            if child == below:
                continue
            if child.i > candidate.head.i:
                if child.dep_ in NOMINAL_SUBJECTS and below.i < child.i and below.dep_ in _FRONTED and not with_subject:
                    yield from self._step(child, True, False, candidate, ahead=True)
                continue
            if child.dep_ in NOMINAL_SUBJECTS:
                yield from self._step(child, True, same_clause, candidate)
                for owner in child.children:
                    if owner.dep_ == "poss":
                        yield from self._step(owner, True, same_clause, candidate)
            elif child.dep_ in OBJECTS | {"attr"}:
                objects.append(child)
            elif child.dep_ in {"prep", "agent"}:
                objects.extend(grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
        for child in objects:
            yield from self._step(child, False, same_clause, candidate)

    def _step(
        self, token: Token, is_subject: bool, same_clause: bool, candidate: MentionCandidate, ahead: bool = False
    ) -> Iterator[Step]:
        other = self.by_head.get(token.i)
        if other is not None and other is not candidate and (ahead or other.head.i < candidate.head.i):
            yield Step(other, is_subject, same_clause)


def is_object(candidate: MentionCandidate) -> bool:
    """Whether it is an object pronoun."""
    return candidate.head.dep_ in OBJECTS | {"pobj"} and candidate.head.lower_ in {"him", "her", "them", "it"}


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject other than a relative pronoun."""
    return any(c.dep_ in NOMINAL_SUBJECTS and c.tag_ not in RELATIVE_TAGS and c.lower_ != "that" for c in verb.children)


def _rank(head: Token) -> float:
    token = head
    for _ in range(6):
        if token.dep_ in COORDINATES and token.head != token:
            token = token.head
        else:
            break
    if token.dep_ in NOMINAL_SUBJECTS:
        verb = token.head
        for _ in range(4):
            if verb.dep_ == "conj" and verb.head != verb:
                verb = verb.head
        return 3.0 if verb.dep_ == "ROOT" else 2.4
    if token.dep_ == "poss":
        return 2.0 if token.head.dep_ in NOMINAL_SUBJECTS else 1.0
    if token.dep_ in OBJECTS:
        return 1.3
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return 1.6
    return 0.6
