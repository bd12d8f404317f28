"""Each shipped question, on three small articles about fictitious countries."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg_etl import queries
from kg_etl.errors import QueryError
from kg_etl.queries import Answer, answer_of

BASE = "https://example.org/id/"
WD = "http://www.wikidata.org/entity/"

PEOPLE = """
  wd:Q101 a dip:Person ; rdfs:label "Anna Lund" ; dip:ofCountry wd:Q1 ; dip:office "president" .
  wd:Q102 a dip:Person ; rdfs:label "Olav Berg" .
  wd:Q1 a dip:Country ; rdfs:label "Norland" .
  wd:Q2 a dip:City ; rdfs:label "Bergholm" ; dip:ofCountry wd:Q3 .
  wd:Q3 a dip:Country ; rdfs:label "Sudland" .
"""

DATA = f"""
@prefix dip: <https://w3id.org/kg-etl/diplomacy#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix wd: <{WD}> .
@prefix a1: <{BASE}article/1#> .
@prefix a2: <{BASE}article/2#> .
@prefix a3: <{BASE}article/3#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

GRAPH <{BASE}article/1> {{
  {PEOPLE}
  <{BASE}article/1> a dip:Article ; dip:title "Lund in Bergholm" ; dip:publisher "Northern Wire" ;
    dip:published "2023-03-06T18:00:00Z"^^xsd:dateTime ; dip:reportDay "2023-03-06"^^xsd:date ;
    dip:contentHash "c1" .
  <{BASE}organization/ministry> a dip:Organization ; rdfs:label "Trade Ministry" ; dip:actsFor wd:Q3 .
  a1:visit a dip:Visit, dip:StateVisit ; dip:status dip:happened ; dip:visitor wd:Q101 ; dip:host wd:Q102 ;
    dip:destination wd:Q1, wd:Q2 ; dip:earliest "2023-03-05"^^xsd:date ; dip:latest "2023-03-06"^^xsd:date ;
    dip:timeBasis dip:stated ;
    dip:confidence 0.9 ; dip:evidence a1:e1, a1:e2 ; dip:mention a1:m1 .
  a1:agreement a dip:Agreement, dip:TradeAgreement ; dip:status dip:happened ;
    dip:party wd:Q1, <{BASE}organization/ministry> ; dip:name "Bergholm Accord" ;
    dip:subject "fish" ; dip:earliest "2023-03-06"^^xsd:date ;
    dip:latest "2023-03-06"^^xsd:date ; dip:timeBasis dip:stated ; dip:confidence 0.8 ; dip:evidence a1:e3 .
  a1:said a dip:Statement, dip:Praise ; dip:status dip:happened ; dip:speaker wd:Q101 ; dip:addressee wd:Q102 ;
    dip:about wd:Q1 ; dip:content "Norland is a friend" ; dip:quotationKind dip:direct ;
    dip:earliest "2023-03-06"^^xsd:date ; dip:latest "2023-03-06"^^xsd:date ;
    dip:timeBasis dip:stated ; dip:confidence 0.55 ; dip:evidence a1:e4 .
  a1:e1 a dip:Evidence ; oa:start 0 ; oa:end 20 ; oa:exact "Lund came to Bergholm." .
  a1:e2 a dip:Evidence ; oa:start 30 ; oa:end 40 ; oa:exact "Berg received Lund." .
  a1:e3 a dip:Evidence ; oa:start 50 ; oa:end 60 ; oa:exact "They signed the Bergholm Accord." .
  a1:e4 a dip:Evidence ; oa:start 70 ; oa:end 80 ; oa:exact "“Norland is a friend,” she said." .
  a1:m1 itsrdf:taIdentRef wd:Q101 .
  a1:m2 itsrdf:taIdentRef wd:Q101 .
  a1:m3 itsrdf:taIdentRef <{BASE}organization/ministry> .
}}
GRAPH <{BASE}article/1/provenance> {{
  <{BASE}article/1> dip:contentHash "c1" ; dip:graphDigest "d1" ; dip:tripleCount 60 ; dip:pipelineVersion "v1" .
}}
GRAPH <{BASE}article/2> {{
  {PEOPLE}
  <{BASE}article/2> a dip:Article ; dip:title "Lund expected" ; dip:publisher "Southern Post" ;
    dip:published "2023-03-01T09:00:00Z"^^xsd:dateTime ; dip:reportDay "2023-03-01"^^xsd:date .
  wd:Q4 a dip:ArmedForce ; rdfs:label "Sudland's army" ; dip:actsFor wd:Q3 .
  wd:Q5 a dip:Region ; rdfs:label "Kestrel" .
  a2:visit a dip:Visit ; dip:status dip:planned ; dip:visitor wd:Q101 ; dip:destination wd:Q2 ;
    dip:earliest "2023-03-05"^^xsd:date ; dip:latest "2023-03-12"^^xsd:date ;
    dip:timeBasis dip:stated ; dip:confidence 0.4 ; dip:evidence a2:e1 .
  a2:other a dip:Visit ; dip:status dip:planned ; dip:visitor wd:Q102 ; dip:destination wd:Q3 ;
    dip:confidence 0.5 ; dip:evidence a2:e2 .
  a2:strike a dip:Offensive, dip:AirStrike ; dip:status dip:claimed ; dip:attacker wd:Q4 ; dip:target wd:Q1 ;
    dip:location wd:Q5 ; dip:earliest "2023-02-20"^^xsd:date ; dip:latest "2023-02-27"^^xsd:date ;
    dip:timeBasis dip:stated ;
    dip:confidence 0.7 ; dip:evidence a2:e3 ; dip:saidIn a2:said .
  a2:shelling a dip:Offensive, dip:Shelling ; dip:status dip:denied ; dip:location wd:Q5 ;
    dip:earliest "2023-02-21"^^xsd:date ; dip:latest "2023-02-21"^^xsd:date ;
    dip:timeBasis dip:stated ; dip:confidence 0.7 ; dip:evidence a2:e3 .
  a2:said a dip:Statement ; dip:status dip:happened ; dip:speaker wd:Q102 ; dip:content "the army struck Kestrel" ;
    dip:quotationKind dip:indirect ; dip:confidence 0.7 ; dip:evidence a2:e3 .
  a2:e1 a dip:Evidence ; oa:start 0 ; oa:end 9 ; oa:exact "Lund is to visit Bergholm." .
  a2:e2 a dip:Evidence ; oa:start 10 ; oa:end 19 ; oa:exact "Berg may travel to Sudland." .
  a2:e3 a dip:Evidence ; oa:start 20 ; oa:end 29 ; oa:exact "Berg said the army struck Kestrel." .
}}
GRAPH <{BASE}article/3> {{
  {PEOPLE}
  <{BASE}article/3> a dip:Article ; dip:title "Guest from abroad" ; dip:published "2023-03-07T09:00:00Z"^^xsd:dateTime ;
    dip:reportDay "2023-03-07"^^xsd:date .
  a3:visit a dip:Visit ; dip:status dip:happened ; dip:visitor wd:Q101 ; dip:destination wd:Q2 ;
    dip:earliest "2023-03-06"^^xsd:date ; dip:latest "2023-03-06"^^xsd:date ;
    dip:timeBasis dip:stated ; dip:confidence 0.9 ; dip:evidence a3:e1 .
  a3:agreement a dip:Agreement ; dip:status dip:happened ; dip:party wd:Q1, wd:Q3 ; dip:confidence 0.9 ;
    dip:evidence a3:e2 .
  a3:unheard a dip:Statement, dip:Denial ; dip:status dip:happened ; dip:content "nothing was signed" ;
    dip:speakerUnknownBecause "passive" ; dip:confidence 0.9 ; dip:evidence a3:e2 .
  a3:said a dip:Statement ; dip:status dip:happened ; dip:speaker wd:Q102 ; dip:content "it was a good day" ;
    dip:reportedBy wd:Q1 ;
    dip:earliest "2023-03-07"^^xsd:date ; dip:latest "2023-03-07"^^xsd:date ;
    dip:timeBasis dip:stated ; dip:confidence 0.9 ; dip:evidence a3:e2 .
  a3:e1 a dip:Evidence ; oa:start 0 ; oa:end 9 ; oa:exact "Lund was in Bergholm." .
  a3:e2 a dip:Evidence ; oa:start 10 ; oa:end 19 ; oa:exact "Two treaties were signed." .
}}
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    loaded = ox.Store()
    loaded.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    return loaded


