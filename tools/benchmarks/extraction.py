"""Measures extraction on development data that lies outside the repository, with the scorers that lie beside it.

    python tools/benchmarks/extraction.py --gold DIR [--out DIR] [--half grow|look]

DIR holds `events/` (sentences with the classes they tell) and `statements/` (articles with who said what). Each set
goes through the public command `kg-etl extract`; the tables of the scorers, a calibration table of the confidence, and
the peers' published figures are printed. In the folder of --out are the predictions, and the errors, one a line with
their sentence, to read through. `--half` keeps the half of the records whose id has an even (grow) or odd (look) hash:
rules are grown on one and looked at on the other.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

KG_ETL = Path(sys.executable).parent / "kg-etl"
CLASSES = ("Visit", "Agreement", "Offensive", "Statement")
AGENT = {"Visit": {"visitor"}, "Agreement": {"party", "signatory"}, "Offensive": {"attacker"}, "Statement": {"speaker"}}
PATIENT = {
    "Visit": {"host", "destination"},
    "Agreement": {"party", "signatory"},
    "Offensive": {"target", "location"},
    "Statement": {"addressee"},
}
PEERS = {
    "UniversalPetrarch": (0.40, 0.32, 0.67, 0.50),
    "37 trigger lemmas": (0.44, 0.56, 0.35, 0.64),
    "NLI, given the actors": (0.77, 0.77, 0.89, None),
}
"""Lenient F1 by class, as published or measured on a set of the same make."""
PEERS_STATEMENTS = {
    "BERT trained on it": ("75.6 / 59.6", "76.0 / 60.3"),
    "Citron, retrained": ("58.5 / 44.9", "67.1 / 52.4"),
    "two annotators": ("84.8 / 74.2", "94.1 / 85.5"),
}
"""Soft / exact F1 on PolNeAR's test part: speech acts, quotations."""
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Record = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Measure every set that is there; 2 if none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=Path("data/benchmarks/extraction"), metavar="DIR")
    parser.add_argument("--half", choices=("grow", "look"))
    parser.add_argument("--only", choices=("events", "statements"))
    chosen = parser.parse_args(argv)
    chosen.out.mkdir(parents=True, exist_ok=True)
    measured = 0
    for name, measure in (("events", measured_events), ("statements", measured_statements)):
        if chosen.only in {None, name} and (chosen.gold / name).is_dir():
            measure(chosen.gold / name, chosen.out, chosen.half)
            measured += 1
    if not measured:
        print(f"{chosen.gold} holds neither events/ nor statements/", file=sys.stderr)
    return 0 if measured else 2


def measured_events(gold: Path, out: Path, half: str | None) -> None:
    """The table of each class and source, the calibration table, and the errors."""
    rows = in_half(read(gold / "dev.jsonl.gz"), half)
    events_read = extracted(rows, out / "events")
    score = load(gold / "score_events.py").score
    result = {row["id"]: [as_event(record) for record in events_read[row["id"]]] for row in rows}
    print(f"\nEvents, sentence level, {len(rows)} records{f' ({half} half)' if half else ''}")
    print(f"{'':42} " + "".join(f"{cls:>32}" for cls in CLASSES))
    by_source: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        by_source[family(row["source"])].append(row)
    for mode in ("lenient", "strict"):
        line("all, " + mode, score(rows, result), mode)
    for source, group in sorted(by_source.items()):
        line(source, score(group, result), "lenient")
    for peer, figures in PEERS.items():
        print(f"{peer:42} " + "".join(f"{'-' if f is None else f'F1 {f:.2f}':>32}" for f in figures))
    actors(score(rows, result))
    calibration(rows, events_read)
    with (out / "errors.events.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.writelines(
                json.dumps(error, ensure_ascii=False) + "\n" for error in event_errors(row, events_read[row["id"]])
            )
    print(f"predictions and errors: {out}")


def family(source: str) -> str:
    """A source without the name of the single text."""
    return source.split(":", maxsplit=1)[0] if "full text" in source else source


def line(name: str, scores: Mapping[tuple[str, str], Mapping[str, Any]], mode: str) -> None:
    """One row: precision, recall, F1 and true positives, false positives, misses for each class."""
    cells = []
    for cls in CLASSES:
        item = scores[cls, mode]
        figures = "/".join("  - " if item[k] is None else f"{item[k]:.3f}".lstrip("0") for k in ("P", "R", "F1"))
        cells.append(f"{figures} {item['tp']}/{item['fp']}/{item['fn']}" if item["pos"] + item["neg"] else "-")
    print(f"{name[:42]:42} " + "".join(f"{cell:>32}" for cell in cells))


