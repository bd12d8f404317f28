"""The contract of `Store`, for every implementation."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg_etl import queries
from kg_etl.errors import QueryError, StoreError
from kg_etl.mapping import terms
from kg_etl.queries import Answer, Term
from kg_etl.stores import Store
from kg_etl.stores.oxigraph import OxigraphStore
from tools.servers import Server
from tools.servers.clients import store_of

G = "https://example.org/article/"
P = "https://example.org/p"
SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow]
"""All examples share a store intentionally: each replaces the graphs of the previous example."""
DIP = "https://w3id.org/kg-etl/diplomacy#"


def triples(*values: str, subject: str = "https://example.org/s") -> str:
    """A triple for each plain string that needs no escape."""
    return "".join(f'<{subject}> <{P}> "{value}" .\n' for value in values)


def literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def stored(store: Store) -> list[str]:
    return sorted(store.nquads())


def quads(graph: str, *values: str) -> list[str]:
    return sorted(f'<https://example.org/s> <{P}> "{value}" <{graph}> .' for value in values)


def objects(store: Store, graph: str) -> list[Term | None]:
    return [row[0] for row in store.query(f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows]


class TestReplacing:
    def test_an_empty_store_holds_nothing(self, store: Store) -> None:
        assert stored(store) == []

    def test_a_graph_is_replaced_as_a_whole(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("old", "older")})
        store.replace_graphs({G + "1": triples("new")})
        assert stored(store) == quads(G + "1", "new")

    def test_other_graphs_are_left_alone(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("one"), G + "2": triples("two")})
        store.replace_graphs({G + "2": triples("zwei")})
        assert stored(store) == sorted(quads(G + "1", "one") + quads(G + "2", "zwei"))

    def test_an_empty_graph_is_deleted(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("one"), G + "2": triples("two")})
        store.replace_graphs({G + "1": ""})
        assert stored(store) == quads(G + "2", "two")
        assert store.query(f"ASK {{ GRAPH <{G}1> {{ ?s ?p ?o }} }}") == Answer(boolean=False)

    def test_deleting_what_is_not_there_is_no_error(self, store: Store) -> None:
        store.replace_graphs({G + "never": ""})
        assert stored(store) == []

    def test_replacing_nothing_changes_nothing(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("one")})
        store.replace_graphs({})
        assert stored(store) == quads(G + "1", "one")

    def test_replacing_twice_by_the_same_is_replacing_once(self, store: Store) -> None:
        for _ in range(2):
            store.replace_graphs({G + "1": triples("one", "two")})
        assert stored(store) == quads(G + "1", "one", "two")

    def test_many_graphs_go_in_a_single_call(self, store: Store) -> None:
        graphs = {f"{G}{number}": triples(f"value {number}", f"other {number}") for number in range(150)}
        store.replace_graphs(graphs)
        assert store.sizes() == dict.fromkeys(graphs, 2)
        assert store.graphs(list(graphs)) == {
            name: "".join(sorted(text.splitlines(True))) for name, text in graphs.items()
        }

    def test_content_is_there_when_opened_again(self, open_store: Callable[[], Store]) -> None:
        with open_store() as first:
            first.replace_graphs({G + "1": triples("kept")})
        with open_store() as second:
            assert stored(second) == quads(G + "1", "kept")

    @pytest.mark.parametrize(
        "malformed",
        [
            "nonsense",
            triples("good") + f'<https://example.org/s> <{P}> "no end',
            f'<https://example.org/s> <{P}> "no dot"',
            f'<relative> <{P}> "x" .',
            f'<https://example.org/a b> <{P}> "x" .',
            f'"subject" <{P}> "x" .',
            f'<https://example.org/s> <{P}> "x" <https://example.org/elsewhere> .',
            f'_:blank <{P}> "x" .',
            f"<https://example.org/s> <{P}> _:blank .",
            f'<https://example.org/s> <{P}> "lone \ud800 surrogate" .',
            f'<https://example.org/s> <{P}> "x" . }} }} ; DROP ALL ; #',
        ],
    )
    def test_a_malformed_graph_is_refused_and_the_old_graph_stays(self, store: Store, malformed: str) -> None:
        store.replace_graphs({G + "1": triples("old")})
        with pytest.raises(StoreError, match="not written"):
            store.replace_graphs({G + "1": malformed})
        assert stored(store) == quads(G + "1", "old")

    def test_hundreds_of_small_graphs_are_replaced_together(self, store: Store) -> None:
        names = [f"{G}{number}" for number in range(450)]
        for value in ("old", "new"):
            store.replace_graphs({name: triples(value) for name in names})
        assert store.sizes() == dict.fromkeys(names, triples("new").count("\n"))
        assert len(store.graphs(names[:200])) == 200

    def test_new_and_existing_graphs_are_replaced_together(self, store: Store) -> None:
        values = [f"value {number}" for number in range(60)]
        names = [f"{G}{number}" for number in range(100)]
        store.replace_graphs({name: triples("old") for name in names[::10]})
        store.replace_graphs({name: triples(*values) for name in names})
        expected = "".join(sorted(triples(*values).splitlines(True)))
        assert store.graphs(names) == dict.fromkeys(names, expected)

    def test_a_malformed_graph_among_good_graphs_stops_them_all_before_any_is_written(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("old")})
        with pytest.raises(StoreError, match="article/2"):
            store.replace_graphs({G + "1": triples("new"), G + "2": "nonsense", G + "3": triples("three")})
        assert stored(store) == quads(G + "1", "old")

    @pytest.mark.parametrize(
        "name", ["", "relative", "https://example.org/a b", "https://example.org/> { } } ; DROP ALL ; #", "http://a\n"]
    )
    def test_a_graph_needs_an_iri_for_its_name(self, store: Store, name: str) -> None:
        store.replace_graphs({G + "1": triples("old")})
        for content in (triples("x"), ""):
            with pytest.raises(StoreError, match="malformed graph"):
                store.replace_graphs({name: content})
        assert stored(store) == quads(G + "1", "old")


IRI_CHARACTERS = st.one_of(
    st.sampled_from("-._~!$&'()*+,;=:@/?%2F"), st.characters(categories=("Lu", "Ll", "Lo", "Nd"))
).filter(lambda character: character != "%")


class TestRoundTrips:
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=SHARED,
    )
    @given(st.lists(st.text(max_size=60), min_size=1, max_size=5, unique=True))
    @example([""])
    @example(['"', "\\", '\\"', "'''", '"""', "\\\\", "\\u0022", "\\\\u0022", "\\U0001F600"])
    @example(["two\nlines", "carriage\rreturn", "tab\t", "\b\f\x00\x01\x7f\x85", "\u2028\u2029", "\ufeffmark"])
    @example(["𝔘𝔫𝔦", "🏳️‍🌈", "e\u0301", "é", "\uffff", "؜عربي"])
    @example(['x" . } } ; DROP ALL ; #', "> } ; CLEAR ALL", "${jndi:x}", "' OR 1=1 --", "\\u0022 . } } ; DROP ALL #"])
    def test_strings_come_back_as_they_were(self, store: Store, values: list[str]) -> None:
        graph = "".join(f"<https://example.org/s> <{P}> {literal(value)} .\n" for value in values)
        store.replace_graphs({G + "strings": graph})
        assert {term.value for term in objects(store, G + "strings") if term is not None} == set(values)
        assert {_quad(line).object.value for line in store.nquads()} == set(values)

    @settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
    @given(st.text(IRI_CHARACTERS, max_size=30))
    @example("?graph=x&default")
    @example("a#b")
    @example("%2F%20+")
    @example("Ägypten/北京/𝔘")
    @example(".")
    @example("a/../b?c=/./d")
    @example("...")
    @example("?a=/../b")
    def test_iris_come_back_as_they_were(self, store: Store, tail: str) -> None:
        node = f"https://example.org/x/{tail}"
        triple = f"<{node}> <{node}> <{node}> .\n"
        if store.refusal(triple):
            with pytest.raises(StoreError):
                store.replace_graphs({node: triple})
            assert stored(store) == []
            return
        store.replace_graphs({node: triple})
        assert store.query(f"SELECT ?s ?o WHERE {{ GRAPH <{node}> {{ ?s ?p ?o }} }}").rows == (
            (Term(kind="iri", value=node), Term(kind="iri", value=node)),
        )
        assert f"<{node}> <{node}> <{node}> <{node}> ." in set(store.nquads())
        store.replace_graphs({node: ""})
        assert stored(store) == []

    def test_a_string_of_100_kilobytes_comes_back_whole(self, store: Store) -> None:
        text = "Ωmega “quoted” \n" * 6000
        store.replace_graphs({G + "long": f"<https://example.org/s> <{P}> {literal(text)} .\n"})
        assert objects(store, G + "long") == [Term(kind="literal", value=text)]

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ('"x"@en', Term(kind="literal", value="x", language="en")),
            ('"x"@zh-Hans', Term(kind="literal", value="x", language="zh-hans")),
            *(
                (
                    f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{name}>',
                    Term(kind="literal", value=value, datatype=f"http://www.w3.org/2001/XMLSchema#{name}"),
                )
                for name, value in [
                    ("date", "2024-05-16"),
                    ("dateTime", "2024-05-16T10:00:00Z"),
                    ("dateTime", "2024-05-16T10:00:00+08:00"),
                    ("integer", "12345678901"),
                    ("decimal", "0.85"),
                    ("anyURI", "https://example.org/"),
                ]
            ),
            ('"x"^^<http://www.w3.org/2001/XMLSchema#string>', Term(kind="literal", value="x")),
            ('"x"^^<https://example.org/own>', Term(kind="literal", value="x", datatype="https://example.org/own")),
        ],
    )
    def test_kinds_of_literals_come_back(self, store: Store, written: str, expected: Term) -> None:
        store.replace_graphs({G + "1": f"<https://example.org/s> <{P}> {written} .\n"})
        assert objects(store, G + "1") == [expected]

    @pytest.mark.parametrize(
        ("datatype", "value"),
        [
            *(("boolean", value) for value in ("true", "1")),
            *(("integer", value) for value in ("05", "+5", "-0", "9" * 30, "five")),
            *(("decimal", value) for value in ("1.20", "01.2", "1.", ".5", "1e3")),
            *(("dateTime", value) for value in ("2024-05-16T10:00:00.5Z", "2024-05-16T10:00:00.500Z", "today")),
            *(("date", value) for value in ("2024-05-16Z", "2024-5-16", "-0044-03-15")),
            ("nonNegativeInteger", "5"),
            ("int", "5"),
            ("dateTimeStamp", "2024-05-16T10:00:00Z"),
            ("duration", "P1Y2M"),
            ("time", "10:00:00"),
            ("gYear", "2024"),
            ("double", "1.5"),
        ],
    )
    def test_a_literal_comes_back_as_it_was_or_is_refused_before_anything_is_loaded(
        self, store: Store, datatype: str, value: str
    ) -> None:
        store.replace_graphs({G + "1": triples("old")})
        typed = f'<https://example.org/s> <{P}> "{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}> .\n'
        if refusal := _refusal(store, {G + "0": triples("other"), G + "1": typed}):
            assert "cannot be stored unchanged" in refusal
            assert stored(store) == quads(G + "1", "old")
        else:
            assert store.graphs([G + "1"]) == {G + "1": typed}

    @settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
    @given(
        st.datetimes(timezones=st.just(dt.UTC)).map(lambda moment: moment.replace(microsecond=0)),
        st.dates(),
        st.integers(-(10**17), 10**17),
        st.floats(-1e6, 1e6),
    )
    def test_what_the_mapping_writes_comes_back_as_it_was(
        self, store: Store, moment: dt.datetime, day: dt.date, integer: int, number: float
    ) -> None:
        values = (terms.instant(moment), terms.day(day), terms.integer(integer), terms.decimal(number))
        graph = "".join(f"<https://example.org/s> <{P}{place}> {value} .\n" for place, value in enumerate(values))
        store.replace_graphs({G + "typed": graph})
        assert store.graphs([G + "typed"]) == {G + "typed": graph}

    def test_an_iri_comes_back_whole_or_is_refused_before_anything_is_loaded(self, store: Store) -> None:
        for length in (1_800, 2_500):
            node = "https://example.org/" + "x" * (length - 20)
            graph = f'<{node}> <{P}> "x" .\n'
            if refusal := _refusal(store, {G + "1": graph}):
                assert "cannot be stored unchanged" in refusal
                assert length > 1_800
            else:
                assert store.graphs([G + "1"]) == {G + "1": graph}

    def test_lines_are_canonical_whatever_was_written(self, store: Store) -> None:
        typed = '"\\u00e9\\u0022"^^<http://www.w3.org/2001/XMLSchema#string>'
        store.replace_graphs({G + "1": f"<https://example.org/s>\t<{P}>   {typed}. # and a remark\n"})
        assert stored(store) == [f'<https://example.org/s> <{P}> "é\\"" <{G}1> .']


