"""Whether an event happened, is planned, denied or claimed, or is no event at all."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg_etl.events.status import status_of
from kg_etl.model import Status


def status(nlp: Language, text: str, word: str, light: str | None = None) -> Status | None:
    doc = nlp(text)
    token = next(t for t in doc if t.text == word)
    return status_of(token, next((t for t in doc if t.text == light), None))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Macron visited Berlin.", "visited"),
        ("Macron has visited Berlin twice.", "visited"),
        ("Berlin was visited by Macron.", "visited"),
        ("Russia managed to capture the town.", "capture"),
        ("The forces began shelling the town.", "shelling"),
        ("Macron was the first leader to visit Kyiv.", "visit"),
        ("Macron, who visited Berlin, said nothing.", "visited"),
        ("Critics condemned the invasion.", "invasion"),
        ("The envoy did not condemn the invasion of Kuwait.", "invasion"),
        ("Macron refused to speak when Scholz visited Paris.", "visited"),
        ("Scholz announced that Macron had visited Berlin.", "visited"),
        ("The army was able to capture the town.", "capture"),
        ("Russia will not stop bombing the town.", "bombing"),
        ("Austin, visiting Seoul, promised help.", "visiting"),
        ("He has been in Hanoi ever since Vietnam invaded Cambodia.", "invaded"),
    ],
)
def test_what_is_asserted_happened(nlp: Language, text: str, word: str) -> None:
    assert status(nlp, text, word) == Status.HAPPENED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Macron will visit Berlin.", "visit"),
        ("It will be his first visit to Asia.", "visit"),
        ("Macron is to visit Berlin.", "visit"),
        ("Macron is expected to visit Berlin.", "visit"),
        ("Macron plans to visit Berlin.", "visit"),
        ("Macron is going to visit Berlin.", "visit"),
        ("Macron was invited to visit Berlin.", "visit"),
        ("Macron is due to visit Berlin.", "visit"),
        ("The spokesman said Macron would visit Berlin.", "visit"),
        ("Macron flew to Berlin to meet Scholz.", "meet"),
        ("Macron's forthcoming visit to Berlin was welcomed.", "visit"),
        ("Macron's visit to Berlin will take place in May.", "visit"),
        ("A visit to Berlin is planned.", "visit"),
    ],
)
def test_what_is_to_come_is_planned(nlp: Language, text: str, word: str) -> None:
    assert status(nlp, text, word) == Status.PLANNED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Macron did not visit Berlin.", "visit"),
        ("Macron never visited Berlin.", "visited"),
        ("Macron refused to meet Scholz.", "meet"),
        ("Russia denied attacking the hospital.", "attacking"),
        ("Russia denied that it attacked the hospital.", "attacked"),
        ("Macron canceled a visit to Berlin.", "visit"),
    ],
)
def test_what_is_negated_is_denied(nlp: Language, text: str, word: str) -> None:
    assert status(nlp, text, word) == Status.DENIED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russia was accused of shelling a hospital.", "shelling"),
        ("Russia allegedly attacked a hospital.", "attacked"),
        ("The alleged attack on the hospital is under investigation.", "attack"),
    ],
)
def test_what_is_alleged_is_claimed(nlp: Language, text: str, word: str) -> None:
    assert status(nlp, text, word) == Status.CLAIMED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("If Macron visited Berlin, Scholz would be glad.", "visited"),
        ("Macron might visit Berlin.", "visit"),
        ("Macron wants to visit Berlin.", "visit"),
        ("Did Macron visit Berlin?", "visit"),
        ("They warned of an invasion.", "invasion"),
        ("Allies tried to prevent an invasion.", "invasion"),
        ("The fear of an invasion grows.", "invasion"),
        ("Any attack will be punished.", "attack"),
        ("Visit Berlin now.", "Visit"),
        ("The army might be preparing for an attack.", "attack"),
    ],
)
def test_what_is_only_conceivable_has_no_status(nlp: Language, text: str, word: str) -> None:
    assert status(nlp, text, word) is None


def test_what_findings_suggest_is_claimed(nlp: Language) -> None:
    assert status(nlp, "Findings suggest that the forces shelled the town.", "shelled") == Status.CLAIMED


def test_what_was_soon_done_is_not_to_come(nlp: Language) -> None:
    assert status(nlp, "The troops soon captured the town.", "captured") == Status.HAPPENED


def test_a_noun_shares_the_status_of_its_light_verb(nlp: Language) -> None:
    assert status(nlp, "Macron will pay a visit to Berlin.", "visit", "pay") == Status.PLANNED
    assert status(nlp, "Macron paid a visit to Berlin.", "visit", "paid") == Status.HAPPENED
    assert status(nlp, "Macron did not pay a visit to Berlin.", "visit", "pay") == Status.DENIED


def test_a_light_verb_that_schedules_makes_a_plan(nlp: Language) -> None:
    assert status(nlp, "Macron plans a stop in Berlin.", "stop", "plans") == Status.PLANNED
    assert status(nlp, "The visit was scheduled.", "visit", "scheduled") == Status.PLANNED


def test_an_agreement_that_is_honoured_is_there_whatever_becomes_of_the_vow(nlp: Language) -> None:
    assert status(nlp, "Mali has vowed to honor the treaty.", "treaty", "honor") == Status.HAPPENED
    assert status(nlp, "Mali will respect its treaty with Chad.", "treaty", "respect") == Status.HAPPENED
    assert status(nlp, "Mali has vowed to sign the treaty.", "treaty", "sign") == Status.PLANNED


def test_whom_a_light_verb_blames_is_alleged_even_if_it_is_negated(nlp: Language) -> None:
    assert status(nlp, "Turkey blamed the attack on rebels.", "attack", "blamed") == Status.CLAIMED
    assert status(nlp, "No group claimed the attack.", "attack", "claimed") == Status.CLAIMED


def test_what_was_stopped_short_of_is_no_event(nlp: Language) -> None:
    assert status(nlp, "Iran stopped short of attacking Israel.", "attacking") is None
    assert status(nlp, "Nobody attacked Israel.", "attacked") == Status.DENIED
    assert status(nlp, "No group has admitted attacking Israel.", "attacking") == Status.HAPPENED
