"""Subjects, agents and patients are found in the dependency parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl.documents.syntax import (
    agent,
    auxiliaries,
    conjuncts,
    is_negated,
    is_passive,
    noun_phrase,
    patient,
    possessor,
    preposition_objects,
    subject,
)
from kg_etl.documents.tokens import Token, copied


def token_of(nlp: Language, text: str, word: str) -> Token:
    return next(token for token in copied(nlp(text)) if token.text == word)


@pytest.mark.parametrize(
    ("function", "text", "word", "expected"),
    [
        (subject, "The king visited Oslo and opened talks.", "opened", "king"),
        (subject, "The king wants to leave.", "leave", "king"),
        (subject, "The king, who visited Oslo, left.", "visited", "king"),
        (subject, "The envoy accused Iran of firing missiles.", "firing", "Iran"),
        (subject, "The army launched an operation to retake the town.", "retake", "army"),
        (agent, "The town was seized and burnt by rebels.", "seized", "rebels"),
        (agent, "The town was seized.", "seized", None),
        (agent, "Rebels seized the town.", "seized", "Rebels"),
        (patient, "The town was seized by rebels.", "seized", "town"),
        (patient, "Rebels seized the town.", "seized", "town"),
        (possessor, "The king's visit was short.", "visit", "king"),
        (possessor, "The visit was short.", "visit", None),
    ],
)
def test_arguments_are_found(
    nlp: Language, function: Callable[[Token], Token | None], text: str, word: str, expected: str | None
) -> None:
    result = function(token_of(nlp, text, word))
    assert (result and result.text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The treaty was signed on Monday.", "signed", True),
        ("The treaty signed by both sides has failed.", "signed", True),
        ("They have signed the treaty.", "signed", False),
    ],
)
def test_passives_are_recognised(nlp: Language, text: str, word: str, expected: bool) -> None:
    assert is_passive(token_of(nlp, text, word)) is expected


def test_conjuncts_auxiliaries_and_objects_are_in_text_order(nlp: Language) -> None:
    assert [t.text for t in conjuncts(token_of(nlp, "Norway, Iran and Oman met.", "Norway"))] == [
        "Norway",
        "Iran",
        "Oman",
    ]
    assert [t.text for t in auxiliaries(token_of(nlp, "They will have left.", "left"))] == ["will", "have"]
    visit = token_of(nlp, "The visit to Norway and Iran was short.", "visit")
    assert [t.text for t in preposition_objects(visit, "to")] == ["Norway", "Iran"]
    assert noun_phrase(visit).text == "The visit"


def test_negations_are_recognised(nlp: Language) -> None:
    assert is_negated(token_of(nlp, "They did not sign the treaty.", "sign"))
    assert not is_negated(token_of(nlp, "They signed the treaty.", "signed"))