class TestQueries:
    @pytest.fixture(autouse=True)
    def two_graphs(self, store: Store) -> None:
        store.replace_graphs({G + "1": triples("one", "shared"), G + "2": triples("two", "shared")})

    def test_select_gives_rows_by_variable(self, store: Store) -> None:
        answer = store.query(
            f'SELECT ?o ?missing ?g WHERE {{ GRAPH ?g {{ ?s <{P}> ?o }} FILTER(?o != "shared") }} ORDER BY ?o'
        )
        assert answer == Answer(
            variables=("o", "missing", "g"),
            rows=(
                (Term(kind="literal", value="one"), None, Term(kind="iri", value=G + "1")),
                (Term(kind="literal", value="two"), None, Term(kind="iri", value=G + "2")),
            ),
        )

    def test_select_without_rows_still_names_its_variables(self, store: Store) -> None:
        assert store.query('SELECT ?s WHERE { GRAPH ?g { ?s ?p "nothing" } }') == Answer(variables=("s",))

    def test_ask_gives_yes_or_no(self, store: Store) -> None:
        assert store.query('ASK { GRAPH ?g { ?s ?p "one" } }') == Answer(boolean=True)
        assert store.query('ASK { GRAPH ?g { ?s ?p "three" } }') == Answer(boolean=False)

    def test_a_query_without_graphs_asks_all_of_them_together(self, store: Store) -> None:
        answer = store.query(f"SELECT DISTINCT ?o WHERE {{ ?s <{P}> ?o }} ORDER BY ?o")
        assert [row["o"] for row in answer.as_dicts()] == ["one", "shared", "two"]

    def test_from_narrows_a_query_to_the_graphs_it_names(self, store: Store) -> None:
        answer = store.query(f"SELECT ?o FROM <{G}2> WHERE {{ ?s ?p ?o }} ORDER BY ?o")
        assert [row["o"] for row in answer.as_dicts()] == ["shared", "two"]

    @pytest.mark.parametrize(
        "sparql",
        ["", "SELECT", "SELECT * WHERE { ?s ?p", "hello", "SELECT ?x WHERE { ?x unknown:p 1 }", "ASK {} DROP ALL"],
    )
    def test_what_is_not_sparql_is_refused(self, store: Store, sparql: str) -> None:
        with pytest.raises(QueryError):
            store.query(sparql)

    @pytest.mark.parametrize(
        "sparql",
        [
            "DROP ALL",
            "CLEAR ALL",
            "INSERT DATA { <https://a.org/> <https://a.org/> 1 }",
            "PREFIX a: <https://a.org/#select>\n# SELECT\nDELETE WHERE { ?s ?p ?o }",
            "WITH <urn:ask> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "SELECT * WHERE { ?s ?p ?o } ; DROP ALL",
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "DESCRIBE <https://a.org/>",
        ],
    )
    def test_a_query_never_writes(self, store: Store, sparql: str) -> None:
        before = stored(store)
        with pytest.raises(QueryError):
            store.query(sparql)
        assert stored(store) == before

    def test_words_of_updates_inside_a_query_do_no_harm(self, store: Store) -> None:
        answer = store.query('# insert\nPREFIX delete: <https://drop.org/#insert> SELECT ("DROP ALL" AS ?x) WHERE {}')
        assert answer.rows == ((Term(kind="literal", value="DROP ALL"),),)
        assert len(stored(store)) == 4


