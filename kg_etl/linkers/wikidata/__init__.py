"""Links names that the gazetteer lacks by Wikidata's API, with the scorer of the gazetteer linker.

lookup   names -> entries
kinds    classes of an item -> its type
"""

from __future__ import annotations

from kg_etl.gazetteer import Gazetteer
from kg_etl.gazetteer.layered import Layered
from kg_etl.linkers.gazetteer import Explanation, GazetteerLinker
from kg_etl.linkers.gazetteer.titles import without_title
from kg_etl.linkers.wikidata.lookup import entries_named
from kg_etl.model import Article, EntityType, Extraction, Links, Mention, MentionForm
from kg_etl.wikidata.api import WikidataApi

__all__ = ["WikidataLinker"]

_LONGEST_NAME = 80


class WikidataLinker:
    """A `kg_etl.linkers.Linker` that searches Wikidata for the longest name of each chain that the gazetteer lacks.

    A lone family name is never searched for, since nearly everybody has namesakes. The gazetteer, which people have
    checked, takes precedence over what Wikidata returns.
    """

    def __init__(self, api: WikidataApi, gazetteer: Gazetteer, base: str, threshold: float) -> None:
        """A linker that mints local IRIs under a base.

        Args:
            api: searched for names that the gazetteer lacks.
            gazetteer: takes precedence over Wikidata.
            base: start of every local IRI, with its closing slash.
            threshold: score in [0, 1] below which a mention is left unlinked, its candidates kept.
        """
        self._api = api
        self._gazetteer = gazetteer
        self._base = base
        self._threshold = threshold
        self._gazetteer_linker = GazetteerLinker(gazetteer, base, threshold)

    def link(self, article: Article, extraction: Extraction) -> Links:
        """One link for each mention, in the same order; mentions of one chain get the same entity.

        Raises:
            WikidataError: Wikidata refuses or is unavailable; then nothing is linked.
        """
        return self._informed(extraction).link(article, extraction)

    def explain(self, article: Article, extraction: Extraction) -> tuple[Explanation, ...]:
        """For each mention, in order, its candidates with their features, and the reason for the choice.

        Raises:
            WikidataError: Wikidata refuses or is unavailable.
        """
        return self._informed(extraction).explain(article, extraction)

    def _informed(self, extraction: Extraction) -> GazetteerLinker:
        """A linker whose gazetteer also has what Wikidata returns for names that ours lacks."""
        names = self._unknown(extraction)
        entries = entries_named(names, self._api, self._gazetteer) if names else ()
        if not entries:
            return self._gazetteer_linker
        return GazetteerLinker(Layered(self._gazetteer, Gazetteer(entries)), self._base, self._threshold)

    def _unknown(self, extraction: Extraction) -> tuple[str, ...]:
        """The names to search for, in text order, each once."""
        longest: dict[int, Mention] = {}
        for mention in extraction.mentions:
            best = longest.get(mention.chain)
            if mention.form is MentionForm.NAME and (best is None or len(mention.text) > len(best.text)):
                longest[mention.chain] = mention
        names = (self._askable(mention) for mention in longest.values())
        return tuple(dict.fromkeys(name for name in names if name))

    def _askable(self, mention: Mention) -> str:
        name, _ = without_title(mention.text, self._gazetteer)
        name = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
        if not 2 < len(name) <= _LONGEST_NAME or name == name.lower() or not any(map(str.isalpha, name)):
            return ""
        if " " not in name and mention.type in {EntityType.PERSON, EntityType.ACTOR}:
            return ""
        return "" if self._gazetteer.named(name) or self._gazetteer.named(mention.text) else name