def meeting(number: int, quote: str, status: str, days: str) -> str:
    return f"""
  <{BASE}article/{number}#visit> a dip:Visit ; dip:status dip:{status} ; dip:visitor wd:Q101 ; {days}
    dip:evidence <{BASE}article/{number}#e> .
  <{BASE}article/{number}#e> oa:exact "{quote}" .
  wd:Q101 rdfs:label "Anna Lund" ."""


@pytest.fixture(scope="module")
def days() -> ox.Store:
    """Articles of 15 May 2024 and one without a date, each with a single meeting."""

    def day(term: str, value: str) -> str:
        return f'dip:{term} "{value}"^^xsd:date ;'

    bounded = "dip:timeBasis dip:bounded ;"
    meetings = [
        ("They have met.", "happened", day("latest", "2024-05-15") + bounded),
        ("They will meet.", "planned", day("earliest", "2024-05-15") + bounded),
        ("They met.", "happened", ""),
        ("They meet from June.", "planned", day("earliest", "2024-06-01") + "dip:timeBasis dip:stated ;"),
        (
            "They met in 2010.",
            "happened",
            day("earliest", "2010-01-01") + day("latest", "2010-12-31") + "dip:background dip:history ;",
        ),
        ("Once they met.", "happened", ""),
    ]
    prefixes = DATA[: DATA.index("GRAPH")]
    graphs = []
    for number, (quote, status, facts) in enumerate(meetings, 1):
        reported = f'<{BASE}article/{number}> dip:reportDay "2024-05-15"^^xsd:date .' if number < len(meetings) else ""
        graphs.append(f"GRAPH <{BASE}article/{number}> {{ {reported} {meeting(number, quote, status, facts)} }}")
    loaded = ox.Store()
    loaded.load((prefixes + "\n".join(graphs)).encode(), format=ox.RdfFormat.TRIG)
    return loaded


