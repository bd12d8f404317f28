"""What an extraction keeps of the mentions of an article."""

from kg_etl import gazetteer
from kg_etl.documents.parsing import documents_of
from kg_etl.extractors.rules import extraction
from kg_etl.model import Article


def test_with_a_pronoun_goes_the_noun_that_says_whom_it_means(nlp):
    item = next(documents_of(nlp, [Article(id="a", text="The minister came. He said the border was open.")]))
    read = extraction(item, gazetteer.load())
    assert {mention.text for mention in read.mentions} == {"The minister", "He"}
    assert len({mention.chain for mention in read.mentions}) == 1


def events_of(nlp, text):
    gaz = gazetteer.load()
    return extraction(next(documents_of(nlp, [Article(id="a", text=text)], gaz)), gaz)


def test_a_country_in_the_name_of_an_unknown_body_is_a_mention_of_its_own(nlp):
    read = events_of(nlp, "Doctors of the Jamaica Cancer Society met in Kingston. They said Jamaica needed them.")
    inner, plain = (mention for mention in read.mentions if mention.text == "Jamaica")
    (body,) = (mention for mention in read.mentions if mention.text == "Jamaica Cancer Society")
    assert body.start <= inner.start < inner.end < body.end
    assert inner.chain == plain.chain != body.chain


def test_the_country_in_the_name_of_a_known_body_is_a_mention_too(nlp):
    read = events_of(nlp, "The African Union and the Bank of Japan agreed to talk about Japanese loans.")
    assert [mention.text for mention in read.mentions if "Japan" in mention.text] == [
        "Bank of Japan",
        "Japan",
        "Japanese",
    ]


def test_roles_still_point_at_the_bodies_themselves(nlp):
    read = events_of(nlp, "On Monday the Jamaica Cancer Society signed an agreement with the Norwegian Cancer Society.")
    (event,) = read.events
    assert {read.mentions[role.mention].text for role in event.roles} == {
        "Jamaica Cancer Society",
        "Norwegian Cancer Society",
    }


def test_the_town_of_an_authority_is_a_mention_but_not_that_of_a_team(nlp):
    read = events_of(nlp, "The Toronto Transit Commission said on Monday that the Boston Red Sox would play there.")
    assert {mention.text for mention in read.mentions} >= {"Toronto", "Toronto Transit Commission"}
    assert "Boston" not in {mention.text for mention in read.mentions}
