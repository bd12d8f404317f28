"""The country of a mention: the one that a person serves, that a body belongs to, or that a phrase names."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains
from kg_etl.mentions.candidates import MentionCandidate
from kg_etl.model import EntityType


class Nations:
    """The countries of the mentions and chains of one article, by its text or the gazetteer."""

    def __init__(self, chains: Chains) -> None:
        self._chains = chains

    def of(self, candidate: MentionCandidate) -> str | None:
        """QID of the country that a mention belongs to, by its phrase or the antecedent of its pronoun."""
        if candidate.nation is not None and candidate.nation.entry is not None:
            return candidate.nation.entry.qid
        owner = candidate.possessor
        if owner is None or owner.chain < 0:
            return None
        chain = self._chains.all[owner.chain]
        if chain.name is not None and chain.name.type == EntityType.COUNTRY and chain.name.entry:
            return chain.name.entry.qid
        if owner.pronoun in {"m", "f"} or owner.type == EntityType.PERSON:
            return self.of_chain(chain)
        if chain.nation is not None and chain.nation.entry:
            return chain.nation.entry.qid
        entry = chain.name.entry if chain.name is not None else None
        return entry.acts_for if entry is not None else None

    def of_chain(self, chain: Chain) -> str | None:
        """QID of the country that a person of this article serves or comes from."""
        if chain.nation is not None and chain.nation.entry is not None:
            return chain.nation.entry.qid
        if chain.body is not None and chain.body.entry is not None and chain.body.entry.acts_for:
            return chain.body.entry.acts_for
        entry = chain.name.entry if chain.name is not None else None
        if entry is None:
            return None
        return entry.country or (entry.offices[0].of if entry.offices else None)
