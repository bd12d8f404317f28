"""The lexicon of cues is complete, and a broken one is refused."""

from __future__ import annotations

import pytest

from kg_etl.errors import GazetteerError
from kg_etl.model import EVENT_TYPES, EventClass
from kg_etl.statements.cues import lexicon, read


def test_every_cue_names_a_type_of_statement():
    words = lexicon()
    acts = {cue.act for part in (words.verbs, words.nouns, words.adjectives) for cue in part.values()}
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
def test_a_verb_names_what_is_done_with_the_words(lemma, act):
    assert lexicon().verbs[lemma].act == act


@pytest.mark.parametrize("lemma", ["think", "hope", "believe", "want", "fear", "attack", "hit", "strike"])
def test_thoughts_feelings_and_blows_are_no_cues(lemma):
    assert lemma not in lexicon().verbs


def test_an_infinitive_can_make_another_act_of_a_verb():
    assert lexicon().verbs["ask"].to_do == "Demand"


def test_an_unknown_act_is_refused():
    with pytest.raises(GazetteerError, match="Whispering"):
        read({"verbs": [{"act": "Whispering", "lemmas": ["whisper"]}], "words": {}})


def test_an_unknown_place_of_the_content_is_refused():
    with pytest.raises(GazetteerError, match="gesture"):
        read({"verbs": [{"act": "Assertion", "takes": ["gesture"], "lemmas": ["nod"]}], "words": {}})
