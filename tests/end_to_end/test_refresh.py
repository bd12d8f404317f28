"""What a refresh promises against any SPARQL server that holds Wikidata's shape of data; countries here are made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg_etl.cli import cli
from kg_etl.errors import GazetteerError, WikidataError
from kg_etl.gazetteer import Entry, Gazetteer, Office, load
from kg_etl.gazetteer.full import About, FullGazetteer
from kg_etl.gazetteer.refresh import in_words, refreshed
from kg_etl.model import EntityType
from kg_etl.runs import process
from kg_etl.wikidata.client import Client
from kg_etl.wikidata.sparql import SparqlEndpoint
from tools.servers.wikidata import (
    ALLIANCE,
    BODY,
    FORCES,
    FOREIGN_MINISTER,
    HUMAN,
    MINISTER,
    MINISTRY,
    SETTLEMENT,
    STATE,
    World,
)

TODAY = dt.date(2026, 11, 27)


def en(text: str) -> str:
    return f'"{text}"@en'


def day(text: str) -> str:
    return f'"{text}T00:00:00Z"^^xsd:dateTime'


def small_world() -> World:
    """Two countries, one of the past, their towns, bodies and people."""
    made = World().subclass("Q101", SETTLEMENT).subclass("Q102", "Q101").subclass("Q103", BODY)
    norland: dict[str, Any] = {"P36": "Q2", "P1906": "Q30", "P1313": "Q31", "P150": "Q5000", "sitelinks": 200}
    made.item(
        "Q1", "Norland", STATE, aliases=("Kingdom of Norland", "norland"), P1549=(en("Norse"), en("norse")), **norland
    )
    made.item("Q3", "Sudland", STATE, P1813=en("SL"), P36="Q4", P576=())
    made.item("Q9", "Oldland", STATE, P576=day("1918-01-01"), P36="Q2")
    made.item(
        "Q2", "Bergholm", "Q102", aliases=("Berg City", "Bergholm, Norland"), P17="Q1", P1082=900000, sitelinks=90
    )
    made.item("Q4", "Sudhaven", "Q101", P17="Q3", P1082=5000)
    made.item("Q11", "Kestrel", "Q102", P17=("Q1", "Q3"), P1082=20000)
    made.item("Q12", "Bergholm", "Q102", P17="Q3", P1082=30000, sitelinks=4)
    made.item("Q15", "Uppsted", "Q102", P17="Q1", P1082=40000, P131="Q16").item(
        "Q16", "Upp County", "Q107", P131="Q5000"
    )
    made.item("Q13", "Hamlet", "Q102", P17="Q1", P1082=300)
    made.item("Q14", "Sunk City", "Q102", P17="Q1", P1082=50000, P576=day("1962-01-01"))
    made.item("Q5000", "Upper Norland", "Q104", P17="Q1")
    made.item("Q20", "League of Lands", "Q103", aliases=("LoL",), P2388="Q33")
    made.item("Q21", "Northern Pact", ALLIANCE)
    made.item("Q22", "Ministry of War", MINISTRY, P17="Q1", P2388="Q34")
    made.item("Q23", "Norse Army", FORCES, P17="Q1", P527="Q24").item("Q24", "Norse Guard", "Q105")
    made.item("Q30", "King of Norland", "Q106", P1001="Q1").item("Q31", "Prime Minister of Norland", "Q106", P1001="Q1")
    made.item("Q32", "Minister for the Outer World", "Q106", P279=FOREIGN_MINISTER, P1001="Q3")
    made.item("Q33", "Secretary-General of the League of Lands", "Q106")
    made.item("Q34", "Minister of Defence of Norland", "Q106")
    made.item("Q35", "Minister of Fish of Norland", "Q106", P279=MINISTER, P1001="Q1")
    made.item("Q36", "Deputy Minister of Defence of Norland", "Q106", P279=MINISTER, P1001="Q1")
    made.item("Q40", "Anna Lund", HUMAN, aliases=("Anna B. Lund", "Lund"), P27="Q1", sitelinks=30)
    made.holds("Q40", "Q31", "2015-03-01", "2019-06-30").holds("Q40", "Q33", "2021-01-01", "", precision=9)
    made.item("Q41", "Olav Berg", HUMAN, language="mul").holds("Q41", "Q31", "2019-07-01")
    made.item("Q42", "Karl Hay", HUMAN, P27="Q3000").holds("Q42", "Q32", "2001-01-01", "2004-01-01", precision=9)
    made.item("Q43", "Ole Ancient", HUMAN).holds("Q43", "Q30", "1950-01-01", "1970-01-01")
    made.item("Q44", "Eva Rex", HUMAN, P570=day("2020-02-03")).holds("Q44", "Q30", "1990-05-01")
    made.item("Q45", "Nils Wrong", HUMAN).holds("Q45", "Q31", "2020-01-01", rank="Deprecated")
    made.item("Q46", "Ida Gone", HUMAN).holds("Q46", "Q34", "2010-01-01", "?")
    made.item("Q47", "Per Stark", HUMAN).holds("Q47", "Q34", "2012-05-00").holds("Q47", "Q34", "2012-05-00")
    made.item("Q51", "Tor Dypp", HUMAN).holds("Q51", "Q36", "2013").holds("Q51", "Q35", "2015-02")
    made.item("Q48", None, HUMAN).holds("Q48", "Q34", "2013-01-01")
    return made.merge("Q3000", "Q3")


TITLES = {
    "prime minister": ("prime minister",),
    "minister of defence": ("defence minister",),
    "king": ("king",),
    "secretary-general": ("secretary-general",),
}
SHIPPED = Gazetteer([Entry(qid="Q1", label="Norland", type=EntityType.COUNTRY)], TITLES)


def endpoint_of(server: Any, page: int = 7) -> SparqlEndpoint:
    return SparqlEndpoint(f"{server.url}/query", Client("ops@example.org", rate=10_000.0), page)


@pytest.fixture
def refresh(sparql_server: Any, tmp_path: Path) -> Callable[..., About]:
    """Refreshes the file `full` of the test's folder from what the server holds."""

    def run(shipped: Gazetteer = SHIPPED, **more: Any) -> About:
        options: dict[str, Any] = {"min_population": 15_000, "since": 1990, **more}
        return refreshed(tmp_path / "full", endpoint_of(sparql_server), shipped, options.pop("today", TODAY), **options)

    return run


