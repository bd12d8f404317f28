"""Whether a text is in English, judged by its function words (lexicon/function_words.toml)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from kg_etl.lexicon import tables

FEWEST = 25
"""Words that a text must have for its language to be told."""
FEWEST_DISTINCT = 5
"""Different function words of a language that a text in it must have."""
SAMPLE = 2_000
"""Words, and letters, at the start of a text that are looked at."""
MARGIN = 0.12
"""How much larger than that of English the share of another language's function words must be."""
LEAST_ENGLISH = 0.15
"""A text with so many English function words is English, whatever else is in it."""

_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """In which language other than English a text is written, in words; None where it is English or too short to tell.

    Only the start of a text counts: an English article that quotes another language is English.

    >>> other_language("Le ministre a signé un accord avec son homologue, et les deux pays sont pour la paix. " * 2)
    'French'
    """
    words = [match.group().casefold() for match, _ in zip(_WORD.finditer(text), range(SAMPLE), strict=False)]
    letters = "".join(words)[:SAMPLE]
    if len(letters) >= 4 * FEWEST and sum(_is_latin(letter) for letter in letters) * 2 < len(letters):
        return "letters other than Latin ones"
    if len(words) < FEWEST:
        return None
    counts = Counter(words)
    distinct = frozenset(counts)
    shares = {
        name: sum(counts[word] for word in small & distinct) / len(words) for name, small in function_words().items()
    }
    english = shares.pop("English")
    likeliest = max(shares, key=lambda name: shares[name])
    if english >= LEAST_ENGLISH or shares[likeliest] < english + MARGIN:
        return None
    return likeliest if len(function_words()[likeliest].intersection(words)) >= FEWEST_DISTINCT else None


@cache
def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language, by its name in English."""
    words = {name: frozenset(text.split()) for name, text in tables.table("function_words").items()}
    return {name: frozenset(word for word in function_words if len(word) > 1) for name, function_words in words.items()}
