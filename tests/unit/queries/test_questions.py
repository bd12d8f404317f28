"""Values are bound to a question as RDF terms, whatever they contain."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg_etl import queries
from kg_etl.errors import QueryError
from kg_etl.queries import Question, Term, answer_of, bound, question_in, read_form, string_term
from kg_etl.queries.syntax import names_dataset

DIP = "https://w3id.org/kg-etl/diplomacy#"
ENTITY = "https://example.org/id/person/anna"
DATA = f"""
@prefix dip: <{DIP}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
GRAPH <https://example.org/g> {{
  <{ENTITY}> a dip:Person ; rdfs:label "Anna Lund" .
  <http://www.wikidata.org/entity/Q1> a dip:Country ; rdfs:label "Norland" .
  <https://example.org/id/organization/party> a dip:Organization ; rdfs:label "United Norland" .
}}
"""

PAYLOADS = [
    '" . ?s ?p ?o . #',
    "' . ?s ?p ?o . #",
    '"""',
    "'''",
    "\\",
    '\\"',
    '\\\\"',
    '\\" } #',
    '\\\\\\" } #',
    "\\u0022 } #",
    "\\\\u0022 } #",
    "\\U00000022 } #",
    "\\u005c\\u0022",
    '"^^<http://www.w3.org/2001/XMLSchema#string> } #',
    '"@en } #',
    "} DROP ALL #",
    '" } } ; DROP ALL ; #',
    '"} UNION { ?s ?p ?o } #',
    '" } INSERT DATA { <urn:a> <urn:a> 1 } #',
    "?actor",
    "$actor",
    "{ ?actor ?p ?o }",
    "<urn:a> <urn:b>",
    "http://a> . ?s ?p ?o . <http://b",
    "http://a\\u003e",
    "http://a b",
    "http://a\n",
    "http://a{}",
    "http://a|b",
    "http://a^b",
    "http://a`b",
    'http://a"b',
    "https://example.org/> } #",
    "urn:x> } #",
    "javascript://%0aalert(1)",
    "wd:Q1> } #",
    "Q1 Q2",
    "Q1> } #",
    "Q1\n} #",
    "Q01",
    "Q",
    "q1",
    "\n} #",
    "\r\n} DROP ALL",
    "# comment",
    "\x00",
    "\x1b[2J",
    "\u2028}",
    "\u202e",
    "\ufeff",
    "\ud800",
    "😀",
    "%22%20%7D",
    "${7*7}",
    "{{7*7}}",
    "VALUES ?actor { UNDEF }",
    "VALUES ?from { UNDEF }",
    "1 OR 1=1",
    "1) || (true",
    "",
    " ",
    "2024-05-16T00:00:00",
    "2024-13-01",
    "２０２４-05-16",
    "1e5",
    "١٢",
    "NaN",
    "0x10",
    "Visit> } #",
    "visit",
]


def two_parameters(kind: str) -> Question:
    """A question with two parameters, whose answer is their values."""
    return Question(
        name="own",
        title="Own",
        sparql=(
            "SELECT ?actor ?from WHERE { VALUES ?actor { UNDEF } VALUES ?from { UNDEF } "
            "OPTIONAL { GRAPH ?g { ?actor ?p ?o } FILTER(false) } } "
        ),
        parameters=(
            queries.Parameter(name="actor", kind=kind, help=""),
            queries.Parameter(name="from", kind="text", help=""),
        ),
    )


def rows_of(sparql: str) -> list[tuple[Term | None, ...]]:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    before = len(store)
    results = store.query(sparql)
    assert isinstance(results, ox.QuerySolutions)
    answer = answer_of(results)
    assert len(store) == before
    return list(answer.rows)