class TestRefresh:
    @pytest.fixture
    def full(self, sparql_server: Any, refresh: Callable[..., About], tmp_path: Path) -> FullGazetteer:
        small_world().put(sparql_server)
        refresh()
        return FullGazetteer(tmp_path / "full")

    def test_it_finds_what_was_chosen_and_nothing_else(self, full: FullGazetteer) -> None:
        result: dict[str, set[str]] = {}
        for entry in full:
            result.setdefault(entry.type, set()).add(entry.qid)
        assert result == {
            "Country": {"Q1", "Q3"},
            "City": {"Q2", "Q4", "Q11", "Q12", "Q15"},
            "Region": {"Q5000"},
            "Organization": {"Q20", "Q21", "Q22"},
            "ArmedForce": {"Q23", "Q24"},
            "Person": {"Q40", "Q41", "Q42", "Q44", "Q47", "Q51"},
        }

    def test_names_are_english_and_such_as_newspapers_use(self, full: FullGazetteer) -> None:
        assert full.by_qid("Q1") == Entry(
            qid="Q1",
            label="Norland",
            type=EntityType.COUNTRY,
            aliases=("Kingdom of Norland",),
            demonyms=("Norse",),
            prominence=200,
        )
        assert [entry.qid for entry in full.named("SL")] == ["Q3"]
        assert [entry.aliases for entry in full.named("Anna Lund")] == [("Anna B. Lund",)]
        assert full.named("Etikett") == full.named("Zweitname") == ()

    def test_a_label_for_all_languages_will_do(self, full: FullGazetteer) -> None:
        assert [entry.qid for entry in full.named("Olav Berg")] == ["Q41"]

    def test_capitals_ministries_and_forces_act_for_their_country_and_other_cities_do_not(
        self, full: FullGazetteer
    ) -> None:
        acting = {entry.qid: entry.acts_for for entry in full if entry.acts_for}

        assert acting == {"Q2": "Q1", "Q4": "Q3", "Q22": "Q1", "Q23": "Q1", "Q24": "Q1"}

    def test_what_two_countries_claim_is_of_neither(self, full: FullGazetteer) -> None:
        assert {entry.qid: entry.country for entry in full if entry.type is EntityType.CITY} == {
            "Q2": "Q1",
            "Q4": "Q3",
            "Q11": None,
            "Q12": "Q3",
            "Q15": "Q1",
        }

    def test_a_city_is_of_the_region_that_it_or_its_county_lies_in(self, full: FullGazetteer) -> None:
        assert {entry.qid: entry.region for entry in full if entry.region} == {"Q15": "Q5000"}

    def test_offices_have_the_words_of_titles_and_the_days_that_are_known(self, full: FullGazetteer) -> None:
        def terms_of(qid: str) -> list[tuple[str, str, str, str]]:
            entry = full.by_qid(qid)
            assert entry is not None
            assert all(office.as_of == TODAY for office in entry.offices)
            return [(o.position, o.of, str(o.start), str(o.end)) for o in entry.offices]

        assert terms_of("Q40") == [
            ("prime minister", "Q1", "2015-03-01", "2019-06-30"),
            ("secretary-general", "Q20", "2021-01-01", "None"),
        ]
        assert terms_of("Q41") == [("prime minister", "Q1", "2019-07-01", "None")]
        assert terms_of("Q42") == [("foreign minister", "Q3", "2001-01-01", "2004-12-31")]
        assert terms_of("Q44") == [("king", "Q1", "1990-05-01", "2020-02-03")]
        assert terms_of("Q47") == [("defence minister", "Q1", "2012-05-01", "None")]
        assert terms_of("Q51") == [
            ("deputy minister of defence of norland", "Q1", "2013-01-01", "None"),
            ("minister of fish of norland", "Q1", "2015-02-01", "None"),
        ]

    def test_people_are_of_the_country_that_they_hold_office_in(self, full: FullGazetteer) -> None:
        assert {e.qid: e.country for e in full if e.type is EntityType.PERSON} == {
            "Q40": "Q1",
            "Q41": "Q1",
            "Q42": "Q3",
            "Q44": "Q1",
            "Q47": "Q1",
            "Q51": "Q1",
        }

    def test_a_citizenship_of_a_merged_item_is_that_of_the_other_one(
        self, sparql_server: Any, refresh: Callable[..., About], tmp_path: Path
    ) -> None:
        world = small_world().item("Q49", "Lone Envoy", HUMAN, P27="Q3000").holds("Q49", "Q33", "2001-01-01")
        world.put(sparql_server)
        refresh()

        assert [entry.country for entry in FullGazetteer(tmp_path / "full").named("Lone Envoy")] == ["Q3"]

    def test_it_says_what_was_asked_for_where_and_when(self, full: FullGazetteer, sparql_server: Any) -> None:
        assert in_words(full.about) == (
            f"19 entries (2 ArmedForce, 5 City, 2 Country, 3 Organization, 6 Person, 1 Region) of 2026-11-27 "
            f"from {sparql_server.url}/query; cities of 15000 inhabitants or more, offices held in 1990 or later"
        )
        assert full.about.changes == ()

    @pytest.mark.parametrize(("option", "missing"), [({"min_population": 25_000}, {"Q11"}), ({"since": 2005}, {"Q42"})])
    def test_the_settings_choose(
        self,
        full: FullGazetteer,
        refresh: Callable[..., About],
        tmp_path: Path,
        option: dict[str, int],
        missing: set[str],
    ) -> None:
        refresh(**option, accept_losses=True)

        assert {e.qid for e in full} - {e.qid for e in FullGazetteer(tmp_path / "full")} == missing

    def test_the_same_content_gives_the_same_version_whatever_the_pages(
        self, full: FullGazetteer, sparql_server: Any, tmp_path: Path
    ) -> None:
        other = refreshed(
            tmp_path / "other", endpoint_of(sparql_server, 300), SHIPPED, TODAY, min_population=15_000, since=1990
        )

        assert other.version == full.version
        assert (
            refreshed(
                tmp_path / "full", endpoint_of(sparql_server), SHIPPED, TODAY, min_population=15_000, since=1990
            ).changes
            == ()
        )


