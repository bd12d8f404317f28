"""The mentions and events of an extraction."""

from kg_etl import gazetteer
from kg_etl.documents.parsing import documents_of
from kg_etl.events import frames
from kg_etl.extractors.rules import RulesExtractor, extraction
from kg_etl.model import Article, EventClass

FRAMES = frames.load()


def extraction_of(nlp, text):
    facts = gazetteer.load()
    return extraction(next(documents_of(nlp, [Article(id="a", text=text)], facts)), facts, FRAMES)


def test_a_pronoun_is_kept_with_its_antecedent(nlp):
    result = extraction_of(nlp, "The minister came. He said the border was open.")
    assert {mention.text for mention in result.mentions} == {"The minister", "He"}
    assert len({mention.chain for mention in result.mentions}) == 1


def test_a_country_in_the_name_of_an_unlisted_body_is_a_separate_mention(nlp):
    result = extraction_of(nlp, "Doctors of the Jamaica Cancer Society met in Kingston. They said Jamaica needed them.")
    inner, plain = (mention for mention in result.mentions if mention.text == "Jamaica")
    (body,) = (mention for mention in result.mentions if mention.text == "Jamaica Cancer Society")
    assert body.start <= inner.start < inner.end < body.end
    assert inner.chain == plain.chain != body.chain


def test_the_country_in_the_name_of_a_listed_body_is_a_mention_too(nlp):
    result = extraction_of(nlp, "The African Union and the Bank of Japan agreed to talk about Japanese loans.")
    assert [mention.text for mention in result.mentions if "Japan" in mention.text] == [
        "Bank of Japan",
        "Japan",
        "Japanese",
    ]


def test_roles_still_point_at_the_bodies_themselves(nlp):
    text = "On Monday the Jamaica Cancer Society signed an agreement with the Norwegian Cancer Society."
    result = extraction_of(nlp, text)
    (event,) = result.events
    assert {result.mentions[role.mention].text for role in event.roles} == {
        "Jamaica Cancer Society",
        "Norwegian Cancer Society",
    }


def test_the_town_of_an_authority_is_a_mention_but_not_that_of_a_team(nlp):
    text = "The Toronto Transit Commission said on Monday that the Boston Red Sox would play there."
    result = extraction_of(nlp, text)
    assert {mention.text for mention in result.mentions} >= {"Toronto", "Toronto Transit Commission"}
    assert "Boston" not in {mention.text for mention in result.mentions}


def test_an_extractor_matches_the_frames_that_it_is_given(nlp, tmp_path, added_frame):
    (tmp_path / "house.toml").write_text(added_frame, encoding="utf-8")
    article = Article(id="a", text="Russian forces mined the port of Odesa.")
    events = []
    for lexicon in (FRAMES, frames.load(tmp_path)):
        (result,) = RulesExtractor(nlp, gazetteer.load(), lexicon).extract([article])
        events.append([(event.cls, event.trigger.quote) for event in result.events])
    assert events == [[], [(EventClass.OFFENSIVE, "mined")]]
