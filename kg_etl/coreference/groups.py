"""Groups: coordinated mentions (`Norway and Sweden`, `Berg met with Lund`), and the antecedents of `they` and `both
sides`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg_etl.coreference.context import Context
from kg_etl.documents.syntax import NOMINAL_SUBJECTS
from kg_etl.documents.tokens import Token
from kg_etl.mentions.candidates import MentionCandidate
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


def group_at(candidate: MentionCandidate, context: Context) -> tuple[MentionCandidate, ...]:
    """The coordinated actors of a phrase, itself first; empty if it is not coordinated."""
    if candidate.members:
        return candidate.members
    if candidate.plural and candidate.pronoun:
        return ()
    members = [candidate, *_conjuncts(candidate.head, context)]
    if len(members) > 1 and all(_is_actor(member) and member.chain >= 0 for member in members):
        return tuple(members)
    return _hyphened(candidate, context)


def company_of(candidate: MentionCandidate, context: Context) -> tuple[MentionCandidate, ...]:
    """A subject and its partners: `Putin held talks with Xi`; empty if there is none."""
    verb = candidate.head.head
    if candidate.head.dep_ not in NOMINAL_SUBJECTS or not _is_actor(candidate):
        return ()
    candidates: list[MentionCandidate] = []
    for token in _with(verb):
        other = context.by_head.get(token.i)
        if other is not None and other is not candidate and _is_actor(other) and other.type == candidate.type:
            candidates += [other, *(member for member in _conjuncts(other.head, context) if _is_actor(member))]
    return (candidate, *candidates) if candidates and all(member.chain >= 0 for member in candidates) else ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of pair that a phrase denotes."""

    kinds: tuple[EntityType, ...]
    only_joined: bool = False
    """Whether the two must be coordinated (`the two sides`)."""
    fits: Callable[[MentionCandidate], bool] = lambda _: True
    """Whether a candidate can be a member: a leader for `the two leaders`."""


def pair_before(candidate: MentionCandidate, context: Context, wanted: Wanted) -> tuple[MentionCandidate, ...]:
    """The antecedents of a phrase such as `the two leaders`, coordinated or not, in the sentences before it."""
    near: dict[EntityType, dict[int, MentionCandidate]] = {kind: {} for kind in wanted.kinds}
    candidates: tuple[MentionCandidate, ...] = ()
    reached = 0
    for distance, other in context.before(candidate, 5):
        if distance > reached:
            if pair := candidates or _pair_of(near, wanted):
                return pair
            reached = distance
        if context.is_headline(other):
            continue
        group = group_at(other, context)
        if len(group) == 2 and all(_is_wanted(member, wanted) for member in group):
            candidates = group
        is_identified = other.form != MentionForm.NOMINAL or other.definite or other.same is not None
        if other.type in near and other.chain >= 0 and is_identified and not other.plural and wanted.fits(other):
            near[other.type].setdefault(other.chain, other)
    return candidates or _pair_of(near, wanted)


def _is_wanted(candidate: MentionCandidate, wanted: Wanted) -> bool:
    acts = EntityType.COUNTRY in wanted.kinds and candidate.entry is not None and candidate.entry.acts_for is not None
    return (candidate.type in wanted.kinds or acts) and wanted.fits(candidate)


def _pair_of(near: dict[EntityType, dict[int, MentionCandidate]], wanted: Wanted) -> tuple[MentionCandidate, ...]:
    if not wanted.only_joined:
        for kind in wanted.kinds:
            if len(near[kind]) == 2:
                return tuple(near[kind].values())
    return ()


def _is_actor(candidate: MentionCandidate) -> bool:
    return candidate.type in _ACTORS and (candidate.form != MentionForm.NOMINAL or candidate.role is not None)


def _conjuncts(token: Token, context: Context) -> Iterator[MentionCandidate]:
    for _ in range(12):
        following = next((c for c in token.children if c.dep_ == "conj"), None)
        if following is None:
            return
        candidate = context.by_head.get(following.i)
        if candidate is not None:
            yield candidate
        token = following


def _hyphened(candidate: MentionCandidate, context: Context) -> tuple[MentionCandidate, ...]:
    if candidate.form != MentionForm.NOMINAL:
        return ()
    doc = candidate.head.doc
    named = [
        context.by_head[i]
        for i in range(candidate.start, candidate.head.i)
        if i in context.by_head and context.by_head[i] is not candidate
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
    """The objects of `with` attached to a verb, to its object, or to the verb that it controls."""
    pending = [verb]
    for node in pending[:1]:
        pending += [c for c in node.children if c.dep_ in {"dobj", "xcomp", "attr"}]
        pending += [d for c in pending[1:] if c.dep_ == "xcomp" for d in c.children if d.dep_ in {"dobj", "attr"}]
    for node in pending:
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in {"with", "alongside"}:
                yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
