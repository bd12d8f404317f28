"""Extraction + Links -> the named graph of an article and its provenance graph, and back to records.

to_rdf.py        the named graph of an article
provenance.py    its provenance graph
terms.py         values -> RDF terms in canonical form
from_rdf.py      a graph from a store -> event records for export
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
