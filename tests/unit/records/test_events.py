"""Events as lines of JSON, with the same fields in the same order."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from kg_etl.jsonl import encoded
from kg_etl.model import (
    Article,
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
from kg_etl.records import EventRecord, article_links, event_records

BASE = "https://example.org/"
TEXT = "Lena Ode went to Brack. Ode said: “Good.”"


def passage(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), quote=words)


def mention(words: str, kind: EntityType) -> Mention:
    place = passage(words)
    return Mention(start=place.start, end=place.end, text=words, type=kind, form=MentionForm.NAME, chain=0)


ARTICLE = Article(id="x", text=TEXT, title="Title", published=dt.datetime(2024, 5, 1, 8, tzinfo=dt.UTC))
VISIT = Event(
    cls=EventClass.VISIT,
    type="WorkingVisit",
    status=Status.HAPPENED,
    confidence=1 / 3,
    trigger=passage("went"),
    evidence=(passage("Lena Ode went to Brack."),),
    roles=(Role(name=RoleName.DESTINATION, mention=1), Role(name=RoleName.VISITOR, mention=0)),
    earliest=dt.date(2024, 4, 30),
    time_basis=TimeBasis.STATED,
    said_in=1,
)
STATEMENT = Event(
    cls=EventClass.STATEMENT,
    type="Praise",
    status=Status.HAPPENED,
    confidence=1,
    trigger=passage("said"),
    evidence=(passage("Ode said: “Good.”"),),
    roles=(Role(name=RoleName.SPEAKER, mention=0),),
    content=(passage("Good."),),
    cue=passage("said"),
    quotation_kind=QuotationKind.DIRECT,
)
EXTRACTION = Extraction(
    article_id="x",
    mentions=(mention("Lena Ode", EntityType.PERSON), mention("Brack", EntityType.CITY)),
    events=(VISIT, STATEMENT),
)
LINKS = Links(
    article_id="x",
    entities=(
        Entity(iri="http://www.wikidata.org/entity/Q5", label="Lena Ode", type=EntityType.PERSON, qid="Q5"),
        Entity(iri="https://example.org/city/brack", label="Brack", type=EntityType.CITY),
    ),
    links=(
        Link(mention=0, entity="http://www.wikidata.org/entity/Q5", score=0.9, method="exact"),
        Link(mention=1, entity="https://example.org/city/brack", score=0, method="nil"),
    ),
)


def lines(links: Links | None) -> list[dict[str, Any]]:
    return [json.loads(encoded(record)) for record in event_records(ARTICLE, EXTRACTION, links, BASE)]


def test_a_visit_has_all_fields_and_null_where_nothing_is_known() -> None:
    visit, statement = lines(LINKS)
    assert visit == {
        "article": "x",
        "article_iri": visit["article_iri"],
        "event_iri": visit["article_iri"] + "#visit=9,13",
        "class": "Visit",
        "type": "WorkingVisit",
        "status": "happened",
        "earliest": "2024-04-30",
        "latest": None,
        "time_basis": "stated",
        "background": None,
        "confidence": 0.3333,
        "roles": [
            {
                "role": "visitor",
                "text": "Lena Ode",
                "start": 0,
                "end": 8,
                "entity_iri": "http://www.wikidata.org/entity/Q5",
                "qid": "Q5",
                "label": "Lena Ode",
            },
            {
                "role": "destination",
                "text": "Brack",
                "start": 17,
                "end": 22,
                "entity_iri": "https://example.org/city/brack",
                "qid": None,
                "label": "Brack",
            },
        ],
        "evidence": [{"start": 0, "end": 23, "quote": "Lena Ode went to Brack."}],
        "trigger": {"start": 9, "end": 13, "text": "went"},
        "time": None,
        "said_in": statement["event_iri"],
        "article_title": "Title",
        "published": "2024-05-01T08:00:00Z",
    }


def test_only_a_statement_has_content_cue_and_quotation_kind() -> None:
    visit, statement = lines(LINKS)
    statement_fields = {"content", "cue", "quotation_kind", "no_speaker"}
    assert statement_fields.isdisjoint(visit)
    assert statement_fields <= statement.keys()
    assert statement["content"] == [{"start": 35, "end": 40, "text": "Good."}]
    assert statement["quotation_kind"] == "direct"
    assert statement["no_speaker"] is None


def test_only_an_agreement_has_a_name_and_a_subject() -> None:
    pact = replace(VISIT, cls=EventClass.AGREEMENT, type="Treaty", roles=(), name=passage("Brack"), said_in=None)
    (record,) = event_records(ARTICLE, replace(EXTRACTION, events=(pact,)), LINKS, BASE)
    line = json.loads(encoded(record))
    assert line["name"] == {"start": 17, "end": 22, "text": "Brack"}
    assert line["subject"] is None
    assert "name" not in lines(LINKS)[0]


def test_without_links_the_label_is_the_best_name_in_the_article() -> None:
    for role in (role for line in lines(None) for role in line["roles"]):
        assert (role["entity_iri"], role["qid"]) == (None, None)
        assert role["label"] in {"Lena Ode", "Brack"}
        assert TEXT[role["start"] : role["end"]] == role["text"]


@pytest.mark.parametrize("links", [LINKS, None], ids=["linked", "not linked"])
def test_the_text_of_a_role_is_the_words_at_its_place_and_its_label_the_name(links: Links | None) -> None:
    statement = replace(STATEMENT, roles=(Role(name=RoleName.SPEAKER, mention=0, words=passage("Ode said")),))
    (record,) = event_records(ARTICLE, replace(EXTRACTION, events=(statement,)), links, BASE)
    (role,) = record.roles
    assert (role.text, role.start, role.label) == ("Ode said", TEXT.index("Ode said"), "Lena Ode")


def test_a_role_whom_the_article_never_names_is_labelled_with_its_first_description() -> None:
    forms = (("she", MentionForm.PRONOUN), ("the envoy", MentionForm.NOMINAL), ("her", MentionForm.PRONOUN))
    nameless = tuple(
        Mention(start=i, end=i + 1, text=text, type=EntityType.PERSON, form=form, chain=7)
        for i, (text, form) in enumerate(forms)
    )
    said = replace(STATEMENT, roles=(Role(name=RoleName.SPEAKER, mention=2),))
    (record,) = event_records(ARTICLE, Extraction(article_id="x", mentions=nameless, events=(said,)), None, BASE)
    assert record.roles[0].label == "the envoy"


def test_records_come_in_the_order_of_their_triggers() -> None:
    turned = replace(EXTRACTION, events=(STATEMENT, replace(VISIT, said_in=0)))
    assert event_records(ARTICLE, turned, LINKS, BASE) == event_records(ARTICLE, EXTRACTION, LINKS, BASE)


def test_a_role_that_is_given_twice_stands_once() -> None:
    doubled = replace(VISIT, roles=VISIT.roles * 2)
    (record, _) = event_records(ARTICLE, replace(EXTRACTION, events=(doubled, STATEMENT)), LINKS, BASE)
    assert [role.role for role in record.roles] == ["visitor", "destination"]


@pytest.mark.parametrize("links", [LINKS, None], ids=["linked", "not linked"])
def test_a_line_can_be_read_back(links: Links | None) -> None:
    records = event_records(ARTICLE, EXTRACTION, links, BASE)
    assert tuple(msgspec.json.decode(encoded(record), type=EventRecord) for record in records) == records


def test_an_article_has_a_link_for_each_mention() -> None:
    assert json.loads(encoded(article_links(EXTRACTION, LINKS))) == {
        "id": "x",
        "links": [
            {
                "start": 0,
                "end": 8,
                "text": "Lena Ode",
                "qid": "Q5",
                "iri": "http://www.wikidata.org/entity/Q5",
                "score": 0.9,
                "method": "exact",
            },
            {
                "start": 17,
                "end": 22,
                "text": "Brack",
                "qid": None,
                "iri": "https://example.org/city/brack",
                "score": 0.0,
                "method": "nil",
            },
        ],
    }
