"""Answers as values, and as CSV, JSON and text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.queries import Answer, Term, answer_from_json, as_csv, as_json, rows_as_text

XSD = "http://www.w3.org/2001/XMLSchema#"


def plain(value: str) -> Term:
    return Term(kind="literal", value=value)


def iri(value: str) -> Term:
    return Term(kind="iri", value=value)


TERMS = st.one_of(
    st.text(max_size=30).map(plain),
    st.sampled_from([iri("https://example.org/a"), iri("urn:x"), Term(kind="blank", value="b0")]),
    st.builds(Term, kind=st.just("literal"), value=st.text(max_size=9), language=st.sampled_from(["en", "zh-hans"])),
    st.builds(Term, kind=st.just("literal"), value=st.text(max_size=9), datatype=st.just(XSD + "date")),
)
ANSWERS = st.lists(st.tuples(TERMS | st.none(), TERMS | st.none()), max_size=4).map(
    lambda rows: Answer(variables=("one", "two"), rows=tuple(rows))
)


class TestTerms:
    @pytest.mark.parametrize(
        ("value", "datatype", "expected"),
        [
            ("7", "integer", 7),
            ("0.85", "decimal", Decimal("0.85")),
            ("1.5E0", "double", 1.5),
            ("-INF", "double", float("-inf")),
            ("true", "boolean", True),
            ("0", "boolean", False),
            ("2024-05-16", "date", dt.date(2024, 5, 16)),
            ("2024-05-16T08:00:00Z", "dateTime", dt.datetime(2024, 5, 16, 8, tzinfo=dt.UTC)),
            ("PT1H", "duration", "PT1H"),
        ],
    )
    def test_have_the_value_that_python_has_for_them(self, value: str, datatype: str, expected: object) -> None:
        value = Term(kind="literal", value=value, datatype=XSD + datatype).python()
        assert (value, type(value)) == (expected, type(expected))

    @pytest.mark.parametrize("datatype", ["integer", "decimal", "double", "boolean", "date", "dateTime"])
    def test_that_do_not_fit_their_type_keep_their_text(self, datatype: str) -> None:
        assert Term(kind="literal", value="not so", datatype=XSD + datatype).python() == "not so"

    def test_without_a_type_are_text(self) -> None:
        assert iri("https://example.org/").python() == "https://example.org/"
        assert Term(kind="literal", value="2024", language="en").python() == "2024"


class TestJson:
    @given(ANSWERS)
    def test_is_read_back_to_the_same_answer(self, answer: Answer) -> None:
        again = answer_from_json(as_json(answer).encode())
        assert (again.variables, _unnamed(again)) == (answer.variables, _unnamed(answer))

    @pytest.mark.parametrize("boolean", [True, False])
    def test_of_yes_or_no(self, boolean: bool) -> None:
        assert json.loads(as_json(Answer(boolean=boolean))) == {"head": {}, "boolean": boolean}
        assert answer_from_json(as_json(Answer(boolean=boolean)).encode()) == Answer(boolean=boolean)

    def test_has_the_form_of_the_standard(self) -> None:
        answer = Answer(
            variables=("a", "b", "c"),
            rows=(
                (iri("urn:x"), None, Term(kind="literal", value="é", language="fr")),
                (None, Term(kind="blank", value="n"), None),
            ),
        )
        assert json.loads(as_json(answer)) == {
            "head": {"vars": ["a", "b", "c"]},
            "results": {
                "bindings": [
                    {"a": {"type": "uri", "value": "urn:x"}, "c": {"type": "literal", "value": "é", "xml:lang": "fr"}},
                    {"b": {"type": "bnode", "value": "n"}},
                ]
            },
        }

    @pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"nonsense", b'{"head":{}}', b"\xff"])
    def test_that_is_no_answer_is_refused(self, body: bytes) -> None:
        with pytest.raises(ValueError, match="not SPARQL results"):
            answer_from_json(body)


def _unnamed(answer: Answer) -> list[list[Term | None]]:
    """The rows without the labels of blank nodes, which may change."""
    return [
        [Term(kind="blank", value="") if term and term.kind == "blank" else term for term in row] for row in answer.rows
    ]


def _csv_text(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "blank" else term.value


class TestCsv:
    @given(ANSWERS)
    def test_is_read_back_to_the_same_text(self, answer: Answer) -> None:
        header, *rows = list(csv.reader(io.StringIO(as_csv(answer), newline="")))
        assert tuple(header) == answer.variables
        expected = [[_csv_text(term) for term in row] for row in answer.rows]
        assert rows == expected

    def test_ends_its_lines_as_the_standard_says(self) -> None:
        assert as_csv(Answer(variables=("a", "b"), rows=((plain("1"), plain("x, y")),))) == 'a,b\r\n1,"x, y"\r\n'

    def test_agrees_with_another_writer(self) -> None:
        answer = Answer(variables=("a", "b"), rows=((plain('say "no"'), iri("urn:x")), (None, plain("1\n2"))))
        other = ox.parse_query_results(as_json(answer).encode(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(other, ox.QuerySolutions)
        assert as_csv(answer).encode() == other.serialize(format=ox.QueryResultsFormat.CSV)

    def test_of_yes_or_no(self) -> None:
        assert as_csv(Answer(boolean=True)) == "boolean\r\ntrue\r\n"


class TestText:
    def test_shortens_known_namespaces(self) -> None:
        row = (
            iri("http://www.wikidata.org/entity/Q7747"),
            iri("https://w3id.org/kg-etl/diplomacy#Visit"),
            iri("https://w3id.org/kg-etl/diplomacy#a/b"),
            iri("https://example.org/x"),
        )
        assert rows_as_text(Answer(variables=("a", "b", "c", "d"), rows=(row,))) == [
            ["wd:Q7747", "dip:Visit", "https://w3id.org/kg-etl/diplomacy#a/b", "https://example.org/x"]
        ]

    def test_leaves_out_what_is_not_bound(self) -> None:
        assert rows_as_text(Answer(variables=("a",), rows=((None,),))) == [[""]]

    def test_never_steers_a_terminal(self) -> None:
        text = rows_as_text(Answer(variables=("a",), rows=((plain("a\x1b[2J\nb\u2028c"),),)))
        assert text == [["a [2J b c"]]

    def test_of_yes_or_no(self) -> None:
        assert rows_as_text(Answer(boolean=False)) == [["no"]]

    def test_leaves_literals_that_look_like_iris_alone(self) -> None:
        answer = Answer(variables=("a",), rows=((plain("http://www.wikidata.org/entity/Q7747"),),))
        assert rows_as_text(answer) == [["http://www.wikidata.org/entity/Q7747"]]


def test_rows_as_dicts_hold_only_what_is_bound() -> None:
    answer = Answer(variables=("a", "b"), rows=((plain("1"), None),))
    assert list(answer.as_dicts()) == [{"a": "1"}]
