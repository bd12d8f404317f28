"""Articles -> documents: one Doc for each article, with the token offsets of `Article.text`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import spacy.tokens
from spacy import attrs
from spacy.language import Language

from kg_etl.documents.document import Document, Quotation
from kg_etl.documents.layout import PROSE, Dateline, Paragraph, datelines, paragraphs, straightened
from kg_etl.documents.tokens import copied
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.model import Article

LONGEST_SENTENCE = 200
"""In tokens: longer sentences are cut, because the running time of the rules is quadratic in their length."""
_STOPS = frozenset({".", "!", "?"})

PIECE = 50_000
"""Code points of a piece for the parser, approximately: its memory grows with them, and spaCy refuses a million."""


def documents_of(
    nlp: Language, articles: Iterable[Article], gazetteer: Gazetteer | None = None, batch_size: int = 16
) -> Iterator[Document]:
    """The documents of the articles, in order; long texts are parsed in pieces.

    Args:
        nlp: spaCy's pipeline.
        articles: are read one batch ahead.
        gazetteer: has the time zone of the place of the dateline, for `publication_day`; without it that day is in
            the time zone of the source.
        batch_size: how many pieces are parsed together.
    """
    docs: list[spacy.tokens.Doc] = []
    for doc, context in nlp.pipe(_pieces(nlp, articles), as_tuples=True, batch_size=batch_size):
        docs.append(doc)
        if context is None:
            continue
        article, parts = context
        merged = docs[0] if len(docs) == 1 else spacy.tokens.Doc.from_docs(docs, ensure_whitespace=False)
        docs = []
        if merged is None:
            merged = doc
        filed = datelines(article.text, parts)
        yield Document(
            article,
            parts,
            copied(merged),
            _publication_day(article, filed, gazetteer),
            filed,
            tuple(_quotations(article.text, parts)),
        )


def _pieces(
    nlp: Language, articles: Iterable[Article]
) -> Iterator[tuple[spacy.tokens.Doc, tuple[Article, tuple[Paragraph, ...]] | None]]:
    """The tokenised pieces of the articles, the last one of each article with the article and its paragraphs."""
    for article in articles:
        parts = paragraphs(article.text, article.title)
        copy = _copy(article.text, parts)
        cuts = _cuts(copy, parts)
        for start, end in pairwise(cuts):
            inside = [(p.start - start, p.kind in PROSE) for p in parts if start <= p.start < end or len(cuts) == 2]
            doc = nlp.make_doc(copy[start:end])
            _split_compounds(doc)
            _mark_sentences(doc, inside)
            yield doc, (article, parts) if end == len(copy) else None


_DOTTED_COMPOUND = re.compile(r"((?:[A-Z]\.){2,})(-)(\w+)")


def _split_compounds(doc: spacy.tokens.Doc) -> None:
    """Split `U.S.-led` as the tokenizer splits `Turkish-led`, because the abbreviation is a name."""
    if not _DOTTED_COMPOUND.search(doc.text):
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            if match := _DOTTED_COMPOUND.fullmatch(token.text):
                retokenizer.split(token, list(match.groups()), heads=[(token, part) for part in range(3)])


def _copy(text: str, parts: tuple[Paragraph, ...]) -> str:
    """The parser's copy: straight quotation marks, no line breaks inside paragraphs, spaces for long runs of marks."""
    straight = _RUN_OF_MARKS.sub(lambda run: " " * len(run.group()), straightened(text))
    if not any("\n" in straight[p.start : p.end] or "\r" in straight[p.start : p.end] for p in parts):
        return straight
    made, last = [], 0
    for part in parts:
        inner = re.sub(r"[\r\n\v\f\x85\u2028\u2029]", " ", straight[part.start : part.end])
        made += [straight[last : part.start], inner]
        last = part.end
    return "".join([*made, straight[last:]])


_RUN_OF_MARKS = re.compile(r"[^\w\s]{200,}")
"""Does not occur in prose, and the running time of the tokenizer is quadratic in its length."""


