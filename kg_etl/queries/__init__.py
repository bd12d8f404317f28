"""SPARQL as files: shipped questions, answers, and the binding of values, which enter only as RDF terms.

questions   the .rq files, their parameters
syntax      terms as SPARQL, the form of a query
answers     answers as values, CSV, JSON and text
"""

from kg_etl.queries.answers import Answer, Term, answer_from_json, answer_of, as_csv, as_json, rows_as_text
from kg_etl.queries.questions import Parameter, Question, bound, federated, internal, question, question_in, shipped
from kg_etl.queries.syntax import iri_term, read_form, services, string_term

__all__ = [
    "Answer",
    "Parameter",
    "Question",
    "Term",
    "answer_from_json",
    "answer_of",
    "as_csv",
    "as_json",
    "bound",
    "federated",
    "internal",
    "iri_term",
    "question",
    "question_in",
    "read_form",
    "rows_as_text",
    "services",
    "shipped",
    "string_term",
]
