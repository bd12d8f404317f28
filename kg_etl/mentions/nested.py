"""Places within the names of bodies: `Jamaica` in `Jamaica Cancer Society`."""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.documents.document import Document
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.mentions.names import listed
from kg_etl.model import BODY_TYPES, NAMED_FORMS, PLACE_TYPES, EntityType, Mention, MentionForm

_AUTHORITIES = words("authorities")


def nested(document: Document, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The countries in names of bodies, and the towns and regions in names of unknown authorities, in text order.

    `Jamaica` in `Jamaica Cancer Society`, `Toronto` in `Toronto Transit Commission`; but a team, a company or a college
    has the name of a town without belonging to it.

    Args:
        document: The article.
        mentions: Its other mentions.
        gazetteer: Has the countries, towns and regions.
    """
    chains: dict[str, int] = {}
    for mention in mentions:
        if mention.type in PLACE_TYPES and mention.form in NAMED_FORMS:
            chains.update((entry.qid, mention.chain) for entry in gazetteer.named(mention.text)[:1])
    free = max((mention.chain for mention in mentions), default=-1) + 1
    for body in mentions:
        if body.form is not MentionForm.NAME or body.type not in BODY_TYPES:
            continue
        span = document.doc.char_span(body.start, body.end)
        if span is None:
            continue
        of_a_place = any(token.lower_ in _AUTHORITIES for token in span) and not gazetteer.named(body.text)
        sought = PLACE_TYPES if of_a_place else {EntityType.COUNTRY}
        for name in listed(span, gazetteer, parts=True):
            if name.entry is None or name.type not in sought:
                continue
            place = document.doc[name.start : name.end]
            chain = chains.setdefault(name.entry.qid, free)
            free = max(free, chain + 1)
            yield Mention(
                start=place.start_char,
                end=place.end_char,
                text=document.article.text[place.start_char : place.end_char],
                type=name.type,
                form=MentionForm.DEMONYM if name.demonym else MentionForm.NAME,
                chain=chain,
            )
