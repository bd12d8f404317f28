"""Quotations continue over cues, sentences and paragraphs."""

from __future__ import annotations

import pytest


def test_a_quotation_continued_after_its_cue_is_a_single_statement(read_single):
    statement = read_single("“We are tired,” the Egyptian foreign minister said. “We want peace. We want it now.”")
    assert statement.content == ["“We are tired,”", "“We want peace. We want it now.”"]


def test_a_quotation_interrupted_by_its_cue_is_a_single_statement(read_single):
    statement = read_single("“We are tired,” Sameh Shoukry said in a statement, “and we want peace.”")
    assert statement.content == ["“We are tired,”", "“and we want peace.”"]


def test_a_quotation_over_paragraphs_is_a_single_statement_with_evidence_for_each(read_single):
    text = "“We came in peace,” Sameh Shoukry said. “We stay in peace.\n\n“We shall leave in peace.”"
    statement = read_single(text)
    assert statement.content == ["“We came in peace,”", "“We stay in peace.", "“We shall leave in peace.”"]
    assert len(statement.event.evidence) == 2


@pytest.mark.parametrize(
    ("between", "content"),
    [
        ("He did not name a day.", ["“The border is open,”", "“We shall keep it open.”"]),
        ("Qatar did not name a day.", ["“The border is open,”"]),
    ],
)
def test_a_quotation_continues_over_a_sentence_about_its_speaker(read, between, content):
    views = read(f"“The border is open,” Sameh Shoukry said in Cairo. {between} “We shall keep it open.”")
    assert views[0].content == content
