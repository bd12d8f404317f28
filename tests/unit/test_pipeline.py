"""The flow: an outcome in is an outcome out, also if an article fails."""

import pytest

from kg_etl import pipeline
from kg_etl.model import Article, Failure

BASE = "https://example.org/id/"
VERSIONS = {"software": "1", "pipeline": "v", "model": "m", "lexicon": "l", "gazetteer": "g", "shapes": "s"}


def article(article_id):
    return Article(id=article_id, text="Nothing happened.")


def test_a_failure_is_passed_on_to_the_end():
    item = article("a")
    failure = Failure(where="a", reason="the rules broke", article_id="a")
    linked = list(pipeline.linked([item], [failure], linker=None))
    mapped = list(pipeline.mapped([item], [failure], linked, BASE, VERSIONS))
    assert list(pipeline.validated([item], mapped, shapes=None)) == [failure]


def test_a_missing_outcome_is_an_error_and_not_a_shorter_batch():
    with pytest.raises(ValueError, match="shorter"):
        list(pipeline.linked([article("a"), article("b")], [Failure(where="a", reason="r")], linker=None))
