"""Links names that the gazetteer lacks to items from Wikidata's API, with the features of the gazetteer linker.

lookup   names -> entries
kinds    classes of an item -> type
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

    A bare family name is not searched for, since nearly everybody has namesakes. The curated gazetteer takes precedence
    over Wikidata.
    """

    def __init__(self, api: WikidataApi, gazetteer: Gazetteer, base: str, threshold: float) -> None:
        """A linker that mints local IRIs under a base.

        Args:
            api: Searched for names that the gazetteer lacks.
            gazetteer: Takes precedence over Wikidata.
            base: Beginning of every local IRI, with the final slash.
            threshold: Score in [0, 1] below which a mention stays unlinked, with its candidates.
        """
        self._api = api
        self._gazetteer = gazetteer
        self._base = base
        self._threshold = threshold
        self._gazetteer_linker = GazetteerLinker(gazetteer, base, threshold)

    def link(self, article: Article, extraction: Extraction) -> Links:
        """See `kg_etl.linkers.Linker.link`.

        Raises:
            WikidataError: Wikidata refuses a request or cannot be reached; then nothing is linked.
        """
        return self._supplemented(extraction).link(article, extraction)

    def explain(self, article: Article, extraction: Extraction) -> tuple[Explanation, ...]:
        """See `kg_etl.linkers.gazetteer.GazetteerLinker.explain`.

        Raises:
            WikidataError: Wikidata refuses a request or cannot be reached.
        """
        return self._supplemented(extraction).explain(article, extraction)

    def _supplemented(self, extraction: Extraction) -> GazetteerLinker:
        """A linker whose gazetteer is supplemented with Wikidata's items for names that it lacks."""
        names = self._names_to_search(extraction)
        entries = entries_named(names, self._api, self._gazetteer) if names else ()
        if not entries:
            return self._gazetteer_linker
        return GazetteerLinker(Layered(self._gazetteer, Gazetteer(entries)), self._base, self._threshold)

    def _names_to_search(self, extraction: Extraction) -> tuple[str, ...]:
        """The names to search for, in text order, each once."""
        longest: dict[int, Mention] = {}
        for mention in extraction.mentions:
            best = longest.get(mention.chain)
            if mention.form is MentionForm.NAME and (best is None or len(mention.text) > len(best.text)):
                longest[mention.chain] = mention
        names = (self._searchable(mention) for mention in longest.values())
        return tuple(dict.fromkeys(name for name in names if name))

    def _searchable(self, mention: Mention) -> str:
        """The name to search for, or an empty string."""
        name, _ = without_title(mention.text, self._gazetteer)
        name = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
        if not 2 < len(name) <= _LONGEST_NAME or name == name.lower() or not any(map(str.isalpha, name)):
            return ""
        if " " not in name and mention.type in {EntityType.PERSON, EntityType.ACTOR}:
            return ""
        return "" if self._gazetteer.named(name) or self._gazetteer.named(mention.text) else name
