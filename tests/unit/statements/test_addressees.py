"""Addressees and reporting media are roles of their own."""

from __future__ import annotations

from kg_etl.model import RoleName


def test_the_quoted_person_is_the_speaker_and_the_agency_the_reporter(read_single):
    statement = read_single("“We want peace,” Sameh Shoukry was quoted as saying by the news agency Reuters.")
    assert statement.speakers == ["Sameh Shoukry"]
    assert statement.role(RoleName.REPORTED_BY) == ["Reuters"]


def test_the_subject_of_quote_is_the_reporter(read_single):
    statement = read_single("Xinhua quoted Sameh Shoukry as saying that the border was open.")
    assert statement.speakers == ["Sameh Shoukry"]
    assert statement.role(RoleName.REPORTED_BY) == ["Xinhua"]
    assert statement.content == ["that the border was open"]


def test_the_medium_of_an_interview_is_the_reporter(read_single):
    statement = read_single("Sameh Shoukry said in an interview with Chinese media that the border was open.")
    assert statement.role(RoleName.REPORTED_BY) == ["Chinese media"]


def test_the_recipient_of_the_words_is_the_addressee(read_single):
    statement = read_single("Sameh Shoukry told Antony Blinken that the border was open.")
    assert statement.speakers == ["Sameh Shoukry"]
    assert statement.role(RoleName.ADDRESSEE) == ["Antony Blinken"]


def test_what_is_urged_is_not_an_addressee(read_single):
    statement = read_single("The envoys all urged a truce.")
    assert (statement.words(), statement.role(RoleName.ADDRESSEE), statement.content) == (
        ["The envoys"],
        [],
        ["a truce"],
    )
