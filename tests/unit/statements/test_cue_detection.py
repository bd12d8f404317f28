"""Cues give the act of a statement; other verbs and things give none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Moldova denied that its soldiers had crossed the river.", "Denial"),
        ("Moldova accused Belarus of spying.", "Accusation"),
        ("Moldova praised the peace plan of Egypt.", "Praise"),
        ("Moldova threatened to close the border.", "Threat"),
        ("Moldova promised to send doctors.", "Promise"),
        ("Moldova urged Belarus to release the prisoners.", "Demand"),
        ("Moldova called for an immediate ceasefire.", "Demand"),
        ("Moldova rejected the peace plan of Egypt.", "Rejection"),
        ("Moldova announced a new round of sanctions.", "Announcement"),
        ("Moldova claims to have no soldiers abroad.", "Assertion"),
    ],
)
def test_the_verb_gives_the_act_and_a_country_can_speak(read_single, text, act):
    statement = read_single(text)
    assert statement.event.type == act
    assert statement.speakers == ["Moldova"]


@pytest.mark.parametrize(
    "text",
    [
        "The study showed that the river was dry.",
        "Egypt thinks that the border is open.",
        "Xi Jinping welcomed Vladimir Putin at the airport.",
        "Xi Jinping welcomed several hundred guests.",
        "Russia attacked the plan's authors near the border with missiles.",
        "If Egypt says that the border is open, the trucks will move.",
        "It was the best time to defend the harbour.",
    ],
)
def test_thoughts_evidence_and_actions_are_no_statements(read, text):
    assert read(text) == []


def test_ask_whether_is_a_question_and_ask_to_is_a_demand(read_single):
    assert read_single("Egypt asked whether the border was open.").event.type == "Question"
    assert read_single("Egypt asked Israel to open the border.").event.type == "Demand"


def test_two_acts_of_the_same_speaker_are_two_statements(read):
    views = read("Sameh Shoukry has blamed Israel for the delay and praised the work of Qatar.")
    assert [statement.event.type for statement in views] == ["Accusation", "Praise"]
    assert [statement.speakers for statement in views] == [["Sameh Shoukry"]] * 2


def test_reading_a_text_is_no_statement(read):
    assert read("Sameh Shoukry read that the border was open.") == []
