"""Makes a full gazetteer as a user would, from a server on loopback with the evidence in Wikidata's shape.

    python -m tools.benchmarks.full_gazetteer --evidence DIR --out FILE [--population NUMBER]

DIR holds `union_gazetteer.jsonl.gz` (a line an item: qid, label, type, aliases, parent, population, offices) and the
folders of `check_gazetteer.py` beside this file. What they tell is put into an Oxigraph server as Wikidata has it; what
they do not tell is left out: there are no sitelinks, and an office is of the class that its name gives. The command
`kg-etl gazetteer refresh` then asks that server with the defaults of luigi.cfg, for smaller cities too where
--population says so.
Printed are the counts, the time that the refresh takes, and how long the file takes to open and to answer. The file is
what `benchmarks/linking.py --gazetteer` takes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg_etl.gazetteer.full import FullGazetteer
from kg_etl.gazetteer.names import folded
from tools.servers.oxigraph import Oxigraph
from tools.servers.wikidata import BODY, FOREIGN_MINISTER, HUMAN, MINISTER, SETTLEMENT, STATE, World, quoted

KG_ETL = Path(sys.executable).parent / "kg-etl"
CITY, OFFICE = "Q515", "Q294414"
"""Classes of cities and of public offices."""
UNNUMBERED = 9_000_000_000
"""Offices whose items the evidence does not tell get numbers from here on, which Wikidata has not reached."""
_FOREIGN = re.compile(r"^(?:minister|secretary).*\b(?:foreign|external)\b", re.IGNORECASE)
_MINISTER = re.compile(r"^(?:deputy )?(?:prime )?minister\b|\bminister of\b|^secretary of\b", re.IGNORECASE)

Record = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Makes and measures the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evidence", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--population", type=int, default=15_000, metavar="NUMBER", help="fewest inhabitants of a city")
    chosen = parser.parse_args(argv)
    world = world_of(chosen.evidence)
    with tempfile.TemporaryDirectory() as folder, Oxigraph(Path(folder) / "server") as server:
        begin = time.perf_counter()
        world.put(server)
        print(f"{len(world.lines)} subjects put into the server in {time.perf_counter() - begin:.0f} s")
        refresh(server.url, Path(folder), chosen.out.resolve(), chosen.population)
    opening(chosen.out)
    return 0


def world_of(evidence: Path) -> World:
    """What the evidence tells, in Wikidata's shape."""
    items = [record for record in records(evidence / "union_gazetteer.jsonl.gz") if record["label"]]
    cities = {row["qid"]: row for row in records(evidence / "natural-earth/ne_10m_populated_places.csv")}
    countries = countries_of(items)
    labels = {item["qid"]: item["label"] for item in items}
    world = World().subclass(CITY, SETTLEMENT).subclass(FOREIGN_MINISTER, MINISTER)
    parts: dict[str, set[str]] = defaultdict(set)
    capitals: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item["type"] == "admin1" and (parent := item.get("parent")) in countries:
            parts[countries[parent]].add(item["qid"])
        if item.get("capital_of"):
            capitals[str(countries.get(item["capital_of"], item["capital_of"]))].add(item["qid"])
    regions = {(item.get("parent"), folded(item["label"])): item["qid"] for item in items if item["type"] == "admin1"}
    heads = offices(world, items, labels)
    for item in items:
        qid, kind = item["qid"], item["type"]
        facts: Record = {"aliases": tuple(item["aliases"])}
        if kind == "person":
            world.item(qid, item["label"], HUMAN, **facts)
            continue
        if item.get("parent") in countries:
            facts["P17"] = countries[item["parent"]]
        if item.get("population"):
            facts["P1082"] = int(item["population"])
        if qid in cities and (region := regions.get((item.get("parent"), folded(cities[qid].get("adm1name") or "")))):
            facts["P131"] = region
        if qid in parts or qid in capitals or qid in countries.values():
            facts |= {"P150": tuple(sorted(parts[qid])), "P36": tuple(sorted(capitals[qid]))}
        if qid in heads:
            facts["P2388" if kind == "org" else "P1313"] = tuple(sorted(heads[qid]))
        facts["P1549"] = tuple(f"{quoted(name)}@en" for name in item.get("demonyms", ()))
        world.item(qid, item["label"], *classes(kind, qid in cities), **facts)
    return world