class TestInjection:
    @pytest.mark.parametrize("payload", PAYLOADS)
    @pytest.mark.parametrize("kind", ["entity", "date", "number", "text", "class", "status", "type"])
    def test_a_value_is_refused_or_stays_a_single_term(self, kind: str, payload: str) -> None:
        self.check(kind, payload)

    @given(st.sampled_from(["entity", "date", "number", "text", "class"]), st.text(max_size=40))
    @example("text", "\\u0022")
    def test_any_value_is_refused_or_stays_a_single_term(self, kind: str, payload: str) -> None:
        self.check(kind, payload)

    @given(
        st.text("\\\"'{}<>uU0022#.;?\n ", max_size=30),
        st.text("\\\"'{}<>uU0022#.;?\n ", max_size=30),
    )
    def test_two_values_made_of_syntax_stay_two_terms(self, first: str, second: str) -> None:
        rows = rows_of(bound(two_parameters("text"), {"actor": first, "from": second}))
        assert rows == [(Term(kind="literal", value=first.strip()), Term(kind="literal", value=second.strip()))]

    def check(self, kind: str, payload: str) -> None:
        try:
            sparql = bound(two_parameters(kind), {"actor": payload, "from": payload})
        except QueryError:
            return
        rows = rows_of(sparql)
        if kind == "entity" and "://" not in payload and not payload.strip().startswith(("urn:", "Q", "wd:")):
            # A name finds the entities that are called so, and these payloads call nobody.
            assert rows == []
            return
        for actor, day in rows:
            assert day == Term(kind="literal", value=payload.strip())
            assert actor is not None
            assert payload.strip().removeprefix("wd:") in actor.value or kind in {"number", "date"}
        assert len(rows) <= 1

    @given(st.text(max_size=60))
    def test_a_string_written_as_a_term_is_read_as_the_same_string(self, text: str) -> None:
        assert rows_of(f"SELECT ({string_term(text)} AS ?x) WHERE {{}}") == [(Term(kind="literal", value=text),)]

    @given(st.text('\\uU0123459aF"', max_size=30))
    def test_not_even_a_server_that_resolves_codepoint_escapes_first_is_misled(self, text: str) -> None:
        resolved = string_term(text)
        place, naive = 0, ""
        while place < len(resolved):
            width = {"\\u": 4, "\\U": 8}.get(resolved[place : place + 2], 0)
            digits = resolved[place + 2 : place + 2 + width]
            if width and len(digits) == width and all(digit in "0123456789abcdefABCDEF" for digit in digits):
                naive += chr(int(digits, 16))
                place += 2 + width
            else:
                naive += resolved[place]
                place += 1
        assert rows_of(f"SELECT ({naive} AS ?x) WHERE {{}}") == [(Term(kind="literal", value=text),)]


class TestEntities:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("Q1", "http://www.wikidata.org/entity/Q1"),
            ("wd:Q1", "http://www.wikidata.org/entity/Q1"),
            (" Q1 ", "http://www.wikidata.org/entity/Q1"),
            ("http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q1"),
            (ENTITY, ENTITY),
            ("urn:x:y", "urn:x:y"),
            ("Anna Lund", ENTITY),
            ("anna lund", ENTITY),
            ("Lund", ENTITY),
            ("Norland", "http://www.wikidata.org/entity/Q1"),
        ],
    )
    def test_are_given_by_item_iri_or_name(self, value: str, expected: str) -> None:
        rows = rows_of(bound(two_parameters("entity"), {"actor": value, "from": ""}))
        assert [row[0] for row in rows] == [Term(kind="iri", value=expected)]

    @pytest.mark.parametrize("value", ["Anna", "und", "Nor", "nobody"])
    def test_are_not_found_by_parts_of_names(self, value: str) -> None:
        assert rows_of(bound(two_parameters("entity"), {"actor": value})) == []


class TestParameters:
    def test_that_are_not_given_leave_their_variable_open(self) -> None:
        assert "VALUES" not in bound(two_parameters("text"), {})

    def test_that_have_a_default_keep_it(self) -> None:
        question = Question(
            name="own",
            title="Own",
            sparql="SELECT ?below WHERE { VALUES ?below { 0.6 } }",
            parameters=(queries.Parameter(name="below", kind="number", help="", default="0.6"),),
        )
        assert [row[0].value for row in rows_of(bound(question, {})) if row[0]] == ["0.6"]
        assert [row[0].value for row in rows_of(bound(question, {"below": "0.25"})) if row[0]] == ["0.25"]

    def test_that_do_not_exist_are_refused_with_what_there_is(self) -> None:
        with pytest.raises(
            QueryError, match=r"no parameter of own 'acter'.*Did you mean actor.*Available: actor, from"
        ):
            bound(two_parameters("entity"), {"acter": "Q1"})

    @pytest.mark.parametrize(
        ("kind", "value", "hint"),
        [
            ("class", "StateVist", "StateVisit"),
            ("status", "plannd", "planned"),
            ("type", "Persn", "Person"),
            ("date", "May 2024", "2024-05-16"),
            ("date", "2024-02-30", "2024-02-30"),
            ("number", "half", "0.6"),
            ("entity", "", "Q7747"),
            ("entity", "http://a b/", "absolute IRI"),
        ],
    )
    def test_that_do_not_fit_are_refused_with_a_hint(self, kind: str, value: str, hint: str) -> None:
        with pytest.raises(QueryError, match=hint):
            bound(two_parameters(kind), {"actor": value})


