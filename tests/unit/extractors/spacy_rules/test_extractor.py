"""What an extraction keeps of the mentions of an article."""

from kg_etl import gazetteer
from kg_etl.extractors.spacy_rules.extractor import extraction
from kg_etl.extractors.spacy_rules.parse import parsed
from kg_etl.model import Article


def test_with_a_pronoun_goes_the_noun_that_says_whom_it_means(nlp):
    one = next(parsed(nlp, [Article(id="a", text="The minister came. He said the border was open.")]))
    told = extraction(one, gazetteer.load())
    assert {mention.text for mention in told.mentions} == {"The minister", "He"}
    assert len({mention.chain for mention in told.mentions}) == 1
