"""The named graph of an article: its content, that it is deterministic, and that records can be read back from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg_etl.errors import MappingError
from kg_etl.mapping import article_graph, records_of_graph, records_of_ntriples
from kg_etl.mapping.terms import canonical, web_address
from kg_etl.model import (
    CLASS_ROLES,
    EVENT_TYPES,
    Article,
    ArticleGraph,
    Background,
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
from kg_etl.queries import Answer, Term
from kg_etl.records import event_records
from kg_etl.vocabulary import DIP, ITSRDF, OA, PROV, RDF, RDFS

BASE = "https://w3id.org/kg-etl/id/"
VERSIONS = {"software": "0.1.0", "pipeline": "abc", "shapes": "def"}
TEXT = "Ida Moss of the Harbour Office met the mayor in Velden on Friday, she said."
WIKIDATA = "http://www.wikidata.org/entity/"


def passage(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), quote=words)


def mention(words: str, kind: EntityType, chain: int) -> Mention:
    place = passage(words)
    return Mention(start=place.start, end=place.end, text=words, type=kind, form=MentionForm.NAME, chain=chain)


ARTICLE = Article(id="desk/7", text=TEXT, url="https://news.example/7")
MENTIONS = (
    mention("Ida Moss", EntityType.PERSON, 0),
    mention("Harbour Office", EntityType.ORGANIZATION, 1),
    mention("mayor", EntityType.PERSON, 2),
    mention("Velden", EntityType.CITY, 3),
    mention("Friday", EntityType.PLACE, 4),
)
MEETING = Event(
    cls=EventClass.VISIT,
    type="Meeting",
    status=Status.HAPPENED,
    confidence=0.85,
    trigger=passage("met"),
    evidence=(passage("Ida Moss of the Harbour Office met the mayor in Velden on Friday"),),
    roles=(
        Role(name=RoleName.VISITOR, mention=0),
        Role(name=RoleName.HOST, mention=2),
        Role(name=RoleName.DESTINATION, mention=3),
    ),
    said_in=1,
)
SAYING = Event(
    cls=EventClass.STATEMENT,
    type="Statement",
    status=Status.HAPPENED,
    confidence=1.0,
    trigger=passage("said"),
    evidence=(passage("she said"),),
    roles=(Role(name=RoleName.SPEAKER, mention=0),),
    content=(passage("Ida Moss"), passage("in Velden on Friday")),
    cue=passage("said"),
    quotation_kind=QuotationKind.INDIRECT,
    about=(3,),
)
EXTRACTION = Extraction(article_id="desk/7", mentions=MENTIONS, events=(MEETING, SAYING))
MAYOR = f"{BASE}person/mayor-0123456789"
LINKS = Links(
    article_id="desk/7",
    entities=(
        Entity(iri=f"{WIKIDATA}Q1", label="Ida Moss", type=EntityType.PERSON, qid="Q1", acts_for=f"{WIKIDATA}Q2"),
        Entity(
            iri=f"{WIKIDATA}Q2",
            label="Harbour Office",
            type=EntityType.ORGANIZATION,
            qid="Q2",
            acts_for=f"{WIKIDATA}Q5",
        ),
        Entity(iri=f"{WIKIDATA}Q3", label="Velden", type=EntityType.CITY, qid="Q3"),
        Entity(iri=f"{WIKIDATA}Q4", label="Friday", type=EntityType.PLACE, qid="Q4"),
        Entity(iri=f"{WIKIDATA}Q5", label="Lakeland", type=EntityType.COUNTRY, qid="Q5"),
        Entity(iri=MAYOR, label="mayor", type=EntityType.PERSON),
    ),
    links=(
        Link(mention=0, entity=f"{WIKIDATA}Q1", score=0.97, method="exact"),
        Link(mention=1, entity=f"{WIKIDATA}Q2", score=0.9, method="alias"),
        Link(
            mention=2,
            entity=MAYOR,
            score=0,
            method="nil",
            candidates=tuple(Candidate(qid=f"Q{number}", score=0.4) for number in (40, 41, 42, 43)),
        ),
        Link(mention=3, entity=f"{WIKIDATA}Q3", score=1, method="exact"),
        Link(mention=4, entity=f"{WIKIDATA}Q4", score=1, method="exact"),
    ),
)


def graph_of(article: Article = ARTICLE, extraction: Extraction = EXTRACTION, links: Links = LINKS) -> ArticleGraph:
    return article_graph(article, extraction, links, BASE, VERSIONS)


def triples_of(ntriples: str) -> set[tuple[str, str, str]]:
    quads = ox.parse(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}  # type: ignore[union-attr]


GRAPH = graph_of()
TRIPLES = triples_of(GRAPH.triples)
MET = f"{GRAPH.iri}#visit={TEXT.index('met')},{TEXT.index('met') + 3}"
SAID = f"{GRAPH.iri}#statement={TEXT.index('said')},{TEXT.index('said') + 4}"


def values(node: str, term: str) -> set[str]:
    return {value for subject, predicate, value in TRIPLES if (subject, predicate) == (node, str(term))}


def place(words: str) -> str:
    return f"{GRAPH.iri}#char={TEXT.index(words)},{TEXT.index(words) + len(words)}"


def test_the_graph_has_the_iri_of_its_article() -> None:
    assert values(GRAPH.iri, RDF.type) == {str(DIP.Article)}
    assert values(GRAPH.iri, DIP.sourceId) == {"desk/7"}
    assert values(GRAPH.iri, DIP.contentHash) == {ARTICLE.content_hash} == {GRAPH.content_hash}


def test_the_text_of_the_article_is_not_in_the_graph() -> None:
    assert TEXT not in GRAPH.triples
    assert values(GRAPH.iri, DIP.textLength) == {str(len(TEXT))}


def test_an_event_has_its_class_and_its_most_specific_subclass() -> None:
    assert values(MET, RDF.type) == {str(DIP.Visit), str(DIP.Meeting)}
    assert values(SAID, RDF.type) == {str(DIP.Statement)}


def test_a_role_leads_to_its_entity_and_by_its_mention_to_the_text() -> None:
    assert values(MET, DIP.visitor) == {f"{WIKIDATA}Q1"}
    assert values(MET, DIP.visitorMention) == {place("Ida Moss")}
    assert place("Ida Moss") in values(MET, DIP.mention)
    assert values(place("Ida Moss"), ITSRDF.taIdentRef) == {f"{WIKIDATA}Q1"}
    assert values(place("Ida Moss"), ITSRDF.taConfidence) == {"0.97"}
    assert values(place("Ida Moss"), OA.exact) == {"Ida Moss"}


def test_a_mention_without_a_link_keeps_its_best_candidates() -> None:
    assert values(place("mayor"), DIP.candidate) == {f"{WIKIDATA}Q{number}" for number in (40, 41, 42)}
    assert values(place("mayor"), DIP.candidateScores) == {"Q40=0.4 Q41=0.4 Q42=0.4"}
    assert values(place("mayor"), ITSRDF.taConfidence) == set()
    assert values(place("Velden"), DIP.candidate) == set()


def test_a_mention_that_no_event_uses_is_not_in_the_graph() -> None:
    assert values(f"{WIKIDATA}Q4", RDFS.label) == set()
    assert values(place("Friday"), OA.exact) == set()


def test_an_entity_brings_those_it_acts_for_along() -> None:
    assert values(f"{WIKIDATA}Q1", DIP.actsFor) == {f"{WIKIDATA}Q2"}
    assert values(f"{WIKIDATA}Q2", DIP.actsFor) == {f"{WIKIDATA}Q5"}
    assert values(f"{WIKIDATA}Q5", RDFS.label) == {"Lakeland"}
    assert values(f"{WIKIDATA}Q5", RDF.type) == {str(DIP.Country)}


def test_the_spans_of_a_content_are_joined_in_order() -> None:
    assert values(SAID, DIP.content) == {"Ida Moss … in Velden on Friday"}
    assert values(SAID, DIP.contentEvidence) == {place("Ida Moss"), place("in Velden on Friday")}


def test_the_words_of_a_role_point_at_the_mentions_that_they_stand_for() -> None:
    both = tuple(Role(name=RoleName.SPEAKER, mention=number, words=passage("she")) for number in (0, 1))
    extraction = replace(EXTRACTION, events=(replace(SAYING, roles=both),))
    graph = graph_of(extraction=extraction)
    written = triples_of(graph.triples)
    assert (SAID, str(DIP.roleWords), place("she")) in written
    stand = {value for subject, term, value in written if (subject, term) == (place("she"), str(DIP.standsFor))}
    assert stand == {place("Ida Moss"), place("Harbour Office")}
    records = records_of_ntriples(graph.iri, graph.triples)
    assert records == event_records(ARTICLE, extraction, LINKS, BASE)
    assert [(role.text, role.label) for role in records[0].roles] == [("she", "Ida Moss"), ("she", "Harbour Office")]


def test_an_event_inside_a_statement_points_at_it_and_the_other_way_round() -> None:
    assert values(MET, DIP.saidIn) == {SAID}
    assert values(SAID, DIP.about) == {MET, f"{WIKIDATA}Q3"}


def test_lines_are_sorted_and_unique_and_contain_no_blank_node() -> None:
    for written in (GRAPH.triples, GRAPH.provenance):
        lines = written.split("\n")[:-1]
        assert lines == sorted(set(lines))
        assert not any(line.startswith("_:") or " _:" in line for line in lines)


def test_equal_values_give_equal_graphs() -> None:
    assert graph_of() == GRAPH


def test_the_day_of_the_report_stands_at_the_article_with_the_words_that_give_it() -> None:
    day = dt.date(2024, 5, 17)
    graph = graph_of(extraction=replace(EXTRACTION, report_day=day, report_day_evidence=passage("on Friday")))
    triples = triples_of(graph.triples)
    assert (graph.iri, str(DIP.reportDay), "2024-05-17") in triples
    assert (graph.iri, str(DIP.reportDayEvidence), place("on Friday")) in triples
    assert (place("on Friday"), str(OA.exact), "on Friday") in triples
    assert str(DIP.reportDay) not in graph_of().triples


def test_an_event_says_how_its_days_are_known_and_why_it_is_recalled() -> None:
    event = {"time_basis": TimeBasis.BOUNDED, "background": Background.OBITUARY, "latest": dt.date(2024, 5, 17)}
    triples = triples_of(graph_of(extraction=extraction_with(**event)).triples)
    assert {obj for _, term, obj in triples if term == str(DIP.timeBasis)} == {str(DIP.bounded)}
    assert {obj for _, term, obj in triples if term == str(DIP.background)} == {str(DIP.obituary)}


def test_an_article_without_events_is_a_graph_too() -> None:
    empty = graph_of(extraction=Extraction(article_id="desk/7"), links=Links(article_id="desk/7"))
    assert {predicate for _, predicate, _ in triples_of(empty.triples)} >= {str(DIP.sourceId), str(DIP.contentHash)}


def test_the_provenance_has_the_source_and_the_versions_of_the_graph() -> None:
    provenance = triples_of(GRAPH.provenance)
    (activity,) = {value for _, predicate, value in provenance if predicate == str(PROV.wasGeneratedBy)}
    assert (GRAPH.iri, str(DIP.graphDigest), GRAPH.digest) in provenance
    assert (GRAPH.iri, str(DIP.tripleCount), str(len(TRIPLES))) in provenance
    assert (GRAPH.iri, str(DIP.eventCount), "2") in provenance
    assert (GRAPH.iri, str(DIP.pipelineVersion), "abc") in provenance
    assert (GRAPH.iri, str(PROV.wasDerivedFrom), "https://news.example/7") in provenance
    assert (activity, str(DIP.shapesVersion), "def") in provenance
    assert not any(predicate == str(PROV.generatedAtTime) for _, predicate, _ in provenance)


def test_equal_versions_are_a_single_activity_and_others_another() -> None:
    def activity(versions: dict[str, str]) -> set[str]:
        graph = article_graph(ARTICLE, EXTRACTION, LINKS, BASE, versions)
        return {value for _, predicate, value in triples_of(graph.provenance) if predicate == str(PROV.wasGeneratedBy)}

    assert activity(VERSIONS) == activity(dict(reversed(VERSIONS.items())))
    assert activity(VERSIONS) != activity(VERSIONS | {"shapes": "other"})


def test_the_time_stands_in_the_provenance_only_when_it_is_given() -> None:
    at = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    graph = article_graph(ARTICLE, EXTRACTION, LINKS, BASE, VERSIONS, at)
    assert (graph.iri, str(PROV.generatedAtTime), "2024-05-01T12:00:00Z") in triples_of(graph.provenance)
    assert graph.triples == GRAPH.triples


def extraction_with(**changes: Any) -> Extraction:
    return replace(EXTRACTION, events=(replace(MEETING, **changes), SAYING))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda: graph_of(article=replace(ARTICLE, id="other")), "different articles"),
        (lambda: graph_of(links=replace(LINKS, links=LINKS.links[1:])), "do not match the mentions"),
        (lambda: graph_of(links=replace(LINKS, entities=LINKS.entities[1:])), "links to missing entities"),
        (lambda: graph_of(links=replace(LINKS, entities=LINKS.entities[:-2])), "links to missing entities"),
        (lambda: graph_of(extraction=extraction_with(type="Treaty")), "Treaty is not a subclass of Visit"),
        (lambda: graph_of(extraction=extraction_with(said_in=9)), "does not exist"),
        (
            lambda: graph_of(extraction=extraction_with(roles=(Role(name=RoleName.PARTY, mention=0),))),
            "Visit has no role party",
        ),
        (lambda: graph_of(extraction=extraction_with(roles=(Role(name=RoleName.HOST, mention=9),))), "does not exist"),
        (lambda: graph_of(extraction=extraction_with(confidence=float("nan"))), "not a finite number"),
        (lambda: graph_of(extraction=replace(EXTRACTION, events=(MEETING, MEETING))), "have the same trigger"),
        (lambda: graph_of(article=replace(ARTICLE, title="\ud800")), "not Unicode"),
        (
            lambda: graph_of(extraction=extraction_with(time=Evidence(start=0, end=1, quote="\ud800"))),
            "not a string of Unicode characters",
        ),
        (lambda: article_graph(ARTICLE, EXTRACTION, LINKS, "no base ", VERSIONS), "not an absolute IRI"),
        (
            lambda: article_graph(ARTICLE, EXTRACTION, LINKS, BASE, {"weather": "fair"}),
            "no term for the version of weather",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_reason(broken: Callable[[], ArticleGraph], says: str) -> None:
    with pytest.raises(MappingError, match=says):
        broken()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "https://",
        "https://news.example/a b",
        "mailto:a@b.example",
        "http://[::1",
        "https://x.example/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_stays_a_string(url: str) -> None:
    assert web_address(url) == ox.Literal(url)
    assert graph_of(article=replace(ARTICLE, url=url)).triples


def stored(ntriples: str) -> str:
    """A graph as a store returns it, in sorted N-Triples."""
    store = ox.Store()
    graph = ox.NamedNode("https://example.org/g")
    store.load(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return canonical(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@st.composite
def extracted_articles(draw: st.DrawFn) -> tuple[Article, Extraction, Links]:
    """An article with an arbitrary text, and events with arbitrary spans in it."""
    content = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=30, max_size=60))

    def span() -> Evidence:
        start = draw(st.integers(0, len(content) - 1))
        end = draw(st.integers(start + 1, len(content)))
        return Evidence(start=start, end=end, quote=content[start:end])

    spans = draw(st.lists(st.integers(0, 28), min_size=1, max_size=5, unique=True))
    mentions = tuple(
        Mention(
            start=start,
            end=start + 2,
            text=content[start : start + 2],
            type=EntityType.ACTOR,
            form=MentionForm.NAME,
            chain=number,
        )
        for number, start in enumerate(spans)
    )
    entities = (
        Entity(iri=f"{WIKIDATA}Q1", label=draw(words), type=EntityType.ACTOR, qid="Q1"),
        Entity(iri=f"{BASE}actor/a-0123456789", label=draw(words), type=EntityType.ACTOR),
    )
    links = tuple(
        Link(mention=number, entity=draw(st.sampled_from(entities)).iri, score=0.5, method="exact")
        for number in range(len(mentions))
    )

    def words_of(number: int) -> st.SearchStrategy[Evidence]:
        """Words of a role with a start that no other words have."""
        starts = st.integers(0, 4).map(lambda row: row * len(mentions) + number)
        return starts.map(lambda start: Evidence(start=start, end=start + 3, quote=content[start : start + 3]))

    triggers = draw(st.lists(st.integers(0, 28), max_size=4, unique=True))
    events = []
    for start in triggers:
        cls = draw(st.sampled_from(EventClass))
        says, agrees = cls is EventClass.STATEMENT, cls is EventClass.AGREEMENT
        roles = draw(
            st.lists(
                st.tuples(st.sampled_from(sorted(CLASS_ROLES[cls])), st.integers(0, len(mentions) - 1)), max_size=4
            )
        )
        named_by = {number: draw(st.none() | words_of(number)) for number in range(len(mentions))}
        content_spans = tuple(span() for _ in range(draw(st.integers(1, 2)))) if says else ()
        events.append(
            Event(
                cls=cls,
                type=draw(st.sampled_from(sorted(EVENT_TYPES[cls]))),
                status=draw(st.sampled_from(Status)),
                confidence=draw(st.floats(0, 1)),
                trigger=Evidence(start=start, end=start + 1, quote=content[start]),
                evidence=(span(),),
                roles=tuple(Role(name=name, mention=number, words=named_by[number]) for name, number in roles),
                earliest=draw(st.none() | st.dates()),
                latest=draw(st.none() | st.dates()),
                time_basis=draw(st.none() | st.sampled_from(TimeBasis)),
                background=draw(st.none() | st.sampled_from(Background)),
                time=span() if draw(st.booleans()) else None,
                name=span() if agrees else None,
                subject=span() if agrees else None,
                content=content_spans,
                cue=span() if says else None,
                quotation_kind=draw(st.none() | st.sampled_from(QuotationKind)) if says else None,
                no_speaker=draw(st.none() | words) if says else None,
                said_in=draw(st.none() | st.integers(0, len(triggers) - 1)),
            )
        )
    article = Article(id=draw(words), text=content, title=draw(st.none() | words))
    return (
        article,
        Extraction(
            article_id=article.id,
            mentions=mentions,
            events=tuple(events),
            report_day=draw(st.none() | st.dates()),
            report_day_evidence=span() if draw(st.booleans()) else None,
        ),
        Links(article_id=article.id, entities=entities, links=links),
    )


@settings(max_examples=60, deadline=None)
@given(extracted_articles())
def test_records_read_from_the_stored_graph_are_those_made_from_the_values(
    extracted: tuple[Article, Extraction, Links],
) -> None:
    article, extraction, links = extracted
    graph = graph_of(article, extraction, links)
    assert stored(graph.triples) == graph.triples
    assert records_of_ntriples(graph.iri, graph.triples) == event_records(article, extraction, links, BASE)


def test_records_are_read_from_the_answer_of_a_store() -> None:
    quads = ox.parse(GRAPH.triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    rows = tuple(
        tuple(Term(kind="literal" if isinstance(term, ox.Literal) else "iri", value=term.value) for term in quad.triple)  # type: ignore[union-attr]
        for quad in quads
    )
    answer = Answer(variables=("subject", "predicate", "object"), rows=rows)
    assert records_of_graph(GRAPH.iri, answer) == event_records(ARTICLE, EXTRACTION, LINKS, BASE)


@pytest.mark.parametrize(
    ("ntriples", "says"),
    [
        ("not triples", "desk"),
        (f"<{MET}> <{RDF.type}> <{DIP.Visit}> .\n", "not 0"),
        (GRAPH.triples + f"<{MET}> <{DIP.status}> <{DIP.denied}> .\n", "not 2"),
    ],
)
def test_a_graph_of_another_make_is_refused(ntriples: str, says: str) -> None:
    with pytest.raises(MappingError, match=says):
        records_of_ntriples(GRAPH.iri if says != "desk" else "desk", ntriples)
