"""The language of a text that is not English, by its function words (lexicon/function_words.toml)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from kg_etl.lexicon import tables

MIN_WORDS = 25
"""The fewest words by which a language is identified."""
MIN_DISTINCT = 5
"""The fewest different function words of a language in a text in that language."""
SAMPLE = 2_000
"""Words, and letters, at the start of a text that decide."""
MARGIN = 0.12
"""The least difference between the shares of another language's and of English function words."""
MIN_ENGLISH = 0.15
"""A text with this share of English function words is English, whatever else it contains."""

_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """The name of the language of a text, or None if it is English or too short to decide.

    The start of the text and its share of English decide: an English article may quote another language at length.

    >>> other_language("Le ministre a signé un accord avec son homologue, et les deux pays sont pour la paix. " * 2)
    'French'
    """
    words = [match.group().casefold() for match, _ in zip(_WORD.finditer(text), range(SAMPLE), strict=False)]
    letters = "".join(words)[:SAMPLE]
    if len(letters) >= 4 * MIN_WORDS and sum(_is_latin(letter) for letter in letters) * 2 < len(letters):
        return "letters other than Latin ones"
    if len(words) < MIN_WORDS:
        return None
    counts = Counter(words)
    distinct = frozenset(counts)
    shares = {
        name: sum(counts[word] for word in listed & distinct) / len(words) for name, listed in function_words().items()
    }
    english = shares.pop("English")
    likeliest = max(shares, key=lambda name: shares[name])
    if english >= MIN_ENGLISH or shares[likeliest] < english + MARGIN:
        return None
    return likeliest if len(function_words()[likeliest].intersection(words)) >= MIN_DISTINCT else None


@cache
def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language, by its English name."""
    return {
        name: frozenset(word for word in text.split() if len(word) > 1)
        for name, text in tables.table("function_words").items()
    }
