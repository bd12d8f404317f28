"""Names: the spans of named-entity recognition and of the gazetteer, reconciled.

The recogniser glues (`Russia's Putin`), splits and mistypes; the gazetteer knows countries, their demonyms and bodies
by heart but cannot tell a country from a surname. Each is believed where it is strong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE, straightened
from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.mentions.ner import Name, after_titles, between, cleaned, settled_types
from kg_etl.mentions.role_nouns import roles
from kg_etl.mentions.unlisted import unlisted_names
from kg_etl.model import PLACE_TYPES, EntityType

_SPEAKING = words("speaking")
_DIRECTIONS = words("directions")
_OF_KIND = dict.fromkeys(words("town_nouns"), EntityType.CITY) | dict.fromkeys(words("area_nouns"), EntityType.REGION)
"""Types of names by the noun before them (`the town of Goma`)."""
_REGION_NOUNS = words("region_nouns")


def names(document: Document, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """The names in headline and body, in text order; none overlap."""
    doc = document.doc
    prose = bytearray(len(doc))
    for part in document.paragraphs:
        if part.kind in PROSE and (span := doc.char_span(part.start, part.end)) is not None:
            prose[span.start : span.end] = b"\1" * len(span)
    every = listed(doc, gazetteer)
    filed = list(_filed(document, every))
    in_prose = [name for name in every if prose[name.start]]
    read = [part for span in doc.ents if prose[span.start] for part in cleaned(span, in_prose, doc)]
    read = settled_types(read, doc)
    taken = [False] * len(doc)
    names: list[Name] = filed
    for name in _reconciled(in_prose, read, doc):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = [True] * (name.end - name.start)
            names.append(name)
    names.extend(unlisted_names(document, list(names), taken, prose))
    return tuple(_retyped(sorted(names, key=lambda n: n.start), doc, gazetteer))


def _filed(document: Document, every: list[Name]) -> Iterator[Name]:
    """The places of the datelines: the town, listed or not, and what is listed after it (`KYIV, Ukraine (AP) —`)."""
    for dateline in document.datelines:
        if dateline.place is None:
            continue
        town = document.doc.char_span(*dateline.place)
        rest = document.doc.char_span(dateline.place[1], dateline.agency[0] if dateline.agency else dateline.end)
        places = [name for name in every if name.type in PLACE_TYPES and not name.demonym]
        place = next((name for name in places if town and (name.start, name.end) == (town.start, town.end)), None)
        if town is not None:
            yield place or Name(town.start, town.end, EntityType.CITY)
        if rest is not None:
            yield from between(places, rest.start, rest.end)


@lru_cache(maxsize=4)
def _surfaces(gazetteer: Gazetteer) -> dict[str, tuple[tuple[str, Entry, bool], ...]]:
    """First word, lower case -> the names that begin with it, longest first."""
    by_first: dict[str, list[tuple[str, Entry, bool]]] = {}
    for surface, entries in gazetteer.surfaces.items():
        plain = straightened(surface).removeprefix("The ").removeprefix("the ")
        first = plain.replace("-", " ").split()[0].removesuffix("'s").lower() if plain.strip() else ""
        if first and entries:
            by_first.setdefault(first, []).append((plain, entries[0], gazetteer.is_demonym(surface)))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in by_first.items()}


def listed(span: Doc | Span, gazetteer: Gazetteer, *, parts: bool = False) -> list[Name]:
    """The names of the gazetteer within a span of a document, the longest of those that begin together.

    With `parts` only those that are shorter than the span.
    """
    surfaces = _surfaces(gazetteer)
    tokens = list(span)
    text = tokens[0].doc.text if tokens else ""
    ends = {token.idx + len(token): token.i + 1 for token in tokens}
    names: list[Name] = []
    free_from = 0
    for token in tokens:
        first = text[token.idx]
        if not (first.isupper() or first.isdigit()) or token.i < free_from:
            continue
        for surface, entry, demonym in surfaces.get(token.lower_, ()):
            written = text[token.idx : token.idx + len(surface)]
            end = ends.get(token.idx + len(surface))
            if end is None or not (written == surface or _same_but_for_case(written, surface)):
                continue
            if parts and end - token.i == len(tokens):
                continue
            names.append(Name(token.i, end, entry.type, entry, demonym))
            free_from = end
            break
    return names


def _same_but_for_case(written: str, surface: str) -> bool:
    """Whether a longer name is in capitals throughout, or has a function word in capitals."""
    if len(surface) < 4 or surface.upper() == surface or written.lower() != surface.lower():
        return False
    return written.isupper() or all(
        w[0].isupper() for w, s in zip(written.split(), surface.split(), strict=False) if s[0].isupper()
    )


def _reconciled(listed_names: list[Name], read: list[Name], doc: Doc) -> Iterator[Name]:
    """The names of both lists without overlaps."""
    beaten: set[int] = set()
    second: list[Name] = []
    for name in read:
        inside = list(between(listed_names, name.start, name.end))
        before = bisect_left(listed_names, name.start, key=lambda n: n.start) - 1
        crossed = before >= 0 and listed_names[before].end > name.start
        inside = [part for part in inside if part.end <= name.end] if not crossed else []
        exact = next((part for part in inside if (part.start, part.end) == (name.start, name.end)), None)
        if (
            crossed
            or exact
            or any(part.start < name.end < part.end for part in between(listed_names, name.start, name.end))
        ):
            continue
        if not inside:
            yield name
            continue
        parts = _parted(name, inside, doc)
        if parts is None:
            beaten |= {part.start for part in inside}
            yield name
        else:
            second += parts
    yield from (name for name in listed_names if name.start not in beaten)
    yield from second


def _parted(name: Name, inside: list[Name], doc: Doc) -> list[Name] | None:
    """What remains of a name beside listed ones inside it; None if they are only parts of a longer name."""
    lexicon = roles()
    first, last = inside[0], inside[-1]
    rest = " ".join(t.lower_ for t in doc[first.end : name.end])
    if any(part.type == EntityType.PERSON and part.end - part.start > 1 for part in inside):
        return None if name.type in {EntityType.FACILITY, EntityType.REGION} else []
    if first.start == name.start and first.type == EntityType.COUNTRY:
        role = lexicon.nouns.get(rest) or lexicon.nouns.get(rest.removesuffix("s"))
        if role and role.state:
            return [Name(first.end, name.end, role.type)]
        if name.type == EntityType.PERSON and first.demonym:
            start = after_titles(doc, first.end, name.end)
            return [] if doc[name.end - 1].lower_ in lexicon.nouns else [Name(start, name.end, name.type)]
    if first.start == name.start and first.type in PLACE_TYPES and last is first:
        start = after_titles(doc, first.end, name.end)
        if first.end < start and doc[name.end - 1].lower_ not in lexicon.nouns:
            return [Name(start, name.end, EntityType.PERSON)]
    if name.type in {EntityType.REGION, EntityType.PLACE} and last.end == name.end:
        lead = doc[name.start : last.start]
        if all(t.is_lower or t.lower_ in _DIRECTIONS for t in lead) and lead.text not in {"South", "North"}:
            return []
    if last.type == EntityType.FACILITY and last.end == name.end and doc[name.start : last.start].text.isdigit():
        return []  # the house number of a street
    parts = [doc[part.start : part.end].text for part in inside]
    written = doc[name.start : name.end].text
    if written == "-".join(parts) and {part.type for part in inside} <= {EntityType.COUNTRY, EntityType.ORGANIZATION}:
        return []
    if written == " ".join(parts) and all(part.type == EntityType.COUNTRY and not part.demonym for part in inside):
        return []
    if name.type == EntityType.ACTOR or any(t.text in {",", "and"} for t in doc[name.start : name.end]):
        return []
    return None


def _retyped(names: Iterable[Name], doc: Doc, gazetteer: Gazetteer) -> Iterator[Name]:
    """The names with their entries, and places with the type that the noun before them gives."""
    names = list(names)
    speaking = {doc[name.end - 1].text for name in names if _speaks(doc[name.start : name.end].root)}
    for name in names:
        entry, kind = name.entry, name.type
        text = doc[name.start : name.end].text
        if entry is None:
            listed = gazetteer.named(text)
            if not listed and kind == EntityType.PERSON and name.end - name.start == 1:
                bearers = gazetteer.surnamed(text)
                listed = bearers if len(bearers) == 1 else ()
            if listed and (kind != EntityType.PERSON or listed[0].type == EntityType.PERSON):
                entry, kind = listed[0], listed[0].type
        if entry is None and name.start > 1 and doc[name.start - 1].lower_ == "of":
            kind = _OF_KIND.get(doc[name.start - 2].lower_, kind)
        after = doc[name.end] if name.end < len(doc) else None
        if kind in PLACE_TYPES and kind != EntityType.COUNTRY and after is not None and after.lower_ in _REGION_NOUNS:
            kind, entry = EntityType.REGION, None if kind == EntityType.CITY else entry
        if entry is None and kind in PLACE_TYPES and doc[name.end - 1].text in speaking:
            kind = EntityType.ACTOR
        yield Name(name.start, name.end, kind, entry, name.demonym, name.certain)


def _speaks(head: Token) -> bool:
    """Whether it is the subject of a verb of saying: spaCy's recognition labels unknown surnames as places."""
    return head.dep_ == "nsubj" and head.head.lemma_ in _SPEAKING
