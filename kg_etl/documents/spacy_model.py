"""Loads and checks a spaCy model, and replaces its slow parts by faster ones with the same results.

numpy multiplies matrices with OpenBLAS, which on current processors is three times as fast as the library that spaCy
comes with; the matrices are small, so that a second thread costs more than it saves, and workers are processes.
"""

from __future__ import annotations

import gc
from functools import cache

import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from kg_etl.documents.spacy_attributes import with_cached_forms
from kg_etl.errors import ExtractorError

NEEDED_PIPES = frozenset({"tagger", "parser", "lemmatizer", "ner"})


@cache
def language_model(name: str) -> Language:
    """A spaCy model for English, loaded once in each process.

    It also limits numpy to one thread in this process, and excludes all existing objects from garbage collection:
    the collector would traverse the model again and again, and so copy its memory pages in each forked worker.

    Args:
        name: name of an installed model, or path of one.

    Raises:
        ExtractorError: the model cannot be loaded, is not English, or lacks a component.
    """
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ExtractorError(f"the spaCy model {name} cannot be loaded: {error}") from error
    missing = NEEDED_PIPES - set(nlp.pipe_names)
    if nlp.lang != "en" or missing:
        fault = f"is for language {nlp.lang}" if nlp.lang != "en" else f"lacks {', '.join(sorted(missing))}"
        raise ExtractorError(f"the spaCy model {name} {fault}; an English one with all components is needed")
    threadpool_limits(1, user_api="blas")
    nlp = multiplying_with_numpy(with_cached_forms(nlp))
    gc.collect()
    gc.freeze()
    return nlp


def multiplying_with_numpy(nlp: Language) -> Language:
    """The same model, with numpy for the matrix products of its layers on the CPU."""
    with_numpy = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = with_numpy
    return nlp
