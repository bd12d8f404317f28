"""Names by spaCy's named-entity recognition, with wrong boundaries corrected."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.gazetteer import Entry
from kg_etl.lexicon.tables import words
from kg_etl.mentions.role_nouns import roles
from kg_etl.model import EntityType

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.REGION,
    "FAC": EntityType.FACILITY,
    "NORP": EntityType.ACTOR,
}
_PARTICLES = words("name_particles")
_FACILITIES, _REGIONS = words("facility_tails"), words("region_tails")
_FAMILY_NAMES_TOO = words("family_names_too")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as tokens `start` to `end`, exclusive."""

    start: int
    end: int
    type: EntityType
    entry: Entry | None = None
    demonym: bool = False
    certain: bool = True
    """Whether it is certainly a name, not only a capitalised noun."""


def cleaned(span: Span, listed: list[Name], doc: Doc) -> Iterator[Name]:
    """A recognised name with its boundaries corrected; two names if it joined two."""
    if span.label_ not in _TYPES:
        return
    start, end = span.start, span.end
    for i in range(start, end - 1):
        if doc[i].lower_ in {"'s", "'"} and i > start and _is_listed(listed, start, i):
            yield from _trimmed(doc, start, i, span.label_)
            start = i + 1
    yield from _trimmed(doc, start, end, span.label_)


def _is_listed(listed: list[Name], start: int, end: int) -> bool:
    return any(name.end == end and name.start >= start for name in between(listed, start, end))


def between(names: list[Name], start: int, end: int) -> Iterator[Name]:
    """The names that begin inside a range of tokens."""
    for at in range(bisect_left(names, start, key=lambda n: n.start), len(names)):
        if names[at].start >= end:
            return
        yield names[at]


def _trimmed(doc: Doc, start: int, end: int, label: str) -> Iterator[Name]:
    lexicon, tokens = roles(), doc.tokens
    while start < end and _opens_no_name(tokens[start]):
        start += 1
    while start < end and _ends_no_name(tokens[end - 1]):
        end -= 1
    if label in {"PERSON", "ORG"}:
        begin = after_titles(doc, start, end)
        if begin > start and label == "ORG" and " ".join(t.lower_ for t in doc[start:begin]) in lexicon.persons:
            label = "PERSON"
        start = begin if label == "PERSON" else start
    if label == "PERSON":
        end = _before_small_words(doc, start, end)
        last = lexicon.nouns.get(doc[end - 1].lower_) if end - start > 1 else None
        label = "ORG" if last is not None and last.group in {"body", "force"} and end - start > 1 else label
    if label in {"PERSON", "ORG", "GPE"} and end - start > 1:
        tail = doc[end - 1].lower_
        if label != "PERSON" or tail not in _FAMILY_NAMES_TOO:
            label = "FAC" if tail in _FACILITIES else "LOC" if tail in _REGIONS else label
    if start >= end or not any(t.text[0].isupper() or t.text[0].isdigit() for t in doc[start:end]):
        return
    if any("\n" in t.text for t in doc[start:end]):
        return
    if (
        end - start == 1
        and (doc[start].lower_ in lexicon.nouns or doc[start].lower_ in lexicon.honorifics)
        and doc[start].lower_ != "house"
    ):
        return
    if doc[start].lower_ in lexicon.first_words_of_persons and any(
        " ".join(t.lower_ for t in doc[start : end + more]) in lexicon.persons for more in range(4)
    ):
        return
    if label == "NORP" and doc[start:end].root.tag_ in {"JJ", "VBN"}:
        return
    yield Name(start, end, _TYPES[label])


def _opens_no_name(token: Token) -> bool:
    return token.lower_ in {"the", "a", "an", "'s", "'", '"'} or token.is_punct or token.is_space


def _ends_no_name(token: Token) -> bool:
    return token.lower_ in {"'s", "'"} or (token.is_punct and not token.text.endswith(")")) or token.is_space


def _before_small_words(doc: Doc, start: int, end: int) -> int:
    """Where a person's name ends: before a word without a capital, unless that is a particle; nowhere before a noun."""
    for i in range(start, end):
        token = doc[i]
        if token.text[0].islower() and token.lower_ not in _PARTICLES:
            return i if token.pos_ in {"ADP", "VERB", "AUX", "CCONJ", "PART"} else start
    return end


def after_titles(doc: Doc, start: int, end: int) -> int:
    """Where a person's name begins after titles that were recognised as part of it."""
    lexicon = roles()
    moved = True
    while moved and start < end - 1:
        moved = False
        for length in range(min(4, end - start - 1), 0, -1):
            phrase = " ".join(t.lower_ for t in doc[start : start + length])
            if (
                phrase in lexicon.persons
                or phrase in lexicon.honorifics
                or (length == 1 and phrase in lexicon.past | lexicon.lower)
            ):
                start, moved = start + length, True
                break
    return start


def settled_types(read: list[Name], doc: Doc) -> list[Name]:
    """The recognised names with one type for each text: a person if it ends a person's name, else the most frequent."""
    votes: dict[str, Counter[EntityType]] = {}
    for name in read:
        votes.setdefault(doc[name.start : name.end].text, Counter())[name.type] += 1
    surnames: dict[str, int] = {}
    for name in read:
        if name.type == EntityType.PERSON and name.end - name.start > 1:
            for i in (name.start, name.end - 1):
                surnames[doc[i].text] = surnames.get(doc[i].text, 0) + 1
    settled: list[Name] = []
    for name in read:
        text = doc[name.start : name.end].text
        kind = max(votes[text].items(), key=lambda item: (item[1], item[0] == EntityType.PERSON))[0]
        if name.end - name.start == 1 and text in surnames:
            kind = EntityType.PERSON
        if name.end - name.start == 2 and kind == EntityType.PERSON and votes[text][kind] == 1:
            first, last = doc[name.start].text, doc[name.end - 1].text
            if surnames.get(first, 0) > 1 and surnames.get(last, 0) > 1 and not _given(first):
                settled += [Name(name.start, name.start + 1, kind), Name(name.start + 1, name.end, kind)]
                continue
        if (
            name.end - name.start == 1
            and kind == EntityType.PERSON
            and text not in surnames
            and _is_attribute(doc[name.start])
        ):
            kind = EntityType.ACTOR
        settled.append(Name(name.start, name.end, kind))
    return settled


def _is_attribute(token: Token) -> bool:
    """Whether a lone name is in a position that is rare for persons: `Karabakh forces`, `on Twitter`."""
    return token.dep_ == "compound" or (
        token.dep_ == "pobj" and token.head.lower_ in {"on", "in", "at", "into", "via", "near"}
    )


def _given(word: str) -> bool:
    return word in roles().male_names or word in roles().female_names
