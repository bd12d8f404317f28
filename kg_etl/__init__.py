"""Article -> Extraction -> Links -> named graph -> ValidationReport -> Store: news articles become a graph of diplomacy.

Start reading at `kg_etl.pipeline`.
"""
