"""`kg-etl run`: what goes in comes out once, whatever happens."""

import json
import re
import shutil


def test_articles_become_events_that_can_be_queried(two_articles):
    done = two_articles.kg_etl("run")
    assert "Articles in: 2 = 2 loaded + 0 unchanged + 0 rejected + 0 failed" in done.stdout
    events = two_articles.events()
    assert {"Visit", "Agreement", "Statement"} <= {event["class"] for event in events}
    answer = two_articles.kg_etl("query", "who-visited-whom", "--format", "csv").stdout
    assert "Olaf Scholz" in answer


def test_every_quote_is_the_articles_own_text(two_articles):
    two_articles.kg_etl("run")
    texts = {path.name: path.read_text(encoding="utf-8") for path in two_articles.articles.iterdir()}
    for event in two_articles.events():
        text = texts[event["article"]]
        for piece in event["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["quote"]
        for role in event["roles"]:
            assert text[role["start"] : role["end"]] == role["text"]


def test_what_is_exported_is_what_was_extracted(two_articles):
    two_articles.kg_etl("run")
    printed = two_articles.kg_etl("extract", "--link", "articles").stdout.splitlines()
    assert sorted(printed) == sorted(two_articles.kg_etl("export").stdout.splitlines())


def test_a_second_run_does_nothing_and_loads_no_model(two_articles):
    two_articles.kg_etl("run")
    before = two_articles.quads()
    done = two_articles.kg_etl("run", PYTHONPROFILEIMPORTTIME="1")
    assert "Articles in: 2 = 0 loaded + 2 unchanged + 0 rejected + 0 failed" in done.stdout
    assert "Nothing new" in done.stdout
    assert re.search(r"\|\s+luigi$", done.stderr, re.MULTILINE)
    assert not re.search(r"\|\s+spacy$", done.stderr, re.MULTILINE)
    assert two_articles.quads() == before


def test_a_changed_article_replaces_what_was_there(two_articles):
    two_articles.kg_etl("run")
    two_articles.put("helsinki.txt", two_articles.PACT.replace("Sweden", "Norway"))
    done = two_articles.kg_etl("run")
    assert "Articles in: 2 = 1 loaded + 1 unchanged + 0 rejected + 0 failed" in done.stdout
    quads = two_articles.quads()
    assert "Norway" in quads
    assert "Sweden" not in quads


def test_a_changed_setting_of_the_linker_redoes_what_depends_on_it_and_nothing_else(two_articles):
    two_articles.kg_etl("run")
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("threshold = 0.6", "threshold = 0.65"))
    check = two_articles.kg_etl("check").stdout
    assert "2 (code or settings 2) were written by other versions" in check
    done = two_articles.kg_etl("run")
    assert "Due again: 2 (code or settings changed)" in " ".join(done.stderr.split())
    assert re.search(r"Processed because +articles.*code or settings changed +2", done.stdout, re.DOTALL)
    log = next((two_articles.folder / "data" / "log").iterdir()).read_text().splitlines()
    plans = [record["due"] for record in map(json.loads, log) if record["stage"] == "plan"]
    assert plans == [{"new": 2}, {"code or settings changed": 2}]
    assert "2 loaded" in done.stdout
    assert "extract 0.00 s" in done.stdout


def test_articles_in_are_loaded_unchanged_rejected_or_failed(two_articles):
    two_articles.kg_etl("run")
    two_articles.put("oslo.txt", two_articles.STATE_VISIT.replace("ANKARA", "OSLO").replace("Ankara", "Oslo"))
    two_articles.put_line("batch.jsonl", id="embargo", text=two_articles.PACT, publisher="Embargoed")
    two_articles.put("empty.txt", "")
    with (two_articles.articles / "batch.jsonl").open("a") as file:
        file.write("{not json\n")
    done = two_articles.kg_etl("run")
    assert "Articles in: 6 = 1 loaded + 2 unchanged + 1 rejected + 2 failed" in done.stdout
    assert "batch.jsonl:2" in done.stderr
    assert "empty.txt" in done.stderr
    assert two_articles.kg_etl("run", "--strict", check=3)
    again = two_articles.kg_etl("run")
    assert "Articles in: 6 = 0 loaded + 3 unchanged + 1 rejected + 2 failed" in again.stdout
    report = two_articles.kg_etl("rejected").stdout
    assert "embargo" in report
    assert "may not be loaded" in report
    assert "Embargoed" not in two_articles.quads()