class TestChanges:
    def test_they_are_told_in_words(self, sparql_server: Any, refresh: Callable[..., About]) -> None:
        small_world().put(sparql_server)
        refresh()
        world = small_world()
        world.lines = [line.replace('"Sudhaven"', '"New Sudhaven"') for line in world.lines if "wd:Q42 " not in line]
        world.lines = [line for line in world.lines if "Q41-" not in line]
        world.holds("Q41", "Q31", "2019-07-01", "2026-03-01").item("Q50", "Ada Nova", HUMAN).holds(
            "Q50", "Q31", "2026-03-02"
        )
        world.put(sparql_server)

        assert list(refresh(accept_losses=True).changes) == [
            "Olav Berg: prime minister of Norland until 2026-03-01",
            "renamed: Sudhaven is now New Sudhaven (Q4)",
            "new: Ada Nova (Person, Q50)",
            "gone: Karl Hay (Person, Q42)",
        ]

    def test_many_are_counted(self, sparql_server: Any, refresh: Callable[..., About]) -> None:
        small_world().put(sparql_server)
        refresh()
        world = small_world()
        for number in range(100, 140):
            world.item(f"Q1{number}", f"Newtown {number}", "Q102", P17="Q1", P1082=20_000)
        world.put(sparql_server)

        changes = refresh().changes
        assert changes[0] == "new: Newtown 100 (City, Q1100)"
        assert changes[-1] == "... and 28 more new"

    def test_a_merged_item_of_the_shipped_tables_is_told(
        self, sparql_server: Any, refresh: Callable[..., About]
    ) -> None:
        small_world().merge("Q77", "Q2").put(sparql_server)
        shipped = Gazetteer([Entry(qid="Q77", label="Bergholm", type=EntityType.CITY)], TITLES)

        assert refresh(shipped).changes == ("merged on Wikidata: Q77 of the shipped tables is now Q2",)


