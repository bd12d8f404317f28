"""Events have confidence, subjects, dates and exact quotes."""

from __future__ import annotations


def test_a_passive_without_agent_gives_the_reason_and_less_confidence(read_single):
    passive = read_single("It was reported that the border was open.")
    assert passive.event.no_speaker == "passive without agent"
    assert passive.event.confidence < read_single("Egypt reported that the border was open.").event.confidence


def test_marks_of_two_apostrophes_belong_to_the_content(read_single):
    statement = read_single("''The border is open for now,'' Sameh Shoukry said.")
    assert statement.content == ["''The border is open for now,''"]


def test_names_inside_the_content_are_what_it_is_about_but_not_the_speaker(read_single):
    statement = read_single("Sameh Shoukry said that Shoukry and Blinken had met in Qatar and that Qatar was grateful.")
    about = [statement.name(i) for i in statement.event.about]
    assert about == ["Blinken", "Qatar"]


def test_a_date_inside_the_content_is_not_the_date_of_the_statement(read_single):
    statement = read_single("Sameh Shoukry said that the embassy had closed in 2011.")
    assert statement.event.time is None
