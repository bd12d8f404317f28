"""Evidence in Wikidata's shape gives the gazetteer that a user would get."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

from kg_etl.gazetteer import load
from kg_etl.gazetteer.full import FullGazetteer
from kg_etl.gazetteer.refresh import refreshed
from kg_etl.wikidata.client import Client
from kg_etl.wikidata.sparql import SparqlEndpoint
from tools.benchmarks.full_gazetteer import world_of


def row(qid: str, label: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"qid": qid, "label": label, "type": kind, "aliases": [], "sources": ["a source"], **more}


EVIDENCE = (
    row("Q1", "Norland", "country", iso="NL", demonyms=["Norse"]),
    row("Q2", "Bergholm", "capital", parent="NL", population=90_000, capital_of="Q1"),
    row("Q3", "Upper Norland", "admin1", parent="NL"),
    row("Q4", "Hamlet", "city", parent="NL", population=300),
    row("Q5", 'League of "Free" Lands', "org"),
    row(
        "Q6",
        "Anna Lund",
        "person",
        offices=[
            {
                "position": "President of Norland",
                "position_qid": "Q7",
                "country_qid": "Q1",
                "start": "2015",
                "end": "2019-06",
                "role": "head_of_state_or_government",
            },
            {"position": "Minister of Foreign Affairs", "country_qid": "Q1", "start": "2020-01-01", "end": ""},
        ],
    ),
)


def test_the_refresh_finds_what_the_evidence_tells(sparql_server: Any, tmp_path: Path) -> None:
    (tmp_path / "natural-earth").mkdir()
    (tmp_path / "natural-earth/ne_10m_populated_places.csv").write_text(
        "qid,name,adm1name\nQ2,Bergholm,Upper Norland\n"
    )
    with gzip.open(tmp_path / "union_gazetteer.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(item) + "\n" for item in EVIDENCE)
    world_of(tmp_path).put(sparql_server)
    endpoint = SparqlEndpoint(f"{sparql_server.url}/query", Client("ops@example.org", rate=10_000.0))
    refreshed(tmp_path / "full", endpoint, load(), dt.date(2026, 11, 27), min_population=15_000, since=1990)

    result = {entry.qid: entry for entry in FullGazetteer(tmp_path / "full")}
    assert {qid: str(entry.type) for qid, entry in result.items()} == {
        "Q1": "Country",
        "Q2": "City",
        "Q3": "Region",
        "Q5": "Organization",
        "Q6": "Person",
    }
    assert (result["Q2"].acts_for, result["Q2"].population, result["Q1"].demonyms) == ("Q1", 90_000, ("Norse",))
    assert result["Q2"].region == "Q3"
    assert [(o.position, o.of, str(o.start), str(o.end)) for o in result["Q6"].offices] == [
        ("president", "Q1", "2015-01-01", "2019-06-30"),
        ("foreign minister", "Q1", "2020-01-01", "None"),
    ]
