"""Verify, retract and correct, as operators do it."""

import sys


def damage(workplace, update):
    workplace.call(sys.executable, "-c", f"import pyoxigraph; pyoxigraph.Store('data/store').update({update!r})")


def test_verify_finds_what_was_tampered_with_and_repair_loads_it_again(two_articles):
    two_articles.kg_etl("run")
    before = two_articles.quads()
    assert "2 graphs read back, 0 articles retracted, 0 faults" in two_articles.kg_etl("verify").stdout
    damage(
        two_articles,
        "PREFIX dip: <https://w3id.org/kg-etl/diplomacy#> DELETE { GRAPH ?g { ?event dip:status ?status } } "
        'WHERE { GRAPH ?g { ?g dip:sourceId "helsinki.txt" . ?event dip:status ?status } }',
    )
    result = two_articles.kg_etl("verify", check=3).stdout
    assert "changed" in result
    assert "(helsinki.txt)" in result
    repaired = two_articles.kg_etl("verify", "--repair").stdout
    assert "1 loaded + 1 unchanged" in repaired
    assert two_articles.quads() == before


def test_verify_finds_what_a_receipt_names_and_the_store_lost(two_articles):
    two_articles.kg_etl("run")
    before = two_articles.quads()
    damage(two_articles, "DROP ALL")
    assert "2 faults" in two_articles.kg_etl("verify", check=3).stdout
    two_articles.kg_etl("verify", "--repair")
    assert two_articles.quads() == before


def test_a_retracted_article_stays_out_whatever_is_run(two_articles):
    two_articles.kg_etl("run")
    two_articles.kg_etl("retract", "helsinki.txt", "--reason", "the agency withdrew it")
    assert {event["article"] for event in two_articles.events()} == {"ankara.txt"}
    done = two_articles.kg_etl("run")
    assert "0 loaded + 2 unchanged" in done.stdout
    assert "1 of the unchanged were retracted" in done.stderr
    two_articles.luigi("RangeDaily", "--of", "Day", "--start", "2024-05-10", "--stop", "2024-05-31")
    two_articles.put("helsinki.txt", two_articles.PACT.replace("Sweden", "Norway"))
    two_articles.kg_etl("run")
    assert {event["article"] for event in two_articles.events()} == {"ankara.txt"}
    assert "0 faults" in two_articles.kg_etl("verify").stdout
    two_articles.kg_etl("retract", "helsinki.txt", "--undo")
    assert "1 loaded" in two_articles.kg_etl("run").stdout


def test_a_source_can_withdraw_an_article(workplace):
    workplace.put_line("feed.jsonl", id="pact", text=workplace.PACT, published="2024-05-17T09:00:00Z")
    workplace.kg_etl("run")
    assert workplace.events()
    workplace.put_line("feed.jsonl", id="pact", withdrawn=True)
    assert "Withdrawn by their source, and retracted: 1" in workplace.kg_etl("run").stdout
    assert workplace.events() == []
    assert "Nothing new" in workplace.kg_etl("run").stdout


def test_the_newest_edition_is_there_whatever_the_order_of_runs(workplace):
    line = {"id": "pact", "published": "2024-05-17T09:00:00Z"}
    workplace.put_line("new.jsonl", text=workplace.PACT, modified="2024-05-18T09:00:00Z", **line)
    workplace.kg_etl("run", "articles/new.jsonl")
    newest = workplace.quads()
    workplace.put_line("old.jsonl", text=workplace.PACT.replace("Sweden", "Norway"), **line)
    assert "0 loaded + 1 unchanged" in workplace.kg_etl("run", "articles/old.jsonl").stdout
    assert workplace.quads() == newest
    workplace.kg_etl("run", "articles/old.jsonl", "--store", "other")
    assert "1 loaded" in workplace.kg_etl("run", "articles/new.jsonl", "--store", "other").stdout
    assert workplace.kg_etl("export", "--format", "nquads", "--store", "other").stdout == newest
