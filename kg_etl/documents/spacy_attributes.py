"""Parts of speech, features and lemmas, computed by the model once for each word form.

A model gives them by rules that look at a word, its tag and its label (`attribute_ruler`), and then at what came of it
(`lemmatizer`). Matching its hundred-odd patterns against every word of every text is a seventh of all that the parse
costs, and for the same word with the same tag and label the answer is always the same. Only the few patterns that span
several words have to be looked for.
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

NAME = "remembered_forms"
"""Of the component in spaCy's pipeline."""
MOST = 200_000
"""Words that are cached; when there are more, the cache is emptied."""

_READ: list[int | str] = [attrs.ORTH, attrs.TAG, attrs.DEP]
_WRITTEN: list[int | str] = [attrs.TAG, attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.DEP]
_BEFORE = frozenset({"tok2vec", "transformer", "tagger", "parser", "senter"})
"""Components that write nothing but tags, labels and sentences."""
_ATTRIBUTES = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT"})
"""Attributes that a pattern may use: a word, its tag and its label decide them."""

Key = tuple[int, int, int]
Forms = tuple[int, int, int, int, int]


class RememberedForms:
    """Writes what two components of the model would, and runs them only on words that are not cached."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._several = Matcher(ruler.vocab, validate=False)
        for number, patterns in enumerate(_patterns(ruler)):
            if long := [pattern for pattern in patterns if len(pattern) > 1]:
                self._several.add(str(number), long)
        self._forms: dict[Key, Forms] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Write part of speech, features and lemma of each word, and what else of tag and label the rules change."""
        keys: list[Key] = list(map(tuple, doc.to_array(_READ).tolist()))
        if len(self._forms) > MOST:
            self._forms.clear()
        self._meet([key for key in dict.fromkeys(keys) if key not in self._forms])
        forms = [self._forms[key] for key in keys]
        for start, end in self._side_by_side(doc):
            forms[start:end] = self._computed(self._doc(keys[start:end]))
        return _written(doc, _WRITTEN, forms)

    def _meet(self, keys: list[Key]) -> None:
        """Remember words that are new: all at once, unless in that order a pattern of several words takes them."""
        doc = self._doc(keys)
        alone = [doc] if not self._several(doc, allow_missing=True) else [self._doc([key]) for key in keys]
        self._forms.update(zip(keys, (forms for doc in alone for forms in self._computed(doc)), strict=True))

    def _doc(self, keys: list[Key]) -> Doc:
        strings = self._ruler.vocab.strings
        doc = Doc(self._ruler.vocab, words=[strings[word] for word, _, _ in keys])
        return _written(doc, [attrs.TAG, attrs.DEP], [key[1:] for key in keys])

    def _computed(self, doc: Doc) -> list[Forms]:
        return list(map(tuple, self._lemmatizer(self._ruler(doc)).to_array(_WRITTEN).tolist()))

    def _side_by_side(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """The spans in which patterns of several words match; overlapping ones are joined."""
        first = last = 0
        for start, end in sorted((start, end) for _, start, end in self._several(doc, allow_missing=True)):
            if start >= last:
                yield first, last
                first = start
            last = max(last, end)
        yield first, last


def _written(doc: Doc, attributes: list[int | str], rows: Sequence[tuple[int, ...]]) -> Doc:
    values: Any = np.array(rows, dtype=np.uint64)
    return doc.from_array(attributes, values) if rows else doc


def _patterns(ruler: AttributeRuler) -> list[list[list[dict[str, Any]]]]:
    """For each rule its patterns, for each pattern its words, for each word its attributes."""
    rules: Any = ruler.patterns
    return [rule["patterns"] for rule in rules]


@Language.factory(NAME)
def _of_pipeline(nlp: Language, name: str) -> RememberedForms:  # noqa: ARG001  as spaCy calls it
    ruler: Any = nlp.get_pipe("attribute_ruler")
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return RememberedForms(ruler, lemmatizer)


def remembering(nlp: Language) -> Language:
    """The pipeline with the two components replaced; unchanged if they depend on more than word, tag and label."""
    if NAME not in nlp.pipe_names and _looks_at_words_only(nlp):
        nlp.add_pipe(NAME, after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")
    return nlp


def _looks_at_words_only(nlp: Language) -> bool:
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
