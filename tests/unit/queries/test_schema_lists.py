"""Placeholders for lists of classes and roles in queries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_etl.errors import QueryError
from kg_etl.queries import bound, question_in
from kg_etl.queries.schema_lists import with_schema_lists
from kg_etl.schema import CLASSES, ROLES
from kg_etl.vocabulary import DIP


def expanded(sparql: str) -> str:
    return with_schema_lists(sparql, classes=["Visit", "Agreement"], roles=["visitor", "host", "party"])


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("VALUES ?c { <kg-etl:classes> }", f"VALUES ?c {{ <{DIP.Visit}> <{DIP.Agreement}> }}"),
        ("VALUES ?r { <kg-etl:roles?without=host,party> }", f"VALUES ?r {{ <{DIP.visitor}> }}"),
        ("?e <kg-etl:role-path>/?p ?x", f"?e (<{DIP.visitor}>|<{DIP.host}>|<{DIP.party}>)/?p ?x"),
        ("?e <kg-etl:role-path?without=host> ?x", f"?e (<{DIP.visitor}>|<{DIP.party}>) ?x"),
        ("# <kg-etl:class-names>", "# Visit or Agreement"),
        ("# <kg-etl:class-names?without=Visit>", "# Agreement"),
        ("ASK { <https://kg-etl:1/> ?p 'kg-etl:classes' }", "ASK { <https://kg-etl:1/> ?p 'kg-etl:classes' }"),
    ],
)
def test_a_placeholder_is_replaced_by_its_list(sparql: str, expected: str) -> None:
    assert expanded(sparql) == expected


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("<kg-etl:rolls>", "no placeholder <kg-etl:rolls>; available: classes"),
        ("<kg-etl:roles?without=guest>", "guest is not in the list"),
        ("<kg-etl:classes?without=host>", "host is not in the list"),
    ],
)
def test_an_unknown_list_or_member_is_refused(sparql: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        expanded(sparql)


def test_placeholders_work_in_a_users_file(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "# parameter: class (class) <kg-etl:class-names>\n"
        "SELECT * { VALUES ?class { <kg-etl:classes> } VALUES ?role { <kg-etl:roles> } }"
    )
    question = question_in(tmp_path / "mine.rq")
    assert question.parameters[0].help == f"{', '.join(CLASSES[:-1])} or {CLASSES[-1]}"
    store = ox.Store()
    assert len(list(store.query(bound(question, {})))) == len(CLASSES) * len(ROLES)  # type: ignore[arg-type]
    assert len(list(store.query(bound(question, {"class": "Visit"})))) == len(ROLES)  # type: ignore[arg-type]


def test_a_value_is_never_taken_for_a_placeholder(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# parameter: x (text) any text\nSELECT * { VALUES ?x { UNDEF } }")
    assert '"<kg-etl:classes>"' in bound(question_in(tmp_path / "mine.rq"), {"x": "<kg-etl:classes>"})