class TestShippedQuestions:
    ARTICLE = f"""
        <{G}1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DIP}Article> .
        <{G}1> <{DIP}title> "Guest from abroad" .
        <{G}1#v> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DIP}Visit> .
        <{G}1#v> <{DIP}status> <{DIP}happened> .
        <{G}1#v> <{DIP}earliest> "2023-03-05"^^<http://www.w3.org/2001/XMLSchema#date> .
        <{G}1#v> <{DIP}latest> "2023-03-06"^^<http://www.w3.org/2001/XMLSchema#date> .
        <{G}1#v> <{DIP}visitor> <https://example.org/anna> .
        <{G}1#v> <{DIP}evidence> <{G}1#char=0,9> .
        <{G}1#char=0,9> <http://www.w3.org/ns/oa#exact> "She came." .
        <https://example.org/anna> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DIP}Person> .
        <https://example.org/anna> <http://www.w3.org/2000/01/rdf-schema#label> "Anna Lund" .
    """

    @pytest.mark.parametrize("question", queries.shipped(), ids=lambda question: question.name)
    def test_are_answered(self, store: Store, question: queries.Question) -> None:
        store.replace_graphs({G + "1": self.ARTICLE})
        assert store.query(queries.bound(question, {})).variables

    @pytest.mark.parametrize("actor", ["Lund", "https://example.org/anna", "ANNA LUND"])
    def test_find_an_actor_by_name_or_iri(self, store: Store, actor: str) -> None:
        store.replace_graphs({G + "1": self.ARTICLE})
        values = {"actor": actor, "from": "2023-03-06", "status": "happened"}
        (row,) = store.query(queries.bound(queries.question("who-visited-whom"), values)).as_dicts()
        assert (row["visitor"], row["earliest"], row["quote"]) == ("Anna Lund", "2023-03-05", "She came.")

    def test_find_nobody_by_a_name_made_of_syntax(self, store: Store) -> None:
        store.replace_graphs({G + "1": self.ARTICLE})
        for name in ('" } } #', "\\u0022 } } #", "' ; DROP ALL #", "?s ?p ?o"):
            sparql = queries.bound(queries.question("who-visited-whom"), {"actor": name})
            assert store.query(sparql).rows == ()


