"""Deeds of fiction and of exercises are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl.documents.parsing import documents_of
from kg_etl.events.simulated import is_simulated
from kg_etl.model import Article

Simulated = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def simulated(nlp: Language) -> Simulated:
    """A function: whether the first token of a text that is a word is of a work or an exercise."""

    def judged(text: str, name: str) -> bool:
        (document,) = documents_of(nlp, [Article(id="a", text=text)])
        return is_simulated(next(token for token in document.doc if token.text == name), document)

    return judged


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("In the novel, Germany and Japan occupy California.", "occupy"),
        ("In the last scene of the film, Russia bombs Rome.", "bombs"),
        ("In the video game, North Korea attacks South Korea.", "attacks"),
        ("In a war game held in Washington, China struck Guam.", "struck"),
        ("During the exercise in Estonia, tanks attacked a village.", "attacked"),
        ("They began drills in which troops repel an invasion.", "repel"),
        ("The play opens as Russia bombs Grozny.", "bombs"),
        ("The movie shows how Japan attacked Hawaii.", "attacked"),
        ("In the thriller, Iran attacks Israel. Israel bombs Tehran in return.", "bombs"),
    ],
)
def test_what_a_work_or_an_exercise_has_in_it_did_not_happen(simulated: Simulated, text: str, verb: str) -> None:
    assert simulated(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("At the film festival in Berlin, the chancellor met the premier.", "met"),
        ("A day after the exercise ended, Russia bombed Kharkiv.", "bombed"),
        ("The exercise began on Monday. Russia shelled Kherson.", "shelled"),
        ("In a series of attacks, Russia bombed Kharkiv.", "bombed"),
        ("In the thriller, Iran attacks Israel. Israel bombed Tehran on Monday.", "bombed"),
        ("In the thriller, Iran attacks Israel.\n\nRussia bombs Kharkiv.", "bombs"),
        ("Russia bombed Kharkiv during talks on Monday.", "bombed"),
    ],
)
def test_news_beside_a_work_or_an_exercise_is_news(simulated: Simulated, text: str, verb: str) -> None:
    assert not simulated(text, verb)
