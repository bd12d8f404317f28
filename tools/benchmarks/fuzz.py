"""Mutates articles and gives them to the extractor: none may break it, none may take long, all evidence must stand.

    python tools/benchmarks/fuzz.py [--articles 10000] [--seed 1] [--seconds 5] [PATH...]

PATHs are the articles to mutate, by default the samples in seeds/. Each mutated one is a stretch of one of them in
which characters, words and sentences were cut, doubled, swapped, or replaced by what breaks readers of text: quotation
marks, control characters, marks of writing direction, half a sentence of another language. Beside them stand some that
are bad as a whole: one word, a hundred thousand without a full stop, ten thousand quotation marks. Ends with status 1
if one broke the extractor, took more than --seconds of the processor, or came back with evidence that its text does not
hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kg_etl.model import Article, Extraction, Failure
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components
from kg_etl.sources.folder import FolderSource

SHORTEST, LONGEST = 20, 1_500
"""Characters of a stretch that is mutated."""
ODD = [
    *"\"“”„«»'’‘()[]{}—–-…·•\u200b\u200e\u200f\u202e\u2028\u2029\ufeff\x00\x07\x1b\r\n\t\v\f",
    "\n\n", "''", "``", "🏳️‍🌈", "e\u0301", "מלחמה", "اتفاق", "会谈", " said ", " that ", " who ", " agreed to ", " and ",
    ", ", " on Monday ", " in 1066 ", " between ", "999999999999999999", " 31 February ", "Mr. ", " . . . ", "?!",
]  # fmt: skip
COMPLETE = {
    "empty": "", "one word": "Paris", "a megabyte": "word " * 200_000,
    "no full stop": "the troops attacked the town and " * 5_000,
    "quotation marks": "“" * 10_000, "straight marks": '"' * 10_000, "brackets": "(" * 5_000,
    "white space": " \n" * 20_000, "one long word": "a" * 100_000, "right to left": "قال الوزير إن " * 2_000,
    "capitals": "PUTIN VISITED XI AND " * 3_000, "commas": "Putin, Xi, " * 5_000, "newlines": "Xi met Putin.\n" * 5_000,
}  # fmt: skip

Mutation = Callable[[random.Random, str], str]


def main(argv: list[str] | None = None) -> int:
    """Extract from all of them; 1 if one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("seeds")], metavar="PATH")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5.0)
    chosen = parser.parse_args(argv)
    extractor = Components(configured_settings()).extractor
    texts = [result.article.text for result in FolderSource(chosen.paths).articles() if not isinstance(result, Failure)]
    counts: Counter[str] = Counter()
    slowest = 0.0
    for article in articles(texts, chosen.articles, chosen.seed):
        begin = time.process_time()
        (outcome,) = extractor.extract([article])
        took = time.process_time() - begin
        slowest = max(slowest, took)
        wrong = fault(article, outcome) or (f"took {took:.1f} s" if took > allowed(article, chosen.seconds) else None)
        counts["wrong" if wrong else "set aside" if isinstance(outcome, Failure) else "extracted"] += 1
        if wrong:
            print(f"{article.id}: {wrong}\n  {article.text[:300]!r}", file=sys.stderr)
    total = sum(counts.values())
    print(
        f"{total} articles: {', '.join(f'{n} {what}' for what, n in sorted(counts.items()))}; slowest {slowest:.1f} s"
    )
    return 1 if counts["wrong"] else 0


def articles(texts: list[str], count: int, seed: int) -> Iterator[Article]:
    """The bad ones, and `count` mutated ones, always the same for the same seed."""
    for name, text in COMPLETE.items():
        yield Article(id=name, text=text)
    chance = random.Random(seed)
    for number in range(count):
        text = chance.choice(texts)
        length = chance.randint(SHORTEST, LONGEST)
        start = chance.randrange(max(1, len(text) - length))
        piece = text[start : start + length]
        for _ in range(chance.randint(1, 12)):
            piece = chance.choice(MUTATIONS)(chance, piece)
        yield Article(id=f"mutated {number}", text=piece)


def allowed(article: Article, seconds: float) -> float:
    """The seconds of the processor that an article may take: so many for each 20,000 characters begun."""
    return seconds * (1 + len(article.text) // 20_000)


def fault(article: Article, outcome: Extraction | Failure) -> str | None:
    """What is wrong with an outcome; None where nothing is."""
    if isinstance(outcome, Failure):
        return outcome.reason if "broke" in outcome.reason else None
    for event in outcome.events:
        for piece in (*event.evidence, event.trigger, *event.content, event.cue, event.time, event.name, event.subject):
            if piece is not None and article.text[piece.start : piece.end] != piece.quote:
                return f"evidence {piece} is not in the text"
    return None


def _cut(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randint(1, 40) :]


def _double(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at : at + chance.randint(1, 60)] * chance.randint(2, 4) + text[at:]


def _odd(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    odd: str = chance.choice(ODD)
    return text[:at] + odd * chance.choice((1, 1, 1, 2, 30)) + text[at:]


def _swap(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    i, j = chance.randrange(len(words)), chance.randrange(len(words))
    words[i], words[j] = words[j], words[i]
    return " ".join(words)


def _recase(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    end = at + chance.randint(1, 80)
    return text[:at] + chance.choice((str.upper, str.lower, str.title))(text[at:end]) + text[end:]


MUTATIONS: tuple[Mutation, ...] = (_cut, _double, _odd, _odd, _swap, _recase)


if __name__ == "__main__":
    sys.exit(main())
