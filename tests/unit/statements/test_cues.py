"""The cue lexicon covers every statement type, and invalid entries are refused."""

from __future__ import annotations

import pytest

from kg_etl.errors import GazetteerError
from kg_etl.model import EVENT_TYPES, EventClass
from kg_etl.statements.cues import cue_lexicon, lexicon_from


def test_every_cue_names_a_type_of_statement():
    lexicon = cue_lexicon()
    acts = {cue.act for part in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for cue in part.values()}
    assert acts <= EVENT_TYPES[EventClass.STATEMENT]
    assert acts == EVENT_TYPES[EventClass.STATEMENT]


@pytest.mark.parametrize(
    ("lemma", "act"),
    [
        ("say", "Assertion"),
        ("deny", "Denial"),
        ("accuse", "Accusation"),
        ("praise", "Praise"),
        ("threaten", "Threat"),
        ("promise", "Promise"),
        ("urge", "Demand"),
        ("call for", "Demand"),
        ("ask", "Question"),
        ("reject", "Rejection"),
        ("announce", "Announcement"),
    ],
)
def test_a_verb_names_its_speech_act(lemma, act):
    assert cue_lexicon().verbs[lemma].act == act


@pytest.mark.parametrize("lemma", ["think", "hope", "believe", "want", "fear", "attack", "hit", "strike"])
def test_verbs_of_thought_feeling_and_force_are_no_cues(lemma):
    assert lemma not in cue_lexicon().verbs


def test_an_infinitive_can_change_the_act_of_a_verb():
    assert cue_lexicon().verbs["ask"].to_do == "Demand"


def test_an_unknown_act_is_refused():
    with pytest.raises(GazetteerError, match="Whispering"):
        lexicon_from({"verbs": [{"act": "Whispering", "lemmas": ["whisper"]}], "words": {}})


def test_an_unknown_content_position_is_refused():
    with pytest.raises(GazetteerError, match="gesture"):
        lexicon_from({"verbs": [{"act": "Assertion", "takes": ["gesture"], "lemmas": ["nod"]}], "words": {}})