def _cuts(copy: str, parts: tuple[Paragraph, ...]) -> list[int]:
    """The offsets at which a text is cut for the parser, including its start and end: preferably between paragraphs."""
    cuts = [0]
    if len(copy) > PIECE:
        for part in parts:
            if part.start > cuts[-1] and part.end - cuts[-1] > PIECE:
                cuts.append(part.start)
            while part.end - cuts[-1] > 2 * PIECE:
                window = copy[cuts[-1] + PIECE : cuts[-1] + PIECE + PIECE // 2]
                gap = re.search(r"(?<=[a-z\"')][.!?])\s+(?=\S)|(?<=[.!?][\"')])\s+(?=\S)", window) or re.search(
                    r"\s+(?=\S)", window
                )
                cuts.append(cuts[-1] + PIECE + (gap.end() if gap else len(window)))
    return [*cuts, len(copy)]


_NEVER_LAST = words("never_last")
_LOWER_NAMES = words("sentence_lower_names")


def _mark_sentences(doc: spacy.tokens.Doc, parts: list[tuple[int, bool]]) -> None:
    """Set where a sentence must start and where none can; the parser decides on the rest.

    Args:
        doc: has only tokens.
        parts: the start of each paragraph, and whether it is prose; any other paragraph is one sentence.
    """
    words = [token.text for token in doc]
    spaced = [token.whitespace_ != "" for token in doc]
    marks: Any = np.zeros(len(doc), dtype=np.int64)
    last, at, length = -1, -1, 0
    before: int | None = None
    for i, token in enumerate(doc):
        while at + 1 < len(parts) and parts[at + 1][0] <= token.idx:
            at += 1
        length = 0 if before is not None and words[before] in _STOPS else length + 1
        opens: bool | None = None
        white = words[i].isspace()
        if at != last or length > LONGEST_SENTENCE:
            opens = True
            last, length = at, 0
        elif at >= 0 and not parts[at][1]:
            opens = False
        elif before is not None and not white:
            opens = _starts_sentence(words, spaced, before, i)
        if opens is not None:
            marks[i] = 1 if opens else -1
        if not white:
            before = i
    # setting them one by one would be quadratic: each time spaCy searches the whole document for labels that forbid it
    doc.from_array([attrs.SENT_START], marks.astype(np.uint64))


def _starts_sentence(words: list[str], spaced: list[bool], before: int, at: int) -> bool | None:
    """Whether a sentence starts at a word after another one; None where the parser must decide."""
    word, previous = words[at], words[before]
    first = word[0]
    if first in "\"')]" and not spaced[before] and previous not in {"(", "["}:
        return False
    if previous in _NEVER_LAST or (previous == "." and before and f"{words[before - 1]}." in _NEVER_LAST):
        return False
    if first.islower():
        return None if word in _LOWER_NAMES or not word.isascii() else False
    if first in ",;:%)]":
        return False
    opening = first in "\"(['" and not spaced[at] and spaced[before]
    if not (opening or first.isupper()) or not spaced[before]:
        return None
    if previous == "." and before and len(words[before - 1]) > 1:
        return True
    if previous in {'"', "'"} and before > 1 and words[before - 1] == "." and first.isupper():
        return True
    return None


_MARKS = re.compile(r"[\"“”„«»]|''")
_OPENING = frozenset({"“", "„", "«"})
_CLOSING = frozenset({"”", "»"})


def _quotations(text: str, parts: tuple[Paragraph, ...]) -> Iterator[Quotation]:
    for part in parts:
        if part.kind not in PROSE:
            continue
        opened: int | None = None
        for mark in _MARKS.finditer(text, part.start, part.end):
            at, end = mark.span()
            if opened is None:
                if _may_open(text, mark.group(), at, end, part):
                    opened = at
            elif mark.group() in _OPENING:
                yield Quotation(opened, at, False)
                opened = at
            else:
                yield Quotation(opened, end, True)
                opened = None
        if opened is not None:
            yield Quotation(opened, part.end, False)


def _may_open(text: str, mark: str, start: int, end: int, part: Paragraph) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before, after = text[max(part.start, start - 1) : start], text[end : min(part.end, end + 1)]
    return (not before or before.isspace() or before in "([-—–/'‘") and bool(after) and not after.isspace()


def _publication_day(article: Article, filed: tuple[Dateline, ...], gazetteer: Gazetteer | None) -> dt.date | None:
    """The day of publication at the place of the dateline; if unknown, in the time zone of the source."""
    if article.published is None:
        return None
    if gazetteer is not None:
        for dateline in filed:
            zone = dateline.place and _zone(article.text[slice(*dateline.place)], gazetteer)
            if zone:
                return article.published.astimezone(zone).date()
    return article.published.date()


def _zone(place: str, gazetteer: Gazetteer) -> ZoneInfo | None:
    for entry in gazetteer.named(place):
        if entry.timezone:
            try:
                return ZoneInfo(entry.timezone)
            except (ZoneInfoNotFoundError, ValueError):
                return None
    return None
