"""Several named together: `Norway and Sweden`, `Berg met with Lund`; and what `they` and `both sides` are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg_etl.coreference.context import Context
from kg_etl.documents.tokens import Token
from kg_etl.mentions.candidates import Draft
from kg_etl.model import EntityType, MentionForm

_ACTORS = frozenset(
    {
        EntityType.PERSON,
        EntityType.COUNTRY,
        EntityType.ORGANIZATION,
        EntityType.ARMED_FORCE,
        EntityType.CITY,
        EntityType.ACTOR,
    }
)


def group_at(draft: Draft, context: Context) -> tuple[Draft, ...]:
    """The actors joined at a phrase, itself first; empty where it stands alone."""
    if draft.members:
        return draft.members
    if draft.plural and draft.pronoun:
        return ()
    joined = [draft, *_joined(draft.head, context)]
    if len(joined) > 1 and all(_is_actor(one) and one.chain >= 0 for one in joined):
        return tuple(joined)
    return _hyphened(draft, context)


def company_of(draft: Draft, context: Context) -> tuple[Draft, ...]:
    """A subject and whom it acts with: `Putin held talks with Xi`; empty where there is nobody."""
    verb = draft.head.head
    if draft.head.dep_ not in {"nsubj", "nsubjpass"} or not _is_actor(draft):
        return ()
    found: list[Draft] = []
    for token in _with(verb):
        other = context.by_head.get(token.i)
        if other is not None and other is not draft and _is_actor(other) and other.type == draft.type:
            found += [other, *(one for one in _joined(other.head, context) if _is_actor(one))]
    return (draft, *found) if found and all(one.chain >= 0 for one in found) else ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of pair a phrase asks for."""

    kinds: tuple[EntityType, ...]
    only_joined: bool = False
    """Must the two have been named together (`the two sides`)?"""
    fits: Callable[[Draft], bool] = lambda _: True
    """May this one be a member: of `the two leaders`, one who leads?"""


def pair_before(draft: Draft, context: Context, wanted: Wanted) -> tuple[Draft, ...]:
    """The two that a phrase such as `the two leaders` stands for: joined or alone in the sentences before it."""
    near: dict[EntityType, dict[int, Draft]] = {kind: {} for kind in wanted.kinds}
    joined: tuple[Draft, ...] = ()
    reached = 0
    for distance, one in context.before(draft, 5):
        if distance > reached:
            if pair := joined or _pair_of(near, wanted):
                return pair
            reached = distance
        if context.is_headline(one):
            continue
        group = group_at(one, context)
        if len(group) == 2 and all(_is_wanted(member, wanted) for member in group):
            joined = group
        known = one.form != MentionForm.NOMINAL or one.definite or one.same is not None
        if one.type in near and one.chain >= 0 and known and not one.plural and wanted.fits(one):
            near[one.type].setdefault(one.chain, one)
    return joined or _pair_of(near, wanted)


def _is_wanted(one: Draft, wanted: Wanted) -> bool:
    acts = EntityType.COUNTRY in wanted.kinds and one.entry is not None and one.entry.acts_for is not None
    return (one.type in wanted.kinds or acts) and wanted.fits(one)


def _pair_of(near: dict[EntityType, dict[int, Draft]], wanted: Wanted) -> tuple[Draft, ...]:
    if not wanted.only_joined:
        for kind in wanted.kinds:
            if len(near[kind]) == 2:
                return tuple(near[kind].values())
    return ()


def _is_actor(draft: Draft) -> bool:
    return draft.type in _ACTORS and (draft.form != MentionForm.NOMINAL or draft.role is not None)


def _joined(token: Token, context: Context) -> Iterator[Draft]:
    for _ in range(12):
        following = next((c for c in token.children if c.dep_ == "conj"), None)
        if following is None:
            return
        draft = context.by_head.get(following.i)
        if draft is not None:
            yield draft
        token = following


def _hyphened(draft: Draft, context: Context) -> tuple[Draft, ...]:
    if draft.form != MentionForm.NOMINAL:
        return ()
    doc = draft.head.doc
    named = [
        context.by_head[i]
        for i in range(draft.start, draft.head.i)
        if i in context.by_head and context.by_head[i] is not draft
    ]
    for first, second in pairwise(named):
        if (
            second.start - first.end == 1
            and doc[first.end].text in {"-", "–", "/"}
            and first.type == second.type == EntityType.COUNTRY
        ):
            return first, second
    return ()


def _with(verb: Token) -> Iterator[Token]:
    """The objects of `with` that hang on a verb, on its object, or on the verb that it controls."""
    pending = [verb]
    for node in pending[:1]:
        pending += [c for c in node.children if c.dep_ in {"dobj", "xcomp", "attr"}]
        pending += [d for c in pending[1:] if c.dep_ == "xcomp" for d in c.children if d.dep_ in {"dobj", "attr"}]
    for node in pending:
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in {"with", "alongside"}:
                yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
