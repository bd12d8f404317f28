"""Parts of speech, features and lemmas, cached by word form.

The model computes them by rules that depend on a word, its tag and its label (`attribute_ruler`), and then on the
result (`lemmatizer`). Matching the hundred-odd patterns against every word of every text is a seventh of the running
time of the parse, and the same word with the same tag and label always has the same result. Only the few patterns of
several words must be matched in each text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy import attrs
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

NAME = "cached_forms"
"""The name of the component in spaCy's pipeline."""
MAX_FORMS = 200_000
"""The size at which the cache is cleared."""

_READ: list[int | str] = [attrs.ORTH, attrs.TAG, attrs.DEP]
_WRITTEN: list[int | str] = [attrs.TAG, attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.DEP]
_BEFORE = frozenset({"tok2vec", "transformer", "tagger", "parser", "senter"})
"""Components that set only tags, labels and sentences."""
_ATTRIBUTES = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT"})
"""The attributes of patterns that depend only on the word, its tag and its label."""

Key = tuple[int, int, int]
Forms = tuple[int, int, int, int, int]


class CachedForms:
    """A component with the results of the attribute ruler and the lemmatizer, which run only for new word forms."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._phrases = Matcher(ruler.vocab, validate=False)
        for number, patterns in enumerate(_patterns(ruler)):
            if long := [pattern for pattern in patterns if len(pattern) > 1]:
                self._phrases.add(str(number), long)
        self._forms: dict[Key, Forms] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, features and lemma of each word, and the tags and labels that the rules change."""
        keys: list[Key] = list(map(tuple, doc.to_array(_READ).tolist()))
        if len(self._forms) > MAX_FORMS:
            self._forms.clear()
        self._cache([key for key in dict.fromkeys(keys) if key not in self._forms])
        forms = [self._forms[key] for key in keys]
        for start, end in self._phrase_matches(doc):
            forms[start:end] = self._computed(self._doc(keys[start:end]))
        return _written(doc, _WRITTEN, forms)

    def _cache(self, keys: list[Key]) -> None:
        """Compute new word forms: all together, unless a pattern of several words matches in that order."""
        doc = self._doc(keys)
        alone = [doc] if not self._phrases(doc, allow_missing=True) else [self._doc([key]) for key in keys]
        self._forms.update(zip(keys, (forms for doc in alone for forms in self._computed(doc)), strict=True))

    def _doc(self, keys: list[Key]) -> Doc:
        strings = self._ruler.vocab.strings
        doc = Doc(self._ruler.vocab, words=[strings[word] for word, _, _ in keys])
        return _written(doc, [attrs.TAG, attrs.DEP], [key[1:] for key in keys])

    def _computed(self, doc: Doc) -> list[Forms]:
        return list(map(tuple, self._lemmatizer(self._ruler(doc)).to_array(_WRITTEN).tolist()))

    def _phrase_matches(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """The token ranges that match patterns of several words; overlapping ones are merged."""
        first = last = 0
        for start, end in sorted((start, end) for _, start, end in self._phrases(doc, allow_missing=True)):
            if start >= last:
                yield first, last
                first = start
            last = max(last, end)
        yield first, last


def _written(doc: Doc, attributes: list[int | str], rows: Sequence[tuple[int, ...]]) -> Doc:
    values: Any = np.array(rows, dtype=np.uint64)
    return doc.from_array(attributes, values) if rows else doc


def _patterns(ruler: AttributeRuler) -> list[list[list[dict[str, Any]]]]:
    """The patterns of each rule; a pattern is a list of conditions, one for each word."""
    rules: Any = ruler.patterns
    return [rule["patterns"] for rule in rules]


@Language.factory(NAME)
def _of_pipeline(nlp: Language, name: str) -> CachedForms:  # noqa: ARG001  as spaCy calls it
    ruler: Any = nlp.get_pipe("attribute_ruler")
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return CachedForms(ruler, lemmatizer)


def with_cached_forms(nlp: Language) -> Language:
    """The pipeline with the two components replaced, or unchanged if they depend on more than word, tag and label."""
    if NAME not in nlp.pipe_names and _depends_on_words_only(nlp):
        nlp.add_pipe(NAME, after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")
    return nlp


def _depends_on_words_only(nlp: Language) -> bool:
    names = nlp.pipe_names
    if "attribute_ruler" not in names or "lemmatizer" not in names:
        return False
    at = names.index("attribute_ruler")
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    return (
        _BEFORE.issuperset(names[:at])
        and names.index("lemmatizer") == at + 1
        and isinstance(ruler, AttributeRuler)
        and type(lemmatizer) in {Lemmatizer, EnglishLemmatizer}
        and all(
            _ATTRIBUTES.issuperset(word) for patterns in _patterns(ruler) for pattern in patterns for word in pattern
        )
    )
