"""`kg-etl explain` and `kg-etl check` say why names are linked, and what the gazetteer is worth."""


def test_each_mention_is_shown_with_its_candidates_and_the_reason(two_articles):
    shown = two_articles.kg_etl("explain", "articles", "--mention", "scholz").stdout

    assert "Olaf Scholz (Q61053): the best candidate, above threshold and margin" in shown
    assert "titled +0.35" in shown
    assert "Erdogan" not in shown


def test_an_article_younger_than_the_people_is_told_of(two_articles):
    assert (
        "is younger than most of what the gazetteer knows of offices"
        in two_articles.kg_etl("explain", "articles").stderr
    )


def test_the_check_tells_how_ambiguous_fresh_and_complete_the_gazetteer_is(two_articles):
    two_articles.kg_etl("run")
    lines = two_articles.kg_etl("check").stdout.splitlines()

    assert {"gazetteer", "ambiguity", "freshness", "coverage"} <= {line.split()[1] for line in lines}
    assert any("half until" in line and "warning" in line for line in lines)