class TestNothingIsLost:
    def test_too_great_a_loss_keeps_the_old_file(
        self, sparql_server: Any, refresh: Callable[..., About], tmp_path: Path
    ) -> None:
        small_world().put(sparql_server)
        before = refresh()
        world = small_world()
        world.lines = [line for line in world.lines if "wd:Q12 " not in line]
        world.put(sparql_server)

        with pytest.raises(GazetteerError, match="of 5 entries of type City only 4 would be left"):
            refresh()
        assert FullGazetteer(tmp_path / "full").about == before
        refresh(accept_losses=True)
        assert FullGazetteer(tmp_path / "full").about.counts["City"] == 4

    def test_an_endpoint_without_countries_is_none(self, sparql_server: Any, refresh: Callable[..., About]) -> None:
        with pytest.raises(GazetteerError, match="has no country"):
            refresh()

    def test_an_endpoint_that_is_gone_in_the_middle_keeps_the_old_file(
        self, private_sparql_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("kg_etl.wikidata.client.BACKOFF", 0.01)
        small_world().put(private_sparql_server)
        options: dict[str, Any] = {"min_population": 15_000, "since": 1990}
        before = refreshed(tmp_path / "full", endpoint_of(private_sparql_server), SHIPPED, TODAY, **options)

        def fall_over(read: str) -> None:
            if "organizations" in read:
                private_sparql_server.stop()

        with pytest.raises(WikidataError, match="did not answer"):
            refreshed(
                tmp_path / "full", endpoint_of(private_sparql_server), SHIPPED, TODAY, **options, report=fall_over
            )
        assert FullGazetteer(tmp_path / "full").about == before
        assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []


class TestCommand:
    @pytest.fixture
    def run(
        self, fresh_luigi_configuration: None, sparql_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., Any]:
        """Runs kg-etl in a folder whose luigi.cfg names the server."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "luigi.cfg").write_text(
            f"[wikidata]\ncontact = ops@example.org\nrate = 1000\nsparql = {sparql_server.url}/query\n"
            "[gazetteer]\npath = mine/full.sqlite\n"
        )

        def run(*arguments: str) -> Any:
            process.forget_plans()
            answer = CliRunner().invoke(cli, ["--config", "luigi.cfg", *arguments], standalone_mode=False)
            process.forget_plans()
            return answer

        return run

    def test_refresh_makes_the_file_and_find_looks_names_up(
        self, sparql_server: Any, run: Callable[..., Any], tmp_path: Path
    ) -> None:
        small_world().put(sparql_server)
        made = run("gazetteer", "refresh")
        assert made.exception is None
        assert "19 entries" in made.output
        assert (tmp_path / "mine" / "full.sqlite").is_file()

        result = run("gazetteer", "find", "Stark").output
        assert "Q47          Per Stark (Person)" in result
        assert "defence minister of Norland (Q1), 2012-05-01 to the day of its evidence" in result

    def test_a_refresh_that_is_done_leaves_nothing_to_go_on_with(
        self, sparql_server: Any, run: Callable[..., Any], tmp_path: Path
    ) -> None:
        small_world().put(sparql_server)
        run("gazetteer", "refresh")
        world = small_world().item("Q50", "New Norland Town", "Q102", P17="Q1", P1082=90_000)
        world.put(sparql_server)

        assert "new: New Norland Town (City, Q50)" in run("gazetteer", "refresh").output
        assert not (tmp_path / "data" / "wikidata" / "refresh.sqlite").exists()

    def test_check_says_what_the_file_holds(self, sparql_server: Any, run: Callable[..., Any]) -> None:
        small_world().put(sparql_server)
        run("gazetteer", "refresh")

        assert "19 entries" in run("check").output

    def test_offline_asks_nothing(self, sparql_server: Any, run: Callable[..., Any]) -> None:
        assert isinstance(run("--offline", "gazetteer", "refresh").exception, WikidataError)


def large_world(cities: int, people: int) -> World:
    made = World().subclass("Q102", SETTLEMENT).item("Q31", "Prime Minister of Norland", "Q106")
    made.item("Q1", "Norland", STATE, P1313="Q31", P36="Q1000000")
    for number in range(1_000_000, 1_000_000 + cities):
        made.item(f"Q{number}", f"Town {number}", "Q102", P17="Q1", P1082=20_000, sitelinks=number % 97)
    for number in range(2_000_000, 2_000_000 + people):
        made.item(f"Q{number}", f"Given Lund{number}", HUMAN, P27="Q1").holds(
            f"Q{number}", "Q31", "2001-01-01", "2002-01-01"
        )
    return made


@pytest.mark.slow
def test_a_hundred_and_fifty_thousand_entries_are_refreshed_and_found(sparql_server: Any, tmp_path: Path) -> None:
    large_world(100_000, 50_000).put(sparql_server)
    path = tmp_path / "full"
    about = refreshed(path, endpoint_of(sparql_server, 300), load(), TODAY, min_population=15_000, since=1990)

    full = FullGazetteer(path)
    result = full.named("Town 1099999"), full.surnamed("Lund2049999")

    assert about.counts == {"City": 100_000, "Country": 1, "Person": 50_000}
    assert [entry.qid for (entry,) in result] == ["Q1099999", "Q2049999"]
    assert result[1][0].offices == (
        Office(position="prime minister", of="Q1", start=dt.date(2001, 1, 1), end=dt.date(2002, 1, 1), as_of=TODAY),
    )