class TestShippedQuestions:
    def test_are_found_by_name(self) -> None:
        assert queries.question("who-visited-whom").title.startswith("Who visited whom")
        assert [question.name for question in queries.shipped()] == sorted(
            question.name for question in queries.shipped()
        )

    def test_that_do_not_exist_are_refused_with_what_there_is(self) -> None:
        with pytest.raises(QueryError, match=r"Did you mean timeline\?.*who-visited-whom"):
            queries.question("timelin")

    @pytest.mark.parametrize("name", ["", "../questions", "internal/count", "count"])
    def test_are_nothing_else_than_the_listed(self, name: str) -> None:
        with pytest.raises(QueryError, match="there is no question"):
            queries.question(name)


class TestUserFiles:
    def test_need_no_header(self, tmp_path: Path) -> None:
        (tmp_path / "mine.rq").write_text("\ufeffASK {}", encoding="utf-8")
        question = question_in(tmp_path / "mine.rq")
        assert (question.name, question.title, question.sparql) == ("mine", "mine", "ASK {}")

    def test_may_have_parameters(self, tmp_path: Path) -> None:
        (tmp_path / "mine.rq").write_text(
            "# title: Mine\n# parameter: day (date) which day\nSELECT ?day { VALUES ?day { UNDEF } }\n"
        )
        question = question_in(tmp_path / "mine.rq")
        assert question.parameters == (queries.Parameter(name="day", kind="date", help="which day"),)
        assert '"2024-05-16"^^<http://www.w3.org/2001/XMLSchema#date>' in bound(question, {"day": "2024-05-16"})

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"# parameter: day (dat) x\nASK { VALUES ?day { UNDEF } }", "Did you mean date"),
            (b"# parameter: day (date) x\nASK {}", "must contain `VALUES"),
            (b"\xff\xfe", "cannot read"),
        ],
    )
    def test_that_are_wrong_say_what_is_wrong(self, tmp_path: Path, content: bytes, message: str) -> None:
        (tmp_path / "mine.rq").write_bytes(content)
        with pytest.raises(QueryError, match=message):
            question_in(tmp_path / "mine.rq")

    def test_that_are_not_there_say_so(self, tmp_path: Path) -> None:
        with pytest.raises(QueryError, match="cannot read the query"):
            question_in(tmp_path / "none.rq")

    def test_that_hold_an_update_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "mine.rq").write_text("# harmless\nDROP ALL")
        with pytest.raises(QueryError, match="begins an update"):
            bound(question_in(tmp_path / "mine.rq"), {})


class TestForms:
    @pytest.mark.parametrize(
        ("sparql", "form"),
        [
            ("SELECT * {}", "SELECT"),
            ("ask{}", "ASK"),
            ("BASE <http://a/> PREFIX : <#insert> PREFIX a.b: <http://b/> Select * {}", "SELECT"),
            ("#c\r\n\t# DROP\nPREFIX x:<http://x/#># remark\nASK {}", "ASK"),
        ],
    )
    def test_are_read_past_the_prologue(self, sparql: str, form: str) -> None:
        assert read_form(sparql) == form

    @pytest.mark.parametrize(
        "sparql",
        ["", "# SELECT", "PREFIX SELECT", "INSERT DATA {}", "with <urn:ask> delete {}", "CONSTRUCT {} {}", "{"],
    )
    def test_other_than_select_and_ask_are_refused(self, sparql: str) -> None:
        with pytest.raises(QueryError):
            read_form(sparql)

    @pytest.mark.parametrize(
        ("sparql", "expected"),
        [
            ("SELECT * FROM <http://a/> {}", True),
            ("SELECT * from named<http://a/> {}", True),
            ('SELECT ?from ($from AS ?x) { ?s <http://from/#from> \'FROM <x>\' , """a " FROM """ }', False),
            ("PREFIX from: <http://a/> SELECT * { ?s from:x ?o , a:from } # FROM <x>", False),
        ],
    )
    def test_name_their_dataset_or_do_not(self, sparql: str, expected: bool) -> None:
        assert names_dataset(sparql) is expected
