"""The online linker from the command: a name that the tables lack is asked for once, and offline from then on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg_etl.cli import cli
from kg_etl.errors import WikidataError
from kg_etl.runs import process

TEXT = "PARIS (KGN) — Zora Quillane arrived in France on Monday. Zora Quillane met officials of France in Paris."


@pytest.fixture
def link(
    fresh_luigi_configuration: None, wikidata: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Runs `kg-etl link` on an article that names somebody whom only Wikidata knows."""
    monkeypatch.chdir(tmp_path)
    wikidata.item("Q900000009", "Zora Quillane", P31="Q5", P27="Q142", sitelinks=12)
    (tmp_path / "luigi.cfg").write_text(
        f"[linker]\nbackend = wikidata\n[wikidata]\napi = {wikidata.url}\nrate = 1000\ncontact = ops@example.org\n"
    )
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "published": "2024-05-14"}) + "\n")

    def run(*options: str) -> Any:
        process.forget_plans()
        answer = CliRunner().invoke(cli, ["--config", "luigi.cfg", *options, "link", "articles.jsonl"], obj=None)
        process.forget_plans()
        return answer

    return run


def items_of(answer: Any) -> dict[str, str | None]:
    (line,) = [line for line in answer.output.splitlines() if line.startswith("{")]
    return {load["text"]: load["qid"] for load in json.loads(line)["links"]}


def test_a_name_that_only_wikidata_knows_is_asked_for_once_and_never_again(
    link: Callable[..., Any], wikidata: Any
) -> None:
    first = items_of(link())
    assert first["Zora Quillane"] == "Q900000009"
    assert first["France"] == "Q142"
    assert wikidata.actions() == ["Zora Quillane", "Q900000009"]

    assert items_of(link()) == items_of(link("--offline")) == first
    assert len(wikidata.requests) == 2


def test_offline_what_was_never_asked_for_stays_unlinked(link: Callable[..., Any], wikidata: Any) -> None:
    assert items_of(link("--offline"))["Zora Quillane"] is None
    assert wikidata.requests == []


def test_an_outage_stops_the_command_rather_than_losing_links(
    link: Callable[..., Any], wikidata: Any, reply: Any
) -> None:
    wikidata.answers(reply(b"banned", 403))
    answer = link()

    assert isinstance(answer.exception, WikidataError)
    assert "{" not in answer.output
