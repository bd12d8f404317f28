"""Readings written by hand -> the graphs they give, kept as files beside this one.

A difference is a change of what people have stored: it belongs into CHANGELOG.md under "Data". When it is meant, write
the files anew and read their diff:

    KG_ETL_WRITE_GOLDEN=1 pytest tests/golden/test_golden.py
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kg_etl.identifiers import article_iri, nominal_iri
from kg_etl.mapping import article_graph
from kg_etl.model import (
    Article,
    ArticleGraph,
    Candidate,
    Entity,
    EntityType,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Link,
    Links,
    Mention,
    MentionForm,
    QuotationKind,
    Role,
    RoleName,
    Status,
    TimeBasis,
)
from kg_etl.validation import Shapes, validate

FOLDER = Path(__file__).parent
BASE = "https://w3id.org/kg-etl/id/"
WIKIDATA = "http://www.wikidata.org/entity/"
VERSIONS = {
    "software": "0.0.0",
    "pipeline": "p",
    "model": "m 1",
    "lexicon": "l",
    "gazetteer": "g",
    "shapes": "s",
}

parse_result = tuple[Article, Extraction, Links]


def evidence(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), quote=words)


def mention(text: str, words: str, kind: EntityType, chain: int, form: MentionForm = MentionForm.NAME) -> Mention:
    place = evidence(text, words)
    return Mention(start=place.start, end=place.end, text=words, type=kind, form=form, chain=chain)


def linked(number: int, qid: str, score: float = 1.0, method: str = "exact") -> Link:
    return Link(mention=number, entity=WIKIDATA + qid, score=score, method=method)


def entity(qid: str, label: str, kind: EntityType, acts_for: str | None = None) -> Entity:
    return Entity(iri=WIKIDATA + qid, label=label, type=kind, qid=qid, acts_for=acts_for and WIKIDATA + acts_for)


def nothing_happened() -> parse_result:
    """An article of which nothing is known but its text, and nothing was read from it."""
    article = Article(id="quiet.txt", text="All was quiet.")
    return article, Extraction(article_id=article.id), Links(article_id=article.id)


def planned_visit() -> parse_result:
    """A visit to come, all of it linked, with a time and everything that a source can tell of an article."""
    text = "PARIS – Emmanuel Macron will pay a state visit to Germany next week."
    article = Article(
        id="https://news.example/visit",
        text=text,
        title="“Macron” — \\ in Germany\n",
        published=dt.datetime(2024, 5, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        publisher="Example News",
        url="https://news.example/visit",
        authors=("B. Writer", "A. Writer"),
        language="en",
    )
    visit = Event(
        cls=EventClass.VISIT,
        type="StateVisit",
        status=Status.PLANNED,
        confidence=0.95,
        trigger=evidence(text, "state visit"),
        evidence=(evidence(text, text.removeprefix("PARIS – ")),),
        roles=(Role(name=RoleName.VISITOR, mention=0), Role(name=RoleName.DESTINATION, mention=1)),
        earliest=dt.date(2024, 5, 27),
        latest=dt.date(2024, 6, 2),
        time=evidence(text, "next week"),
        time_basis=TimeBasis.STATED,
    )
    mentions = (
        mention(text, "Emmanuel Macron", EntityType.PERSON, 0),
        mention(text, "Germany", EntityType.COUNTRY, 1),
    )
    links = Links(
        article_id=article.id,
        entities=(
            entity("Q183", "Germany", EntityType.COUNTRY),
            entity("Q3052772", "Emmanuel Macron", EntityType.PERSON),
        ),
        links=(linked(0, "Q3052772", 0.99), linked(1, "Q183")),
    )
    return article, Extraction(article_id=article.id, mentions=mentions, events=(visit,)), links


def claimed_attack() -> parse_result:
    """An attack that is told inside a statement, whose speaker is a place that acts for a country."""
    text = "“Bandits struck the depot at Nowhere,” the Kremlin said, and again: “at night.”"
    article = Article(id="wire:9", text=text, published=dt.datetime(2024, 1, 2, tzinfo=dt.UTC), url="not an address")
    attack = Event(
        cls=EventClass.OFFENSIVE,
        type="Offensive",
        status=Status.CLAIMED,
        confidence=0.5,
        trigger=evidence(text, "struck"),
        evidence=(evidence(text, "Bandits struck the depot at Nowhere"),),
        roles=(Role(name=RoleName.ATTACKER, mention=0), Role(name=RoleName.LOCATION, mention=1)),
        said_in=1,
    )
    statement = Event(
        cls=EventClass.STATEMENT,
        type="Accusation",
        status=Status.HAPPENED,
        confidence=1.0,
        trigger=evidence(text, "said"),
        evidence=(evidence(text, text),),
        roles=(Role(name=RoleName.SPEAKER, mention=2, words=evidence(text, "the Kremlin")),),
        content=(evidence(text, "Bandits struck the depot at Nowhere"), evidence(text, "at night")),
        cue=evidence(text, "said"),
        quotation_kind=QuotationKind.DIRECT,
        about=(1,),
    )
    mentions = (
        mention(text, "Bandits", EntityType.ARMED_FORCE, 0, MentionForm.NOMINAL),
        mention(text, "Nowhere", EntityType.CITY, 1),
        mention(text, "Kremlin", EntityType.FACILITY, 2),
    )
    bandits = nominal_iri(article_iri(BASE, article.id), 1, 8)
    nowhere = f"{BASE}city/nowhere-0123456789"
    links = Links(
        article_id=article.id,
        entities=(
            entity("Q133274", "Kremlin", EntityType.FACILITY, acts_for="Q159"),
            entity("Q159", "Russia", EntityType.COUNTRY),
            Entity(iri=bandits, label="Bandits", type=EntityType.ARMED_FORCE),
            Entity(iri=nowhere, label="Nowhere", type=EntityType.CITY),
        ),
        links=(
            Link(mention=0, entity=bandits, score=0, method="nil"),
            Link(
                mention=1,
                entity=nowhere,
                score=0,
                method="nil",
                candidates=(Candidate(qid="Q10", score=0.35), Candidate(qid="Q9", score=0.3)),
            ),
            linked(2, "Q133274", 0.9, "alias"),
        ),
    )
    return article, Extraction(article_id=article.id, mentions=mentions, events=(attack, statement)), links


def signed_pact() -> parse_result:
    """An agreement with a name and a subject, and a statement that has no speaker."""
    text = "Chile and Peru signed the Coast Pact on fishing. It was said to be historic."
    article = Article(id="pact", text=text, title="Coast Pact")
    pact = Event(
        cls=EventClass.AGREEMENT,
        type="Treaty",
        status=Status.HAPPENED,
        confidence=0.8,
        trigger=evidence(text, "signed"),
        evidence=(evidence(text, "Chile and Peru signed the Coast Pact on fishing."),),
        roles=(Role(name=RoleName.PARTY, mention=0), Role(name=RoleName.PARTY, mention=1)),
        name=evidence(text, "Coast Pact"),
        subject=evidence(text, "fishing"),
    )
    hearsay = Event(
        cls=EventClass.STATEMENT,
        type="Assertion",
        status=Status.HAPPENED,
        confidence=0.4,
        trigger=evidence(text, "said"),
        evidence=(evidence(text, "It was said to be historic."),),
        content=(evidence(text, "to be historic"),),
        cue=evidence(text, "said"),
        quotation_kind=QuotationKind.INDIRECT,
        no_speaker="passive without agent",
    )
    mentions = (mention(text, "Chile", EntityType.COUNTRY, 0), mention(text, "Peru", EntityType.COUNTRY, 1))
    links = Links(
        article_id=article.id,
        entities=(entity("Q298", "Chile", EntityType.COUNTRY), entity("Q419", "Peru", EntityType.COUNTRY)),
        links=(linked(0, "Q298"), linked(1, "Q419")),
    )
    return article, Extraction(article_id=article.id, mentions=mentions, events=(pact, hearsay)), links


EXPECTED = {
    "nothing-happened": nothing_happened(),
    "planned-visit": planned_visit(),
    "claimed-attack": claimed_attack(),
    "signed-pact": signed_pact(),
}


def graph_of(name: str) -> ArticleGraph:
    return article_graph(*EXPECTED[name], BASE, VERSIONS)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_reading_gives_the_graph_on_file(name: str) -> None:
    graph = graph_of(name)
    for written, suffix in ((graph.triples, "graph"), (graph.provenance, "provenance")):
        file = FOLDER / f"{name}.{suffix}.nt"
        if os.environ.get("KG_ETL_WRITE_GOLDEN"):
            file.write_text(written, encoding="utf-8", newline="")
        assert written == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_graph_on_file_conforms_to_the_shapes(name: str) -> None:
    article, *_ = EXPECTED[name]
    assert validate(graph_of(name), article.text, Shapes.load()).violations == ()