def answer(store: ox.Store, sparql: str) -> Answer:
    results = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(results, ox.QuerySolutions)
    return answer_of(results)


def rows(store: ox.Store, name: str, **values: str) -> list[dict[str, str]]:
    return list(answer(store, queries.bound(queries.question(name), values)).as_dicts())


def column(answers: list[dict[str, str]], name: str) -> list[str]:
    return [row.get(name, "") for row in answers]


def parts(listed: str) -> set[str]:
    return set(listed.split(", "))


@pytest.mark.parametrize("name", [question.name for question in queries.shipped()])
def test_every_question_finds_something_and_names_its_columns(store: ox.Store, name: str) -> None:
    result = answer(store, queries.bound(queries.question(name), {}))
    assert result.rows
    for place, variable in enumerate(result.variables):
        assert any(row[place] is not None for row in result.rows), f"{name}: nothing in column {variable}"


@pytest.mark.parametrize("name", [question.name for question in queries.shipped()])
def test_every_question_answers_the_same_with_and_without_its_open_blocks(store: ox.Store, name: str) -> None:
    question = queries.question(name)
    assert answer(store, question.sparql) == answer(store, queries.bound(question, {}))


class TestWhoVisitedWhom:
    def test_gives_a_row_for_each_event_in_order_of_days_or_of_the_report(self, store: ox.Store) -> None:
        answers = rows(store, "who-visited-whom")
        assert column(answers, "visitor") == ["Olav Berg", "Anna Lund", "Anna Lund", "Anna Lund"]
        assert column(answers, "state") == ["planned", "happened", "planned", "happened"]
        visit = answers[1]
        assert (visit["host"], visit["earliest"], visit["latest"]) == ("Olav Berg", "2023-03-05", "2023-03-06")
        assert parts(visit["destination"]) == {"Norland", "Bergholm"}
        assert visit["quote"] == "Berg received Lund."

    @pytest.mark.parametrize("actor", ["Q101", "Anna Lund", "lund", WD + "Q101"])
    def test_can_be_restricted_to_an_actor(self, store: ox.Store, actor: str) -> None:
        assert column(rows(store, "who-visited-whom", actor=actor), "visitor") == ["Anna Lund"] * 3

    def test_finds_hosts_as_well(self, store: ox.Store) -> None:
        assert column(rows(store, "who-visited-whom", actor="Q102"), "visitor") == ["Olav Berg", "Anna Lund"]

    def test_can_be_held_to_a_status_and_days(self, store: ox.Store) -> None:
        assert len(rows(store, "who-visited-whom", status="happened")) == 2
        assert len(rows(store, "who-visited-whom", **{"from": "2023-03-07"})) == 1
        assert len(rows(store, "who-visited-whom", until="2023-03-05")) == 3
        assert column(rows(store, "who-visited-whom", until="2023-03-04"), "visitor") == ["Olav Berg"]
        assert rows(store, "who-visited-whom", until="2023-02-28") == []


