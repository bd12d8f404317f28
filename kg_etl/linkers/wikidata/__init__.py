"""Links names that the gazetteer lacks by Wikidata's API, with the scorer of the gazetteer linker.

lookup   names -> entries
kinds    classes of an item -> its type
"""

from __future__ import annotations

import hashlib
from importlib import resources

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
    """A `kg_etl.linkers.Linker` that asks Wikidata for the longest name of each chain that the gazetteer lacks.

    A lone family name is never asked for: nearly everybody has namesakes. What comes back lies beneath the gazetteer,
    so that what people have checked decides where both know something.
    """

    version: str
    """Short hash of code, gazetteer and settings; what Wikidata says can change without it."""

    def __init__(
        self, api: WikidataApi, gazetteer: Gazetteer, base: str, threshold: float, *, offline: bool = False
    ) -> None:
        """A linker that mints local IRIs under a base.

        Args:
            api: is asked.
            gazetteer: what is known without asking.
            base: start of every local IRI, with its closing slash.
            threshold: score in [0, 1] below which a mention is left unlinked, its candidates kept.
            offline: whether the API answers from its cache alone; part of the version, since less can be linked.
        """
        self._api = api
        self._gazetteer = gazetteer
        self._base = base
        self._threshold = threshold
        self._offline_linker = GazetteerLinker(gazetteer, base, threshold)
        self.version = _version(self._offline_linker.version, offline)

    def link(self, article: Article, extraction: Extraction) -> Links:
        """One link for each mention, in the same order; mentions of one chain get the same entity.

        Raises:
            WikidataError: Wikidata refuses or is not there; nothing is linked rather than little.
        """
        return self._informed(extraction).link(article, extraction)

    def explain(self, article: Article, extraction: Extraction) -> tuple[Explanation, ...]:
        """For each mention, in order, its candidates with their features, and why its chain denotes what it does.

        Raises:
            WikidataError: Wikidata refuses or is not there.
        """
        return self._informed(extraction).explain(article, extraction)

    def _informed(self, extraction: Extraction) -> GazetteerLinker:
        """A linker that knows what Wikidata answers to the names that the gazetteer lacks."""
        names = self._unknown(extraction)
        entries = entries_named(names, self._api, self._gazetteer) if names else ()
        if not entries:
            return self._offline_linker
        return GazetteerLinker(Layered(self._gazetteer, Gazetteer(entries)), self._base, self._threshold)

    def _unknown(self, extraction: Extraction) -> tuple[str, ...]:
        """The names to ask for, in text order, each once."""
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


def _version(gazetteer_linker: str, offline: bool) -> str:
    digest = hashlib.sha256(f"{gazetteer_linker}\x1f{offline}".encode())
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith((".py", ".csv")))
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
