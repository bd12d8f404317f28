"""Contents stand before, after or around their cue."""

from __future__ import annotations

import pytest

from kg_etl.model import QuotationKind, Status


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        (
            "Annalena Baerbock said that the talks had failed.",
            "Annalena Baerbock",
            ["that the talks had failed"],
            QuotationKind.INDIRECT,
        ),
        (
            "“The talks have failed,” Annalena Baerbock said on Monday.",
            "Annalena Baerbock",
            ["“The talks have failed,”"],
            QuotationKind.DIRECT,
        ),
        (
            "“The talks have failed,” said Foreign Minister Annalena Baerbock.",
            "Annalena Baerbock",
            ["“The talks have failed,”"],
            QuotationKind.DIRECT,
        ),
        (
            "Annalena Baerbock said the talks were “a waste of time.”",
            "Annalena Baerbock",
            ["the talks were “a waste of time.”"],
            QuotationKind.MIXED,
        ),
        (
            "The talks, Annalena Baerbock told reporters, had failed.",
            "Annalena Baerbock",
            ["The talks", "had failed"],
            QuotationKind.INDIRECT,
        ),
        (
            "According to Annalena Baerbock, the talks failed.",
            "Annalena Baerbock",
            ["the talks failed"],
            QuotationKind.INDIRECT,
        ),
    ],
)
def test_the_content_stands_before_after_or_around_its_cue(read_single, text, speaker, content, kind):
    statement = read_single(text)
    assert statement.speakers == [speaker]
    assert statement.content == content
    assert statement.event.quotation_kind == kind
    assert statement.event.status == Status.HAPPENED


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The deal, as Sameh Shoukry later explained, was dead.", ["Sameh Shoukry"], ["The deal", "was dead"]),
        ("As Sameh Shoukry noted this week, the border was open.", ["Sameh Shoukry"], ["the border was open"]),
        (
            "Those who live there struggle, even with a job, he said.",
            ["he"],
            ["Those who live there struggle, even with a job"],
        ),
    ],
)
def test_a_cue_set_off_by_commas_reports_the_clause_around_it(read_single, text, speakers, content):
    statement = read_single(text)
    assert (statement.speakers, statement.content) == (speakers, content)


@pytest.mark.parametrize(
    "text",
    [
        "As Sameh Shoukry talked about the deal, the border was open.",
        "The road was bad, as Sameh Shoukry crossed the border.",
    ],
)
def test_as_can_be_temporal(read, text):
    assert not any("border" in piece for statement in read(text) for piece in statement.content)
