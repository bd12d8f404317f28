"""The speaker is the subject, agent, author or antecedent."""

from __future__ import annotations

import pytest


def test_a_second_cue_without_a_subject_shares_the_speaker(read):
    views = read("Sameh Shoukry noted that the border was open, adding that aid was on its way.")
    assert [(statement.event.trigger.quote, statement.content) for statement in views] == [
        ("noted", ["that the border was open"]),
        ("adding", ["that aid was on its way"]),
    ]
    assert [statement.speakers for statement in views] == [["Sameh Shoukry"]] * 2


def test_a_pronoun_resolves_to_the_named_speaker(read_single):
    statement = read_single("Sameh Shoukry arrived on Monday. He said the border was open.")
    assert statement.speakers == ["Sameh Shoukry"]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Foreign Minister Sameh Shoukry said the border was open.", ["Foreign Minister Sameh Shoukry"], None),
        ("Sameh Shoukry came. He said the border was open.", ["He"], ["Sameh Shoukry"]),
        ("He said the border was open.", ["He"], ["He"]),
        ("Sameh Shoukry, the minister, said the border was open.", ["Sameh Shoukry, the minister"], ["Sameh Shoukry"]),
        ("Critics of the deal said the border was open.", ["Critics of the deal"], ["Critics"]),
        ("Egypt and Qatar said the border was open.", ["Egypt and Qatar", "Egypt and Qatar"], ["Egypt", "Qatar"]),
    ],
)
def test_a_speaker_has_the_words_at_the_cue_and_the_mention_that_is_linked(read, text, words, names):
    statement = read(text)[-1]
    assert statement.words() == words
    if names is not None:
        assert statement.speakers == names


def test_coordinated_speakers_are_several_roles(read_single):
    assert read_single("Egypt and Qatar said the border was open.").speakers == ["Egypt", "Qatar"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One of the envoys said the border was open.", ["One of the envoys"]),
        ("Many said the border was open.", ["Many"]),
        ("Four in ten who said the border was open came back.", ["who"]),
        ("Those who fled said the border was open.", ["Those who fled"]),
        ("It said the border was open.", ["It"]),
        ("Sameh Shoukry, who denied any role, said the border was open.", ["Sameh Shoukry"]),
        ("Sameh Shoukry, who lives in Cairo, said the border was open.", ["Sameh Shoukry, who lives in Cairo"]),
    ],
)
def test_a_speaker_need_not_be_named(read, text, words):
    assert read(text)[-1].words() == words


@pytest.mark.parametrize(
    "text",
    [
        "The evidence suggests that the border was open.",
        "The record indicates that he left in 1990.",
        "The windows reveal an alluring selection of carpets.",
        "The storm threatened to close the border.",
        "The inspectors found that the border was open.",
    ],
)
def test_evidence_that_shows_without_words_makes_no_statement(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Berg's statement says the border was open.", "Anna Berg's statement"),
        ("A document filed by Anna Berg says that the border was open.", "A document filed by Anna Berg"),
        ("The border was open, according to a letter from Anna Berg.", "a letter from Anna Berg"),
    ],
)
def test_the_author_of_a_document_is_its_speaker(read_single, text, words):
    statement = read_single(text)
    assert (statement.speakers, statement.words()) == (["Anna Berg"], [words])


def test_expletive_it_is_no_speaker(read):
    assert all(statement.speakers == [] for statement in read("It is hard to predict how it will end."))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“The border is open,” said Howard Rubel, an analyst at Jefferies, who noted that the road was safe.",
            [["Howard Rubel, an analyst at Jefferies"], ["who"]],
        ),
        ("“The border is open,” said retired general Sameh Shoukry.", [["retired general Sameh Shoukry"]]),
        (
            "Sameh Shoukry (Egypt), noting the size of the crowd, said, “Let me tell you, the border is open.”",
            [["Sameh Shoukry (Egypt)"], ["Sameh Shoukry (Egypt)"]],
        ),
    ],
)
def test_the_speaker_phrase_includes_its_modifiers(read, text, words):
    assert [statement.words() for statement in read(text)] == words


def test_a_passive_without_an_agent_says_that_it_has_no_speaker(read):
    views = read("Asked whether the border was open, Sameh Shoukry said that it was.")
    assert views[-1].speakers == ["Sameh Shoukry"]
    assert [statement.event.no_speaker for statement in views[:-1]] in ([], ["passive without agent"])


def test_meetings_and_wars_are_no_speakers(read):
    assert not read("The meetings will emphasize their commitment to the treaty.")