def classes(kind: str, populated: bool) -> tuple[str, ...]:
    """The classes of an item of some type that is a populated place or not."""
    result = {"country": STATE, "city": CITY, "capital": CITY, "org": BODY}.get(kind)
    return tuple(dict.fromkeys(item for item in (result, CITY if populated and kind != "country" else None) if item))


def countries_of(items: Iterable[Record]) -> dict[str, str]:
    """The item of each country code: of several the one that most sources give."""
    result: dict[str, Record] = {}
    for element in items:
        if element["type"] == "country" and element.get("iso"):
            expected = result.setdefault(element["iso"], element)
            if len(element["sources"]) > len(expected["sources"]):
                result[element["iso"]] = element
    return {code: item["qid"] for code, item in result.items()}


def offices(world: World, items: list[Record], labels: dict[str, str]) -> dict[str, set[str]]:
    """Adds offices and who held them; gives those that head a country or body."""
    of_label = {label: qid for qid, label in labels.items()}
    bodies = {
        name: item["qid"] for item in items if item["type"] == "org" for name in (item["label"], *item["aliases"])
    }
    heads: dict[str, set[str]] = defaultdict(set)
    expected: dict[tuple[str, str], str] = {}
    for element in items:
        for stored in element.get("offices", ()):
            of = stored.get("country_qid") or of_label.get(stored.get("country", ""), "")
            body = "" if of else bodies.get(re.sub(r"^.*? of (?:the )?", "", stored["position"]), "")
            name = named(stored["position"], labels.get(of, ""))
            office = stored.get("position_qid") or expected.get((name, of or body)) or f"Q{UNNUMBERED + len(expected)}"
            if (name, of or body) not in expected:
                expected[name, of or body] = office
                world.item(office, name, OFFICE, **office_facts(name, of))
            if body or stored.get("role") == "head_of_state_or_government":
                heads[of or body].add(office)
            world.holds(element["qid"], office, day(stored["start"]), day(stored["end"]))
    return heads


def named(position: str, country: str) -> str:
    """An office as Wikidata labels it: with its country, where it is one of a country."""
    return position if not country or " of " in position or " to " in position else f"{position} of {country}"


def office_facts(name: str, of: str) -> Record:
    """The jurisdiction and the class of an office, as its name gives it."""
    kind = FOREIGN_MINISTER if _FOREIGN.search(name) else MINISTER if _MINISTER.search(name) else None
    return {**({"P1001": of} if of else {}), **({"P279": kind} if kind else {})}


def day(text: str) -> str:
    """A day, month or year; nothing for what is none."""
    return text if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", text) else ""


def refresh(url: str, folder: Path, out: Path, fewest: int) -> None:
    """`kg-etl gazetteer refresh`, with the defaults but for the address and the population."""
    configuration = folder / "luigi.cfg"
    configuration.write_text(
        f"[wikidata]\ncontact = benchmark@example.org\nrate = 1000\nsparql = {url}/query\ncache = {folder}/wikidata\n"
        f"[gazetteer]\npopulation = {fewest}\n"
    )
    command = [str(KG_ETL), "--config", str(configuration), "gazetteer", "refresh", "--output", str(out)]
    begin = time.perf_counter()
    done = subprocess.run([*command, "--accept-losses"], capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise SystemExit(f"kg-etl gazetteer refresh ended with status {done.returncode}: {done.stderr[-800:]}")
    print(f"refreshed in {time.perf_counter() - begin:.0f} s\n{done.stdout.strip().splitlines()[-1]}")


def opening(path: Path) -> None:
    """How long the file takes to open and to answer a first question."""
    seconds = []
    for _ in range(20):
        begin = time.perf_counter()
        FullGazetteer(path).named("Springfield")
        seconds.append(time.perf_counter() - begin)
    size = path.stat().st_size / 1e6
    print(f"{size:.0f} MB; opened and asked in {statistics.median(seconds) * 1000:.1f} ms (median of 20)")


def records(path: Path) -> Iterator[Record]:
    """The records of a CSV file or of packed JSON lines."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    else:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    sys.exit(main())
