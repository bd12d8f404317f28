"""Speakers, addressees and reporters as roles: the mention at the cue, and the words that name it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.syntax import conjuncts
from kg_etl.documents.tokens import Token
from kg_etl.model import EntityType, Evidence, Role, RoleName
from kg_etl.statements.cue_sites import name_phrase
from kg_etl.statements.speakers import Speaker

_PLACES = frozenset({EntityType.CITY, EntityType.REGION, EntityType.FACILITY, EntityType.PLACE})
_TRIMMED = ", -\u2014\u2013:;"


def roles_of(
    speakers: Iterable[Speaker],
    role: RoleName,
    cue: Token,
    document: Document,
    mentions: MentionTable,
    taken: Collection[int] = (),
) -> tuple[Role, ...]:
    """A role for each mention that the noun phrases name, in text order and without duplicates.

    Conjuncts give a role each, with the same words as evidence, and so do the members of a group that `they` and
    `both` refer to. Noun phrases that are no mention, and mentions in `taken`, give no role.
    """
    roles: dict[int, Role] = {}
    for speaker in speakers:
        if speaker.local is None or speaker.token is None:
            continue
        evidence = _evidence(name_phrase(speaker.local, cue), document)
        for noun in conjuncts(speaker.token):
            index = mentions.at(noun)
            if index is None:
                continue
            for mention in mentions.members(index) or (index,):
                if mention not in taken and (role == RoleName.ADDRESSEE or _can_act(mention, mentions)):
                    item = mentions.items[mention]
                    covers_mention = (item.start, item.end) == (evidence.start, evidence.end)
                    roles.setdefault(
                        mention, Role(name=role, mention=mention, words=None if covers_mention else evidence)
                    )
    return tuple(roles.values())


def _can_act(mention: int, mentions: MentionTable) -> bool:
    """Whether it is no place, or a place that stands for a country (`Moscow`, `the White House`)."""
    return mentions.items[mentions.best(mention)].type not in _PLACES or mentions.referents[mention].country is not None


def _evidence(token_range: tuple[int, int], document: Document) -> Evidence:
    first, last = document.doc[token_range[0]], document.doc[token_range[1] - 1]
    start, end = first.idx, last.idx + len(last)
    quote = document.article.text[start:end]
    return document.evidence(
        start + len(quote) - len(quote.lstrip(_TRIMMED)), end - len(quote) + len(quote.rstrip(_TRIMMED))
    )