class TestWhatWasSaid:
    def test_gives_each_statement_with_a_speaker(self, store: ox.Store) -> None:
        answers = rows(store, "what-was-said")
        assert set(column(answers, "said")) == {"Norland is a friend", "the army struck Kestrel", "it was a good day"}
        (praise,) = (row for row in answers if row.get("kind") == "Praise")
        assert (praise["who"], praise["quotation_kind"], praise["publisher"]) == (
            "Anna Lund",
            "direct",
            "Northern Wire",
        )
        assert parts(praise["about_or_to"]) == {"Norland", "Olav Berg"}

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ({"speaker": "Anna Lund"}, ["Norland is a friend"]),
            ({"speaker": "Q101", "about": "Norland"}, ["Norland is a friend"]),
            ({"about": "Olav Berg"}, ["Norland is a friend"]),
            ({"speaker": "Q102", "about": "Norland"}, []),
            ({"from": "2023-03-07"}, ["it was a good day"]),
            ({"until": "2023-03-06"}, ["the army struck Kestrel", "Norland is a friend"]),
        ],
    )
    def test_can_be_held_to_speaker_subject_and_days(
        self, store: ox.Store, values: dict[str, str], expected: list[str]
    ) -> None:
        assert column(rows(store, "what-was-said", **values), "said") == expected


class TestAgreementsByPair:
    def test_counts_a_ministry_as_the_country_it_acts_for(self, store: ox.Store) -> None:
        answers = rows(store, "agreements-by-pair")
        assert [(row["first_party"], row["second_party"]) for row in answers] == [("Norland", "Sudland")] * 2
        named = next(row for row in answers if "name" in row)
        assert (named["name"], named["kind"], named["subject"]) == ("Bergholm Accord", "TradeAgreement", "fish")

    @pytest.mark.parametrize(
        ("values", "count"),
        [
            ({"one": "Sudland"}, 2),
            ({"one": "Norland", "other": "Sudland"}, 2),
            ({"one": "Sudland", "other": "Norland"}, 2),
            ({"one": "Trade Ministry"}, 1),
            ({"one": "Anna Lund"}, 0),
        ],
    )
    def test_can_be_restricted_to_parties(self, store: ox.Store, values: dict[str, str], count: int) -> None:
        assert len(rows(store, "agreements-by-pair", **values)) == count


class TestOffensivesByPlaceAndMonth:
    def test_counts_by_place_and_month(self, store: ox.Store) -> None:
        answers = rows(store, "offensives-by-place-and-month")
        assert [(row["where"], row["month"], row["tellings"], row["articles"]) for row in answers] == [
            ("Kestrel", "2023-02", "2", "1"),
            ("Norland", "2023-02", "1", "1"),
        ]
        assert answers[0]["attackers"] == "Sudland's army"
        assert parts(answers[0]["kinds"]) == {"AirStrike", "Shelling"}
        assert parts(answers[0]["states"]) == {"claimed", "denied"}

    @pytest.mark.parametrize("attacker", ["Sudland", "Sudland's army"])
    def test_can_be_held_to_an_attacker_or_whom_it_acts_for(self, store: ox.Store, attacker: str) -> None:
        answers = rows(store, "offensives-by-place-and-month", attacker=attacker, place="Kestrel")
        assert [(row["where"], row["tellings"]) for row in answers] == [("Kestrel", "1")]

    def test_leaves_out_what_another_did(self, store: ox.Store) -> None:
        assert rows(store, "offensives-by-place-and-month", attacker="Norland") == []


