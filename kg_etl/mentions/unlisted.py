"""Names that neither recognition nor the gazetteer gives: proper nouns, and surnames of people named in full."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.tokens import Token
from kg_etl.mentions.ner import Name, after_titles
from kg_etl.mentions.role_nouns import roles
from kg_etl.model import EntityType

_NO_NAMES = frozenset(
    {
        "DATE",
        "TIME",
        "PERCENT",
        "MONEY",
        "QUANTITY",
        "ORDINAL",
        "CARDINAL",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
        "PRODUCT",
    }
)
_OF_NAMES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
"""Dependency labels of names."""


def unlisted_names(document: Document, names: list[Name], taken: list[bool], prose: bytearray) -> Iterator[Name]:
    """Proper nouns that head a phrase and are in neither source; none in headlines, where all nouns are capitalised.

    The surname of a person that the article names in full is included, whatever its tag.

    Args:
        document: The article.
        names: The names of both sources.
        taken: For each token whether one of them has it.
        prose: For each token whether it stands in headline or body.
    """
    doc, lexicon = document.doc, roles()
    full = [name for name in names if name.type == EntityType.PERSON and name.end - name.start > 1]
    surnames = {doc[name.end - 1].text for name in full}
    given = {doc[name.start].text for name in full}
    for token in doc:
        if taken[token.i] or not prose[token.i] or not token.text[0].isupper() or len(token) < 2:
            continue
        if document.kind_of(token) == ParagraphKind.HEADLINE:
            continue
        again, proper = token.text in surnames and _is_surname(token), _is_proper(token)
        if not again and not proper:
            continue
        start = token.i
        while start and _joins(doc[start - 1], taken) and (proper or doc[start - 1].text in given):
            start -= 1
        if start > 1 and _is_given_name(doc[start - 1], taken):
            start -= 1
        titled = start > 0 and _is_title(doc[start - 1])
        start = after_titles(doc, start, token.i + 1)
        titled = titled or (start > 0 and doc[start - 1].lower_ in lexicon.persons)
        person = titled or again
        yield Name(start, token.i + 1, EntityType.PERSON if person else EntityType.ACTOR, certain=person)


def _is_proper(token: Token) -> bool:
    """Whether the tagger labels it as a name and no other evidence contradicts."""
    lexicon = roles()
    return (
        token.tag_ in {"NNP", "NNPS"}
        and token.ent_type_ not in _NO_NAMES
        and token.dep_ != "compound"
        and not (token.is_upper and len(token) > 6)
        and token.lower_ not in lexicon.nouns
        and token.lower_ not in lexicon.honorifics
    )


def _is_surname(token: Token) -> bool:
    """Whether it can be a surname in its position: not next to another name, and a common noun only after `Mr.`."""
    lexicon = roles()
    if token.lower_ in lexicon.nouns and not (token.i and token.nbor(-1).lower_ in lexicon.honorifics):
        return False
    return token.dep_ in _OF_NAMES and not any(child.dep_ == "det" for child in token.children)


def _is_given_name(token: Token, taken: list[bool]) -> bool:
    """Whether it is a capitalised word between a title and a name, whatever its tag (`President To Lam`)."""
    return _is_title(token.nbor(-1)) and token.text.istitle() and not taken[token.i]


def _is_title(token: Token) -> bool:
    return token.lower_ in roles().persons or token.lower_ in roles().honorifics


def _joins(token: Token, taken: list[bool]) -> bool:
    return token.pos_ == "PROPN" and not taken[token.i] and token.dep_ == "compound" and token.text[0].isupper()
