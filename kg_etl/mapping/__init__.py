"""Extraction + Links -> one named graph, its provenance graph, and the way back to records.

to_rdf.py        article_graph: the named graph of an article
provenance.py    what is known about that graph
terms.py         values -> RDF terms in the one form in which every store gives them back
from_rdf.py      records_of_graph: what a store holds -> the records that are exported
"""

from kg_etl.mapping.from_rdf import records_of_graph, records_of_ntriples
from kg_etl.mapping.provenance import tombstone, unfinished_marker, unfinished_marker_of
from kg_etl.mapping.to_rdf import article_graph

__all__ = [
    "article_graph",
    "records_of_graph",
    "records_of_ntriples",
    "tombstone",
    "unfinished_marker",
    "unfinished_marker_of",
]