class TestTimeline:
    def test_gives_what_an_actor_took_part_in(self, store: ox.Store) -> None:
        answers = rows(store, "timeline", actor="Anna Lund")
        assert [(row["earliest"], row["event_class"], row["state"]) for row in answers] == [
            ("2023-03-05", "Visit", "happened"),
            ("2023-03-05", "Visit", "planned"),
            ("2023-03-06", "Statement", "happened"),
            ("2023-03-06", "Visit", "happened"),
        ]
        assert parts(answers[0]["participants"]) == {
            "Anna Lund (visitor)", "Olav Berg (host)", "Norland (destination)", "Bergholm (destination)",
        }  # fmt: skip

    def test_gives_what_was_done_on_behalf_of_the_actor(self, store: ox.Store) -> None:
        assert set(column(rows(store, "timeline", actor="Sudland"), "event_class")) == {
            "Offensive",
            "Agreement",
            "Visit",
        }

    def test_places_what_has_no_day_on_the_day_of_the_report(self, days: ox.Store) -> None:
        bounds = {"from": "2024-05-15", "until": "2024-05-15"}
        assert column(rows(days, "timeline", **bounds), "quote") == ["They will meet.", "They met.", "They have met."]
        assert column(rows(days, "timeline", **bounds), "basis") == ["bounded", "", "bounded"]

    def test_finds_a_plan_without_end_by_its_first_day(self, days: ox.Store) -> None:
        assert column(rows(days, "timeline", **{"from": "2024-06-01"}), "quote") == ["They meet from June."]
        assert column(rows(days, "timeline", until="2010-12-31"), "quote") == ["They met in 2010."]

    def test_leaves_out_what_is_only_recalled_if_told_so(self, days: ox.Store) -> None:
        everything = column(rows(days, "timeline"), "quote")
        assert column(rows(days, "timeline", background="yes"), "quote") == everything
        news = column(rows(days, "timeline", background="no"), "quote")
        assert set(everything) - set(news) == {"They met in 2010."}
        with pytest.raises(QueryError, match="background must be yes or no"):
            queries.bound(queries.question("timeline"), {"background": "maybe"})

    def test_events_that_no_day_can_place_are_counted(self, days: ox.Store) -> None:
        assert list(answer(days, queries.internal("undated")).as_dicts()) == [{"events": "1"}]

    def test_can_be_held_to_a_class_and_days(self, store: ox.Store) -> None:
        answers = rows(store, "timeline", **{"actor": "Q101", "class": "Visit", "from": "2023-03-07"})
        assert column(answers, "state") == ["planned"]
        assert column(rows(store, "timeline", **{"class": "StateVisit"}), "event_class") == ["StateVisit"]


class TestByCountry:
    def test_gives_what_happened_in_a_country_or_by_its_people(self, store: ox.Store) -> None:
        visits = rows(store, "by-country", **{"country": "Norland", "class": "Visit"})
        assert {row["who_and_where"] for row in visits} >= {"Anna Lund (visitor)"}
        assert "president" in {row.get("offices") for row in visits}
        answers = rows(store, "by-country", **{"country": "Sudland", "class": "Visit"})
        assert "Bergholm (destination)" in column(answers, "who_and_where")

    def test_can_be_held_to_an_office(self, store: ox.Store) -> None:
        assert set(column(rows(store, "by-country", office="president"), "of_country")) == {"Norland"}
        assert rows(store, "by-country", office="king") == []


class TestEventsWithSeveralSources:
    def test_counts_articles_and_the_publishers_that_are_known(self, store: ox.Store) -> None:
        (row,) = rows(store, "events-with-several-sources")
        assert (row["event_class"], row["articles"], row["publishers"]) == ("Visit", "3", "2")
        assert (row["earliest"], row["latest"]) == ("2023-03-05", "2023-03-12")
        assert parts(row["states"]) == {"planned", "happened"}
        assert parts(row["published_by"]) == {"Northern Wire", "Southern Post"}
        assert {"Anna Lund", "Bergholm"} <= parts(row["participants"])

    def test_can_be_held_to_a_class(self, store: ox.Store) -> None:
        assert rows(store, "events-with-several-sources", **{"class": "Offensive"}) == []


class TestPlannedAndHappened:
    def test_sets_each_plan_next_to_its_outcome(self, store: ox.Store) -> None:
        answers = {row["plan"]: row for row in rows(store, "planned-and-happened")}
        assert answers["Lund is to visit Bergholm."]["has_happened"] == "yes"
        assert answers["Lund is to visit Bergholm."]["happened_earliest"] == "2023-03-05"
        assert answers["Berg may travel to Sudland."]["has_happened"] == "not known"
        assert "report" not in answers["Berg may travel to Sudland."]
        assert len(answers) == 2


class TestStatementsBySpeaker:
    def test_counts_statements_whether_or_not_they_are_dated(self, store: ox.Store) -> None:
        answers = rows(store, "statements-by-speaker")
        assert [(row["name"], row["statements"], row["in_own_words"], row["articles"]) for row in answers] == [
            ("Olav Berg", "2", "0", "2"),
            ("Anna Lund", "1", "1", "1"),
        ]
        assert (answers[0]["first"], answers[0]["last"]) == ("2023-03-07", "2023-03-07")

    def test_can_be_held_to_a_speaker(self, store: ox.Store) -> None:
        assert column(rows(store, "statements-by-speaker", speaker="Lund"), "name") == ["Anna Lund"]


