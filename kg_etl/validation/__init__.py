"""Graph + shapes -> why the graph may not be loaded.

    shapes      shapes parsed once
    native      an engine in Rust: passes what conforms
    reference   pySHACL: judges the rest, and writes the report
    report      ValidationReport
    terms       terms between the two RDF libraries

`violations` is what the pipeline calls; `validate` gives the whole report of pySHACL.

One article graph at a time, without inference: merged graphs hide a missing type, and inference costs eight times the
validation itself. The article's text is added to the graph for the length of the validation, so that evidence can be
compared with it; it is never stored.
"""

from __future__ import annotations

from kg_etl.model import ArticleGraph, Violation
from kg_etl.validation.reference import validate
from kg_etl.validation.report import ValidationReport, in_words
from kg_etl.validation.shapes import Engine, Shapes

__all__ = ["Engine", "Shapes", "ValidationReport", "in_words", "validate", "violations"]


def violations(graph: ArticleGraph, text: str | None, shapes: Shapes) -> tuple[Violation, ...]:
    """Why a graph may not be loaded, as the reference says it; nothing for one that conforms.

    Args:
        graph: The named graph of an article.
        text: The article's text, which its evidence is compared with; without it no graph conforms.
        shapes: The shapes to hold it to; their native engine, if they have one, is asked first.

    Raises:
        ValidationError: the shapes cannot be used, or the graph is not N-Triples.
    """
    if shapes.native is not None and shapes.native.conforms(graph, text):
        return ()
    return validate(graph, text, shapes).violations