def _refusal(store: Store, graphs: dict[str, str]) -> str | None:
    try:
        store.replace_graphs(graphs)
    except StoreError as error:
        return str(error)
    return None


def _quad(line: str) -> Any:
    (quad,) = ox.parse(input=line, format=ox.RdfFormat.N_QUADS)
    return quad


WRITER = """
from kg_etl.stores.endpoint import Credentials
from kg_etl.stores.server_profiles import PROFILES
from kg_etl.stores.oxigraph import OxigraphStore
from kg_etl.stores.sparql import SparqlStore
size = 230
with {opened} as store:
    for version in range(1, 100000):
        for number in range(8):
            graph = f"https://example.org/{{number}}"
            lines = (f'<{{graph}}#{{i}}> <https://example.org/p> "{{version}}" .\\n' for i in range(size))
            store.replace_graphs({{graph: "".join(lines)}})
            print(number, version, flush=True)
"""


WRITER_OF_MANY = """
from kg_etl.stores.oxigraph import OxigraphStore
size = 230
with OxigraphStore({folder!r}) as store:
    for version in range({first}, 100000):
        graphs = {{}}
        for number in range(30):
            graph = f"https://example.org/{{version}}/{{number}}"
            lines = (f'<{{graph}}#{{i}}> <https://example.org/p> "{{version}}" .\\n' for i in range(size))
            graphs[graph] = "".join(lines)
        store.replace_graphs(graphs)
        for number in range(30):
            print(f"{{version}}/{{number}}", version, flush=True)
"""
"""It writes enough new graphs at once for the bulk load of the embedded store."""


