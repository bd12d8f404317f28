"""Creation of the full gazetteer from a SPARQL endpoint with Wikidata's content.

harvest     runs the queries -> entries
harvested   results of the queries so far
details     labels and other details, page by page
wording     labels -> names
refresh     replaces the file and reports the changes
"""

from __future__ import annotations

from kg_etl.gazetteer.refresh.refresh import differences, in_words, refreshed

__all__ = ["differences", "in_words", "refreshed"]
