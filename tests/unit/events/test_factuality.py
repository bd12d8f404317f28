"""Negation in other words than `not`, and deeds that it did not come to, make no fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl.documents.tokens import Token, copied
from kg_etl.events.factuality import is_alleged, is_denied, is_negative, is_unreal

Word = Callable[[str, str], Token]


@pytest.fixture(scope="module")
def word(nlp: Language) -> Word:
    """A function: the first token of a text that is a word."""
    return lambda text, name: next(token for token in copied(nlp(text)) if token.text == name)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Nobody signed the treaty.", "signed"),
        ("None of the ministers visited Oran.", "visited"),
        ("Neither Peru nor Chile signed the treaty.", "signed"),
        ("No troops came and attacked the port.", "attacked"),
        ("It is not true that Mali signed the treaty.", "signed"),
        ("It is false that Mali signed the treaty.", "signed"),
        ("It is not the case that Mali signed the treaty.", "signed"),
        ("The report that Mali signed the treaty is false.", "signed"),
    ],
)
def test_a_negative_subject_or_a_clause_that_calls_it_untrue_denies_a_deed(word: Word, text: str, verb: str) -> None:
    assert is_denied(word(text, verb))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Nobody doubted that Mali had signed the treaty.", "signed"),
        ("No one was hurt when troops shelled the port.", "shelled"),
        ("It is true that Mali signed the treaty.", "signed"),
        ("It is not false that Mali signed the treaty.", "signed"),
        ("The report that Mali signed the treaty is not new.", "signed"),
        ("Mali signed the treaty.", "signed"),
    ],
)
def test_the_negation_of_another_clause_leaves_a_deed_as_it_is(word: Word, text: str, verb: str) -> None:
    assert not is_denied(word(text, verb))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Instead of visiting Oran, the king flew to Rome.", "visiting"),
        ("Rather than attack the port, the fleet left.", "attack"),
        ("The fleet stopped short of attacking the port.", "attacking"),
        ("They came close to signing a treaty.", "signing"),
        ("They were on the brink of signing a treaty.", "signing"),
        ("The fleet all but attacked the port.", "attacked"),
        ("The fleet held off attacking the port.", "attacking"),
    ],
)
def test_what_it_did_not_come_to_is_unreal(word: Word, text: str, verb: str) -> None:
    assert is_unreal(word(text, verb))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Short of cash, the king visited Rome.", "visited"),
        ("The ministers spoke of visiting Rome.", "visiting"),
        ("All the fleet attacked the port.", "attacked"),
        ("The fleet held on, attacking the port.", "attacking"),
    ],
)
def test_other_words_before_a_deed_leave_it_real(word: Word, text: str, verb: str) -> None:
    assert not is_unreal(word(text, verb))


def test_who_denotes_nobody_plays_no_role(word: Word) -> None:
    assert is_negative(word("No group claimed the attack.", "group"))
    assert is_negative(word("Neither the king nor his minister came.", "minister"))
    assert not is_negative(word("The group claimed no attack.", "group"))


def test_a_deed_that_is_only_put_down_to_somebody_is_alleged(word: Word) -> None:
    assert is_alleged(word("The attack was blamed on rebels.", "blamed"))
    assert is_alleged(word("Rebels claimed the attack.", "claimed"))
    assert not is_alleged(word("Rebels launched the attack.", "launched"))
    assert not is_alleged(None)
