"""Those who speak, are spoken to or report, as roles: the mention at the cue, and the words that name it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg_etl.coreference.table import Mentions
from kg_etl.documents.document import Parsed
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
    parsed: Parsed,
    known: Mentions,
    taken: Collection[int] = (),
) -> tuple[Role, ...]:
    """A role for each participant that noun phrases name, in text order and each once.

    What `and` joins are several, named by the same words, and so are those whom the article shows to be meant by
    `they` and `both`. Nobody is given for a noun phrase that is no mention, nor for one of the mentions in `taken`.
    """
    found: dict[int, Role] = {}
    for one in named:
        if one.local is None or one.token is None:
            continue
        words = _words(naming(one.local, cue), parsed)
        for noun in conjuncts(one.token):
            index = known.at(noun)
            if index is None:
                continue
            for mention in known.members(index) or (index,):
                if mention not in taken and (role == RoleName.ADDRESSEE or _can_act(mention, known)):
                    item = known.items[mention]
                    whole = (item.start, item.end) == (words.start, words.end)
                    found.setdefault(mention, Role(name=role, mention=mention, words=None if whole else words))
    return tuple(found.values())


def _can_act(mention: int, known: Mentions) -> bool:
    """Is it no place, or one that stands for a country (`Moscow`, `the White House`)?"""
    return known.items[known.best(mention)].type not in _PLACES or known.keys[mention].startswith("Q")


def _words(stretch: tuple[int, int], parsed: Parsed) -> Evidence:
    first, last = parsed.doc[stretch[0]], parsed.doc[stretch[1] - 1]
    start, end = first.idx, last.idx + len(last)
    quote = parsed.article.text[start:end]
    return parsed.evidence(start + len(quote) - len(quote.lstrip(_EDGES)), end - len(quote) + len(quote.rstrip(_EDGES)))