def actors(scores: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    """The share of right agents and patients among the events found."""
    for kind in ("agent", "patient"):
        cells = ["{}/{}".format(*scores[cls, "lenient"][kind]) for cls in CLASSES]
        print(f"{kind + 's right':42} " + "".join(f"{cell:>32}" for cell in cells))


def label(row: Record, cls: str) -> bool | None:
    """Does the gold say that a sentence tells an event of a class? None where it does not say."""
    read = [event for event in row["expected"] if event["class"] == cls]
    if any(event.get("mapping") != "loose" for event in read):
        return True
    return False if not read and cls in row["complete_for"] else None


def calibration(rows: Iterable[Record], read: Mapping[str, list[Record]]) -> None:
    """Of the events in each bin of confidence, how many stand in a sentence that tells such an event."""
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for record in read[row["id"]]:
            right = label(row, record["class"])
            if right is not None:
                at = max(i for i, low in enumerate(BINS) if record["confidence"] >= low)
                for name in (record["class"], "all"):
                    counts[name, at][0] += right
                    counts[name, at][1] += 1
    print("\nCalibration: right / events with a known answer, by confidence")
    print(" " * 14 + "".join(f"{f'{low:.1f}-{min(high, 1):.1f}':>16}" for low, high in pairwise(BINS)))
    for name in (*CLASSES, "all"):
        cells = []
        for at in range(len(BINS) - 1):
            hits, expected = counts[name, at]
            cells.append(f"{hits}/{expected} {hits / expected:.2f}" if expected else "-")
        print(f"{name:14}" + "".join(f"{cell:>16}" for cell in cells))


def event_errors(row: Record, records: list[Record]) -> Iterable[Record]:
    """What was found and is not there, and what is there and was not found."""
    for cls in CLASSES:
        right, result = label(row, cls), [record for record in records if record["class"] == cls]
        if right is False and result:
            yield {
                "error": "false positive", "class": cls, "id": row["id"], "text": row["text"],
                "found": [shown(record) for record in result], "strength": row.get("neg_strength"),
            }  # fmt: skip
        if right and not result:
            yield {
                "error": "miss", "class": cls, "id": row["id"], "text": row["text"],
                "expected": [
                    {k: event.get(k) for k in ("agent", "patient", "code", "mapping", "trigger")}
                    for event in row["expected"] if event["class"] == cls
                ],
            }  # fmt: skip


def shown(record: Record) -> Record:
    """An event in short."""
    return {
        "type": record["type"], "status": record["status"], "confidence": record["confidence"],
        "cue": (record.get("cue") or {}).get("text"), "evidence": [item["quote"] for item in record["evidence"]],
        "roles": {role["role"]: role["text"] for role in record["roles"]},
        "content": [item["text"] for item in record.get("content") or ()],
    }  # fmt: skip


def as_event(record: Record) -> Record:
    """An exported event as the scorer of events reads it; the patient of a signing is also what is signed."""
    texts = defaultdict(list)
    for role in record["roles"]:
        texts[role["role"]].append(role["text"])
    cls = record["class"]
    signed = [item["text"] for key in ("name", "subject") if (item := record.get(key))]
    return {
        "class": cls,
        "agent": [text for name in sorted(AGENT[cls]) for text in texts[name]],
        "patient": [*(text for name in sorted(PATIENT[cls]) for text in texts[name]), *signed],
    }


def measured_statements(gold: Path, out: Path, half: str | None) -> None:
    """The scorer's own tables for speech acts and quotations."""
    rows = in_half(read(gold / "polnear.dev.jsonl.gz"), half)
    events_read = extracted([{**row, "published": row.get("date")} for row in rows], out / "statements")
    pred, truth = out / "statements.predicted.jsonl", out / "statements.gold.jsonl"
    write(truth, rows)
    write(pred, ({"id": row["id"], "attributions": list(attributions(events_read[row["id"]]))} for row in rows))
    for scope in ("speech", "quoted"):
        print(f"\nStatements, scope {scope}, {len(rows)} articles of PolNeAR dev")
        errors = out / f"errors.statements.{scope}.txt"
        print(
            subprocess.run(
                [
                    sys.executable, str(gold / "score_statements.py"), str(truth), str(pred),
                    "--scope", scope, "--errors", str(errors),
                ],
                check=True, capture_output=True, text=True,
            ).stdout
        )  # fmt: skip
    for peer, (speech, quoted) in PEERS_STATEMENTS.items():
        print(f"{peer:24} soft / exact F1: speech acts {speech}, quotations {quoted}")


def attributions(records: Iterable[Record]) -> Iterable[Record]:
    """Statements as the scorer of statements reads them."""
    for record in records:
        if record["class"] == "Statement" and record["content"]:
            speakers = [role for role in record["roles"] if role["role"] == "speaker"]
            yield {
                "source": span(speakers[0]) if speakers else None,
                "cue": span(record["cue"]) if record.get("cue") else None,
                "content": [span(item) for item in record["content"]],
            }


def span(record: Record) -> list[Any]:
    """Start, end and text."""
    return [record["start"], record["end"], record["text"]]


def extracted(rows: Iterable[Record], stem: Path) -> dict[str, list[Record]]:
    """The events of each record, through `kg-etl extract`."""
    articles, events = stem.with_suffix(".articles.jsonl"), stem.with_suffix(".extracted.jsonl")
    wanted = ("id", "text", "title", "published")
    write(articles, ({k: row[k] for k in wanted if row.get(k)} for row in rows))
    begin = time.perf_counter()
    with events.open("w", encoding="utf-8") as file:
        done = subprocess.run([str(KG_ETL), "extract", str(articles)], stdout=file, check=False)
    if done.returncode not in {0, 3}:
        raise SystemExit(f"kg-etl extract {articles} ended with status {done.returncode}")
    print(f"{stem.name}: extracted in {time.perf_counter() - begin:.0f} s")
    events_read: dict[str, list[Record]] = defaultdict(list)
    for record in read(events):
        events_read[record["article"]].append(record)
    return events_read


def in_half(rows: list[Record], half: str | None) -> list[Record]:
    """The records of one half."""
    if half is None:
        return rows
    odd = half == "look"
    return [row for row in rows if hashlib.sha256(row["id"].encode()).digest()[0] % 2 == odd]


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
