"""Statements of many forms are extracted, and no text makes the rules fail."""

from __future__ import annotations

import pytest

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article
from kg_etl.statements import statements


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The plan was rejected by Egypt.", ["Egypt"], "The plan"),
        ("The plan was criticized by some of his rivals.", ["some"], "The plan"),
        ("Egypt signaled its support for the plan.", ["Egypt"], "its support for the plan"),
        ("Egypt has sent aid and was condemned by Qatar.", ["Qatar"], "Egypt"),
        ("Egypt's assertions about the border were false.", ["Egypt"], "the border"),
        ("Egypt extolled the treaty.", ["Egypt"], "the treaty"),
        ("Egypt made a plea for Qatar to stop.", ["Egypt"], "Qatar to stop"),
        ("Egypt renewed its calls for Qatar to close the border.", ["Egypt"], "Qatar to close the border"),
        (
            "Egypt called the report a lie, because Qatar had left.",
            ["Egypt"],
            "the report a lie, because Qatar had left",
        ),
        ("In Cairo on Friday, Sameh Shoukry dismissed critics of the deal.", ["Sameh Shoukry"], "critics of the deal"),
        ("In interviews Wednesday, Perez dismissed critics of the deal.", ["Perez"], "critics of the deal"),
        ("Those who praised the deal left.", ["Those"], "the deal"),
        ("Egypt expressed support for the deal.", ["Egypt"], "the deal"),
        (
            "Egypt discussed the war, women's health, the truce or aid.",
            ["Egypt"],
            "the war, women's health, the truce or aid",
        ),
        ("Egypt denounced the deal during a debate.", ["Egypt"], "the deal"),
        ("The ministry's letter suggests that the border was open.", ["ministry"], "that the border was open"),
        ("Activists revealed that the border was open.", ["Activists"], "that the border was open"),
        ("Egypt urged Qatar to stop.", ["Egypt"], "Qatar to stop"),
        ("Perez talks about growing up in Cairo.", ["Perez"], "growing up in Cairo"),
        ("The plan was ignored and condemned by Egypt.", ["Egypt"], "The plan"),
        ("Egypt was critical of the plan.", ["Egypt"], "the plan"),
        ("“The border is open,” the sign read.", ["sign"], "“The border is open,”"),
    ],
)
def test_statements_have_many_forms(read_single, text, speakers, content):
    statement = read_single(text)
    assert [name.lower().removeprefix("the ") for name in statement.speakers] == [name.lower() for name in speakers]
    assert statement.content == [content]


def test_boilerplate_holds_no_statement(read):
    assert (
        read("Trucks waited.\n\nTHIS IS BREAKING NEWS, THE PRESIDENT SAYS THAT MORE FOLLOWS.\n\nMore trucks came.")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said",
        "”””“““ said ` '' said",
        "“We want peace, said the minister. “ But he said \x00 that it \x07 was over.",
        "”" * 300 + "“" * 300,
        "He said “" * 100,
    ],
)
def test_malformed_text_does_not_raise(read, text):
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Peace,” he said. " * 1_500,
        "She said that " * 3_000,
        "“We want peace. " * 2_000,
    ],
)
def test_thousands_of_cues_and_marks_do_not_raise(nlp, text):
    document = next(documents_of(nlp, [Article(id="a", text=text)]))
    events = statements(document, mention_table(document, gazetteer.load()))
    assert all(event.content for event in events)
