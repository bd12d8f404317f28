"""Namespaces, each declared once, and the ontology's terms, closed: a mistyped term fails where it is used.

The terms are those of ontology/diplomacy.ttl; tests/architecture/ compares the two.
"""

# ruff: noqa: N815 (terms are spelt as their ontologies spell them)

from __future__ import annotations

from pathlib import Path

from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD, DefinedNamespace

from kg_etl.schema import ROLES, SCHEMA

__all__ = [
    "DIP",
    "ITSRDF",
    "OA",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SDO",
    "SEM",
    "SH",
    "SKOS",
    "WD",
    "XSD",
    "packaged",
]


class DIP(DefinedNamespace):
    """The diplomacy ontology, https://w3id.org/kg-etl/diplomacy#.

    >>> str(DIP.Visit)
    'https://w3id.org/kg-etl/diplomacy#Visit'
    """

    _NS = Namespace("https://w3id.org/kg-etl/diplomacy#")
    _fail = True

    # Classes of events, their subclasses and their roles are those of schema.toml.
    _extras = [  # noqa: RUF012  as rdflib declares it
        *(name for cls, table in SCHEMA.classes.items() for name in (cls, *table.types)),
        *(name for role in ROLES for name in (role, f"{role}Mention")),
    ]

    Event: URIRef

    # Those who take part, and where
    Actor: URIRef
    Person: URIRef
    Organization: URIRef
    Country: URIRef
    ArmedForce: URIRef
    Place: URIRef
    Region: URIRef
    City: URIRef
    Facility: URIRef
    actsFor: URIRef
    ofCountry: URIRef
    office: URIRef

    # What every role is a sub-property of
    participant: URIRef
    place: URIRef

    # What is said of every event
    status: URIRef
    Status: URIRef
    happened: URIRef
    planned: URIRef
    denied: URIRef
    claimed: URIRef
    confidence: URIRef
    earliest: URIRef
    latest: URIRef
    timeBasis: URIRef
    TimeBasis: URIRef
    stated: URIRef
    inferred: URIRef
    bounded: URIRef
    background: URIRef
    Background: URIRef
    anniversary: URIRef
    obituary: URIRef
    history: URIRef
    timeExpression: URIRef
    saidIn: URIRef

    # Agreements
    name: URIRef
    subject: URIRef

    # Statements
    content: URIRef
    cue: URIRef
    about: URIRef
    quotationKind: URIRef
    QuotationKind: URIRef
    direct: URIRef
    indirect: URIRef
    mixed: URIRef
    speakerUnknownBecause: URIRef

    # Evidence
    Evidence: URIRef
    evidence: URIRef
    triggerEvidence: URIRef
    timeEvidence: URIRef
    nameEvidence: URIRef
    subjectEvidence: URIRef
    contentEvidence: URIRef
    cueEvidence: URIRef
    mention: URIRef
    roleWords: URIRef
    standsFor: URIRef
    linkMethod: URIRef
    candidate: URIRef
    candidateScores: URIRef

    # Articles
    Article: URIRef
    title: URIRef
    publisher: URIRef
    author: URIRef
    published: URIRef
    reportDay: URIRef
    reportDayEvidence: URIRef
    url: URIRef
    language: URIRef
    sourceId: URIRef
    contentHash: URIRef
    textLength: URIRef
    text: URIRef
    textThere: URIRef
    placeThere: URIRef

    # Named graphs and the activities that made them
    graphDigest: URIRef
    tripleCount: URIRef
    eventCount: URIRef
    edition: URIRef
    softwareVersion: URIRef
    pipelineVersion: URIRef
    modelVersion: URIRef
    lexiconVersion: URIRef
    gazetteerVersion: URIRef
    shapesVersion: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary that are used here.

    Source: https://www.w3.org/TR/annotation-vocab/
    """

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef


class ITSRDF(DefinedNamespace):
    """The terms of the ITS 2.0 ontology that are used here.

    Source: https://www.w3.org/TR/its20/#textanalysis
    """

    _NS = Namespace("http://www.w3.org/2005/11/its/rdf#")
    _fail = True

    taIdentRef: URIRef
    taConfidence: URIRef


for _namespace in (DIP, OA, ITSRDF):
    for _name in (*_namespace.__annotations__, *_namespace._extras):
        if not _name.startswith("_"):
            # As rdflib would make it at every look: a hundred thousand looks for the graphs of a hundred articles.
            setattr(_namespace, _name, _namespace[_name])

SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
"""The Simple Event Model. Source: https://semanticweb.cs.vu.nl/2009/11/sem/"""
WD = Namespace("http://www.wikidata.org/entity/")

PREFIXES: dict[str, str] = {
    "dip": str(DIP._NS),
    "itsrdf": str(ITSRDF._NS),
    "oa": str(OA._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SDO._NS),
    "sem": str(SEM),
    "sh": str(SH._NS),
    "skos": str(SKOS._NS),
    "wd": str(WD),
    "xsd": str(XSD._NS),
}
"""How each namespace is shortened wherever this project shortens one."""


def packaged(folder: str) -> Path:
    """The folder `ontology` or `shapes`: from the checkout if this is one, else from the installed package.

    Raises:
        FileNotFoundError: the package is broken, or there is no such folder.
    """
    package = Path(__file__).parent
    # Beside an installed package another project's folder of this name can lie: only a checkout has its own there.
    checkout = (package.parent / "pyproject.toml").is_file()
    place = (package.parent if checkout else package / "_data") / folder
    if any(place.glob("*.ttl")):
        return place
    raise FileNotFoundError(f"no .ttl files in {place}")
