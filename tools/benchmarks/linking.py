"""Measures linking on development data that lies outside the repository, with the scorer that lies beside it.

    python tools/benchmarks/linking.py --gold DIR [--gazetteer FILE] [--out DIR] [--ablations] [--only NAME ...]

DIR holds `score_links.py` and articles with the items of their names, `*.jsonl.gz`. Each set goes whole through the
public command `kg-etl link`. For each set and type of name the table gives precision, recall and F1 as the scorer
counts them; under `country` stand the names of the countries of the gazetteer. `held` are the names whose item the
gazetteer holds: what nobody can link who does not know more is left out of the recall and the F1 beside it. `NIL
linked` are links on names that are known to have no item, `beside` links on stretches that the set does not annotate.
Sets that annotate places only are also counted together. In the folder of --out are the predictions, and the wrong
links and the misses, one a line with their context, to read through. FILE is a full gazetteer that `kg-etl gazetteer
refresh` made (`benchmarks/full_gazetteer.py` makes one from evidence); without it the shipped tables are all that is
known.

With --ablations the same table is printed for the scorer with one feature after the other switched on. The articles are
then extracted in this process, once, and kept in the folder of --out until the extractor changes; the last row uses
all features and must agree with the command. The time that linking takes is processor time, beside that of extraction.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import luigi.configuration
import msgspec

from kg_etl.gazetteer import load as load_gazetteer
from kg_etl.linkers.gazetteer import GazetteerLinker
from kg_etl.linkers.gazetteer.features import Feature
from kg_etl.model import Article, EntityType, Extraction, Failure
from kg_etl.records import article_links
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Settings, Versions

KG_ETL = Path(sys.executable).parent / "kg-etl"
CONTEXT = 90
"""Code points shown on each side of a wrong link."""
STEPS = (Feature.TYPE, Feature.TITLE, Feature.CONTEXT, Feature.COREFERENCE, Feature.DATES, Feature.NIL)
"""The order in which --ablations switches features on, after the prior."""

Record = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Measure every set that is there; 2 if none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--gazetteer", type=Path, metavar="FILE", help="a full gazetteer beneath the shipped tables")
    parser.add_argument("--out", type=Path, default=Path("data/benchmarks/linking"), metavar="DIR")
    parser.add_argument("--only", action="append", metavar="NAME", help="a set, without .jsonl.gz; repeatable")
    parser.add_argument("--ablations", action="store_true", help="one row more for each feature of the scorer")
    chosen = parser.parse_args(argv)
    names = [path.name.removesuffix(".jsonl.gz") for path in sorted(chosen.gold.glob("*.jsonl.gz"))]
    names = [name for name in names if not chosen.only or name in chosen.only]
    if not names:
        print(f"{chosen.gold} holds no such set", file=sys.stderr)
        return 2
    chosen.out.mkdir(parents=True, exist_ok=True)
    configure(chosen.out / "luigi.cfg", chosen.gazetteer)
    score = load(chosen.gold / "score_links.py").score
    countries = {entry.qid for entry in load_gazetteer() if entry.type is EntityType.COUNTRY}
    stored = Components(configured_settings()).gazetteer.by_qid
    gold_of_places: list[Record] = []
    links_of_places: dict[str, list[Record]] = {}
    for name in names:
        gold = list(typed(read(chosen.gold / f"{name}.jsonl.gz"), countries, stored))
        articles = chosen.out / f"{name}.articles.jsonl"
        write(articles, (as_article(row) for row in gold))
        if chosen.ablations:
            ablations(name, gold, articles, score)
        else:
            links = linked(articles, chosen.out / f"{name}.links.jsonl")
            table(name, "kg-etl link", gold, links, score)
            errors(chosen.out / f"{name}.errors.jsonl", gold, links)
            if {mention["type"] for row in gold for mention in row["mentions"]} <= {"country", "place", "NIL"}:
                gold_of_places += gold
                links_of_places |= links
    if gold_of_places:
        table("sets of places together", "kg-etl link", gold_of_places, links_of_places, score)
    print(f"predictions and errors: {chosen.out}")
    return 0


def configure(configuration: Path, gazetteer: Path | None) -> None:
    """Let this process and the commands that it starts link with a full gazetteer, and else by the defaults."""
    configuration.write_text(f"[gazetteer]\npath = {gazetteer.resolve() if gazetteer else ''}\n", encoding="utf-8")
    os.environ["LUIGI_CONFIG_PATH"] = str(configuration)
    luigi.configuration.add_config_path(str(configuration))


def typed(rows: Iterable[Record], countries: set[str], stored: Callable[[str], object]) -> Iterator[Record]:
    """The articles with the type `country` where a mention's item is one, `NIL` where it has none, and what is held."""
    for row in rows:
        for mention in row["mentions"]:
            if mention.get("qid") in countries:
                mention["type"] = "country"
            elif mention.get("qid") is None:
                mention["type"] = "NIL"
            mention["held"] = bool(mention.get("qid") and stored(mention["qid"]))
        yield row


