"""Documents have the offsets, paragraphs and day of their articles."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.parsing import LONGEST_SENTENCE, PIECE, documents_of
from kg_etl.model import Article

NOON = dt.datetime(2024, 5, 15, 20, 10, tzinfo=dt.UTC)


def document_of(nlp: Language, text: str, published: dt.datetime | None = None) -> Document:
    (result,) = documents_of(nlp, [Article(id="a", text=text, published=published)], gazetteer.load())
    return result


def sentences(document: Document) -> list[str]:
    return [document.article.text[s.start_char : s.end_char].strip() for s in document.doc.sents]


def test_tokens_have_the_offsets_of_the_article(nlp: Language) -> None:
    text = "Oslo’s mayor said: “We will\u00a0come.”\n\nNobody came."
    result = document_of(nlp, text)
    assert len(result.doc.text) == len(text)
    for token in result.doc:
        if token.text.isalpha():
            assert text[token.idx : token.idx + len(token)] == token.text


def test_no_sentence_crosses_a_paragraph(nlp: Language) -> None:
    result = document_of(
        nlp, "Ministers meet in the north\n\n16 May 2024\n\nOSLO (XYZ) — The talks opened\n\nNobody spoke"
    )
    assert sentences(result) == [
        "Ministers meet in the north",
        "16 May 2024",
        "OSLO (XYZ) —",
        "The talks opened",
        "Nobody spoke",
    ]


def test_a_wrapped_line_does_not_end_a_sentence(nlp: Language) -> None:
    text = "The two ministers met on Monday and\nagreed to open the border\ncrossing.\n\nNobody spoke to the\npress.\n"
    assert sentences(document_of(nlp, text)) == [
        "The two ministers met on Monday and\nagreed to open the border\ncrossing.",
        "Nobody spoke to the\npress.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We will come,” the minister said.",
        "“Will they come?” he asked.",
        "Gen. Anna Berg and Sen. Jon Dahl met Mr. Roe on Jan. 5 in Oslo.",
        "He spoke in the U.S. and then in Norway.",
    ],
)
def test_marks_and_abbreviations_do_not_end_a_sentence(nlp: Language, text: str) -> None:
    assert sentences(document_of(nlp, text)) == [text]


def test_a_full_stop_before_a_closing_mark_ends_a_sentence(nlp: Language) -> None:
    text = "“We never refused to talk.” Norway was not asked. “We still want to.”"
    assert sentences(document_of(nlp, text)) == [
        "“We never refused to talk.”",
        "Norway was not asked.",
        "“We still want to.”",
    ]


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("BEIJING (XYZ) — ", dt.date(2024, 5, 16)),
        ("WASHINGTON (XYZ) — ", dt.date(2024, 5, 15)),
        ("NOWHEREVILLE (XYZ) — ", dt.date(2024, 5, 15)),
        ("", dt.date(2024, 5, 15)),
    ],
)
def test_the_day_is_that_at_the_place_of_the_dateline(nlp: Language, dateline: str, day: dt.date) -> None:
    assert document_of(nlp, dateline + "The talks opened on Thursday.", NOON).report_day == day


def test_an_article_without_a_date_has_no_day(nlp: Language) -> None:
    assert document_of(nlp, "The talks opened on Thursday.").report_day is None


def test_quotations_are_found_in_both_kinds_of_marks(nlp: Language) -> None:
    text = '“We will come,” he said. "We will stay," she said.'
    result = document_of(nlp, text)
    assert [text[q.start : q.end] for q in result.quotations] == ["“We will come,”", '"We will stay,"']
    assert result.quotation_at(text.index("come")) == result.quotations[0]
    assert result.quotation_at(text.index("said")) is None


def test_a_quotation_continued_in_the_next_paragraph_is_open(nlp: Language) -> None:
    text = "He said: “We will come.\n\n“We will stay.”"
    assert [(text[q.start : q.end], q.continues) for q in document_of(nlp, text).quotations] == [
        ("“We will come.", True),
        ("“We will stay.”", False),
    ]


def test_documents_are_in_the_order_of_the_articles(nlp: Language) -> None:
    articles = [Article(id=str(n), text="Talks. " * n) for n in range(5)]
    result = list(documents_of(nlp, articles, batch_size=2))
    assert [p.article.id for p in result] == ["0", "1", "2", "3", "4"]
    assert [len(p.doc.text) for p in result] == [len(a.text) for a in articles]


def test_a_text_longer_than_the_parser_takes_is_parsed_in_pieces(nlp: Language) -> None:
    sentence = "The two ministers met on Monday in Oslo. "
    text = sentence * (3 * PIECE // len(sentence)) + "\n\nNobody spoke."
    result = document_of(nlp, text)
    assert len(result.doc.text) == len(text)
    assert result.doc[-1].idx == len(text) - 1
    assert len(list(result.doc.sents)) == text.count(".")
    assert result.kind_of(result.doc[-1]) == ParagraphKind.BODY


@pytest.mark.parametrize("text", ["", " \n\r\n\t\u2028 \xa0", "—", '"', "(", "."])
def test_a_text_without_words_is_parsed(nlp: Language, text: str) -> None:
    result = document_of(nlp, text)
    assert len(result.doc.text) == len(text)
    assert all(result.kind_of(token) != ParagraphKind.HEADLINE for token in result.doc)


def test_a_long_run_of_marks_is_white_space_to_the_parser(nlp: Language) -> None:
    text = "Nobody came." + "“" * 1_000 + " Nobody left."
    result = document_of(nlp, text)
    assert len(result.doc.text) == len(text)
    assert len(result.doc) < 20


def test_a_long_sentence_is_cut(nlp: Language) -> None:
    result = document_of(nlp, "the troops left and " * 300)
    assert max(len(sentence) for sentence in result.doc.sents) <= LONGEST_SENTENCE + 1
