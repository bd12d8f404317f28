"""Words of visits and attacks in another sense, and of sport, name no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl.documents.document import Document
from kg_etl.documents.parsing import documents_of
from kg_etl.documents.tokens import Token
from kg_etl.events.figurative import is_figurative, is_sport
from kg_etl.model import Article

Read = Callable[[str, str], tuple[Token, Document]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """A function: the first token of a text that is a word, and the document."""

    def token_of(text: str, name: str) -> tuple[Token, Document]:
        (document,) = documents_of(nlp, [Article(id="a", text=text)])
        return next(token for token in document.doc if token.text == name), document

    return token_of


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The opposition bombarded the minister with questions.", "bombarded"),
        ("Washington struck Ottawa with new tariffs.", "struck"),
        ("The premier met her match.", "met"),
        ("The minister met with disaster.", "met"),
        ("Chad struck oil.", "struck"),
        ("The film bombed at the box office.", "bombed"),
        ("Cholera visited Haiti.", "visited"),
        ("Locusts invaded Kenya.", "invaded"),
        ("Reporters ambushed the premier.", "ambushed"),
        ("A strike by pilots hit the airport.", "hit"),
    ],
)
def test_another_sense_is_seen_by_the_words_around(read: Read, text: str, verb: str) -> None:
    assert is_figurative(read(text, verb)[0], None)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Troops bombarded the port with rockets.", "bombarded"),
        ("The army struck the town with drones.", "struck"),
        ("The premier met the king.", "met"),
        ("The king met with the pope.", "met"),
        ("Rebels invaded the north.", "invaded"),
        ("Gunmen ambushed the premier.", "ambushed"),
        ("A strike by jets hit the airport.", "hit"),
    ],
)
def test_the_plain_sense_stays(read: Read, text: str, verb: str) -> None:
    assert not is_figurative(read(text, verb)[0], None)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("France attacked Portugal and beat them 2-0.", "attacked"),
        ("Spain met Chile in the semifinal.", "met"),
        ("The goalkeeper fell. Spain attacked Chile again.", "attacked"),
    ],
)
def test_a_score_or_a_word_of_sport_makes_a_match(read: Read, text: str, verb: str) -> None:
    assert is_sport(*read(text, verb))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Senate voted 52-48 after troops attacked the port.", "attacked"),
        ("The leaders meet on Nov. 18-19 in Hanoi.", "meet"),
        ("The goalkeeper fell.\n\nTroops attacked the port.", "attacked"),
        ("Before the final in Doha the president met the emir.", "met"),
        ("Troops attacked the port with AK-47 rifles.", "attacked"),
    ],
)
def test_votes_days_and_other_paragraphs_make_none(read: Read, text: str, verb: str) -> None:
    assert not is_sport(*read(text, verb))