class TestClaimedAndDenied:
    def test_names_who_said_it(self, store: ox.Store) -> None:
        answers = rows(store, "claimed-and-denied")
        assert [(row["state"], row.get("said_by")) for row in answers] == [("claimed", "Olav Berg"), ("denied", None)]

    def test_can_be_held_to_an_actor(self, store: ox.Store) -> None:
        assert column(rows(store, "claimed-and-denied", actor="Sudland"), "state") == ["claimed"]


class TestReview:
    def test_shows_the_least_sure_first(self, store: ox.Store) -> None:
        assert column(rows(store, "least-sure", below="0.6"), "confidence") == ["0.4", "0.5", "0.55"]
        assert "0.7" in column(rows(store, "least-sure"), "confidence")
        assert column(rows(store, "least-sure", below="0.45"), "quote") == ["Lund is to visit Bergholm."]

    def test_gives_the_sentences_behind_an_event(self, store: ox.Store) -> None:
        answers = rows(store, "evidence", event=f"{BASE}article/1#visit")
        assert [(row["start"], row["end"], row["quote"]) for row in answers] == [
            ("0", "20", "Lund came to Bergholm."),
            ("30", "40", "Berg received Lund."),
        ]

    def test_gives_the_sentences_behind_what_an_actor_did(self, store: ox.Store) -> None:
        answers = rows(store, "evidence", actor="Sudland", **{"class": "Offensive"})
        assert column(answers, "quote") == ["Berg said the army struck Kestrel."]


class TestCounts:
    def test_of_entities(self, store: ox.Store) -> None:
        answers = rows(store, "entities")
        assert (answers[0]["name"], answers[0]["mentions"], answers[0]["articles"], answers[0]["linked"]) == (
            "Anna Lund",
            "2",
            "3",
            "yes",
        )
        assert len(answers) == 8
        assert set(column(rows(store, "entities", type="Country"), "name")) == {"Norland", "Sudland"}

    def test_of_names_without_an_item(self, store: ox.Store) -> None:
        (row,) = rows(store, "unlinked")
        assert (row["name"], row["types"], row["mentions"]) == ("Trade Ministry", "Organization", "1")

    def test_of_events(self, store: ox.Store) -> None:
        answers = {
            (row["event_class"], row["state"]): (row["events"], row["articles"]) for row in rows(store, "summary")
        }
        assert answers == {
            ("Agreement", "happened"): ("2", "2"),
            ("Offensive", "claimed"): ("1", "1"),
            ("Offensive", "denied"): ("1", "1"),
            ("Statement", "happened"): ("4", "3"),
            ("Visit", "happened"): ("2", "2"),
            ("Visit", "planned"): ("2", "1"),
        }

    def test_of_articles(self, store: ox.Store) -> None:
        answers = rows(store, "articles")
        assert [(row["title"], row["events"], row["statements"]) for row in answers] == [
            ("Lund expected", "5", "1"),
            ("Lund in Bergholm", "3", "1"),
            ("Guest from abroad", "4", "2"),
        ]
        assert column(rows(store, "articles", **{"from": "2023-03-06", "until": "2023-03-06"}), "title") == [
            "Lund in Bergholm"
        ]


class TestWhatTheProgramAsks:
    def test_held_gives_what_the_provenance_graphs_say(self, store: ox.Store) -> None:
        assert list(answer(store, queries.internal("loaded")).as_dicts()) == [
            {"graph": f"{BASE}article/1", "content": "c1", "version": "v1", "digest": "d1"}
        ]

    def test_count_gives_the_size_of_each_graph_that_is_there(self, store: ox.Store) -> None:
        names = [f"{BASE}article/1/provenance", f"{BASE}article/none"]
        answers = list(answer(store, queries.internal("count", graphs=names)).as_dicts())
        assert answers == [{"graph": names[0], "triples": "4"}]

    def test_triples_gives_a_single_graph(self, store: ox.Store) -> None:
        answers = answer(store, queries.internal("triples", graph=[f"{BASE}article/1/provenance"]))
        assert answers.variables == ("subject", "predicate", "object")
        assert {row["object"] for row in answers.as_dicts()} == {"c1", "d1", "60", "v1"}

    @pytest.mark.parametrize("name", ["", "relative", "https://example.org/> } }", "https://example.org/a b"])
    def test_names_of_graphs_are_iris(self, name: str) -> None:
        with pytest.raises(QueryError, match="not an absolute IRI"):
            queries.internal("count", graphs=[name])
