"""Speakers, addressees and reporters as roles: the mention, and the words that name it at the cue."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.syntax import conjuncts
from kg_etl.documents.tokens import Token
from kg_etl.model import EntityType, Evidence, Role, RoleName
from kg_etl.statements.cue_sites import naming
from kg_etl.statements.speakers import Speaker

_PLACES = frozenset({EntityType.CITY, EntityType.REGION, EntityType.FACILITY, EntityType.PLACE})
_EDGES = ", -\u2014\u2013:;"


def roles_of(
    named: Iterable[Speaker],
    role: RoleName,
    cue: Token,
    document: Document,
    mentions: MentionTable,
    taken: Collection[int] = (),
) -> tuple[Role, ...]:
    """A role for each participant that noun phrases name, in text order and each once.

    What `and` joins are several, named by the same words, and so are those whom the article shows to be meant by
    `they` and `both`. Nobody is given for a noun phrase that is no mention, nor for one of the mentions in `taken`.
    """
    roles: dict[int, Role] = {}
    for name in named:
        if name.local is None or name.token is None:
            continue
        words = _words(naming(name.local, cue), document)
        for noun in conjuncts(name.token):
            index = mentions.at(noun)
            if index is None:
                continue
            for mention in mentions.members(index) or (index,):
                if mention not in taken and (role == RoleName.ADDRESSEE or _can_act(mention, mentions)):
                    item = mentions.items[mention]
                    is_exact = (item.start, item.end) == (words.start, words.end)
                    roles.setdefault(mention, Role(name=role, mention=mention, words=None if is_exact else words))
    return tuple(roles.values())


def _can_act(mention: int, mentions: MentionTable) -> bool:
    """Is it no place, or one that stands for a country (`Moscow`, `the White House`)?"""
    return mentions.items[mentions.best(mention)].type not in _PLACES or mentions.referents[mention].country is not None


def _words(span: tuple[int, int], document: Document) -> Evidence:
    first, last = document.doc[span[0]], document.doc[span[1] - 1]
    start, end = first.idx, last.idx + len(last)
    quote = document.article.text[start:end]
    return document.evidence(
        start + len(quote) - len(quote.lstrip(_EDGES)), end - len(quote) + len(quote.rstrip(_EDGES))
    )
