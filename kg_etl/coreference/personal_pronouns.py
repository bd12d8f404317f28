"""Whom pronouns denote. Precision first: a pronoun with two equal readings denotes nobody."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.coreference.context import OBJECTS, SUBJECTS, Context, has_subject, is_object
from kg_etl.coreference.groups import group_at
from kg_etl.coreference.it_and_they import Neuters
from kg_etl.coreference.nations import Nations
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.model import MentionForm

_JOURNEYS = words("journeys")
_SAYING = words("saying")


class Pronouns:
    """Finds the chains of pronouns, asked for one after another in text order."""

    def __init__(self, context: Context, chains: Chains, nations: Nations) -> None:
        self._context = context
        self._chains = chains
        self._nations = nations
        self._neuters = Neuters(context, chains)
        self._latest: dict[tuple[str, bool], int] = {}

    def chain_of(self, candidate: MentionCandidate) -> Chain:
        """The chain of a pronoun: that of its antecedent, or one of its own."""
        found = None
        if candidate.pronoun in {"m", "f"}:
            found = self._person(candidate)
            if found is not None:
                self._latest[self._voice(candidate)] = found.number
                found.gender = found.gender or candidate.pronoun
        elif candidate.pronoun == "n":
            found = self._neuters.thing(candidate)
        elif candidate.pronoun == "p":
            found = self._neuters.group(candidate)
        return found or self._chains.new()

    def _person(self, candidate: MentionCandidate) -> Chain | None:
        quotation = self._context.quotation(candidate)
        speakers = self._speakers(candidate) if quotation else frozenset()
        others, acted_on = self._acting(candidate)
        for step in self._context.governors(candidate):
            one = step.candidate
            if not self._may_be(one, candidate) or one.chain in others:
                continue
            if step.of_own_clause and is_object(candidate) and one.head.dep_ != "poss":
                continue
            if step.is_subject and self._is_one_of_several(one, candidate):
                return None
            same_marks = quotation == self._context.quotation(one) or step.of_own_clause
            if not same_marks and (quotation is None or one.chain in speakers or step.is_subject):
                continue
            if (one.chain not in speakers or step.of_own_clause) and not self._goes_home(candidate, one):
                return self._chains.all[one.chain]
        scores: dict[int, float] = {}
        for distance, one in self._context.before(candidate, 4):
            if not self._may_be(one, candidate) or one.chain in speakers | others or self._goes_home(candidate, one):
                continue
            if is_object(candidate) and one.head.head == candidate.head.head:
                continue
            score = self._context.rank(one) + 0.5 - 1.1 * distance
            if (self._context.quotation(one) is None) != (quotation is None):
                score -= 1.5 if quotation else 3
            if self._context.is_headline(one):
                score -= 3
            if self._latest.get(self._voice(candidate)) == one.chain:
                score += 0.5
            if distance == 0 and one.chain in acted_on:
                score += 1.5
            if distance == 1 and quotation is None and _says(candidate) and _says(one):
                score += 0.5
            score += min(0.6, 0.1 * self._chains.all[one.chain].mentions)
            scores[one.chain] = max(score, scores.get(one.chain, -9.0))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < (-1.5 if quotation is None else -0.5):
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < (0.15 if quotation is None else 0.6):
            return None
        return self._chains.all[ranked[0][0]]

    def _voice(self, candidate: MentionCandidate) -> tuple[str, bool]:
        """The pronoun, and whether the article or somebody quoted says it: `he` of the one is not `he` of the other."""
        return candidate.pronoun, self._context.quotation(candidate) is not None

    def _may_be(self, candidate: MentionCandidate, pronoun: MentionCandidate) -> bool:
        if candidate.chain < 0:
            return False
        chain = self._chains.all[candidate.chain]
        person = candidate.is_person and (candidate.form != MentionForm.PRONOUN or candidate.pronoun in {"m", "f"})
        return person and (not chain.gender or chain.gender == pronoun.pronoun)

    def _acting(self, candidate: MentionCandidate) -> tuple[frozenset[int], frozenset[int]]:
        """Who does what is done to `him`, and so is somebody else, and to whom the same has done something before.

        In `Berg met Lund and invited him` these are Berg and Lund.
        """
        verb = candidate.head.head
        if candidate.head.dep_ not in OBJECTS or not is_object(candidate):
            return frozenset(), frozenset()
        before: set[int] = set()
        while verb.dep_ == "conj" and not has_subject(verb) and verb.head != verb:
            verb = verb.head
            before |= self._persons_under(verb, OBJECTS)
        return frozenset(self._persons_under(verb, SUBJECTS)), frozenset(before)

    def _persons_under(self, verb: Token, parts: frozenset[str]) -> set[int]:
        found = (self._context.by_head.get(child.i) for child in verb.children if child.dep_ in parts)
        return {one.chain for one in found if one is not None and one.is_person}

    def _is_one_of_several(self, candidate: MentionCandidate, pronoun: MentionCandidate) -> bool:
        """Are there others beside it whom the pronoun can mean as well (`Berg and Lund each put his name to it`)?"""
        return any(m.chain != candidate.chain and self._may_be(m, pronoun) for m in group_at(candidate, self._context))

    def _speakers(self, candidate: MentionCandidate) -> frozenset[int]:
        """Who speaks, by the sentence's look: the subjects outside the marks, and the last one before the paragraph."""
        found = set()
        here = self._context.sentence(candidate)
        nearest: int | None = None
        for distance, one in self._context.before(candidate, 3):
            if not one.is_person or self._context.quotation(one) is not None or self._context.rank(one) < 2.4:
                continue
            if distance == 0:
                found.add(one.chain)
            elif nearest is None:
                nearest = one.chain
        for token in candidate.head.doc[candidate.head.i : candidate.head.i + 60]:
            after = self._context.by_head.get(token.i)
            if after is not None and self._context.sentence(after) != here:
                break
            if after is not None and after.is_person and self._context.quotation(after) is None and after.chain >= 0:
                found.add(after.chain)
        if not found and nearest is not None:
            found.add(nearest)
        return frozenset(found)

    def _goes_home(self, candidate: MentionCandidate, one: MentionCandidate) -> bool:
        """Would the reading send a person on a visit to the country that is the person's own?"""
        nation = self._nations.of_chain(self._chains.all[one.chain])
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
    """Is it the subject of a main verb of saying? Who spoke last is who goes on speaking."""
    verb = candidate.head.head
    return candidate.head.dep_ == "nsubj" and verb.dep_ == "ROOT" and verb.lemma_.lower() in _SAYING