def test_a_shard_with_too_many_rejections_stops_the_run_and_loads_nothing(workplace):
    for number in range(6):
        workplace.put_line("batch.jsonl", id=f"embargo-{number}", text=workplace.PACT, publisher="Embargoed")
    workplace.put_line("batch.jsonl", id="good", text=workplace.PACT)
    done = workplace.kg_etl("run", check=1)
    assert "max_rejected" in done.stderr
    assert "Traceback" not in done.stderr
    assert "there is no store" in workplace.kg_etl("export", check=1).stderr


def test_a_store_that_was_emptied_is_loaded_again(two_articles):
    two_articles.kg_etl("run")
    before = two_articles.quads()
    shutil.rmtree(two_articles.folder / "data" / "store")
    assert "2 loaded" in two_articles.kg_etl("run").stdout
    assert two_articles.quads() == before


def test_two_workers_give_the_same_store_as_one(two_articles, tmp_path):
    two_articles.kg_etl("run", "--workers", "2")
    with_two = two_articles.quads()
    two_articles.kg_etl("run", "--store", "other", "--data", "other-data")
    with_article = two_articles.kg_etl("export", "--format", "nquads", "--store", "other").stdout
    assert with_two == with_article


def test_two_workers_load_into_a_store_that_is_there_already(workplace):
    """A worker forked from a process that had opened the store waited for ever when it wrote."""
    workplace.put("ankara.txt", workplace.STATE_VISIT)
    workplace.kg_etl("run", "--workers", "2")
    workplace.put("helsinki.txt", workplace.PACT)
    done = workplace.kg_etl("run", "--workers", "2")
    assert "Articles in: 2 = 1 loaded + 1 unchanged" in done.stdout
    assert {event["class"] for event in workplace.events()} >= {"Visit", "Agreement"}


def test_extract_has_no_side_effects(two_articles):
    before = sorted(two_articles.folder.rglob("*"))
    lines = two_articles.kg_etl("extract", "articles").stdout.splitlines()
    assert lines
    assert all(role["qid"] is None for line in lines for role in json.loads(line)["roles"])
    assert sorted(two_articles.folder.rglob("*")) == before


def test_link_prints_every_mention_of_every_article(two_articles):
    lines = [json.loads(line) for line in two_articles.kg_etl("link", "articles").stdout.splitlines()]
    assert {line["id"] for line in lines} == {"ankara.txt", "helsinki.txt"}
    result = {(link["text"], link["qid"]) for line in lines for link in line["links"]}
    assert ("Ankara", "Q3640") in result
    assert ("Finland", "Q33") in result


def test_a_users_mistakes_give_a_message_and_no_traceback(workplace):
    for arguments, status, message in [
        (("run", "no-such-folder"), 1, "no-such-folder"),
        (("query", "who-visited-whim"), 1, "who-visited-whom"),
        (("query", "timeline", "-p", "actor"), 1, "NAME=VALUE"),
        (("export",), 1, "kg-etl run"),
        (("run", "articles", "--store", "http://127.0.0.1:9/"), 1, "127.0.0.1:9"),
        (("fly",), 2, "No such command"),
    ]:
        done = workplace.kg_etl(*arguments, check=status)
        assert message in done.stderr, (arguments, done.stderr)
        assert "Traceback" not in done.stderr


def test_the_check_counts_loaded_articles_that_are_in_no_source(two_articles):
    two_articles.kg_etl("run")
    assert "2 articles, 0 of them not loaded" in two_articles.kg_etl("check").stdout
    (two_articles.articles / "helsinki.txt").unlink()
    check = two_articles.kg_etl("check").stdout
    assert "loaded articles that are in no source any more: 1, of these written by other versions: 0." in check
    (two_articles.articles / "helsinki.txt").write_text("")
    check = two_articles.kg_etl("check").stdout
    assert "1 that cannot be read" in check
    assert "in no source any more, or cannot be read now: 1," in check


def test_the_check_of_a_store_that_does_not_exist_is_a_single_fault(workplace):
    check = workplace.kg_etl("check", check=1).stdout
    assert [line.split()[1] for line in check.splitlines() if line.startswith("FAULT")] == ["store"]
    assert "articles: not compared with the store, which cannot be read" in check


def test_a_question_names_the_terms_that_older_graphs_lack(two_articles):
    two_articles.kg_etl("run")
    question = two_articles.folder / "mine.rq"
    question.write_text("# needs: dip:timeBasis\nSELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1\n")
    assert "dip:timeBasis" not in two_articles.kg_etl("query", "mine.rq").stderr
    config = two_articles.folder / "luigi.cfg"
    config.write_text(config.read_text().replace("threshold = 0.6", "threshold = 0.65"))
    note = " ".join(two_articles.kg_etl("query", "mine.rq").stderr.split())
    assert "2 of 2 loaded articles were written by other versions and may lack dip:timeBasis" in note