def _killed_while_writing(source: str, seconds: float) -> dict[str, int]:
    """The last version of each graph whose writing was reported before the writer was killed."""
    writer = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    written, _ = writer.communicate()
    reported = {}
    # The kill may have cut the last line short.
    for line in (first + written).split("\n")[:-1]:
        if line.count(" ") == 1:
            number, version = line.split()
            reported[f"https://example.org/{number}"] = int(version)
    return reported


def _assert_new_graphs_are_complete(store: Store, reported: dict[str, int]) -> None:
    assert reported
    sizes = store.sizes()
    assert reported.keys() <= sizes.keys()
    assert set(sizes.values()) == {230}


def _assert_whole(store: Store, reported: dict[str, int]) -> None:
    versions: dict[str, Counter[int]] = {}
    for graph, text in store.graphs(list(store.sizes())).items():
        versions[graph] = Counter(int(line.split('"')[1]) for line in text.splitlines())
    assert reported
    for graph, last in reported.items():
        ((version, count),) = versions[graph].items()
        assert count == 230
        assert version in {last, last + 1}


def _opened_briefly(server: Server) -> str:
    credentials = f"Credentials({server.user!r}, {server.password!r})" if server.user else "None"
    return f"SparqlStore.at({server.url!r}, PROFILES[{server.name!r}], {credentials}, retries=0, timeout=5.0)"


