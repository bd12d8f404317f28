"""SPARQL queries in files, and the answers to them.

questions.py      the shipped questions, their parameters, and values bound to them
schema_lists.py   lists of classes and roles in a query, taken from schema.toml
syntax.py         RDF terms in SPARQL syntax; the form, datasets and services of a query
answers.py        answers as values, and as CSV, JSON or text
federated/        questions that also query Wikidata
internal/         queries of the program itself
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
