"""A name can attribute a quotation."""

from __future__ import annotations


def test_a_quotation_can_be_signed(read_single):
    statement = read_single("“The border stays open, whatever they do.” — Sameh Shoukry")
    assert statement.speakers == ["Sameh Shoukry"]


def test_a_name_and_a_colon_in_a_headline_are_weak_evidence(read):
    views = read("Blinken: Border to stay open\n\nMarch 7, 2024 | 10:00 AM\n\nCAIRO (KGN) — Trucks waited in the sun.")
    assert [statement.content for statement in views] == [["Border to stay open"]]
    assert views[0].event.confidence < 0.5


def test_each_turn_of_a_transcript_is_a_statement_of_its_named_speaker(read):
    turns = "BERG: Will the minister come?\n\nNOVAK: He will come on Friday. He has said so.\n\nBERG: Thank you."
    views = read(f"A part of what was said.\n\n{turns}\n\nAnna Berg spoke with Peter Novak.")
    assert [statement.speakers for statement in views] == [["Anna Berg"], ["Peter Novak"], ["Anna Berg"]]
    assert views[1].content == ["He will come on Friday. He has said so"]


def test_headings_with_a_colon_are_no_transcript(read):
    assert not read("WHAT: A summit.\n\nWHEN: On Friday.\n\nWHERE: In Oslo.")
