"""Languages are identified by their function words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.documents.language import function_words, other_language

FOREIGN = {
    "German": "Der Minister ist am Montag nach Wien gereist und hat dort mit dem Kanzler über den Vertrag gesprochen.",
    "French": "Le ministre est arrivé lundi à Vienne et il a parlé avec le chancelier de l’accord sur la frontière.",
    "Spanish": "El ministro llegó a Viena y habló con el canciller sobre lo que los dos países han de firmar.",
    "Polish": "Minister przyjechał do Wiednia i rozmawiał z kanclerzem o umowie, która jest już, ale nie dla nas.",
    "Indonesian": "Menteri itu tiba di Wina pada hari Senin dan berbicara dengan kanselir untuk perjanjian ini.",
}
ENGLISH = "The minister arrived in Vienna on Monday and spoke there with the chancellor about the treaty."


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_language_is_identified_by_its_function_words(language: str) -> None:
    assert other_language(FOREIGN[language] * 3) == language


@pytest.mark.parametrize(
    "text", ["قال الوزير إن الاتفاق سيوقع يوم الاثنين. " * 10, "部长星期一抵达维也纳并与总理会谈。" * 10]
)
def test_a_text_in_other_letters_is_not_english(text: str) -> None:
    assert other_language(text) == "letters other than Latin ones"


def test_an_english_article_that_quotes_another_language_is_english() -> None:
    assert other_language(ENGLISH * 6 + FOREIGN["German"] * 2) is None


def test_one_repeated_word_does_not_identify_a_language() -> None:
    assert other_language("Xi met Putin. " * 30) is None


def test_a_list_of_foreign_names_does_not_identify_a_language() -> None:
    assert other_language("Wang Yi, Sergey Lavrov, Emmanuel Macron, Olaf Scholz, Hakan Fidan, Ana Ortiz. " * 5) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_a_few_words_do_not_identify_a_language(language: str) -> None:
    assert other_language(" ".join(FOREIGN[language].split()[:8])) is None


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    assert other_language(text) in {None, "letters other than Latin ones", *function_words()}


def test_every_language_has_enough_words() -> None:
    assert all(len(words) >= 20 for words in function_words().values())
    assert "English" in function_words()
