"""Checks every row of the gazetteer against evidence.

    python tools/benchmarks/check_gazetteer.py [--evidence DIR ...] [--gazetteer FOLDER]

Most of it lies outside the repository, in folders of tables that people have made from Wikidata. What was looked up row
by row in public repositories stands in `tools/benchmarks/evidence`, each fact with the file and commit that shows it.

A row is verified when a source that it names in its column `evidence` holds its item under its label or an alias, and,
for an office, the item with that country or body and the years in which it began and ended. It is contradicted when
such a source holds the item only under other names, in another country or in other years, or another item for the
country, or is given and does not hold the item. The exit status is 1 where a row is contradicted, 0 otherwise. Rows
whose sources are not among the given folders are unverified.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

TABLES = ("countries.csv", "places.csv", "organizations.csv", "people.csv", "offices.csv")
KINGDOMS = {"Q29999": "Q55", "Q756617": "Q35"}
"""Kingdoms whose offices the gazetteer files under the country."""
FILES = {
    "rigour": "rigour-territories/territories.jsonl",
    "natural-earth": "natural-earth/ne_10m_populated_places.csv",
    "country-coder": "country-coder/borders_properties.jsonl",
    "dr5hn": "states_wikidata_2026-08.csv",
    "crosswalk": "crosswalk/geonameid_to_qid.csv",
    "nsi": "nsi/nsi_wikidata_labels.csv.gz",
    "opensanctions": "opensanctions-igo/intl_orgs.csv",
    "supraverden": "supraverden/general_list.yaml",
    "officeholders": "leaders/officeholders.csv",
    "holders21": "leaders/holders21_six_countries.csv.gz",
    "eps-bio": "leaders/eps_bio.csv",
    "public-lookups": "public_lookups.csv",
    "public-offices": "public_offices.csv",
}
LOOKED_UP = Path(__file__).parent / "evidence"
SHORTEST_STEM = 5
"""A name must be longer than that for its adjective to be recognised by its beginning."""
UNION = "union_gazetteer.jsonl.gz"
"""Holds the rows of every source that FILES does not name."""


class Evidence:
    """What the given folders hold: for each source the names of each item, and the countries of each office holder."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.countries: dict[str, set[str]] = defaultdict(set)
        self.years: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.codes: dict[str, set[str]] = defaultdict(set)
        self.lies_in: dict[str, set[str]] = defaultdict(set)
        self.regions: dict[str, set[str]] = defaultdict(set)
        for folder in folders:
            for source, name in FILES.items():
                if (folder / name).is_file():
                    self._read(source, folder / name)
            for path, read in (
                (folder / "natural-earth/ne_10m_admin_0_countries.csv", self._read_countries),
                (folder / "countries_wikidata_2026-08.csv", self._read_countries),
                (folder / UNION, self._read_union),
            ):
                if path.is_file():
                    read(path)
            for path in sorted(folder.glob("*.jsonl.gz")):
                if path.name != UNION:
                    self._read_gold(path)

    def _add(self, source: str, qid: str | None, *names: object) -> None:
        if qid:
            self.names[source][qid].update(folded(str(name)) for name in names if name)

    def _read(self, source: str, path: Path) -> None:
        for row in records(path):
            match source:
                case "rigour":
                    for qid in (row["qid"], *row["other_qids"]):
                        self._add(source, qid, row["name"], row["full_name"], row["in_sentence"])
                        self.codes[row["code"].upper()].add(qid)
                case "natural-earth":
                    self.lies_in[row["qid"]].add(row["iso_a2"])
                    self.regions[row["qid"]].add(folded(row["adm1name"]))
                    self._add(
                        source, row["qid"], row["name"], row["name_en"], row["nameascii"], *row["namealt"].split("|")
                    )
                case "country-coder":
                    self._add(source, row.get("wikidata"), row.get("nameEn"), *row.get("aliases", ()))
                    if row.get("iso1A2") and row.get("wikidata"):
                        self.codes[row["iso1A2"]].add(row["wikidata"])
                case "dr5hn":
                    self.lies_in[row["wikiDataId"]].add(row["country_code"])
                    self._add(source, row["wikiDataId"], row["name"])
                case "nsi" | "public-lookups":
                    self._add(source, row["qid"], row.get("label_en"), row.get("label"))
                case "supraverden":
                    self._add(source, row.get("Wikidata_code"), row["key"], *(v for k, v in row.items() if "_en" in k))
                case "officeholders" | "holders21" | "public-offices":
                    of = row.get("of") or row["country_qid"]
                    self._add(source, row["qid"], row.get("label"))
                    self.countries[row["qid"]] |= {KINGDOMS.get(of, of), row["position"]}
                    self.years[row["qid"]].add((row["start"][:4], row["end"][:4]))
                case "eps-bio":
                    self._add(source, row["id"], row["name"])
                case _:
                    self._add(source, row["qid"], row["name"])

    def _read_countries(self, path: Path) -> None:
        for row in records(path):
            source = "natural-earth" if "WIKIDATAID" in row else "dr5hn"
            qid, code = (row["WIKIDATAID"], row["ISO_A2_EH"]) if "WIKIDATAID" in row else (row["qid"], row["iso2"])
            self._add(
                source, qid, *(row.get(column) for column in ("NAME", "NAME_LONG", "NAME_EN", "FORMAL_EN", "name"))
            )
            self.codes[code].add(qid)

    def _read_union(self, path: Path) -> None:
        for row in records(path):
            for source in row["sources"]:
                if source not in FILES:
                    self._add(source, row["qid"], row["label"], *row["aliases"])

    def _read_gold(self, path: Path) -> None:
        for row in records(path):
            for mention in row.get("mentions", ()):
                self._add("gold-linking", mention.get("qid"), mention["surface"])


