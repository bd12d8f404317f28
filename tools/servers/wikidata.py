"""Data in Wikidata's shape for a SPARQL server on loopback: truthy triples, statement nodes, labels by language."""

from __future__ import annotations

from typing import Any

import requests

from kg_etl.wikidata.times import DAY, MONTH, YEAR
from tools.servers.process import ServerError

STATE, SETTLEMENT, BODY, ALLIANCE = "Q3624078", "Q486972", "Q484652", "Q1127126"
MINISTRY, FORCES, HUMAN = "Q192350", "Q772547", "Q5"
MINISTER, FOREIGN_MINISTER = "Q83307", "Q7330070"
PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wds: <http://www.wikidata.org/entity/statement/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix wdv: <http://www.wikidata.org/value/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


class World:
    """Turtle as Wikidata's dump has it, grown item by item.

    Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.statements = 0

    def item(
        self,
        qid: str,
        label: str | None,
        *classes: str,
        aliases: tuple[str, ...] = (),
        language: str = "en",
        **more: Any,
    ) -> World:
        """Adds an item; further arguments are properties (P17="Q1"), each with a value or a tuple of values."""
        said = [f"wdt:P31 wd:{cls}" for cls in classes]
        said += [f"rdfs:label {quoted(label)}@{language}"] if label else []
        said += [f"skos:altLabel {quoted(alias)}@en" for alias in aliases]
        said += ['rdfs:label "Etikett"@de', 'skos:altLabel "Zweitname"@de']
        for name, values in more.items():
            predicate = "wikibase:sitelinks" if name == "sitelinks" else f"wdt:{name}"
            for value in values if isinstance(values, tuple) else (values,):
                said.append(f"{predicate} {f'wd:{value}' if str(value).startswith('Q') else value}")
        self.lines.append(f"wd:{qid} {' ; '.join(said)} .")
        return self

    def subclass(self, qid: str, of: str) -> World:
        """Says that all of one class are of another."""
        self.lines.append(f"wd:{qid} wdt:P279 wd:{of} .")
        return self

    def holds(
        self, person: str, office: str, start: str = "", end: str = "", *, precision: int = DAY, rank: str = "Normal"
    ) -> World:
        """Adds a statement that a person holds an office.

        What is given as a year or a month alone has that precision; an end `?` is one that nobody knows.
        """
        self.statements += 1
        node = f"wds:{person}-{self.statements}"
        said = [f"ps:P39 wd:{office}", f"wikibase:rank wikibase:{rank}Rank"]
        for name, value in (("P580", start), ("P582", end)):
            if value == "?":
                said.append(f"pq:{name} _:unknown{self.statements}")
            elif value:
                time = f'"{value}{"0000-01-01"[len(value) :]}T00:00:00Z"^^xsd:dateTime'
                given = {4: YEAR, 7: MONTH}.get(len(value), precision)
                full = f"wdv:{person}{self.statements}{name}"
                said += [f"pq:{name} {time}", f"pqv:{name} {full}"]
                self.lines.append(f"{full} wikibase:timeValue {time} ; wikibase:timePrecision {given} .")
        self.lines.append(f"wd:{person} p:P39 {node} . {node} {' ; '.join(said)} .")
        return self

    def merge(self, qid: str, into: str) -> World:
        """Adds what remains of an item that was merged into another one."""
        self.lines.append(f"wd:{qid} owl:sameAs wd:{into} .")
        return self

    def put(self, server: Any) -> World:
        """Puts all of it in the place of what the server holds.

        Raises:
            ServerError: the server refuses it.
        """
        body = (PREFIXES + "\n".join(self.lines)).encode()
        answer = requests.put(
            f"{server.url}/store?default", data=body, headers={"Content-Type": "text/turtle"}, timeout=300
        )
        if not answer.ok:
            raise ServerError(f"{server.url} does not take the data: {answer.text[:500]}")
        return self


def quoted(text: str) -> str:
    """A text as a string of Turtle."""
    return f'"{text.translate(_ESCAPED)}"'
