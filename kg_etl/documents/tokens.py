"""The parse as plain values: a copy of the attributes of spaCy's Doc that the rules read, made once for each article.

spaCy decodes a string at each access of an attribute and makes a new object at each access of a token; the rules read
them millions of times. Names and meanings are those of spaCy (https://spacy.io/api/token).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise, repeat
from operator import add
from typing import Any, overload

import msgspec
import numpy as np
import spacy.strings
import spacy.tokens
from msgspec.structs import force_setattr
from spacy import attrs

_STRINGS = (attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE)
_FLAGS = (
    attrs.IS_ALPHA,
    attrs.IS_DIGIT,
    attrs.IS_LOWER,
    attrs.IS_PUNCT,
    attrs.IS_QUOTE,
    attrs.IS_SPACE,
    attrs.IS_TITLE,
    attrs.IS_UPPER,
    attrs.LIKE_NUM,
)
_NUMBERS = (attrs.SPACY, attrs.IDX, attrs.HEAD, attrs.SENT_START)
_COLUMNS = [*_STRINGS, *_FLAGS, *_NUMBERS]


class Token(msgspec.Struct, frozen=True, eq=False):
    """A word or punctuation mark. Tokens are compared by identity."""

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    """The space after it, or the empty string."""
    is_alpha: bool
    is_digit: bool
    is_lower: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    like_num: bool
    doc: Doc
    sent: Span
    head: Token
    """The token itself for the root of a sentence."""
    children: tuple[Token, ...]
    """In text order."""
    left_edge: Token
    """The first token of its subtree."""
    right_edge: Token
    """The last token of its subtree."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> tuple[Token, ...]:
        """The children before the token."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children after the token."""
        return tuple(child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and its descendants in depth-first order, each between its left and right children."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head of the token, the head of the head and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def nbor(self, distance: int = 1) -> Token:
        """The token at a distance after it, or before it if the distance is negative.

        Raises:
            IndexError: the document has no such token.
        """
        if self.i + distance < 0:
            raise IndexError("no token at that distance")
        return self.doc.tokens[self.i + distance]


class Span(msgspec.Struct, frozen=True):
    """The tokens from one index up to another."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return self.text

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        index = at + (self.start if at >= 0 else self.end)
        if not self.start <= index < self.end:
            raise IndexError("no such token in the span")
        return self.doc.tokens[index]

    @property
    def text(self) -> str:
        """The text of the span, without white space after it."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The offset of its first code point."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset after its last code point."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last)

    @property
    def sent(self) -> Span:
        """The sentence of its first token."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token with the shortest path to the root of the sentence, among those whose head is outside of the span.

        Of equal ones the first; punctuation and white space without children only if there is no other.
        """
        tops = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        return tops[0] if len(tops) == 1 else min(tops, key=_depth)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Doc:
    """A parsed text.

    Not a msgspec struct as the other classes: the garbage collector does not track structs without references to
    containers when created, so that the reference cycle of a Doc and its tokens would never be freed.
    """

    text: str
    tokens: tuple[Token, ...] = ()
    sents: tuple[Span, ...] = ()
    ents: tuple[Span, ...] = ()
    """The named entities that spaCy's recogniser found."""

    def __len__(self) -> int:
        return len(self.tokens)

    def __repr__(self) -> str:
        return self.text

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if not isinstance(at, slice):
            return self.tokens[at]
        start, end, length = at.start, at.stop, len(self.tokens)
        if start is None or end is None or not 0 <= start <= end <= length:
            start, end, _ = at.indices(length)
        return Span(self, start, max(start, end))

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that overlap two offsets of the text, or None for offsets outside of it."""
        if not self.tokens or start < 0 or not 0 < end <= len(self.text) or start >= len(self.text):
            return None
        first, last = (bisect_right(self.tokens, at, key=lambda token: token.idx) - 1 for at in (start, end - 1))
        # the space after a token is not part of it
        first += start == self.tokens[first].idx + len(self.tokens[first])
        return Span(self, first, last + 1)


def copied(doc: spacy.tokens.Doc) -> Doc:
    """A plain copy of spaCy's parse of a text."""
    values = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS)).T
    strings = _Strings(doc.vocab.strings)
    texts, *words = [[strings[key] for key in row] for row in values[: len(_STRINGS)].tolist()]
    flags = (values[len(_STRINGS) : -len(_NUMBERS)] != 0).tolist()
    spaces, starts, heads, breaks = values[-len(_NUMBERS) :].astype(np.int64).tolist()
    blanks = [" " if space else "" for space in spaces]
    made = Doc("".join(map(add, texts, blanks)))
    object.__setattr__(made, "sents", _sentences(made, breaks))
    object.__setattr__(made, "ents", tuple(Span(made, entity.start, entity.end, entity.label_) for entity in doc.ents))
    sents = (sentence for sentence in made.sents for _ in range(len(sentence)))
    links = [repeat(None)] * 4
    columns: list[Iterable[Any]] = [count(), starts, texts, *words, blanks, *flags, repeat(made), sents, *links]
    object.__setattr__(made, "tokens", tuple(map(Token, *columns)))
    _link(made.tokens, [i + head for i, head in enumerate(heads)], doc)
    return made


class _Strings(dict[int, str]):
    """spaCy's strings by their hashes, each looked up once."""

    def __init__(self, store: spacy.strings.StringStore) -> None:
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = text = self._store[key]
        return text


def _depth(token: Token) -> tuple[bool, bool, int]:
    bare = (token.is_space or token.is_punct) and not token.children
    return token.head is not token, bare, 0 if bare else sum(1 for _ in token.ancestors)


def _sentences(doc: Doc, breaks: list[int]) -> tuple[Span, ...]:
    firsts = [i for i, breaks_here in enumerate(breaks) if breaks_here == 1 or i == 0]
    return tuple(Span(doc, start, end) for start, end in pairwise([*firsts, len(breaks)]))


def _link(tokens: tuple[Token, ...], heads: list[int], doc: spacy.tokens.Doc) -> None:
    below: dict[int, list[Token]] = {}
    for token, head in zip(tokens, heads, strict=True):
        if head != token.i:
            below.setdefault(head, []).append(token)
    for i, (token, head) in enumerate(zip(tokens, heads, strict=True)):
        children = below.get(i, ())
        force_setattr(token, "head", tokens[head])
        force_setattr(token, "children", tuple(children))
        force_setattr(token, "left_edge", tokens[doc[i].left_edge.i] if children else token)
        force_setattr(token, "right_edge", tokens[doc[i].right_edge.i] if children else token)
