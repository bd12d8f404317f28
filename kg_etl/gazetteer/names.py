"""Normal forms of names, without the variation of typography, accents and case in English newspapers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
    }
)
_SPELLINGS = (
    ("organisation", "organization"),
    ("defence", "defense"),
    ("programme", "program"),
    ("centre", "center"),
    ("co-operation", "cooperation"),
)
"""British and American spellings of words in the names of bodies."""
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b[A-Z]\.[A-Z]\b")
_ARTICLE = re.compile(r"^the (?=\S)", re.IGNORECASE)
_ACRONYM_LENGTH = 5


@lru_cache(maxsize=100_000)  # an article repeats a few names
def folded(name: str) -> str:
    """The key of a name in the index, the same for all its spellings.

    Acronyms (capitals and digits, at most five characters) keep their case, so that `US` and `us` differ; all other
    names are in lower case and in American spelling.

    >>> folded("the U.S."), folded("Türkiye"), folded("Côte d’Ivoire"), folded("Guinea-Bissau")
    ('US', 'turkiye', "cote d'ivoire", 'guinea bissau')
    >>> folded("Defence Centre")
    'defense center'
    """
    plain = name.translate(_TYPOGRAPHY)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
        plain = bare.translate(_TYPOGRAPHY)
    if "." in plain:
        plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain)
    plain = _ARTICLE.sub("", " ".join(plain.split()))
    if is_acronym(plain):
        return plain
    small = plain.casefold()
    for british, american in _SPELLINGS:
        small = small.replace(british.replace("-", " "), american)
    return small


def spellings(name: str) -> tuple[str, ...]:
    """A name, and its variants in British and American spelling.

    >>> spellings("Defence Centre")
    ('Defence Centre', 'Defense Centre', 'Defence Center', 'Defense Center')
    """
    spellings = [name]
    for pair in _SPELLINGS:
        for word_there, other in (pair, pair[::-1]):
            word = word_there.capitalize()
            spellings += [
                re.sub(rf"\b{word}\b", other.capitalize(), spelling) for spelling in spellings if word in spelling
            ]
    return tuple(dict.fromkeys(spellings))


def keys(name: str) -> tuple[str, ...]:
    """The keys to look a name up by, in order, until one has entries.

    A word in lower case is not a name (`polish`, `us`), and an acronym must be in capitals. A name in capitals
    (`IRAN`) is also looked up in lower case, if no acronym is spelt like it.

    >>> keys("Türkiye"), keys("IRAN"), keys("polish")
    (('turkiye',), ('IRAN', 'iran'), ())
    """
    if name == name.lower():
        return ()
    key = folded(name)
    return (key, key.casefold()) if is_acronym(key) and len(key) > 3 else (key,)


def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym, and so is case-sensitive.

    >>> is_acronym("UAE"), is_acronym("G20"), is_acronym("CHINA"), is_acronym("RUSSIA"), is_acronym("Us")
    (True, True, True, False, False)
    """
    return len(name) <= _ACRONYM_LENGTH and name.isalnum() and name == name.upper() and not name.isdigit()


def without_possessive(name: str) -> str:
    """A name without a final `'s` or `'`.

    >>> without_possessive("Russia’s"), without_possessive("the Emirates'")
    ('Russia', 'the Emirates')
    """
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", name)
