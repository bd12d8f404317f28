"""Wikidata as a good client meets it: its API and its query service, and any other server that speaks as they do."""
