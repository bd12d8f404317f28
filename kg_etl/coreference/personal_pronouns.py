"""Antecedents of personal pronouns. Precision first: a pronoun with two equal antecedents gets none."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.coreference.context import OBJECTS, Context, has_subject, is_object
from kg_etl.coreference.groups import group_at
from kg_etl.coreference.it_and_they import ItAndThey
from kg_etl.coreference.nations import Nations
from kg_etl.documents.syntax import NOMINAL_SUBJECTS
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.model import MentionForm

_JOURNEYS = words("journeys")
_SAYING = words("saying")


class Pronouns:
    """Finds the antecedents of pronouns. Mentions must come in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._it_and_they = ItAndThey(context, chains)
        self._latest: dict[tuple[str, bool], int] = {}

    def resolve(self, candidate: MentionCandidate) -> Chain:
        """The chain of a pronoun: that of its antecedent, or a new one; `he` and `she` tell the antecedent's gender."""
        antecedent = None
        if candidate.pronoun in {"m", "f"}:
            antecedent = self._person(candidate)
            if antecedent is not None:
                self._latest[self._voice(candidate)] = antecedent.number
                antecedent.gender = antecedent.gender or candidate.pronoun
        elif candidate.pronoun == "n":
            antecedent = self._it_and_they.thing(candidate)
        elif candidate.pronoun == "p":
            antecedent = self._it_and_they.group(candidate)
        return antecedent or self._chains.new()

    def _person(self, candidate: MentionCandidate) -> Chain | None:
        quotation = self._context.quotation(candidate)
        speakers = self._speakers(candidate) if quotation else frozenset()
        others, acted_on = self._acting(candidate)
        for step in self._context.governors(candidate):
            other = step.candidate
            if not self._may_be(other, candidate) or other.chain in others:
                continue
            if step.of_same_clause and is_object(candidate) and other.head.dep_ != "poss":
                continue
            if step.is_subject and self._is_among_several(other, candidate):
                return None
            same_marks = quotation == self._context.quotation(other) or step.of_same_clause
            if not same_marks and (quotation is None or other.chain in speakers or step.is_subject):
                continue
            if (other.chain not in speakers or step.of_same_clause) and not self._goes_home(candidate, other):
                return self._chains.all[other.chain]
        scores: dict[int, float] = {}
        for distance, other in self._context.before(candidate, 4):
            if (
                not self._may_be(other, candidate)
                or other.chain in speakers | others
                or self._goes_home(candidate, other)
            ):
                continue
            if is_object(candidate) and other.head.head == candidate.head.head:
                continue
            score = self._context.rank(other) + 0.5 - 1.1 * distance
            if (self._context.quotation(other) is None) != (quotation is None):
                score -= 1.5 if quotation else 3
            if self._context.is_headline(other):
                score -= 3
            if self._latest.get(self._voice(candidate)) == other.chain:
                score += 0.5
            if distance == 0 and other.chain in acted_on:
                score += 1.5
            if distance == 1 and quotation is None and _says(candidate) and _says(other):
                score += 0.5
            score += min(0.6, 0.1 * self._chains.all[other.chain].mentions)
            scores[other.chain] = max(score, scores.get(other.chain, -9.0))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < (-1.5 if quotation is None else -0.5):
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < (0.15 if quotation is None else 0.6):
            return None
        return self._chains.all[ranked[0][0]]

    def _voice(self, candidate: MentionCandidate) -> tuple[str, bool]:
        """The pronoun, and whether it is inside a quotation: `he` inside and outside differ."""
        return candidate.pronoun, self._context.quotation(candidate) is not None

    def _may_be(self, candidate: MentionCandidate, pronoun: MentionCandidate) -> bool:
        if candidate.chain < 0:
            return False
        chain = self._chains.all[candidate.chain]
        person = candidate.is_person and (candidate.form != MentionForm.PRONOUN or candidate.pronoun in {"m", "f"})
        return person and (not chain.gender or chain.gender == pronoun.pronoun)

    def _acting(self, candidate: MentionCandidate) -> tuple[frozenset[int], frozenset[int]]:
        """The agent of the verb with the object `him`, which is another person, and the agent's earlier objects.

        In `Berg met Lund and invited him` these are Berg and Lund.
        """
        verb = candidate.head.head
        if candidate.head.dep_ not in OBJECTS or not is_object(candidate):
            return frozenset(), frozenset()
        before: set[int] = set()
        while verb.dep_ == "conj" and not has_subject(verb) and verb.head != verb:
            verb = verb.head
            before |= self._persons_under(verb, OBJECTS)
        return frozenset(self._persons_under(verb, NOMINAL_SUBJECTS)), frozenset(before)

    def _persons_under(self, verb: Token, parts: frozenset[str]) -> set[int]:
        arguments = (self._context.by_head.get(child.i) for child in verb.children if child.dep_ in parts)
        return {argument.chain for argument in arguments if argument is not None and argument.is_person}

    def _is_among_several(self, candidate: MentionCandidate, pronoun: MentionCandidate) -> bool:
        """Whether coordinated candidates are equally possible (`Berg and Lund each put his name to it`)."""
        return any(m.chain != candidate.chain and self._may_be(m, pronoun) for m in group_at(candidate, self._context))

    def _speakers(self, candidate: MentionCandidate) -> frozenset[int]:
        """The possible speakers: the subjects outside the quotation marks, and the last one before the paragraph."""
        chains = set()
        here = self._context.sentence(candidate)
        nearest: int | None = None
        for distance, other in self._context.before(candidate, 3):
            if not other.is_person or self._context.quotation(other) is not None or self._context.rank(other) < 2.4:
                continue
            if distance == 0:
                chains.add(other.chain)
            elif nearest is None:
                nearest = other.chain
        for token in candidate.head.doc[candidate.head.i : candidate.head.i + 60]:
            after = self._context.by_head.get(token.i)
            if after is not None and self._context.sentence(after) != here:
                break
            if after is not None and after.is_person and self._context.quotation(after) is None and after.chain >= 0:
                chains.add(after.chain)
        if not chains and nearest is not None:
            chains.add(nearest)
        return frozenset(chains)

    def _goes_home(self, candidate: MentionCandidate, other: MentionCandidate) -> bool:
        """Whether the antecedent would make a person visit their own country."""
        nation = self._nations.of_chain(self._chains.all[other.chain])
        if nation is None:
            return False
        top = candidate.head.head
        for token in top.subtree if top.pos_ in {"VERB", "NOUN"} and candidate.head.dep_ in {"nsubj", "poss"} else ():
            place = self._context.by_head.get(token.i)
            if place is None or place.entry is None or place.head.i <= candidate.head.i:
                continue
            if nation not in {place.entry.qid, place.entry.acts_for}:
                continue
            governor = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"to", "in"} else token.head
            if token.dep_ in {"pobj", "dobj"} and governor.lemma_.lower() in _JOURNEYS:
                return True
        return False


def _says(candidate: MentionCandidate) -> bool:
    """Whether it is the subject of a main verb of saying: the last speaker usually continues."""
    verb = candidate.head.head
    return candidate.head.dep_ == "nsubj" and verb.dep_ == "ROOT" and verb.lemma_.lower() in _SAYING
