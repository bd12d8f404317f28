"""News into a graph of diplomacy: Article -> Extraction -> Links -> named graph -> ValidationReport -> Store.

Start reading at `kg_etl.pipeline`.
"""
