"""For every constraint of the shapes a graph that violates it: a conforming graph with a single change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from rdflib import Graph, Literal, URIRef

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
from kg_etl.schema import SCHEMA
from kg_etl.validation import Shapes, in_words, validate
from kg_etl.vocabulary import DIP, ITSRDF, OA, RDF, RDFS, SH, WD, XSD

BASE = "https://w3id.org/kg-etl/id/"
TEXT = (
    "OSTIA, March 5 – President Ada Lund of Norland visited Ostia on Tuesday and was received by King Odo. "
    "“We will sign,” she told parliament, the Norland Wire reported. "
    "The Valley Pact on grain transit was signed by Lund for Norland and Sudland. "
    "Norland's Third Brigade shelled Eastby in the Marches, the Old Palace said."
)


def passage(words: str, after: str = "") -> Evidence:
    start = TEXT.index(words, TEXT.index(after))
    return Evidence(start=start, end=start + len(words), quote=words)


SENTENCES = tuple(passage(sentence + ".") for sentence in TEXT.removesuffix(".").replace(". ", ".\n").split(".\n"))

NAMES: tuple[tuple[str, str, EntityType, str], ...] = (
    ("Ada Lund", "", EntityType.PERSON, "Q101"),
    ("Norland", "", EntityType.COUNTRY, "Q102"),
    ("Ostia", "visited", EntityType.CITY, "Q103"),
    ("King Odo", "", EntityType.PERSON, ""),
    ("parliament", "", EntityType.ORGANIZATION, ""),
    ("Norland Wire", "", EntityType.ORGANIZATION, "Q106"),
    ("Sudland", "", EntityType.COUNTRY, "Q107"),
    ("Third Brigade", "", EntityType.ARMED_FORCE, ""),
    ("Eastby", "", EntityType.CITY, "Q109"),
    ("Marches", "", EntityType.REGION, "Q110"),
    ("Old Palace", "", EntityType.FACILITY, "Q111"),
)


def story() -> ArticleGraph:
    """A graph with every class of event and every property that conforms without a warning."""
    article = Article(
        id="wire:1",
        text=TEXT,
        title="A visit to Ostia",
        published=dt.datetime(2024, 3, 5, 18, 0, tzinfo=dt.UTC),
        publisher="Norland Wire",
        url="https://news.example/1",
        authors=("A. Reporter",),
        language="en",
    )
    mentions, links, entities = [], [], []
    for number, (words, after, kind, qid) in enumerate(NAMES):
        place = passage(words, after)
        mentions.append(
            Mention(start=place.start, end=place.end, text=words, type=kind, form=MentionForm.NAME, chain=number)
        )
        iri = f"http://www.wikidata.org/entity/{qid}" if qid else f"{BASE}{kind.lower()}/{number}-0123456789"
        acts_for = {"Old Palace": "http://www.wikidata.org/entity/Q107"}.get(words)
        entities.append(Entity(iri=iri, label=words, type=kind, qid=qid or None, acts_for=acts_for))
        candidates = () if qid else (Candidate(qid="Q900", score=0.4), Candidate(qid="Q901", score=0.2))
        links.append(
            Link(
                mention=number,
                entity=iri,
                score=0.9 if qid else 0,
                method="exact" if qid else "nil",
                candidates=candidates,
            )
        )
    number_of = {words: number for number, (words, *_) in enumerate(NAMES)}

    def plays(*pairs: tuple[RoleName, str]) -> tuple[Role, ...]:
        return tuple(Role(name=name, mention=number_of[words]) for name, words in pairs)

    day = dt.date(2024, 3, 5)
    events = (
        Event(
            cls=EventClass.VISIT,
            type="StateVisit",
            status=Status.HAPPENED,
            confidence=0.9,
            trigger=passage("visited"),
            evidence=(SENTENCES[0],),
            roles=plays((RoleName.VISITOR, "Ada Lund"), (RoleName.HOST, "King Odo"), (RoleName.DESTINATION, "Ostia")),
            earliest=day,
            latest=day,
            time=passage("on Tuesday"),
            time_basis=TimeBasis.STATED,
        ),
        Event(
            cls=EventClass.STATEMENT,
            type="Promise",
            status=Status.HAPPENED,
            confidence=0.8,
            trigger=passage("told"),
            evidence=(SENTENCES[1],),
            roles=(
                Role(name=RoleName.SPEAKER, mention=number_of["Ada Lund"], words=passage("she")),
                *plays((RoleName.ADDRESSEE, "parliament"), (RoleName.REPORTED_BY, "Norland Wire")),
            ),
            content=(passage("We will sign"),),
            cue=passage("told"),
            quotation_kind=QuotationKind.DIRECT,
        ),
        Event(
            cls=EventClass.AGREEMENT,
            type="TradeAgreement",
            status=Status.HAPPENED,
            confidence=0.7,
            trigger=passage("signed"),
            evidence=(SENTENCES[2],),
            roles=plays((RoleName.PARTY, "Norland"), (RoleName.PARTY, "Sudland"), (RoleName.SIGNATORY, "Ada Lund")),
            name=passage("Valley Pact"),
            subject=passage("grain transit"),
        ),
        Event(
            cls=EventClass.OFFENSIVE,
            type="Shelling",
            status=Status.CLAIMED,
            confidence=0.7,
            trigger=passage("shelled"),
            evidence=(SENTENCES[3],),
            roles=plays(
                (RoleName.ATTACKER, "Third Brigade"), (RoleName.TARGET, "Eastby"), (RoleName.LOCATION, "Marches")
            ),
            said_in=4,
        ),
        Event(
            cls=EventClass.STATEMENT,
            type="Accusation",
            status=Status.HAPPENED,
            confidence=0.7,
            trigger=passage("said"),
            evidence=(SENTENCES[3],),
            roles=plays((RoleName.SPEAKER, "Old Palace")),
            content=(passage("Norland's Third Brigade shelled Eastby in the Marches"),),
            cue=passage("said"),
            quotation_kind=QuotationKind.INDIRECT,
            about=(number_of["Norland"],),
        ),
    )
    return article_graph(
        article,
        Extraction(article_id=article.id, mentions=tuple(mentions), events=events, report_day=day),
        Links(
            article_id=article.id, entities=tuple(sorted(entities, key=lambda entity: entity.iri)), links=tuple(links)
        ),
        BASE,
        {"software": "0"},
    )


STORY = story()
ARTICLE = URIRef(STORY.iri)


def node(kind: str, words: str, after: str = "") -> URIRef:
    place = passage(words, after)
    return URIRef(f"{STORY.iri}#{kind}={place.start},{place.end}")


VISIT, PROMISE, PACT = node("visit", "visited"), node("statement", "told"), node("agreement", "signed")
SHELLING, CHARGE = node("offensive", "shelled"), node("statement", "said")
TRIGGER, SENTENCE, CONTENT = node("char", "visited"), node("char", SENTENCES[0].quote), node("char", "We will sign")
LUND, PALACE = node("char", "Ada Lund"), node("char", "Old Palace")
ODO, SHE = node("char", "King Odo"), node("char", "she")
ADA, NORLAND, OSTIA, SUDLAND, EASTBY, OLD_PALACE = (WD[q] for q in ("Q101", "Q102", "Q103", "Q107", "Q109", "Q111"))
KING = URIRef(f"{BASE}person/3-0123456789")
OTHER = URIRef("https://elsewhere.example/x")

Triple = tuple[URIRef, URIRef, URIRef | Literal | None]


@dataclass(frozen=True)
class Fault:
    """A change to the conforming graph, and the validation result that it must give."""

    shape: str
    component: str
    focus: URIRef
    path: str | None
    without: tuple[Triple, ...] = ()
    """None as the object removes all values."""
    plus: tuple[Triple, ...] = ()
    severity: str = "Violation"
    text: str | None = TEXT

    def __str__(self) -> str:
        return f"{self.shape}-{self.component}"


def number(lexical: str, kind: URIRef = XSD.integer) -> Literal:
    return Literal(lexical, datatype=kind, normalize=False)


def missing(shape: str, focus: URIRef, term: URIRef, severity: str = "Violation") -> Fault:
    return Fault(shape, "minCount", focus, str(term), without=((focus, term, None),), severity=severity)


def twice(shape: str, focus: URIRef, term: URIRef, second: URIRef | Literal, severity: str = "Violation") -> Fault:
    return Fault(shape, "maxCount", focus, str(term), plus=((focus, term, second),), severity=severity)


def instead(shape: str, component: str, focus: URIRef, term: URIRef, value: URIRef | Literal) -> Fault:
    return Fault(shape, component, focus, str(term), without=((focus, term, None),), plus=((focus, term, value),))


def renamed(shape: str, kind: URIRef) -> Fault:
    """An entity with an IRI that its type does not allow."""
    return Fault(shape, "pattern", OTHER, None, plus=((OTHER, RDF.type, kind), (OTHER, RDFS.label, Literal("Other"))))


def unmentioned(role: str, event: URIRef) -> Fault:
    """A role without a mention."""
    path = f"{DIP[role + 'Mention']} / {ITSRDF.taIdentRef}"
    return Fault(f"{role}Mention", "equals", event, path, without=((event, DIP[f"{role}Mention"], None),))


def inactive(role: str, event: URIRef) -> Fault:
    """A role filled by a place that does not act for an actor."""
    return Fault(role, "or", event, str(DIP[role]), plus=((event, DIP[role], EASTBY),))


def misplaced(role: str, event: URIRef) -> Fault:
    """A role for places, filled by an entity that is not a place."""
    return Fault(role, "in", event, f"{DIP[role]} / {RDF.type}", plus=((event, DIP[role], ADA),))


def reworded(text: str, event: URIRef) -> Fault:
    """Words that differ from the quote of their evidence."""
    path = f"{DIP[text + 'Evidence']} / {OA.exact}"
    edit = ((event, DIP[text], None),), ((event, DIP[text], Literal("other words")),)
    return Fault(f"{text}Words", "equals", event, path, *edit)


def typed(shape: str, event: URIRef, cls: URIRef, other: URIRef) -> list[Fault]:
    return [
        Fault(shape, "hasValue", event, str(RDF.type), without=((event, RDF.type, cls),)),
        Fault(shape, "in", event, str(RDF.type), plus=((event, RDF.type, other),)),
    ]


ANY_DAY = number("2024-03-06", XSD.date)

FAULTS = [
    # Articles
    Fault("oneArticle", "minCount", DIP.Article, f"^{RDF.type}", without=((ARTICLE, RDF.type, None),)),
    Fault("oneArticle", "maxCount", DIP.Article, f"^{RDF.type}", plus=((OTHER, RDF.type, DIP.Article),)),
    Fault("Article", "pattern", OTHER, None, plus=((OTHER, RDF.type, DIP.Article),)),
    Fault("articleType", "hasValue", ARTICLE, str(RDF.type), without=((ARTICLE, RDF.type, None),)),
    twice("articleType", ARTICLE, RDF.type, DIP.Evidence),
    missing("sourceId", ARTICLE, DIP.sourceId),
    twice("sourceId", ARTICLE, DIP.sourceId, Literal("wire:2")),
    instead("sourceId", "datatype", ARTICLE, DIP.sourceId, number("1")),
    instead("sourceId", "minLength", ARTICLE, DIP.sourceId, Literal("")),
    missing("contentHash", ARTICLE, DIP.contentHash),
    twice("contentHash", ARTICLE, DIP.contentHash, Literal("0" * 64)),
    instead("contentHash", "datatype", ARTICLE, DIP.contentHash, number("0" * 64)),
    instead("contentHash", "pattern", ARTICLE, DIP.contentHash, Literal("0123")),
    missing("textLength", ARTICLE, DIP.textLength),
    twice("textLength", ARTICLE, DIP.textLength, number("3")),
    instead("textLength", "datatype", ARTICLE, DIP.textLength, Literal("331")),
    instead("textLength", "minInclusive", ARTICLE, DIP.textLength, number("-1")),
    Fault("text", "minCount", ARTICLE, str(DIP.text), text=None),
    twice("text", ARTICLE, DIP.text, Literal("another text")),
    Fault("ArticleText", "sparql", ARTICLE, str(DIP.textLength), text=TEXT + " More."),
    twice("published", ARTICLE, DIP.published, number("2024-03-06T00:00:00Z", XSD.dateTime)),
    instead("published", "datatype", ARTICLE, DIP.published, Literal("2024-03-06T00:00:00Z")),
    instead("published", "pattern", ARTICLE, DIP.published, number("2024-03-06T00:00:00", XSD.dateTime)),
    missing("publishedMissing", ARTICLE, DIP.published, "Warning"),
    twice("reportDay", ARTICLE, DIP.reportDay, ANY_DAY),
    instead("reportDay", "datatype", ARTICLE, DIP.reportDay, Literal("2024-03-05")),
    instead("reportDay", "pattern", ARTICLE, DIP.reportDay, number("12024-03-05", XSD.date)),
    Fault(
        "reportDayEvidence",
        "maxCount",
        ARTICLE,
        str(DIP.reportDayEvidence),
        plus=((ARTICLE, DIP.reportDayEvidence, LUND), (ARTICLE, DIP.reportDayEvidence, ODO)),
    ),
    Fault(
        "reportDayKnown",
        "minCount",
        ARTICLE,
        str(DIP.reportDay),
        without=((ARTICLE, DIP.reportDay, None),),
        plus=((ARTICLE, DIP.reportDayEvidence, LUND),),
    ),
    Fault(
        "reportDayDiffers",
        "maxCount",
        ARTICLE,
        str(DIP.reportDayEvidence),
        plus=((ARTICLE, DIP.reportDayEvidence, LUND),),
        severity="Warning",
    ),
    twice("title", ARTICLE, DIP.title, Literal("Another")),
    instead("title", "datatype", ARTICLE, DIP.title, OTHER),
    missing("titleMissing", ARTICLE, DIP.title, "Warning"),
    twice("publisher", ARTICLE, DIP.publisher, Literal("Another")),
    instead("publisher", "datatype", ARTICLE, DIP.publisher, OTHER),
    instead("author", "datatype", ARTICLE, DIP.author, OTHER),
    instead("author", "minLength", ARTICLE, DIP.author, Literal("")),
    twice("language", ARTICLE, DIP.language, Literal("fr")),
    instead("language", "datatype", ARTICLE, DIP.language, OTHER),
    instead("language", "pattern", ARTICLE, DIP.language, Literal("en_GB?")),
    twice("url", ARTICLE, DIP.url, OTHER),
    Fault(
        "urlOdd",
        "nodeKind",
        ARTICLE,
        str(DIP.url),
        without=((ARTICLE, DIP.url, None),),
        plus=((ARTICLE, DIP.url, Literal("news.example")),),
        severity="Warning",
    ),
    # Evidence
    Fault("Evidence", "pattern", OTHER, None, plus=((OTHER, RDF.type, DIP.Evidence),)),
    Fault("evidenceType", "hasValue", SENTENCE, str(RDF.type), without=((SENTENCE, RDF.type, None),)),
    twice("evidenceType", SENTENCE, RDF.type, DIP.Person),
    missing("source", SENTENCE, OA.hasSource),
    twice("source", SENTENCE, OA.hasSource, OTHER),
    instead("source", "class", SENTENCE, OA.hasSource, OTHER),
    missing("selector", SENTENCE, OA.hasSelector),
    twice("selector", SENTENCE, OA.hasSelector, OTHER),
    Fault(
        "selectorItself",
        "equals",
        SENTENCE,
        f"^{OA.hasSelector}",
        without=((SENTENCE, OA.hasSelector, None),),
        plus=((SENTENCE, OA.hasSelector, TRIGGER),),
    ),
    missing("start", SENTENCE, OA.start),
    twice("start", SENTENCE, OA.start, number("1")),
    instead("start", "datatype", SENTENCE, OA.start, Literal("0")),
    instead("start", "minInclusive", SENTENCE, OA.start, number("-1")),
    instead("start", "lessThan", SENTENCE, OA.start, number("9999")),
    missing("end", SENTENCE, OA.end),
    twice("end", SENTENCE, OA.end, number("99")),
    instead("end", "datatype", SENTENCE, OA.end, Literal("99")),
    missing("quote", SENTENCE, OA.exact),
    twice("quote", SENTENCE, OA.exact, Literal("other words")),
    instead("quote", "datatype", SENTENCE, OA.exact, OTHER),
    instead("quote", "minLength", SENTENCE, OA.exact, Literal("")),
    instead("quoteThere", "equals", SENTENCE, OA.exact, Literal("other words")),
    Fault(
        "placeThere",
        "equals",
        TRIGGER,
        str(OA.hasSelector),
        without=((TRIGGER, OA.start, None), (TRIGGER, OA.end, None), (TRIGGER, OA.exact, None)),
        plus=((TRIGGER, OA.start, number("0")), (TRIGGER, OA.end, number("5")), (TRIGGER, OA.exact, Literal("OSTIA"))),
    ),
    Fault("quoteThere", "equals", SENTENCE, str(OA.exact), text=" " + TEXT[:-1]),
    twice("denotes", LUND, ITSRDF.taIdentRef, NORLAND),
    instead("denotes", "nodeKind", LUND, ITSRDF.taIdentRef, Literal("Q101")),
    missing("roleWords", SHE, DIP.standsFor),
    Fault("standsFor", "minCount", SENTENCE, f"^{DIP.mention}", plus=((SHE, DIP.standsFor, SENTENCE),)),
    twice("linkConfidence", LUND, ITSRDF.taConfidence, number("0.5", XSD.decimal)),
    instead("linkConfidence", "datatype", LUND, ITSRDF.taConfidence, Literal("0.9")),
    instead("linkConfidence", "minInclusive", LUND, ITSRDF.taConfidence, number("-0.1", XSD.decimal)),
    instead("linkConfidence", "maxInclusive", LUND, ITSRDF.taConfidence, number("1.1", XSD.decimal)),
    twice("linkMethod", LUND, DIP.linkMethod, Literal("alias")),
    instead("linkMethod", "datatype", LUND, DIP.linkMethod, OTHER),
    instead("linkMethod", "minLength", LUND, DIP.linkMethod, Literal("")),
    missing("linkMethodMissing", LUND, DIP.linkMethod),
    Fault(
        "candidate",
        "maxCount",
        ODO,
        str(DIP.candidate),
        plus=((ODO, DIP.candidate, WD.Q1), (ODO, DIP.candidate, WD.Q2)),
    ),
    instead("candidate", "pattern", ODO, DIP.candidate, OTHER),
    twice("candidateScores", ODO, DIP.candidateScores, Literal("Q1=0.5")),
    instead("candidateScores", "pattern", ODO, DIP.candidateScores, Literal("Q1: much")),
    # Events
    Fault("Event", "pattern", OTHER, None, plus=((OTHER, RDF.type, DIP.Visit),)),
    Fault(
        "eventType",
        "minCount",
        VISIT,
        str(RDF.type),
        without=((VISIT, RDF.type, None),),
    ),
    Fault("eventType", "maxCount", VISIT, str(RDF.type), plus=((VISIT, RDF.type, DIP.Meeting),)),
    missing("status", VISIT, DIP.status),
    twice("status", VISIT, DIP.status, DIP.planned),
    instead("status", "in", VISIT, DIP.status, DIP.direct),
    missing("confidence", VISIT, DIP.confidence),
    twice("confidence", VISIT, DIP.confidence, number("0.5", XSD.decimal)),
    instead("confidence", "datatype", VISIT, DIP.confidence, number("1")),
    instead("confidence", "minInclusive", VISIT, DIP.confidence, number("-0.1", XSD.decimal)),
    instead("confidence", "maxInclusive", VISIT, DIP.confidence, number("1.1", XSD.decimal)),
    Fault(
        "confidenceLow",
        "minInclusive",
        VISIT,
        str(DIP.confidence),
        without=((VISIT, DIP.confidence, None),),
        plus=((VISIT, DIP.confidence, number("0.2", XSD.decimal)),),
        severity="Warning",
    ),
    twice("earliest", VISIT, DIP.earliest, number("2024-03-04", XSD.date)),
    instead("earliest", "datatype", VISIT, DIP.earliest, Literal("2024-03-05")),
    instead("earliest", "lessThanOrEquals", VISIT, DIP.earliest, ANY_DAY),
    twice("latest", VISIT, DIP.latest, ANY_DAY),
    instead("latest", "datatype", VISIT, DIP.latest, Literal("2024-03-05")),
    Fault(
        "HappenedLater",
        "sparql",
        VISIT,
        str(DIP.earliest),
        without=((VISIT, DIP.earliest, None), (VISIT, DIP.latest, None)),
        plus=((VISIT, DIP.earliest, ANY_DAY), (VISIT, DIP.latest, ANY_DAY)),
    ),
    Fault(
        "PlannedEarlier",
        "sparql",
        VISIT,
        str(DIP.latest),
        without=((VISIT, DIP.status, None), (VISIT, DIP.earliest, None), (VISIT, DIP.latest, None)),
        plus=((VISIT, DIP.status, DIP.planned), (VISIT, DIP.latest, number("2024-03-04", XSD.date))),
    ),
    missing("timeBasis", VISIT, DIP.timeBasis),
    twice("timeBasis", VISIT, DIP.timeBasis, DIP.bounded),
    instead("timeBasis", "in", VISIT, DIP.timeBasis, DIP.direct),
    Fault("timeBasisOfDays", "or", PROMISE, None, plus=((PROMISE, DIP.timeBasis, DIP.bounded),)),
    Fault(
        "background",
        "maxCount",
        VISIT,
        str(DIP.background),
        plus=((VISIT, DIP.background, DIP.history), (VISIT, DIP.background, DIP.obituary)),
    ),
    Fault("background", "in", VISIT, str(DIP.background), plus=((VISIT, DIP.background, DIP.direct),)),
    missing("evidence", VISIT, DIP.evidence),
    missing("trigger", VISIT, DIP.triggerEvidence),
    twice("trigger", VISIT, DIP.triggerEvidence, LUND),
    instead("EventPlace", "sparql", VISIT, DIP.triggerEvidence, LUND),
    twice("timeEvidence", VISIT, DIP.timeEvidence, LUND),
    twice("timeExpression", VISIT, DIP.timeExpression, Literal("on Monday")),
    instead("timeExpression", "datatype", VISIT, DIP.timeExpression, ANY_DAY),
    Fault(
        "timeWords",
        "equals",
        VISIT,
        f"{DIP.timeEvidence} / {OA.exact}",
        without=((VISIT, DIP.timeExpression, None),),
        plus=((VISIT, DIP.timeExpression, Literal("on Monday")),),
    ),
    Fault("timeEvidenceMissing", "or", VISIT, None, without=((VISIT, DIP.timeEvidence, None),)),
    twice("saidIn", SHELLING, DIP.saidIn, PROMISE),
    instead("saidIn", "class", SHELLING, DIP.saidIn, VISIT),
    Fault("saidInAbout", "equals", SHELLING, f"^{DIP.about}", without=((CHARGE, DIP.about, SHELLING),)),
    *(
        Fault(
            f"{cls.value.lower()}Mentions",
            "equals",
            event,
            " | ".join(str(DIP[f"{name}Mention"]) for name in SCHEMA.classes[cls].roles),
            without=((event, DIP.mention, None),),
        )
        for cls, event in (
            (EventClass.VISIT, VISIT),
            (EventClass.AGREEMENT, PACT),
            (EventClass.OFFENSIVE, SHELLING),
            (EventClass.STATEMENT, PROMISE),
        )
    ),
    # Visits
    Fault("Visit", "pattern", PACT, None, plus=((PACT, RDF.type, DIP.Visit),)),
    Fault("VisitOnly", "closed", VISIT, str(DIP.party), plus=((VISIT, DIP.party, NORLAND),)),
    *typed("visitTypes", VISIT, DIP.Visit, DIP.Agreement),
    inactive("visitor", VISIT),
    Fault("visitor", "disjoint", VISIT, str(DIP.visitor), plus=((VISIT, DIP.host, ADA),)),
    inactive("host", VISIT),
    misplaced("destination", VISIT),
    unmentioned("visitor", VISIT),
    unmentioned("host", VISIT),
    unmentioned("destination", VISIT),
    missing("visitorMissing", VISIT, DIP.visitor, "Warning"),
    Fault(
        "destinationMissing",
        "minCount",
        VISIT,
        f"{DIP.destination} | {DIP.host}",
        without=((VISIT, DIP.destination, None), (VISIT, DIP.host, None)),
        severity="Warning",
    ),
    # Agreements
    Fault("Agreement", "pattern", VISIT, None, plus=((VISIT, RDF.type, DIP.Treaty),)),
    Fault("AgreementOnly", "closed", PACT, str(DIP.speaker), plus=((PACT, DIP.speaker, ADA),)),
    *typed("agreementTypes", PACT, DIP.Agreement, DIP.Visit),
    inactive("party", PACT),
    inactive("signatory", PACT),
    unmentioned("party", PACT),
    unmentioned("signatory", PACT),
    twice("name", PACT, DIP.name, Literal("Other Pact")),
    instead("name", "datatype", PACT, DIP.name, OTHER),
    twice("nameEvidence", PACT, DIP.nameEvidence, LUND),
    reworded("name", PACT),
    twice("subject", PACT, DIP.subject, Literal("fish")),
    instead("subject", "datatype", PACT, DIP.subject, OTHER),
    twice("subjectEvidence", PACT, DIP.subjectEvidence, LUND),
    reworded("subject", PACT),
    Fault("partiesFew", "minCount", PACT, str(DIP.party), without=((PACT, DIP.party, SUDLAND),), severity="Warning"),
    # Offensives
    Fault("Offensive", "pattern", VISIT, None, plus=((VISIT, RDF.type, DIP.AirStrike),)),
    Fault("OffensiveOnly", "closed", SHELLING, str(DIP.host), plus=((SHELLING, DIP.host, NORLAND),)),
    *typed("offensiveTypes", SHELLING, DIP.Offensive, DIP.Visit),
    inactive("attacker", SHELLING),
    Fault("attacker", "disjoint", SHELLING, str(DIP.attacker), plus=((SHELLING, DIP.attacker, EASTBY),)),
    misplaced("location", SHELLING),
    unmentioned("attacker", SHELLING),
    unmentioned("target", SHELLING),
    unmentioned("location", SHELLING),
    missing("attackerMissing", SHELLING, DIP.attacker, "Warning"),
    Fault(
        "targetMissing",
        "minCount",
        SHELLING,
        f"{DIP.target} | {DIP.location}",
        without=((SHELLING, DIP.target, None), (SHELLING, DIP.location, None)),
        severity="Warning",
    ),
    # Statements
    Fault("Statement", "pattern", VISIT, None, plus=((VISIT, RDF.type, DIP.Denial),)),
    Fault("StatementOnly", "closed", PROMISE, str(DIP.target), plus=((PROMISE, DIP.target, NORLAND),)),
    *typed("statementTypes", PROMISE, DIP.Statement, DIP.Visit),
    Fault("StatementSpeaker", "xone", PROMISE, None, without=((PROMISE, DIP.speaker, None),)),
    Fault(
        "StatementSpeaker", "xone", PROMISE, None, plus=((PROMISE, DIP.speakerUnknownBecause, Literal("passive")),)
    ),
    twice("speakersSeveral", PROMISE, DIP.speaker, NORLAND, "Warning"),
    Fault(
        "speakerAddressed",
        "disjoint",
        PROMISE,
        str(DIP.speaker),
        plus=((PROMISE, DIP.addressee, ADA),),
        severity="Warning",
    ),
    Fault(
        "speakerUnknownBecause",
        "maxCount",
        PROMISE,
        str(DIP.speakerUnknownBecause),
        plus=tuple((PROMISE, DIP.speakerUnknownBecause, Literal(words)) for words in ("one", "two")),
    ),
    instead("speakerUnknownBecause", "datatype", PROMISE, DIP.speakerUnknownBecause, OTHER),
    instead("speakerUnknownBecause", "minLength", PROMISE, DIP.speakerUnknownBecause, Literal("")),
    inactive("speaker", PROMISE),
    Fault("speaker", "or", CHARGE, str(DIP.speaker), without=((OLD_PALACE, DIP.actsFor, None),)),
    inactive("reportedBy", PROMISE),
    unmentioned("speaker", PROMISE),
    unmentioned("addressee", PROMISE),
    unmentioned("reportedBy", PROMISE),
    missing("content", PROMISE, DIP.content),
    twice("content", PROMISE, DIP.content, Literal("We will not sign")),
    instead("content", "datatype", PROMISE, DIP.content, OTHER),
    instead("content", "minLength", PROMISE, DIP.content, Literal("")),
    missing("contentEvidence", PROMISE, DIP.contentEvidence),
    Fault(
        "StatementContent",
        "sparql",
        PROMISE,
        str(DIP.contentEvidence),
        without=((PROMISE, DIP.content, None),),
        plus=((PROMISE, DIP.content, Literal("They will not")),),
    ),
    twice("cue", PROMISE, DIP.cue, Literal("asked")),
    instead("cue", "datatype", PROMISE, DIP.cue, OTHER),
    twice("cueEvidence", PROMISE, DIP.cueEvidence, LUND),
    reworded("cue", PROMISE),
    missing("cueMissing", PROMISE, DIP.cue, "Warning"),
    Fault("about", "minCount", OTHER, str(RDF.type), plus=((CHARGE, DIP.about, OTHER),)),
    twice("quotationKind", PROMISE, DIP.quotationKind, DIP.mixed),
    instead("quotationKind", "in", PROMISE, DIP.quotationKind, DIP.happened),
    missing("quotationKindMissing", PROMISE, DIP.quotationKind, "Warning"),
    # Entities
    Fault("entityType", "minCount", ADA, str(RDF.type), without=((ADA, RDF.type, None),)),
    twice("entityType", ADA, RDF.type, DIP.Country),
    instead("entityType", "in", ADA, RDF.type, DIP.Visit),
    missing("label", ADA, RDFS.label),
    twice("label", ADA, RDFS.label, Literal("Another")),
    instead("label", "datatype", ADA, RDFS.label, OTHER),
    instead("label", "minLength", ADA, RDFS.label, Literal("")),
    twice("actsFor", OLD_PALACE, DIP.actsFor, NORLAND),
    Fault(
        "actsForType",
        "in",
        OLD_PALACE,
        f"{DIP.actsFor} / {RDF.type}",
        plus=((OLD_PALACE, DIP.actsFor, OSTIA),),
    ),
    Fault(
        "ofCountry",
        "maxCount",
        OSTIA,
        str(DIP.ofCountry),
        plus=((OSTIA, DIP.ofCountry, NORLAND), (OSTIA, DIP.ofCountry, SUDLAND)),
    ),
    Fault("ofCountryType", "in", OSTIA, f"{DIP.ofCountry} / {RDF.type}", plus=((OSTIA, DIP.ofCountry, ADA),)),
    Fault("office", "datatype", ADA, str(DIP.office), plus=((ADA, DIP.office, OTHER),)),
    Fault("office", "minLength", ADA, str(DIP.office), plus=((ADA, DIP.office, Literal("")),)),
    Fault("officeHolder", "class", OSTIA, None, plus=((OSTIA, DIP.office, Literal("mayor")),)),
    Fault("countryActsFor", "maxCount", NORLAND, str(DIP.actsFor), plus=((NORLAND, DIP.actsFor, SUDLAND),)),
    *(
        renamed(kind, DIP[kind])
        for kind in (
            "Person",
            "Organization",
            "Country",
            "ArmedForce",
            "Actor",
            "Region",
            "City",
            "Facility",
            "Place",
        )
    ),
]  # fmt: skip

HELPERS = {"isActor", "actsForSome"}
"""Shapes without a target, which other shapes use in sh:or."""
NO_CONSTRAINT = {
    "path", "message", "severity", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf",
    "ignoredProperties", "declare", "property",
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


def broken(fault: Fault) -> ArticleGraph:
    graph = Graph(bind_namespaces="none").parse(data=STORY.triples, format="nt")
    for triple in fault.without:
        graph.remove(triple)
    for subject, term, value in fault.plus:
        graph.add((subject, term, value))
    return ArticleGraph(
        article_id=STORY.article_id,
        iri=STORY.iri,
        content_hash=STORY.content_hash,
        triples=graph.serialize(format="nt"),
        provenance="",
    )


def test_the_graph_without_a_fault_conforms_without_a_warning(shapes: Shapes) -> None:
    report = validate(STORY, TEXT, shapes)
    assert report.conforms
    assert (report.violations, report.warnings) == ((), ())


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_at_its_node_and_path(fault: Fault, shapes: Shapes) -> None:
    graph = broken(fault)
    report = validate(graph, fault.text, shapes)
    results = report.violations if fault.severity == "Violation" else report.warnings
    name = "SPARQL" if fault.component == "sparql" else fault.component[0].upper() + fault.component[1:]
    component = f"{name}ConstraintComponent"
    matches = [
        result
        for result in results
        if (result.shape or "").endswith(f"#{fault.shape}") and result.component == component
    ]
    assert (str(fault.focus), fault.path) in {(result.focus_node, result.path) for result in matches}
    assert {result.severity for result in matches} == {fault.severity}
    assert report.conforms is (not report.violations)
    assert all(in_words(result).endswith(".") for result in matches)


def test_every_constraint_of_every_shape_has_its_fault(shapes: Shapes) -> None:
    constraints = {
        (shape.split("#")[1], str(term).removeprefix(str(SH._NS)))
        for shape, term, _ in shapes.graph
        if isinstance(shape, URIRef) and str(term).startswith(str(SH._NS)) and "kg-etl/shapes#" in shape
    }
    expected = {(shape, term) for shape, term in constraints if shape not in HELPERS and term not in NO_CONSTRAINT}
    assert expected - {(fault.shape, fault.component) for fault in FAULTS} == set()


def test_what_is_merely_odd_does_not_keep_a_graph_out(shapes: Shapes) -> None:
    odd = next(fault for fault in FAULTS if fault.shape == "partiesFew")
    graph = broken(odd)
    # The mention goes with the party, or the shapes would say that it denotes nobody.
    lines = [line for line in graph.triples.splitlines(keepends=True) if node("char", "Sudland") not in line]
    report = validate(
        ArticleGraph(article_id="a", iri=graph.iri, content_hash="", triples="".join(lines), provenance=""),
        TEXT,
        shapes,
    )
    assert report.conforms
    assert [result.message for result in report.warnings] == ["The agreement has fewer than two parties."]
