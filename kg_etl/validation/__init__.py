"""Article graph + shapes graph -> validation results.

`violations` is what the pipeline uses: the native engine decides about graphs that conform, the reference about the
others. `validate` gives the full report of the reference, pySHACL.

    shapes.py       loads the shapes graph
    terms.py        pyoxigraph terms -> rdflib terms; the triples about the article's text
    native.py       the native engine
    reference.py    the reference, pySHACL
    report.py       the validation report as a value and as text

Each article graph is validated by itself and without inference: in a merged graph a missing type goes unnoticed, and
inference takes eight times as long as validation. The article's text is added to the graph during validation, so that
evidence can be compared with it; it is never stored.
"""

from __future__ import annotations

from kg_etl.model import ArticleGraph, Violation
from kg_etl.validation.reference import validate
from kg_etl.validation.report import ValidationReport, in_words
from kg_etl.validation.shapes import Engine, Shapes

__all__ = ["Engine", "Shapes", "ValidationReport", "in_words", "validate", "violations"]


def violations(graph: ArticleGraph, text: str | None, shapes: Shapes) -> tuple[Violation, ...]:
    """The violations that the reference reports for a graph; empty if it conforms.

    Args:
        graph: The named graph of an article.
        text: The article's text, which the evidence is compared with; without it no graph conforms.
        shapes: The shapes graph; its native engine, if any, is tried first.

    Raises:
        ValidationError: the shapes are invalid, or the graph is not N-Triples.
    """
    if shapes.native is not None and shapes.native.conforms(graph, text):
        return ()
    return validate(graph, text, shapes).violations
