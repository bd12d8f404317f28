"""The days that the sentences of an article speak of are carried from one to the next."""

from __future__ import annotations

from kg_etl.times.narrative import reference_days, sentence_time
from tests.unit.times.shared import Place, shown


def test_a_sentence_knows_the_days_before_it_and_its_own(place: Place) -> None:
    token, document = place("Troops took the port on Monday. They attacked the town on Tuesday.", "attacked")
    context = sentence_time(token.sent, document)
    assert (shown(context.before), shown(context.named)) == ("2024-05-13", "2024-05-14")
    assert context.is_dated
    assert context.continues


def test_a_new_paragraph_of_a_report_is_of_the_news_again(place: Place) -> None:
    token, document = place("Troops took the port on Monday.\n\nThe army attacked the town.", "attacked")
    assert sentence_time(token.sent, document).before is None


def test_a_new_paragraph_that_begins_with_a_pronoun_goes_on(place: Place) -> None:
    token, document = place("Troops took the port on Monday.\n\nThey attacked the town.", "attacked")
    context = sentence_time(token.sent, document)
    assert shown(context.before) == "2024-05-13"
    assert not context.continues


def test_a_history_goes_on_across_paragraphs(place: Place) -> None:
    token, document = place("Troops took the port on 3 March 2015.\n\nThe army attacked the town.", "attacked", None)
    assert shown(sentence_time(token.sent, document).before) == "2015-03-03"


def test_a_sentence_of_other_days_ends_what_a_report_told_of(place: Place) -> None:
    text = "In August 2022, troops took the port. Envoys will meet on Friday. The army attacked the town."
    token, document = place(text, "attacked")
    assert sentence_time(token.sent, document).before is None


def test_the_day_of_a_statement_is_marked_as_such(place: Place) -> None:
    token, document = place("The king said on Monday that he was ill. He attacked the press.", "attacked")
    before = sentence_time(token.sent, document).before
    assert before is not None
    assert before.is_of_report


def test_expressions_are_counted_from_the_report_and_from_what_was_told(place: Place) -> None:
    token, document = place("Troops took the port on Monday. The next day they attacked the town.", "attacked")
    reference = reference_days(token.sent, document)
    assert str(reference.day) == "2024-05-15"
    assert shown(reference.moment) == "2024-05-13"


def test_what_is_planned_is_no_day_of_the_narrative(place: Place) -> None:
    token, document = place("The king will visit Rome on Friday. Troops attacked the town.", "attacked")
    assert sentence_time(token.sent, document).before is None
