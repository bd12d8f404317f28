"""Generates articles, any number of them, from the sample articles: for measurements of time and memory only.

    python -m tools.benchmarks.generate NUMBER --out DIR [--seed N] [--seeds DIR] [--lines N]

Each article is a sample article retold: its countries, people and cities are others of their kind throughout, all its
dates are moved back by the same whole weeks (so that weekdays stay right), its paragraphs after the first stand in
another order, some are left out and some come from another sample. What it says is untrue, so it says so: its publisher
is `generated`, and its id begins with `generated:`. Equal arguments give equal files, and the first articles of a
larger number are those of a smaller one.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from kg_etl.model import Article, Failure
from kg_etl.settings.versions import PACKAGE
from kg_etl.sources.folder import FolderSource

MONTHS = {
    name: number
    for number, full in enumerate(
        (
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ), start=1,
    )
    for name in (full, full[:3], f"{full[:3]}.")
}  # fmt: skip
DATE = re.compile(
    rf"\b({'|'.join(map(re.escape, sorted(MONTHS, key=len, reverse=True)))}) ([1-9]|[12]\d|3[01])\b(?!\d)"
)
YEAR = re.compile(r"\b20[012]\d\b")
MOST_WEEKS = 520


class Names(NamedTuple):
    """Interchangeable names: a row of each is one thing, in the forms that a text may use."""

    countries: tuple[tuple[str, ...], ...]
    """Label, adjective."""
    people: tuple[tuple[str, ...], ...]
    """Full name, last name."""
    capitals: tuple[tuple[str, ...], ...]
    """Cities that stand for a government when they act."""
    cities: tuple[tuple[str, ...], ...]
    """Other cities."""

    @classmethod
    def load(cls, folder: Path) -> Names:
        """The names of the curated tables."""
        countries = (
            (row["label"], row["demonyms"].split("|")[0])
            for row in _rows(folder / "countries.csv")
            if row["status"] == "un-member" and row["demonyms"]
        )
        people = (
            (row["label"], row["label"].split()[-1])
            for row in _rows(folder / "people.csv")
            if len(row["label"].split()) in {2, 3} and "(" not in row["label"]
        )
        cities = [row for row in _rows(folder / "places.csv") if row["type"] == "City"]
        capitals = ((row["label"],) for row in cities if row["acts_for"])
        others = ((row["label"],) for row in cities if not row["acts_for"])
        return cls(tuple(countries), tuple(people), tuple(capitals), tuple(others))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def generated(samples: Sequence[Article], names: Names, seed: int) -> Iterator[Article]:
    """Article after article, without end."""
    there = {sample.id: frozenset(_named(f"{sample.title}\n{sample.text}", names)) for sample in samples}
    for number in count():
        chance = random.Random(f"{seed}/{number}")
        sample, other = chance.sample(samples, 2)
        weeks = -chance.randint(0, MOST_WEEKS)
        retold = _renaming(there[sample.id] | there[other.id], names, chance)
        moved = _moving(sample, weeks)
        text = moved(retold("\n\n".join(_paragraphs(sample, other, chance))))
        title = sample.title or text.split(".", maxsplit=1)[0]
        published = sample.published and sample.published + dt.timedelta(weeks=weeks)
        yield Article(
            id=f"generated:{seed}:{number}",
            text=text,
            title=f"{moved(retold(title))} (generated {number})",
            published=published,
            publisher="generated",
            language="en",
        )


def _paragraphs(sample: Article, other: Article, chance: random.Random) -> list[str]:
    first, *rest = _split(sample)
    rest = [item for item in rest if chance.random() < 0.85]
    foreign = _split(other)[1:]
    rest += chance.sample(foreign, min(len(foreign), chance.randint(0, 4)))
    chance.shuffle(rest)
    return [first, *rest]


def _split(article: Article) -> list[str]:
    """The paragraphs of the body: a text file's headline and date line belong to no other article."""
    parts = [part for part in re.split(r"\n\s*\n", article.text.strip()) if part.strip()]
    body = [part for part in parts if len(part.split()) > 15]
    return body or parts


def _named(text: str, names: Names) -> Iterator[tuple[str, ...]]:
    """The rows that a text names."""
    words = set(re.findall(r"\w+", text))
    for kind in names:
        for row in kind:
            if words.issuperset(re.findall(r"\w+", row[0])) and re.search(rf"\b{re.escape(row[0])}\b", text):
                yield row


def _renaming(there: AbstractSet[tuple[str, ...]], names: Names, chance: random.Random) -> Callable[[str], str]:
    """What gives every country, person and city that is there another name of its kind, the same one throughout."""
    table: dict[str, str] = {}
    for kind in names:
        rows = [row for row in kind if row in there]
        for row, instead in zip(rows, chance.sample(kind, len(rows)), strict=True):
            table.update((old, new) for old, new in zip(row, instead, strict=True) if old not in table)
    if not table:
        return str
    expected = re.compile(rf"\b({'|'.join(map(re.escape, sorted(table, key=len, reverse=True)))})\b")
    return lambda old: expected.sub(lambda result: table[result.group()], old)


def _moving(sample: Article, weeks: int) -> Callable[[str], str]:
    """What moves every month with day, and every bare year by the years that the publication moves."""
    if sample.published is None:
        return str
    day = sample.published.date()
    shift = dt.timedelta(weeks=weeks)
    years = (day + shift).year - day.year

    def other_day(result: re.Match[str]) -> str:
        month = MONTHS[result[1]]
        try:
            then = dt.date(day.year, month, int(result[2])) + shift
        except ValueError:
            return result.group()
        return f"{then:%B} {then.day}"

    return lambda text: YEAR.sub(lambda result: str(int(result.group()) + years), DATE.sub(other_day, text))


def samples_of(folder: Path) -> list[Article]:
    """The articles of a folder, without those that generation would break: too short to take apart."""
    result = FolderSource([folder], max_bytes=10_000_000, timezone="UTC", latest=dt.datetime.max.replace(tzinfo=dt.UTC))
    articles = [article.article for article in result.articles() if not isinstance(article, Failure)]
    return [article for article in articles if len(_split(article)) > 1]


def write(number: int, out: Path, seed: int = 0, seeds: Path = Path("seeds"), lines: int = 1000) -> list[Path]:
    """Files of articles as lines of JSON.

    Args:
        number: How many articles.
        out: Folder of the files; made if it is not there.
        seed: Another one gives other articles.
        seeds: Folder of the sample articles.
        lines: Articles in one file.
    """
    articles = islice(generated(samples_of(seeds), Names.load(PACKAGE / "gazetteer"), seed), number)
    out.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    while several := list(islice(articles, lines)):
        path = out / f"generated-{seed}-{len(paths):05}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(_record(item), ensure_ascii=False) + "\n" for item in several)
        paths.append(path)
    return paths


def _record(article: Article) -> dict[str, str]:
    fields = {name: getattr(article, name) for name in ("id", "title", "publisher", "language", "text")}
    if article.published:
        fields["published"] = article.published.isoformat()
    return fields


def main(argv: list[str] | None = None) -> int:
    """Write the files and name them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, metavar="NUMBER")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), metavar="DIR")
    parser.add_argument("--lines", type=int, default=1000, metavar="N", help="articles in one file")
    chosen = parser.parse_args(argv)
    for path in write(chosen.number, chosen.out, chosen.seed, chosen.seeds, chosen.lines):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