def as_article(row: Record) -> Record:
    """An article as `kg-etl link` reads it; a date that is none of the calendar is left out."""
    article = {"id": row["id"], "text": row["text"], "title": row.get("title")}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or ""):
        article["published"] = row["date"]
    return {key: value for key, value in article.items() if value}


def linked(articles: Path, links: Path) -> dict[str, list[Record]]:
    """The links of each article, through `kg-etl link`."""
    begin = time.perf_counter()
    with links.open("w", encoding="utf-8") as file:
        done = subprocess.run([str(KG_ETL), "link", str(articles)], stdout=file, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in {0, 3}:
        raise SystemExit(f"kg-etl link {articles} ended with status {done.returncode}")
    print(f"\n{articles.name}: extracted and linked in {time.perf_counter() - begin:.0f} s")
    return {row["id"]: row["links"] for row in read(links)}


def ablations(name: str, gold: list[Record], path: Path, score: Callable[..., Any]) -> None:
    """The table for the prior alone, then with one feature more each time, and the time that linking takes."""
    chosen = configured_settings()
    pairs, parsing = extracted(chosen, path)
    gazetteer = Components(chosen).gazetteer
    for number in range(len(STEPS) + 1):
        linker = GazetteerLinker(
            gazetteer,
            base=chosen.base,
            threshold=chosen.linker.threshold,
            features=frozenset(STEPS[:number]),
        )
        begin = time.process_time()
        results = [(extraction, linker.link(article, extraction)) for article, extraction in pairs]
        spent = time.process_time() - begin
        links = {e.article_id: msgspec.to_builtins(article_links(e, result))["links"] for e, result in results}
        table(name, f"+ {STEPS[number - 1].value}" if number else "prior only", gold, links, score)
    share = f", {spent / parsing:.1%} of the {parsing:.1f} s of extraction" if parsing else ""
    print(f"   linking with all features: {spent:.2f} s{share}")


def extracted(chosen: Settings, path: Path) -> tuple[list[tuple[Article, Extraction]], float]:
    """The articles with their extractions, and the seconds that extraction took: 0 where they were kept from before."""
    stem = path.name.removesuffix(".articles.jsonl")
    kept = path.with_name(f"{stem}.{Versions(Components(chosen)).stages['extract']}.extractions.jsonl")
    result = (
        article
        for article in Components(chosen).articles((str(path),), dt.datetime.now(dt.UTC))
        if not isinstance(article, Failure)
    )
    articles = [item.article for item in result]
    begin = time.process_time()
    if not kept.exists():
        extractor = Components(chosen).extractor
        begin = time.process_time()
        extractions = [item for item in extractor.extract(articles) if isinstance(item, Extraction)]
        spent = time.process_time() - begin
        kept.write_bytes(b"\n".join(msgspec.json.encode(extraction) for extraction in extractions))
    else:
        extractions = [msgspec.json.decode(line, type=Extraction) for line in kept.read_bytes().splitlines()]
        spent = 0.0
    by_id = {extraction.article_id: extraction for extraction in extractions}
    return [(article, by_id[article.id]) for article in articles if article.id in by_id], spent


def table(
    name: str, scorer: str, gold: list[Record], links: dict[str, list[Record]], score: Callable[..., Any]
) -> None:
    """One row a type of name: links judged, precision; names with an item, recall; F1; the same for items held."""
    stored = Counter(k for row in gold for m in row["mentions"] if m["held"] for k in (m["type"], "ALL"))
    rows, everything = score(gold, links)
    near = everything["predicted"] - rows["ALL"]["judged"]
    print(f"\n{name}, {scorer}: {everything['predicted']} links on {len(gold)} articles")
    print(f"   {'':10} {'judged':>7} {'P':>6} {'names':>7} {'R':>6} {'F1':>6} {'held':>7} {'R':>6} {'F1':>6}")
    for kind in sorted(rows, key=lambda kind: (kind == "ALL", kind)):
        row = rows[kind]
        if kind != "NIL" and row["linked"]:
            precision = ratio(row["right"], row["judged"])
            line = f"   {kind:10} {row['judged']:7} {precision:6.3f}"
            for names in (row["linked"], stored[kind]):
                recall = ratio(row["found"], names)
                line += f" {names:7} {recall:6.3f} {ratio(2 * precision * recall, precision + recall):6.3f}"
            print(line)
    nil = sum(mention["type"] == "NIL" for row in gold for mention in row["mentions"])
    print(f"   NIL linked: {rows['NIL']['judged']} links on {nil} names without item; beside: {near}")


def errors(path: Path, gold: list[Record], links: dict[str, list[Record]]) -> None:
    """The wrong links, the links on names without item, and the misses, each with its context."""
    counts: Counter[str] = Counter()
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for row in gold:
        made = [link for link in links.get(row["id"], ()) if link["qid"]]
        for link in made:
            hits = [m for m in row["mentions"] if overlap(m, link)]
            if hits and all(m["qid"] != link["qid"] for m in hits):
                kind = "NIL linked" if hits[0]["type"] == "NIL" else "wrong"
                by_kind[kind].append(shown(row, link, kind, hits[0]))
        for mention in row["mentions"]:
            if mention["qid"] and not any(overlap(mention, link) for link in made):
                by_kind["missed"].append(shown(row, mention, "missed", mention))
    write(path, (item for kind in by_kind.values() for item in kind))
    counts.update({kind: len(several) for kind, several in by_kind.items()})
    print("   " + ", ".join(f"{number} {kind}" for kind, number in counts.items()))


def shown(row: Record, link: Record, kind: str, mention: Record) -> Record:
    """An error in short."""
    before = row["text"][max(0, link["start"] - CONTEXT) : link["start"]]
    after = row["text"][link["end"] : link["end"] + CONTEXT]
    return {
        "error": kind, "type": mention["type"], "id": row["id"], "text": row["text"][link["start"] : link["end"]],
        "qid": link["qid"] if link is not mention else None, "method": link.get("method"), "score": link.get("score"),
        "gold": mention["surface"], "gold_qid": mention["qid"], "gold_label": mention.get("label"),
        "context": " ".join(f"{before}[[{row['text'][link['start'] : link['end']]}]]{after}".split()),
    }  # fmt: skip


def overlap(a: Record, b: Record) -> bool:
    """Whether two stretches share a code point."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def ratio(part: float, complete: float) -> float:
    """A share; 0 of nothing."""
    return part / complete if complete else 0.0


def read(path: Path) -> list[Record]:
    """Lines of JSON, packed or not."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, rows: Iterable[Record]) -> None:
    """Lines of JSON."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def load(path: Path) -> Any:
    """A scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