class TestKilledInTheMiddle:
    """Each graph has its old or new content, and what was reported as written is there."""

    def _embedded(self, folder: Path, delays: list[float]) -> None:
        source = WRITER.format(opened=f"OxigraphStore({str(folder)!r})")
        for delay in delays:
            reported = _killed_while_writing(source, delay)
            with OxigraphStore(folder, lock_timeout=5) as store:
                _assert_whole(store, reported)

    def test_the_embedded_store_keeps_whole_graphs(self, tmp_path: Path) -> None:
        self._embedded(tmp_path / "store", [0.0, 0.013, 0.051, 0.102, 0.207])

    @pytest.mark.slow
    def test_the_embedded_store_keeps_whole_graphs_at_any_moment(self, tmp_path: Path) -> None:
        self._embedded(tmp_path / "store", [0.0371 * step for step in range(20)])

    def test_the_embedded_store_keeps_complete_graphs_of_many_new_graphs(self, tmp_path: Path) -> None:
        folder = tmp_path / "store"
        for run, delay in enumerate([0.0, 0.021, 0.043, 0.087, 0.174, 0.31]):
            source = WRITER_OF_MANY.format(folder=str(folder), first=1 + 10_000 * run)
            reported = _killed_while_writing(source, delay)
            with OxigraphStore(folder, lock_timeout=5) as store:
                _assert_new_graphs_are_complete(store, reported)

    def test_a_killed_server_keeps_whole_graphs(self, private_server: Server) -> None:
        for delay in (0.05, 0.21):
            source = WRITER.format(opened=_opened_briefly(private_server))
            writer = subprocess.Popen(
                [sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(delay)
            private_server.kill()
            written, _ = writer.communicate(timeout=30)
            reported = {}
            for line in (first + written).splitlines():
                number, version = line.split()
                reported[f"https://example.org/{number}"] = int(version)
            private_server.start()
            with store_of(private_server) as store:
                _assert_whole(store, reported)