def folded(name: str) -> str:
    """A name without accents, case, punctuation and a leading article."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'").replace("ı", "i").casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'.")
    return " ".join(kept.split()).removeprefix("the ")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a CSV, JSON lines or YAML file, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        name = path.name.removesuffix(".gz")
        if name.endswith(".csv"):
            yield from csv.DictReader(lines)
        elif name.endswith(".jsonl"):
            yield from (json.loads(line) for line in lines if line.strip())
        else:
            loaded = yaml.load(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            yield from ({"key": key, **value} for key, value in loaded.items())


def check(table: str, row: dict[str, str], evidence: Evidence, names: dict[str, set[str]]) -> tuple[str, str]:
    """Whether a row is `verified`, `unverified` or `contradicted`, and why."""
    qid = row["qid"]
    if table == "offices.csv":
        expected = evidence.countries.get(qid)
        if expected is None:
            return "unverified", "no source of office holders holds the person"
        body = names.get(row["of"], set())
        if row["of"] not in expected and not any(
            n in folded(position) for position in expected for n in body if len(n) > 2
        ):
            return "contradicted", f"the sources give {sorted(expected)}"
        start, end, today = (row[column][:4] for column in ("start", "end", "as_of"))
        if not any(start == s and (end == e or (not end and e > today)) for s, e in evidence.years[qid]):
            return "contradicted", f"the sources give the years {sorted(evidence.years[qid])}"
        return "verified", ""
    if table == "countries.csv":
        items = evidence.codes.get(row["iso"], set())
        if items and qid not in items:
            return "contradicted", f"the sources give {sorted(items)} for {row['iso']}"
        return ("verified", "") if items else ("unverified", "no source holds the code")
    codes = {code for code in evidence.lies_in.get(qid, ()) if code in evidence.codes}
    if row.get("country") and codes and not any(row["country"] in evidence.codes[code] for code in codes):
        return "contradicted", f"the sources place it in {sorted(codes)}"
    region = row.get("region")
    if region and not evidence.regions[qid] & names[region]:
        return "contradicted", f"the sources place it in {sorted(evidence.regions[qid])}"
    wanted = names[qid]
    stored = {
        source: evidence.names[source][qid] for source in row["evidence"].split("+") if qid in evidence.names[source]
    }
    if any(wanted & result or fuzzy(wanted, result) for result in stored.values()):
        return "verified", ""
    if stored:
        return "contradicted", f"the sources call it {sorted(set().union(*stored.values()))}"
    missing = [source for source in row["evidence"].split("+") if evidence.names.get(source)]
    return (
        ("contradicted", f"{missing} do not hold the item") if missing else ("unverified", "its sources are not given")
    )


def table_names(tables: Mapping[str, Iterable[dict[str, str]]]) -> dict[str, set[str]]:
    """The names that the tables give each item, folded."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in (row for name, rows in tables.items() if name != "offices.csv" for row in rows):
        names[row["qid"]].update(folded(name) for name in (row["label"], *row["aliases"].split("|")) if name)
    return names


def fuzzy(wanted: set[str], result: set[str]) -> bool:
    """Whether one name holds all words of another (`Petersburg`), or begins with its first (`Donetska`)."""
    return any(
        set(a.split()) <= set(b.split())
        or set(b.split()) <= set(a.split())
        or (len(a.split()[0]) > SHORTEST_STEM and b.startswith(a.split()[0]))
        for a in wanted
        for b in result
        if a and b
    )


def main() -> int:
    """Prints the counts by table and every row that is not verified."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evidence", type=Path, action="append", default=[LOOKED_UP], help="a folder more; repeatable")
    parser.add_argument("--gazetteer", type=Path, default=Path(__file__).parents[2] / "kg_etl/gazetteer")
    options = parser.parse_args()
    evidence = Evidence(options.evidence)
    tables = {name: list(records(options.gazetteer / name)) for name in TABLES}
    names = table_names(tables)
    total: Counter[str] = Counter()
    for name, rows in tables.items():
        counts: Counter[str] = Counter()
        for line, row in enumerate(rows, 2):
            outcome, reason = check(name, row, evidence, names)
            counts[outcome] += 1
            if outcome != "verified":
                print(f"{name}:{line}: {row['qid']} {row.get('label') or row.get('position')}: {outcome}: {reason}")
        print(
            f"{name}: {len(rows)} rows, "
            + ", ".join(f"{counts[k]} {k}" for k in ("verified", "unverified", "contradicted"))
        )
        total += counts
    return 1 if total["contradicted"] else 0


if __name__ == "__main__":
    sys.exit(main())
